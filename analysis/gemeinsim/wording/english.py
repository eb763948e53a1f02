# SPDX-License-Identifier: Apache-2.0
"""The English of `wording`: every sentence that a reader of scenarios sees, free of computation."""

from __future__ import annotations

from collections.abc import Sequence

from gemeinsim import words


def amount(value: float) -> str:
    """``70,000``, ``0.05``: a number for a text, without digits that say nothing."""
    if value == round(value) and abs(value) < 1e15:
        return f"{value:,.0f}"
    return f"{value:,.4g}"


def money(value: float) -> str:
    return f"{amount(value)} EUR"


def listing(names: Sequence[str]) -> str:
    return words.listing(list(names))


def either(names: Sequence[str]) -> str:
    return words.listing(list(names), "or")


def some(names: Sequence[str], most: int = 5) -> str:
    """The first few names, and how many more."""
    if len(names) <= most:
        return listing(names)
    return f"{', '.join(names[:most])} and {len(names) - most} more"


LANG = "en"

#: Unit of the registry: how it reads behind a number.
UNITS = {
    "1": "", "months": "months", "month": "month", "h/month": "h a month", "EUR/month": "EUR a month",
    "EUR/year": "EUR a year", "EUR/h": "EUR an hour", "EUR": "EUR", "h": "h", "1/month": "a month", "1/year": "a year",
    "members": "members", "sectors": "sectors", "desks": "superiors", "seats": "seats", "levels": "levels",
    "actors": "actors", "km": "km", "days": "days", "entries": "entries", "entries/month": "entries a month",
}  # fmt: skip

#: The same behind 1, where it differs.
UNITS_OF_ONE = {
    "members": "member", "sectors": "sector", "desks": "superior", "seats": "seat", "levels": "level",
    "actors": "actor", "days": "day", "entries": "entry", "entries/month": "entry a month",
}  # fmt: skip

YES_NO = {True: "yes", False: "no", None: "not given"}

HEADINGS = {
    "subject": "What it is about",
    "who": "Who",
    "relations": "How they relate",
    "institutions": "Who must be asked",
    "money": "Money",
    "initiatives": "Initiatives and how they are governed",
    "challenges": "Challenges and shocks",
    "remedies": "Remedies",
    "comparison": "What is compared",
    "assumptions": "What is assumed",
}

SECTIONS = {
    "scenario": "The scenario", "time": "Time", "population": "Actors", "topics": "Topics", "actors": "Actors",
    "relations": "Relations", "exchange": "Information, trust and positions", "hierarchy": "Hierarchy",
    "jurisdiction": "Jurisdiction", "leadership": "Leadership", "funding": "Money", "governance": "Governance",
    "initiatives": "Initiatives", "impact": "Impact", "challenges": "Challenges", "shocks": "Shocks",
    "remedies": "Remedies", "schedule": "Numerical method", "outputs": "What is recorded",
}  # fmt: skip

#: One row of a table, for "only in A"; a table that is not listed is called by its path.
ROWS = {
    "population.actors": ("actor", "actors"),
    "population.ties": ("tie", "ties"),
    "population.dyads": ("pair", "pairs"),
    "population.places": ("place", "places"),
    "topics": ("topic", "topics"),
    "funding.programmes": ("programme", "programmes"),
    "relations.effects": ("effect", "effects"),
    "initiatives.prescribed": ("prescribed initiative", "prescribed initiatives"),
    "jurisdiction.topics": ("topic with levels that hold competence", "topics with levels that hold competence"),
    "jurisdiction.signatories": ("signatory", "signatories"),
    "shocks": ("shock", "shocks"),
    "remedies": ("remedy", "remedies"),
}

