# SPDX-License-Identifier: Apache-2.0
"""Every sentence that a reader of results sees, in one place and free of computation."""

from __future__ import annotations

import math
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType


def listing(names: Sequence[str], last: str = "and") -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    if len(names) <= 1:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def plain(name: str) -> str:
    """A name as it stands in a running text: underscores become spaces."""
    return name.replace("_", " ")


def sentence_case(text: str) -> str:
    """The text with a capital in front, the rest as it is."""
    return text[:1].upper() + text[1:]


def in_sentence(label: str) -> str:
    """A figure's label inside a sentence: without its explanation in brackets, small letter in front."""
    text = label.split(" (")[0].strip() or label
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def decimals_for(lower: float, upper: float, value: float) -> int:
    """Decimal places that show the first uncertain digit (two where it is 1 or 2), at most eight."""
    width = (upper - lower) / 2 if math.isfinite(upper - lower) else 0.0
    scale = width if width > 0 else abs(value) / 100
    if scale <= 0 or not math.isfinite(scale):
        return 0
    return min(8, max(0, math.ceil(math.log10(3 / scale))))


def number(value: float, decimals: int) -> str:
    """A number for a text: no minus before zero, a dash where there is none."""
    if math.isnan(value):
        return "–"
    text = f"{value:.{decimals}f}"
    return text.lstrip("-") if float(text) == 0 else text


def interval(lower: float, upper: float, decimals: int) -> str:
    """``[0.06, 0.10]``, or words where the interval is unknown."""
    if math.isnan(lower) or math.isnan(upper):
        return "[interval unknown]"
    return f"[{number(lower, decimals)}, {number(upper, decimals)}]"


def percent(share: float) -> str:
    """``83 %``; never 0 % or 100 % for a share that is neither."""
    if math.isnan(share):
        return "–"
    if 0 < share < 0.005:
        return "less than 1 %"
    if 0.995 <= share < 1:
        return "more than 99 %"
    return f"{100 * share:.0f} %"


def p_value(p: float) -> str:
    """A p-value with three decimals, ``< 0.001`` below them."""
    if math.isnan(p):
        return "–"
    return "< 0.001" if p < 0.0005 else f"{p:.3f}"


def unit_after(unit: str) -> str:
    """The unit with a space before it, nothing for pure numbers."""
    return "" if unit in ("", "1") else f" {unit}"


def comparative(direction: str | None) -> tuple[str, str]:
    """The verb and the adjective of a difference, without a judgement where none is known."""
    return ("does", "better") if direction else ("is", "higher")


def pair_sentence(
    first: str,
    second: str,
    *,
    difference: float,
    lower: float,
    upper: float,
    p_better: float,
    pairs: int,
    missing: int,
    clear: bool,
    identical: bool,
    unit: str,
    direction: str | None,
) -> str:
    """One comparison in words. `difference` counts in favour of `first`, whatever the direction of better."""
    verb, adjective = comparative(direction)
    digits = decimals_for(lower, upper, difference)
    span = interval(lower, upper, digits)
    amount = number(difference, digits)
    if pairs == 0:
        text = f"{first} and {second} cannot be compared: no pair of runs has a value for both"
    elif identical:
        text = f"{first} and {second} do not differ in any of {pairs} paired runs"
    elif clear:
        text = (
            f"{first} {verb} {adjective} than {second} by {amount} {span}{unit_after(unit)}; "
            f"{adjective} in {percent(p_better)} of {pairs} paired runs"
        )
    elif pairs == 1:
        text = f"no clear difference between {first} and {second}: a single pair of runs cannot tell"
    else:
        text = (
            f"no clear difference between {first} and {second}: {amount} {span}{unit_after(unit)}, "
            f"{adjective} in {percent(p_better)} of {pairs} paired runs"
        )
        if lower > 0 or upper < 0:
            text += "; the interval leaves out zero, but not when all pairs of policies are allowed for"
    if missing and pairs:
        text += f" ({missing} further pair{'s' if missing > 1 else ''} without a value left out)"
    return text


