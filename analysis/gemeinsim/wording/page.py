# SPDX-License-Identifier: Apache-2.0
"""What a scenario says, as a page of plain sentences."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from gemeinsim import words
from gemeinsim.scenario import Scenario
from gemeinsim.wording.compared import Factor, sweeps_beside
from gemeinsim.wording.labels import column_label, parameter_label
from gemeinsim.wording.resolved import LEVELS, SECTORS, Resolved, is_assumed, is_the_users, texts

#: Days of a training's course where the scenario gives none, by audience; the registry says so of `remedies.days`.
COURSE_DAYS = {"participants": 0, "leaders": 2, "coordinators": 6}
#: Columns and parameters whose values are ids of actors.
_OF_ACTORS = ("founder", "members", "actor", "payer", "funder", "superior", "target")


@dataclass(frozen=True)
class Page:
    """The sentences of a scenario by section; `str()` is the page as a text."""

    title: str
    lang: str
    sections: dict[str, list[str]]

    def __str__(self) -> str:
        headings = texts(self.lang).HEADINGS
        lines = [self.title, "=" * len(self.title)]
        for name, sentences in self.sections.items():
            lines += ["", headings[name], "-" * len(headings[name])]
            for sentence in sentences:
                lines += textwrap.wrap(sentence, 100, initial_indent="- ", subsequent_indent="  ")
        return "\n".join(lines)

    def to_dict(self) -> dict[str, Any]:
        headings = texts(self.lang).HEADINGS
        return {
            "title": self.title,
            "lang": self.lang,
            "sections": [
                {"name": name, "heading": headings[name], "sentences": sentences}
                for name, sentences in self.sections.items()
            ],
        }


def in_words(scenario: Scenario, *, lang: str = "en", file: Path | None = None) -> Page:
    """Tell what a scenario says: who, how they relate, who must be asked, money, governance, what is assumed.

    Parameters
    ----------
    scenario : Scenario
    lang : str
        "en" or "de".
    file : Path, optional
        The scenario's file. Sweep files beside it say what is compared.

    Raises
    ------
    ValueError
        There is no such language, or the scenario contradicts itself.
    """
    t = texts(lang)
    tell = _Teller(Resolved(scenario), t, words.language(lang), file)
    parts: dict[str, Callable[[], Iterator[str]]] = {
        "subject": tell.subject,
        "who": tell.who,
        "relations": tell.relations,
        "institutions": tell.institutions,
        "money": tell.money,
        "initiatives": tell.initiatives,
        "challenges": tell.challenges,
        "remedies": tell.remedies,
        "comparison": tell.comparison,
        "assumptions": tell.assumptions,
    }
    return Page(tell.r.title, lang, {name: list(part()) for name, part in parts.items()})


class _Teller:
    """One scenario, one language; each method yields the sentences of a section."""

    def __init__(self, resolved: Resolved, t: ModuleType, w: ModuleType, file: Path | None) -> None:
        self.r = resolved
        self.t = t
        self.w = w
        self.file = file

    def say(self, sentence: str, **values: Any) -> str:
        return words.sentence_case(self.t.PAGE[sentence].format(**values))

    def months(self, number: float) -> str:
        """A length: whole months as "3 months", others with their decimals."""
        if number == round(number):
            return str(self.w.count(round(number), "month"))
        return f"{self.t.amount(number)} {self.w.NOUNS['month'][1]}"

    def date(self, text: str) -> str:
        year, month = (int(part) for part in text.split("-")[:2])
        return str(self.w.date(year, month))

    def share(self, value: float) -> str:
        return str(self.w.share(value))

    def title(self, topic: str) -> str:
        return str(self.w.name(self.r.topic_title(topic, self.t.LANG)))

    def subject(self) -> Iterator[str]:
        r = self.r
        if r["scenario.description"]:
            yield " ".join(r["scenario.description"].split())
        start = r["time.start"] or "2008-01"
        year, month = (int(part) for part in start.split("-")[:2])
        last = year * 12 + month - 1 + r["time.months"] - 1
        yield self.say(
            "time_spread" if r.municipalities else "time",
            place=self.places(),
            start=self.date(start),
            end=self.date(f"{last // 12}-{last % 12 + 1}"),
            months=self.months(r["time.months"]),
        )
        if r.inhabitants and r.municipalities:
            known = {"count": self.t.amount(r.municipalities), "people": self.t.amount(r.inhabitants)}
            yield self.say("inhabitants_spread", **known)
        elif r.inhabitants:
            yield self.say("inhabitants", people=self.t.amount(r.inhabitants))
        for topic in r.rows("topics"):
            known = {"title": self.title(topic["name"]), "severity": self.share(topic["severity"])}
            if topic["target_group"]:
                yield self.say("topic", people=self.t.amount(topic["target_group"]), **known)
            else:
                yield self.say("topic_unsized", **known)
            needed = self.t.listing([self.t.ASSETS[asset] for asset in topic["assets"]])
            yield self.say("topic_assets", assets=needed)

    def places(self) -> str:
        r = self.r
        named = {row["place"] or r["population.place"] for row in r.rows("population.actors")}
        named |= {row["id"] for row in r.rows("population.places")}
        if r.municipalities:
            return str(self.t.amount(r.municipalities))
        return self.t.some([words.sentence_case(words.plain(one)) for one in sorted(named or {r["population.place"]})])

    def who(self) -> Iterator[str]:
        r, t = self.r, self.t
        actors = r.rows("population.actors")
        counts = r.actors_by_sector()
        sectors = t.listing(
            [t.PAGE["sector_count"].format(count=t.amount(n), sector=t.SECTOR[s]) for s, n in counts.items() if n]
        )
        total = t.amount(sum(counts.values()))
        yield self.say("actors_listed" if actors else "actors_drawn", count=total, sectors=sectors)
        offices = [row for row in actors if row["sector"] == "administration"]
        by_level = [(level, sum(row["level"] == level for row in offices)) for level in LEVELS]
        levels = [t.PAGE["level_count"].format(count=n, level=t.LEVEL[level]) for level, n in by_level if n]
        if levels:
            yield self.say("levels", levels=t.listing(levels))
        below = sum(bool(row["superior"]) for row in actors)
        if below:
            yield self.say("superiors", count=below, tallest=r.tallest_chain())
        voices = [row["title"] or row["id"] for row in actors if row["voice"]]
        if voices:
            yield self.say("voices", count=len(voices), names=t.some(voices))
        elif not r["actors.voice_share"]:
            yield self.say("no_voices")
        owners = [row["title"] or row["id"] for row in actors if row["owner"]]
        if owners:
            yield self.say("owners", names=t.some(owners))
        funded = sum(bool(row["funder"]) for row in actors)
        if funded:
            yield self.say("funded", count=funded)
        yield from self.dated(actors)
        ends = r["actors.end_rate"]
        yield self.say("turnover", ends=self.percent(ends)) if ends else self.say("no_turnover")

    def dated(self, actors: list[dict[str, Any]]) -> Iterator[str]:
        """Who appears and ends when, in the order of time."""
        for column, sentence in (("appears", "appear"), ("ends", "end")):
            for date in sorted({row[column] for row in actors if row[column]}):
                names = [row["title"] or row["id"] for row in actors if row[column] == date]
                yield self.say(f"{sentence}_{'one' if len(names) == 1 else 'many'}", date=self.date(date),
                               names=self.t.some(names))  # fmt: skip

    def percent(self, value: float) -> str:
        """A share of few per cent, with the decimals that it has."""
        return f"{self.t.amount(float(f'{100 * value:.3g}'))} %"

    def relations(self) -> Iterator[str]:
        r, t = self.r, self.t
        ties = r.rows("population.ties")
        if ties:
            yield self.say("ties_listed", count=len(ties), pacts=sum(bool(tie["pact"]) for tie in ties))
        elif r["population.network.generator"] != "none":
            yield self.say("ties_drawn", generator=words.plain(r["population.network.generator"]))
        else:
            yield self.say("ties_grow", months=self.months(r["time.burn_in"]))
        if r["relations.consideration"] == "complete":
            yield self.say("complete")
        else:
            within, across = r["relations.awareness_within"], r["relations.awareness_across"]
            yield self.say("aware", within=self.share(within), across=self.share(across))
        yield t.CONSENT[r["relations.consent"]]
        yield self.say(
            "hours",
            contact=t.amount(r["relations.contact_hours"]),
            pact=t.amount(r["relations.pact_hours"]),
            hours=t.amount(r["actors.hours_median"]),
        )

    def institutions(self) -> Iterator[str]:
        r, t = self.r, self.t
        depth = r["hierarchy.approval_depth"] - r["hierarchy.delegated_depth"]
        if depth <= 0:
            yield self.say("depth_none")
        else:
            asked = {
                kind: t.amount(max(0, r["hierarchy.approval_depth"] * r[f"hierarchy.weight_{kind}"]))
                for kind in ("pact", "signature")
            }
            yield self.say("depth", **asked)
            yield self.say("desks", busy=self.share(r["hierarchy.utilisation"]))
        rows = r.rows("jurisdiction.topics")
        for row in rows:
            if not row["levels"]:
                yield self.say("levels_none", title=self.title(row["name"]))
                continue
            taken = sum(value or 0 for name, value in row.items() if name.startswith("regulation."))
            subjects = t.listing([t.LEVEL_SUBJECT[level] for level in row["levels"]])
            yield self.say("levels_topic", title=self.title(row["name"]), levels=subjects, regulation=self.share(taken))
        if len(rows) < len(r.rows("topics")):
            holders, taken = r["jurisdiction.holders"], r["jurisdiction.regulation"]
            yield self.say("levels_default", holders=t.amount(holders), regulation=self.share(taken))
        for row in r.rows("jurisdiction.signatories"):
            topic = self.say_inside("on_topic", title=self.title(row["topic"])) if row["topic"] else t.PAGE["on_all"]
            actor = r.name_of(row["actor"])
            if row["say"] == "hearing":
                yield self.say("heard", actor=actor, topic=topic)
            elif row["level"] == "none":
                yield self.say("signs_own", actor=actor, topic=topic)
            else:
                yield self.say("signs", actor=actor, level=t.LEVEL_SUBJECT[row["level"]], topic=topic)
        first = r["leadership.first_election"]
        told = self.say_inside("first_election", date=self.date(first)) if first else ""
        yield self.say("elections", months=self.months(r["leadership.term"]), first=told)

    def say_inside(self, part: str, **values: Any) -> str:
        return str(self.t.PAGE[part].format(**values))

    def money(self) -> Iterator[str]:
        r, t = self.r, self.t
        programmes = r.rows("funding.programmes")
        if not programmes:
            yield self.say("no_programmes")
        for row in programmes:
            yield from self.programme(row)
        yield self.say("budgets", **{sector: t.money(r[f"funding.budget_{sector}"]) for sector in SECTORS})
        if r["governance.broker_paid_by"] == "host_administration":
            yield self.say("host", host=t.money(r["funding.host_line"]))
        if r["governance.broker"] == "separate_office":
            yield self.say("office", cost=t.money(r["funding.office_cost"]))
        if r["funding.arm"] == "equal_money":
            yield self.say("equal_money", endowment=t.money(r["funding.endowment"]))

    def programme(self, row: dict[str, Any]) -> Iterator[str]:
        r, t = self.r, self.t
        if not row["budget"]:
            yield self.say("programme_off", name=row["name"])
            return
        calls = row["calls_per_year"]
        least, most = row["grant_min"], row["grant_max"]
        grant = (
            self.say_inside("grant_between", least=t.money(least), most=t.money(most))
            if least
            else self.say_inside("grant_up_to", most=t.money(most))
        )
        length = row["duration"]
        yield self.say(
            "programme",
            name=row["name"],
            budget=t.money(row["budget"]),
            funder=self.say_inside("programme_funder", name=r.name_of(row["funder"])) if row["funder"] else "",
            calls=t.PAGE["call"] if calls == 1 else self.say_inside("calls", count=calls),
            grant=grant,
            duration=self.say_inside("duration", months=self.months(length))
            if length is not None
            else self.say_inside("duration_default", months=self.months(r["funding.duration"])),
        )
        usual = row["success"] is None
        yield self.say(
            "decide_default" if usual else "decide",
            months=self.months(row["months_to_decide"]),
            success=self.share(r["funding.success"] if usual else row["success"]),
        )
        # Each that is given must hold.
        names = {"sectors": t.CHOICES, "levels": t.LEVEL_NAME, "legal_forms": t.LEGAL_FORM}
        who = [
            self.say_inside(f"apply_{key}", names=t.either([known.get(one, words.plain(one)) for one in row[key]]))
            for key, known in names.items()
            if row[key]
        ]
        if who:
            yield self.say("apply", who=t.listing(who))

    def initiatives(self) -> Iterator[str]:
        r, t = self.r, self.t
        for row in r.rows("initiatives.prescribed"):
            members = [r.name_of(one) for one in row["members"]]
            yield self.say(
                "prescribed",
                date=self.date(row["date"] or r["time.start"] or "2008-01"),
                founder=r.name_of(row["founder"]),
                title=self.title(row["topic"]),
                members=self.say_inside("prescribed_members", members=t.some(members)) if members else "",
            )
        yield t.FOUNDING[r["initiatives.founding"]]
        six = ("convening", "broker", "decision", "membership", "broker_paid_by", "money_decided_by")
        given = [one for one in six if r.parameters[f"governance.{one}"]["origin"] not in ("preset", "default")]
        preset = t.CHOICES[r["governance.preset"]]
        if given:
            count = t.PAGE["choices_one"] if len(given) == 1 else self.say_inside("choices_many", count=len(given))
            yield self.say("preset_changed", preset=preset, count=count)
        else:
            yield self.say("preset", preset=preset)
        known = {"quorum": self.share(r["governance.quorum"]), "seats": r["governance.committee_size"]}
        for one in six:
            if one != "money_decided_by" or r["funding.arm"] == "equal_money" or r.rows("funding.programmes"):
                yield t.GOVERNANCE[r[f"governance.{one}"]].format(**known)
        if r["governance.voters"] != "members":
            yield t.GOVERNANCE[r["governance.voters"]]

    def challenges(self) -> Iterator[str]:
        r, t = self.r, self.t
        dials = {path: r[path] for path in r.parameters if path.startswith("challenges.")}
        values = list(dials.values())
        usual = max(set(values), key=values.count)
        moved = [
            self.say_inside("dial", name=self.label(path), value=t.amount(value))
            for path, value in dials.items()
            if value != usual
        ]
        if moved:
            yield self.say("dials_most", names=t.listing(moved), value=t.amount(usual))
        else:
            yield self.say("dials_even", value=t.amount(usual))
        beaten = [
            self.label(path)
            for path, row in r.parameters.items()
            if row["dial"] is not None and row["origin"] in ("file", "override")
        ]
        if beaten:
            yield self.say("dial_overridden", count=len(beaten), names=t.some(beaten))
        for row in r.rows("shocks"):
            target = row["target"]
            if row["kind"] == "severity":
                target = r.topic_title(target, t.LANG)
            elif row["kind"] == "leadership":
                target = r.name_of(target)
            yield t.SHOCKS[row["kind"]].format(
                date=self.date(row["date"]),
                months=self.months(row["months"]),
                size=self.share(row["size"]),
                target=self.w.name(target),
            )
        if not r.rows("shocks"):
            yield self.say("no_shocks")

    def remedies(self) -> Iterator[str]:
        r, t = self.r, self.t
        for row in r.rows("remedies"):
            payer = row.get("payer")
            paid = t.PAGE["payer_outside"]
            if payer and payer != "outside":
                paid = self.say_inside("payer", name=r.name_of(payer))
            cost = row["cost"]
            yield self.say(
                "remedy_until" if row.get("end") else "remedy",
                kind=self.remedy(row),
                date=self.date(row["start"]),
                end=self.date(row["end"]) if row.get("end") else "",
                months=self.months(row["months"]),
                strength=t.amount(row["strength"]),
                cost=self.say_inside("cost", cost=t.money(cost), payer=paid) if cost else t.PAGE["cost_none"],
            )
        if not r.rows("remedies"):
            yield self.say("no_remedies")

    def remedy(self, row: dict[str, Any]) -> str:
        """What a remedy is; a training with its audience and its course, a portal with its places."""
        kind = str(self.t.REMEDIES.get(row["kind"], words.plain(row["kind"])))
        if row["kind"] == "portal" and row["places"]:
            places = self.t.some([words.sentence_case(words.plain(one)) for one in row["places"]])
            return self.say_inside("portal_across" if row["across_places"] else "portal_of", kind=kind, places=places)
        if row["kind"] == "portal" and row["across_places"]:
            return self.say_inside("portal_common", kind=kind)
        if row["kind"] != "training":
            return kind
        days = row["days"] if row["days"] is not None else COURSE_DAYS[row["audience"]]
        course = self.say_inside("course", days=self.days(days)) if days else self.t.PAGE["at_work"]
        if days and row["coaching_days"]:
            course += self.say_inside("coaching", days=self.days(row["coaching_days"]))
        return self.say_inside("training", kind=kind, audience=self.t.AUDIENCES[row["audience"]], course=course)

    def days(self, number: float) -> str:
        return self.say_inside("day" if number == 1 else "days", count=self.t.amount(number))

    def comparison(self) -> Iterator[str]:
        found = list(sweeps_beside(self.file)) if self.file is not None else []
        for sweep in found:
            factors = [
                self.say_inside("factor", name=self.factor(factor.path), values=self.levels(factor))
                for factor in sweep.factors
            ]
            points = self.say_inside("point" if sweep.points == 1 else "points", count=self.t.amount(sweep.points))
            yield self.say(
                "compared_until" if sweep.at_most else "compared",
                file=sweep.file.name,
                factors=self.t.listing(factors),
                points=points,
                replicates=self.t.amount(sweep.replicates),
            )
        if not found:
            yield self.say("not_compared")

    def factor(self, path: str) -> str:
        """What a reader calls a factor: a parameter, or a column of the row of a table."""
        table, _, rest = path.partition(".")
        for name in self.r.tables:
            if path.startswith(f"{name}."):
                table, rest = name, path.removeprefix(f"{name}.")
        number, _, column = rest.partition(".")
        rows = self.r.rows(table)
        if not number.isdigit() or int(number) >= len(rows):
            return self.label(path)
        row = rows[int(number)]
        one, _ = self.t.ROWS.get(table, (table, table))
        if table == "topics":
            called: Any = self.r.topic_title(row["name"], self.t.LANG)
        else:
            kind = self.t.REMEDIES.get(str(row.get("kind", "")), f"{one} {int(number) + 1}")
            called = row.get("title") or row.get("name") or row.get("id") or kind
        return self.say_inside("factor_of_row", column=column_label(column, self.t.LANG), row=self.w.name(str(called)))

    def levels(self, factor: Factor) -> str:
        if factor.range is not None:
            least, most = (self.t.amount(end) for end in factor.range)
            return self.say_inside("range", least=least, most=most)
        return str(self.t.some([self.level(value, factor.path) for value in factor.values], 6))

    def level(self, value: Any, path: str) -> str:
        """One value of a factor."""
        column = path.rpartition(".")[2]
        if isinstance(value, list):
            return str(self.t.listing([self.level(one, path) for one in value]) or self.t.YES_NO[None])
        if isinstance(value, bool):
            return str(self.t.YES_NO[value])
        if isinstance(value, (int, float)):
            return str(self.t.amount(value))
        if column in _OF_ACTORS:
            return self.r.name_of(str(value)) or str(self.t.YES_NO[None])
        if column in ("date", "start", "end", "appears", "ends") and re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", str(value)):
            return self.date(str(value))
        return str(self.t.CHOICES.get(f"{path}={value}", self.t.CHOICES.get(value, value))) or str(self.t.YES_NO[None])

    def label(self, path: str) -> str:
        """What a reader calls a parameter: its label, else its path."""
        return parameter_label(path, self.t.LANG) or path

    def assumptions(self) -> Iterator[str]:
        r, t = self.r, self.t
        by_origin: dict[str, list[dict[str, Any]]] = {}
        for row in r.parameters.values():
            by_origin.setdefault(row["origin"], []).append(row)
        given = by_origin.get("file", []) + by_origin.get("override", [])
        defaults = by_origin.get("default", [])
        yield self.say(
            "counts",
            all=len(r.parameters),
            given=len(given),
            preset=len(by_origin.get("preset", [])),
            dial=len(by_origin.get("dial", [])),
            default=len(defaults),
        )
        assumed = sum(is_assumed(row) for row in defaults)
        sourced = sum(not is_assumed(row) and not is_the_users(row) for row in defaults)
        yield self.say("defaults", assumed=assumed, sourced=sourced)
        differ = [row for row in r.parameters.values() if row["value"] != row["default"] and not is_the_users(row)]
        if differ:
            yield self.say("differ", count=len(differ))
        for sentence, kind in (("differ_source", False), ("differ_assumed", True)):
            of_kind = [row for row in differ if is_assumed(row) == kind]
            if of_kind:
                yield self.say(sentence, count=len(of_kind), names="; ".join(self.replaced(row) for row in of_kind))
        names: Sequence[str] = r["scenario.sources"] or []
        yield self.say("sources", names=t.listing(names)) if names else self.say("no_sources")
        yield self.say("not_a_forecast")

    def replaced(self, row: dict[str, Any]) -> str:
        from gemeinsim.wording.difference import shown

        return self.say_inside(
            "replaced",
            label=self.label(row["path"]),
            value=shown(row["value"], row, self.t, self.w),
            default=shown(row["default"], row, self.t, self.w),
        )