CHOICES = {
    "participant": "participants among themselves",
    "lead_organisation": "lead organisation",
    "network_office": "network office",
    "mandated": "mandate",
    "round_table": "round table",
    "bottom_up": "an owner among them",
    "separate_office": "an office",
    "lead_member": "one member",
    "broker_decides": "whoever carries the relations",
    "superior_decides": "the superior",
    "by_invitation": "by invitation",
    "host_administration": "the host administration",
    "as_financed": "as financed",
    "equal_money": "equal money for all",
    "civil_society": "civil society",
    "none": "none",
    "governance.broker=none": "nobody in particular",
    "nobody": "nobody",
    "lead": "the leading member",
    "members": "the members",
    "grant": "a grant",
    "all": "all",
    "broker": "whoever carries the relations",
    "superior": "the superior",
    "committee": "a committee",
    "steering_group": "the steering group",
    "consensus": "consensus",
    "supermajority": "supermajority",
    "majority": "majority",
    "open": "open",
    "assigned": "assigned",
    "participants": "participants",
    "leaders": "leaders",
    "coordinators": "coordinators",
    "administration": "administration",
    "business": "business",
}

GOVERNANCE = {
    "bottom_up": "An owner among the actors convenes.",
    "mandated": "A superior convenes by order.",
    "none": "Nobody in particular carries the relations.",
    "lead_member": "One member carries the relations, in its own working time.",
    "separate_office": "A separate office carries the relations.",
    "consensus": "Decisions need the consent of all.",
    "supermajority": "Decisions need {quorum} of the votes.",
    "majority": "The majority decides.",
    "broker_decides": "Whoever carries the relations decides.",
    "superior_decides": "The superior decides.",
    "by_invitation": "One becomes a member by invitation.",
    "open": "Membership is open to whoever asks.",
    "assigned": "Members below the convener are assigned.",
    "nobody": "Nobody pays the coordination.",
    "lead": "The leading member pays the coordination.",
    "members": "The members pay the office by equal fees.",
    "host_administration": "The host administration pays the office.",
    "grant": "A grant has to pay the office.",
    "all": "All decide about the money.",
    "broker": "Whoever carries the relations decides about the money.",
    "superior": "The superior decides about the money.",
    "committee": "A committee of {seats} decides about the money.",
    "steering_group": "Once it is formed, the steering group votes in place of all members.",
}

SECTOR = {
    "administration": "of the administration",
    "civil_society": "of civil society",
    "business": "of business",
}

LEVEL = {
    "municipal": "municipal",
    "district": "of the district",
    "state": "of the state",
    "federal": "federal",
    "european": "European",
}

LEVEL_SUBJECT = {
    "municipal": "the municipality",
    "district": "the district",
    "state": "the state",
    "federal": "the federation",
    "european": "the European Union",
}

#: A level by itself, for lists of them.
LEVEL_NAME = {
    "none": "none",
    "municipal": "municipality",
    "district": "district",
    "state": "state",
    "federal": "federation",
    "european": "European Union",
}

LEGAL_FORM = {
    "public_body": "public body",
    "association": "association",
    "foundation": "foundation",
    "company": "company",
    "cooperative": "cooperative",
    "church": "church",
    "unregistered": "unregistered group",
}

#: Whom a training is for.
AUDIENCES = {
    "participants": "all who take part in an initiative",
    "leaders": "the heads of organisations that take part",
    "coordinators": "those who carry the relations of an initiative",
}

ASSETS = {
    "information": "information",
    "competence": "competence",
    "resources": "resources",
    "influence": "influence",
    "control": "control",
}

CONSENT = {
    "mutual": "A contact needs the consent of both sides.",
    "unilateral": "One side alone can make a contact.",
    "joint": "A contact is made where it pays for both sides together.",
    "forcing": "Either side can force a contact.",
}

FOUNDING = {
    "volunteer": "Any interested actor may found an initiative; each waits whether somebody else does.",
    "hazard": "Interested actors found initiatives by chance, at a constant rate.",
    "date": "Only the initiatives prescribed here are founded.",
}

SHOCKS = {
    "severity": "From {date}, over {months}, {size} of those not affected by {target} become affected.",
    "leadership": "In {date} the leadership of {target} changes.",
    "budget": "From {date}, for {months}, {size} of the budget of {target} is missing.",
}