def answer(
    best: str,
    near: Sequence[str],
    behind: Sequence[str],
    *,
    mean: float,
    lower: float,
    upper: float,
    metric: str,
    unit: str,
    direction: str | None,
    identical: bool,
) -> str:
    """The answer in one or two sentences: who leads, from whom it is clearly apart and from whom not."""
    if math.isnan(mean):
        return f"No run has a value for the {metric}: nothing can be compared."
    digits = decimals_for(lower, upper, mean)
    value = f"{number(mean, digits)} {interval(lower, upper, digits)}{unit_after(unit)}"
    if identical:
        return f"The policies do not differ: paired runs give the same {metric} under each of them ({value})."
    word = "best" if direction else "highest"
    if near and not behind:
        return (
            f"No policy is clearly ahead: on average {plain(best)} has the {word} {metric} ({value}), "
            f"but it is not clearly apart from {listing([plain(name) for name in near], 'or')}."
        )
    text = f"On average {plain(best)} has the {word} {metric}, {value}."
    if behind:
        text += f" It is clearly ahead of {listing([plain(name) for name in behind])}"
        text += f", but not of {listing([plain(name) for name in near], 'or')}." if near else "."
    return text


def together(by: str, factors: Sequence[str]) -> str:
    """That policies differ in more than their name says."""
    others = listing([plain(name) for name in factors])
    return f"each {plain(by)} stands for a {others} of its own, as the sweep lists them"


COMPARISON_NOTE = (
    "Differences are means over pairs of runs that share the same luck (equal seed and replicate, equal other "
    "factors) and count in favour of the policy in the row. {confidence} bootstrap intervals (BCa, {resamples} "
    "resamples of the luck, seed {seed}); P(better) is the share of pairs in favour, ties half; p is a sign-flip "
    "test, adjusted by Holm over all {hypotheses} pairs. A difference is called clear where the interval leaves "
    "out zero and the adjusted p is below {alpha}."
)

# --- the report ------------------------------------------------------------------------------------------------

#: What the named governance models mean. A factor level without an entry stands for itself.
POLICIES = {
    "participant": "The members run the initiative themselves, decide by consensus and share the coordination.",
    "lead_organisation": "One member leads: it coordinates in its own working time and decides alone.",
    "network_office": (
        "A separate office coordinates, paid by the members or a grant; the members decide with a two-thirds majority."
    ),
    "mandated": (
        "The administration convenes and assigns the members, pays the office, and the superior authority decides."
    ),
    "round_table": (
        "An open round table decides by majority; the administration pays the office, a small committee decides about "
        "the money."
    ),
}

REPORT = {
    "heading": "Which way of governing helps cooperation?",
    "subtitle": "Comparison of {policies} policies: {case}",
    "answer": "The answer",
    "not_a_forecast_title": "Explains and compares; it does not forecast",
    "not_a_forecast": (
        "The numbers come from a simulation of organisations that weigh costs and benefits of working together. They "
        "show how policies differ when everything else, luck included, is equal. They do not say what will happen in "
        "a real town, and the size of an index has no meaning outside this model."
    ),
    "policies": "What is compared",
    "table": "The comparison",
    "table_caption": (
        "{metric}{unit}, {at}, best policy first. Differences count against {reference}; dots and bars show the mean "
        "and its interval on one scale."
    ),
    "scale": "from {lower} to {upper}",
    "figures": "What happens over time",
    "fan": (
        "How the policies unfold. The line is the median of the runs; the bands hold the middle 50, 80 and 95 % of "
        "them. Wide bands mean that the same policy can turn out very differently."
    ),
    "phases": (
        "Where initiatives stand. Of all initiatives founded up to a month: in which phase they are, how many have "
        "reached their goal and how many were dissolved before."
    ),
    "network": (
        "One run as an example (replicate {replicate} under {policy}, not an average): who works with whom at the "
        "first and the last snapshot. The organisations keep their places."
    ),
    "confidence": "How sure is this?",
    "runs": "{replicates} replicates for each policy, {runs} runs in all, over {months} months.",
    "missing": "{missing} runs have no value for the metric and are left out of their pairs.",
    "no_missing": "Every run has a value for the metric.",
    "incomplete": "The sweep was not finished: only complete sets of policies are compared.",
    "reproduce": "Do it again",
    "reproduce_text": "The same command with the same version gives the same file, byte for byte:",
    "fan_alt": "Fan chart of {metric} over {months} months for each policy. Median in the last month: {values}.",
    "phases_alt": "Shares of initiatives by phase over {months} months for each policy. In the last month: {values}.",
    "network_alt": "Two drawings of the network of one run. {values}.",
}

# --- the demo --------------------------------------------------------------------------------------------------

DEMO = {
    "start": "Simulating five governance models on the case of Pirmasens ...",
    "stopped": "The sweep was stopped before its end; only complete sets of policies are compared.",
    "story": "With {label}: {answer}",
    "last": "In the last month alone, when initiatives that reached their goal have stopped working: {answer}",
    "time": "This took {seconds} ({runs} runs in {sweep}).",
    "open": "Open {report} in a browser. {results} holds all the data:",
    "python": "    python -c \"import gemeinsim as gs; print(gs.open('{results}'))\"",
    "again": "Change {sweep} and run it again with:\n    {command}",
    "no_command": "no command `gemeinsim` beside this Python (the package is not installed whole); run ./dev build",
}


def duration(seconds: float) -> str:
    """``42 s`` or ``3 min 5 s``."""
    whole = max(1, round(seconds))
    return f"{whole} s" if whole < 60 else f"{whole // 60} min {whole % 60} s"


# --- why an initiative waited, ended or succeeded ------------------------------------------------------------------


def language(lang: str) -> ModuleType:
    """The words of a language: this module, or the one that says the same in German."""
    if lang not in LANGUAGES:
        raise ValueError(f"no language {lang!r} (there are {listing(list(LANGUAGES))}); take one of these")
    return import_module(LANGUAGES[lang])


LANGUAGES = {"en": "gemeinsim.words", "de": "gemeinsim.words_de"}

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def count(number: int, noun: str) -> str:
    """``1 month``, ``7 months``."""
    one, many = NOUNS[noun]
    return f"{number} {one if number == 1 else many}"


def date(year: int, month: int) -> str:
    """``March 2009``, to stand after "in"."""
    return f"{MONTHS[month - 1]} {year}"


def name(title: str) -> str:
    """A title inside a sentence."""
    return f"“{title}”"


def share(value: float) -> str:
    """As `percent`, for shares of time."""
    return percent(value)


def decimal(value: float, places: int = 1) -> str:
    return f"{value:.{places}f}"


NOUNS = {
    "month": ("month", "months"),
    "months_dative": ("month", "months"),
    "time": ("time", "times"),
    "member": ("member", "members"),
    "initiative": ("initiative", "initiatives"),
    "run": ("run", "runs"),
}

POLICY_NAMES = {
    "participant": "participants",
    "lead_organisation": "lead organisation",
    "network_office": "network office",
    "mandated": "mandate",
    "round_table": "round table",
    "as_financed": "as financed",
    "equal_money": "equal money",
}

FACTOR_NAMES = {"governance_preset": "governance model", "funding_arm": "financing"}

PHASE_NAMES = {
    "initiation": "initiation",
    "design": "design",
    "implementation": "implementation",
    "completed": "goal reached",
    "dissolved": "dissolved",
}

#: What each phase leads to: as subject, after "of", as object.
PRODUCTS = {
    "initiation": ("the cooperation agreement", "of the cooperation agreement", "the cooperation agreement"),
    "design": ("the action plan", "of the action plan", "the action plan"),
    "implementation": ("the report", "of the report", "the report"),
}

TASKS = {
    "convene": "find and convene those concerned",
    "steering_group": "form the steering group",
    "means_for_office": "raise the means for an office",
    "common_goal": "agree on a common goal",
    "widen_circle": "widen the circle",
    "working_groups": "set up working groups",
    "set_up_office": "set up the office",
    "action_plan": "draw up the joint action plan",
    "indicators": "agree on shared indicators and measurement",
    "communicate": "communicate and align",
    "steer": "steer and improve",
    "measures": "carry out and interlock measures",
    "data": "collect and analyse data",
}

#: Label of a figure; what was waited for, after "for".
CAUSES = {
    "work": ("work hours", "hours of members’ work"),
    "coordination": ("coordination hours", "hours to coordinate among each other"),
    "know_how": ("know-how", "know-how of working together"),
    "common_goal": ("common goal", "agreement on the common goal"),
    "impact_orientation": ("impact orientation", "more attention to impact"),
    "money": ("money", "money for the office"),
    "no_host": ("a host", "somebody to carry the office"),
    "approval": ("approval", "the approval of {actor}"),
    "vote": ("votes", "the reply of {actor}"),
    "members": ("members", "further members"),
    "own_pace": ("tasks themselves", "tasks to be finished that nothing in particular slowed down"),
}

#: The same where several are asked.
CAUSES_OF_MANY = {"approval": "the approval of superiors", "vote": "replies in votes"}