REMEDIES = {
    "round_table_meetings": "round-table meetings",
    "training": "training",
    "fast_track": "fast track for approvals",
    "delegation": "delegated authority",
    "portal": "portal",
    "guides": "guides",
    "mediation": "mediation",
    "long_grants": "longer grants",
    "pooled_budget": "pooled budget",
    "indicator_support": "support with indicators",
    "backbone_funding": "funding for the office",
}

PAGE = {
    "time": "{place}, from {start} to {end} ({months}).",
    "time_spread": "{place} municipalities, from {start} to {end} ({months}).",
    "inhabitants": "{people} people live there.",
    "inhabitants_spread": "{people} people live there, spread over {count} municipalities of unlike sizes.",
    "topic": "The work is on {title}: {severity} of {people} people are affected at the start.",
    "topic_unsized": "The work is on {title}: {severity} of those concerned are affected at the start.",
    "topic_assets": "It takes {assets}.",
    "description": "{text}",
    "actors_listed": "{count} actors are listed: {sectors}.",
    "actors_drawn": "About {count} actors are drawn: {sectors}.",
    "sector_count": "{count} {sector}",
    "levels": "Of the administration are: {levels}.",
    "level_count": "{count} {level}",
    "superiors": "{count} have a superior; at most {tallest} stand one above the other over a unit.",
    "voices": "{count} speak for the target group: {names}.",
    "no_voices": "No actor is named that speaks for the target group.",
    "owners": "On their own account start initiatives: {names}.",
    "funded": "{count} live on the money of another actor.",
    "appear_one": "{names} appears in {date}.",
    "appear_many": "In {date} appear: {names}.",
    "end_one": "{names} ends at the beginning of {date}; nobody takes its place.",
    "end_many": "At the beginning of {date} end: {names}; nobody takes their place.",
    "turnover": (
        "Of organisations outside the administration {ends} end in a year, and new ones take the place of "
        "those that ended."
    ),
    "no_turnover": "No organisation ends by chance.",
    "ties_listed": "{count} ties are known at the start, {pacts} of them pacts.",
    "ties_drawn": "Contacts at the start are drawn anew in each run (generator: {generator}).",
    "ties_grow": "Nobody is in contact at first; relations grow for {months} before the first month.",
    "aware": "By chance alone an actor knows of {within} of its own sector in its place and {across} of the others.",
    "complete": "Everybody knows of everybody.",
    "hours": (
        "A contact takes {contact} h a month of each side, a pact {pact} h; an actor typically has {hours} h "
        "a month for cooperation."
    ),
    "depth_none": "No superior need be asked.",
    "depth": (
        "Superiors who must agree, as far as there are so many: for a pact {pact} on average, for a signature "
        "{signature}."
    ),
    "desks": "Each superior's desk spends {busy} of its time on other business.",
    "levels_topic": (
        "On {title} {levels} must sign what the administration signs; rules take {regulation} of everybody's hours."
    ),
    "levels_none": "On {title} no level has to sign what the administration signs, and none makes rules.",
    "levels_default": (
        "Levels above the municipality that must sign: {holders} (on topics without a row of their own); "
        "rules take {regulation} of everybody's hours."
    ),
    "signs": "{actor} signs for {level} {topic}.",
    "signs_own": "{actor} must agree in its own right {topic}.",
    "heard": "{actor} is heard {topic} and cannot refuse.",
    "on_topic": "on {title}",
    "on_all": "on every topic",
    "elections": "Heads of municipalities are elected every {months}{first}.",
    "first_election": ", first in {date}",
    "no_programmes": "There is no programme to apply to.",
    "programme": "“{name}”: {budget} a year{funder}, in {calls}; grants of {grant}, {duration}.",
    "programme_off": "“{name}” has no budget here (a sweep may give it one).",
    "programme_funder": " from {name}",
    "calls": "{count} calls a year",
    "call": "one call a year",
    "grant_up_to": "up to {most}",
    "grant_between": "{least} to {most}",
    "duration": "for {months}",
    "duration_default": "of the usual length ({months})",
    "decide": "A decision takes {months}; {success} of average applications pass.",
    "decide_default": "A decision takes {months}; {success} of average applications pass (the usual share).",
    "apply": "Only whoever {who} may apply.",
    "apply_sectors": "belongs to the sector {names}",
    "apply_levels": "stands on the level {names}",
    "apply_legal_forms": "has the legal form {names}",
    "budgets": (
        "For cooperation an administration has {administration} a year, an organisation of civil society "
        "{civil_society}, a firm {business}."
    ),
    "host": "A host administration has {host} a year for offices.",
    "office": "A full-time post of an office costs {cost} a month.",
    "equal_money": "Every initiative gets the same {endowment} a month, whatever its form (equal money).",
    "preset": "Form of governance: {preset}.",
    "preset_changed": "Form of governance: {preset}, changed in {count}.",
    "choices_one": "one choice",
    "choices_many": "{count} choices",
    "prescribed": "In {date} {founder} founds an initiative on {title}{members}.",
    "prescribed_members": ", with {members}",
    "dials_even": "All ten challenges stand at {value} of 1 (0: absent, 1: the strongest that is plausible).",
    "dials_most": (
        "Of the ten challenges {names} (0: absent, 1: the strongest that is plausible); the others stand at {value}."
    ),
    "dial": "{name} stands at {value}",
    "dial_overridden": "{count} that a challenge would set are given in the scenario and beat it: {names}.",
    "no_shocks": "No shock is foreseen.",
    "no_remedies": "There is no remedy.",
    "remedy": "{kind}: from {date}, for {months}, strength {strength}; {cost}.",
    "remedy_until": "{kind}: from {date} to {end}, strength {strength}; {cost}.",
    "training": "{kind} for {audience}, {course}",
    "portal_of": "{kind} for {places}, each place with its own entries",
    "portal_across": "{kind} for {places}, with the entries of all of them",
    "portal_common": "{kind} with the entries of all places",
    "at_work": "learning at work",
    "course": "in a course of {days}",
    "coaching": " and then coaching of {days}",
    "day": "1 day",
    "days": "{count} days",
    "cost_none": "it costs nothing",
    "cost": "it costs {cost} a month, paid {payer}",
    "payer_outside": "from outside",
    "payer": "by {name}",
    "compared": "By {file}: {factors}, in {points}, {replicates} runs of each.",
    "compared_until": "By {file}: {factors}, in {points}, at most {replicates} runs of each.",
    "range": "{least} to {most}",
    "factor_of_row": "{column} of {row}",
    "factor": "{name} ({values})",
    "point": "1 point",
    "points": "{count} points",
    "not_compared": "No sweep file beside the scenario compares anything with it.",
    "counts": (
        "Of {all} parameters {given} are given in the scenario, {preset} come from a named choice, {dial} "
        "from a challenge; {default} keep their default."
    ),
    "defaults": (
        "Of these defaults {assumed} are assumptions of the engine, {sourced} have a source; the rest is for "
        "the user to say."
    ),
    "differ": "{count} differ from their default.",
    "differ_source": "{count} of these replace a default that has a source: {names}.",
    "differ_assumed": "{count} replace an assumption of the engine: {names}.",
    "replaced": "{label} {value} instead of {default}",
    "sources": "Where the scenario's own numbers come from: {names}.",
    "no_sources": "The scenario names no source for its own numbers.",
    "not_a_forecast": "The page says what is put in. What comes out explains and compares; it forecasts no town.",
}

DIFF = {
    "heading": "{first} (A) and {second} (B)",
    "same": "A and B say the same: no value differs, defaults included.",
    "summary": "They differ in {values} of {sections}.",
    "value": "1 value",
    "values": "{count} values",
    "section": "1 section",
    "sections": "{count} sections",
    "line": "{label}: {a} → {b}",
    "only_a": "only in A: {names}",
    "only_b": "only in B: {names}",
    "many": "{column}: differs for {count} of {all} {rows}: {names}",
}