DETAILS = {
    "leadership_unclear": "leadership unclear",
    "desk_absent": "its head away",
    "desk_queue": "other business before it",
    "desk_service": "being dealt with",
    "line_empty": "the budget line of {actor} was used up",
    "host_withdrew": "the leadership of {actor} no longer carried the topic",
    "members_short": "members could not raise the fees",
    "lead_short": "{actor} could not pay",
    "account_short": "neither a grant nor own money was enough",
    "nobody_joins": "nobody else was asked",
    "invited": "those who were asked had not decided",
    "joining_approval": "the superiors of those who wanted to join had not agreed",
    "one_sector": "too few sectors took part",
}

SIDES = {
    "administration": "the administration",
    "civil_society": "civil society",
    "business": "business",
    "dependents": "those who follow others",
}

ENDS = {
    "completed": "its goal was reached",
    "members": "too few members, or only one sector left",
    "office_unfunded": "no money for the office",
    "no_progress": "no progress for too long",
    "leader_gone": "nobody led it any more",
    "base": "a cause outside the model",
}

EXPLAIN = {
    "heading": "Initiative {number}: {topic} ({run})",
    "run": "run {run}",
    "run_dative": "run {run}",
    "run_with": "run {run}, {settings}",
    "setting": "{factor}: {level}",
    "founded": "Founded in {date} by {founder}.",
    "founded_prescribed": "Founded in {date} by {founder}, as the scenario prescribes.",
    "founded_by_mandate": "Convened in {date} by order of {founder}.",
    "phase_done": "{product} took {months}, until {date}{causes}.",
    "report_done": "The first report took {months}, until {date}{causes}.",
    "reports_more": "{reports} more reports followed within {months}{causes}.",
    "reports_one": "Another report followed within {months}{causes}.",
    "phase_open": "{months} were not enough for {product}{causes}.",
    "phase_open_one": "1 month was not enough for {product}{causes}.",
    "phase_completed": "After that it carried out its plan for {months}{causes}.",
    "phase_going": "It has been working on {product} for {months}{causes}.",
    "causes": "; the initiative waited {causes}",
    "cause": "{months} for {cause}",
    "cause_detail": "{months} for {cause} ({detail})",
    "cause_speed": "slowed to {share} of the speed otherwise possible",
    "cause_for": "for {about} to sign",
    "cause_more": "{months} for other reasons",
    "refused_by_vote": "In {date} the text {product} was voted down: {actor} said no{follows}{side}.",
    "refused_follows": ", following {about}",
    "refused_side": "; most noes came from {side}",
    "refused_by_superiors": "In {date} too few signed {product}: {actor} did not let {about} sign.",
    "refused_by_signers": "In {date} too few signed {product}: {actor} did not want to.",
    "refused_too_few": "In {date} {product} found too few signatures.",
    "refused_often": "In all the text {product} failed {times}.",
    "unpaid": "From {start} to {end} ({months}) the money for the office was lacking: {why}.",
    "unpaid_one": "In {start} the money for the office was lacking: {why}.",
    "completed": "In {date}, after {months}, it reached its goal.",
    "dissolved": "In {date}, after {months}, it was dissolved: {cause}.",
    "at_once": "It ended in the month of its founding: {cause}.",
    "alive": "At the end of the run, after {months}, it still exists (phase: {phase}).",
    "longest": "It waited longest for {cause}: {lost} of {all}.",
    "gain": "Most was to be gained from “{label}”: relaxed alone, up to {months}.",
    "axis_date": "months since {date}",
    "axis": "months since the start",
    "members": "members",
    "phase": "phase",
    "waited": "waited for",
    "agreement": "agreement",
    "action_plan": "action plan",
    "report": "report",
    "refused": "refusal",
    "join": "joins",
    "leave": "leaves",
    "list_heading": "{initiatives} in {run}",
    "list_columns": ("no.", "founded by", "founded", "end", "state", "months", "waited most for"),
    "ongoing": "goes on",
    "ask": "More about one of them: --initiative NUMBER",
    "lost_heading": "What initiatives wait for, share of their months",
    "lost_sentence": "{level}: {initiatives}; they waited for {shares}.",
    "lost_share": "{cause} ({share} of their months)",
    "lost_none": "{level}: no initiative.",
    "lost_axis": "share of months [%]",
    "all_runs": "All runs",
    "months_each": "months per initiative",
}
