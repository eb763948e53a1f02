# SPDX-License-Identifier: Apache-2.0
"""The story of one initiative: its months put into sentences, with what they are made of."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any

import pandas as pd
import xarray as xr

from gemeinsim import words
from gemeinsim.results import factors_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

#: The causes of waiting in the order of figures.
CAUSES = tuple(words.CAUSES)
SHOWN_CAUSES = 3  # so many a sentence names one by one


@dataclass(frozen=True)
class Refusal:
    """A text that came to nothing. `how` and `side` as in /why; titles of actors, empty where nobody is known."""

    month: int
    phase: str
    how: str = "no"
    actor: str = ""
    about: str = ""
    side: str = "none"


@dataclass(frozen=True)
class Explanation:
    """Why one initiative waited, ended or succeeded; print it, draw it with :meth:`figure`, or take its tables.

    Attributes
    ----------
    run, initiative : int
        Label of the run and number of the initiative in it.
    months : DataFrame
        One row for each month lived through: month, phase, cause, detail, task, actor, about, speed, members; `gain`
        is the part of the month that relaxing the cause alone could have saved at most.
    sentences : list of str
        The story in the language asked for.
    founded, ended : int
        Months of the run; ended is -1 where it goes on.
    """

    run: int
    initiative: int
    lang: str
    heading: str
    sentences: list[str]
    topic: str
    founder: str
    founded: int
    ended: int
    phase: str
    end_cause: str
    months: pd.DataFrame = field(repr=False)
    products: list[tuple[int, str]] = field(repr=False)
    refusals: list[Refusal] = field(repr=False)
    moves: pd.DataFrame = field(repr=False)
    start: tuple[int, int] | None = field(repr=False, default=None)
    last_month: int = field(repr=False, default=0)

    def __str__(self) -> str:
        return "\n".join([self.heading, *(f"  {sentence}" for sentence in self.sentences)])

    def figure(self) -> Figure:
        """The timeline: phases and gates, what it waited for month by month, members."""
        from gemeinsim.plot.timeline import timeline

        return timeline(self)

    def to_dict(self) -> dict[str, Any]:
        """Everything as plain values, ready for JSON."""
        lost = self.months["cause"].value_counts()
        gain = self.months.groupby("cause")["gain"].sum()
        return {
            "run": self.run,
            "initiative": self.initiative,
            "topic": self.topic,
            "founder": self.founder,
            "founded": self.founded,
            "ended": None if self.ended < 0 else self.ended,
            "state": self.phase,
            "end_cause": None if self.ended < 0 else self.end_cause,
            "months_by_cause": {cause: int(lost[cause]) for cause in CAUSES if cause in lost},
            "months_to_gain": {cause: round(float(gain[cause]), 1) for cause in CAUSES if cause in lost},
            "products": [{"month": month, "phase": phase} for month, phase in self.products],
            "refusals": [
                {"month": one.month, "phase": one.phase, "how": one.how, "actor": one.actor or None, "side": one.side}
                for one in self.refusals
            ],
            "language": self.lang,
            "sentences": self.sentences,
        }

    def _repr_html_(self) -> str:
        from gemeinsim.plot.style import svg

        said = "".join(f"<li>{escape(sentence)}</li>" for sentence in self.sentences)
        drawn = svg(self.figure())
        return f"<h4>{escape(self.heading)}</h4><ul>{said}</ul>{drawn[drawn.index('<svg') :]}"


def calendar_date(w: Any, start: tuple[int, int] | None, month: int) -> str:
    if start is None:
        return str(month)
    year, first = start
    return w.date(year + (first - 1 + month) // 12, (first - 1 + month) % 12 + 1)


def start_of(ds: xr.Dataset) -> tuple[int, int] | None:
    start = ds["month"].attrs.get("start_date") if "month" in ds.coords else None
    if not start:
        return None
    year, month = str(start).split("-")[:2]
    return int(year), int(month)


class Story:
    """One initiative's months put into sentences."""

    def __init__(
        self,
        ds: xr.Dataset,
        known: Any,
        why: pd.DataFrame,
        place: int,
        run: int,
        number: int,
        row: pd.Series,
        w: Any,
        lang: str,
    ) -> None:
        self.w, self.lang, self.run, self.number, self.row = w, lang, run, number, row
        self.start = start_of(ds)
        self.titles = known["actors"]["title"].tolist()
        self.last_month = int(ds["month"].to_numpy()[-1]) if "month" in ds.coords else ds.sizes["month"] - 1
        mine = why[(why["run"] == run) & (why["initiative"] == number)].sort_values("month")
        self.months = mine.drop(columns=["run", "initiative"]).reset_index(drop=True)
        events = known["events"]
        events = events[(events["run"] == run) & (events["initiative"] == number)]
        kind = events["kind"].astype(str)
        self.moves = events[kind.isin(["join", "leave"])][["month", "kind", "actor"]].assign(
            actor=lambda frame: [self.title(actor) for actor in frame["actor"]]
        )
        self.products = self._products(events[kind == "product"])
        self.refusals = self._refusals(events[kind == "refusal"])
        self.settings = {
            name: str(ds[name].to_numpy()[place] if ds[name].ndim else ds[name].item()) for name in factors_of(ds)
        }
        self.topic = topic_title(ds, int(row["topic"]), lang)

    def title(self, actor: Any) -> str:
        return self.titles[int(actor)] if int(actor) >= 0 else ""

    def named(self, title: str) -> str:
        return self.w.name(title) if title else "?"

    def date(self, month: int) -> str:
        return calendar_date(self.w, self.start, month)

    def _products(self, events: pd.DataFrame) -> list[tuple[int, str]]:
        names = ("initiation", "design", "implementation")
        if not events.empty:
            return [(int(m), names[int(d)]) for m, d in zip(events["month"], events["detail"], strict=True)]
        # Without events the two gates that the table of initiatives knows remain.
        dated = ((int(self.row["agreement"]), "initiation"), (int(self.row["action_plan"]), "design"))
        return [(month, phase) for month, phase in dated if month >= 0]

    def _refusals(self, events: pd.DataFrame) -> list[Refusal]:
        names = ("initiation", "design", "implementation")
        found = []
        for event in events.itertuples():
            month, phase = int(event.month), names[int(event.detail)]
            after = self.months[(self.months["month"] >= month) & (self.months["again"].astype(str) != "no")]
            if not after.empty and int(after.iloc[0]["month"]) <= month + 1:
                row = after.iloc[0]
                found.append(
                    Refusal(
                        month,
                        phase,
                        str(row["again"]),
                        self.title(row["actor"]),
                        self.title(row["about"]),
                        str(row["side"]),
                    )
                )
            else:
                how = "by_vote" if int(event.actor) >= 0 else "too_few"
                found.append(Refusal(month, phase, how, self.title(event.actor)))
        return found

    # --- sentences ------------------------------------------------------------------------------------------------

    def waits(self, rows: pd.DataFrame) -> str:
        """``; it waited 7 months for ..., 4 months for ...``; empty where there is nothing to say."""
        if rows.empty:
            return ""
        w, shown = self.w, []
        sizes = rows.groupby("cause", sort=False).size().sort_values(ascending=False, kind="stable")
        for cause in sizes.index[:SHOWN_CAUSES]:
            shown.append(self.wait(str(cause), rows[rows["cause"] == cause]))
        rest = int(sizes.iloc[SHOWN_CAUSES:].sum())
        if rest:
            shown.append(w.EXPLAIN["cause_more"].format(months=w.count(rest, "month")))
        return w.EXPLAIN["causes"].format(causes=w.listing(shown))

    def wait(self, cause: str, rows: pd.DataFrame) -> str:
        w = self.w
        months = w.count(len(rows), "month")
        phrase = w.CAUSES[cause][1]
        if cause in ("approval", "vote"):
            who = rows["actor"].value_counts()
            who = who[who.index >= 0]
            if len(who) == 0 or len(who) > 3:
                phrase = w.CAUSES_OF_MANY[cause]
            else:
                phrase = phrase.format(actor=w.listing([self.named(self.title(actor)) for actor in who.index]))
        notes = []
        if cause == "approval":
            about = [self.title(actor) for actor in rows["about"].value_counts().index if actor >= 0]
            if len(about) == 1:
                notes.append(w.EXPLAIN["cause_for"].format(about=self.named(about[0])))
        if cause in ("approval", "money", "members"):
            notes += self.details(rows)
        if cause in ("work", "coordination", "know_how", "common_goal", "impact_orientation"):
            notes.append(w.EXPLAIN["cause_speed"].format(share=w.share(float(rows["speed"].mean()))))
        if cause == "own_pace":
            tasks = rows.loc[rows["task"].astype(str) != "none", "task"].astype(str).value_counts().index[:2]
            notes += [w.listing([w.TASKS[task] for task in tasks])] if len(tasks) else []
        if not notes:
            return w.EXPLAIN["cause"].format(months=months, cause=phrase)
        return w.EXPLAIN["cause_detail"].format(months=months, cause=phrase, detail="; ".join(notes))

    def details(self, rows: pd.DataFrame) -> list[str]:
        """The commonest detail, in words."""
        detail = str(rows["detail"].astype(str).value_counts().index[0])
        if detail not in self.w.DETAILS:
            return []
        actor = rows[rows["detail"].astype(str) == detail]["actor"].iloc[0]
        return [self.w.DETAILS[detail].format(actor=self.named(self.title(actor)))]

    def phase_sentences(self) -> list[str]:
        w, said, since = self.w, [], int(self.row["founded"])
        ended = int(self.row["ended"])
        until = ended if ended >= 0 else self.last_month + 1
        reports = [month for month, phase in self.products if phase == "implementation"]
        for phase in ("initiation", "design", "implementation"):
            rows = self.months[(self.months["month"] >= since) & (self.months["phase"].astype(str) == phase)]
            done = [month for month, of in self.products if of == phase]
            subject, genitive, accusative = w.PRODUCTS[phase]
            refused = [one for one in self.refusals if one.phase == phase]
            if done:
                gate = done[0]
                first = rows[rows["month"] < gate] if phase == "implementation" else rows
                key = "report_done" if phase == "implementation" else "phase_done"
                said.append(
                    w.EXPLAIN[key].format(
                        product=words.sentence_case(subject),
                        months=w.count(max(gate - since, 0), "month"),
                        date=self.date(gate),
                        causes=self.waits(first),
                    )
                )
            else:
                gate = until
                if ended < 0:
                    key = "phase_going"
                elif str(self.row["phase"]) == "completed":
                    key = "phase_completed"
                else:
                    key = "phase_open_one" if until - since == 1 else "phase_open"
                months = w.count(until - since, "months_dative" if ended < 0 else "month")
                if until > since:
                    said.append(w.EXPLAIN[key].format(product=accusative, months=months, causes=self.waits(rows)))
            said += self.refusal_sentences(refused, accusative, genitive)
            if not done:
                return said
            since = gate
            if phase == "implementation" and len(reports) > 1:
                rows = self.months[self.months["month"] >= gate]
                key = "reports_one" if len(reports) == 2 else "reports_more"
                said.append(
                    w.EXPLAIN[key].format(
                        reports=len(reports) - 1,
                        months=w.count(reports[-1] - gate, "months_dative"),
                        causes=self.waits(rows),
                    )
                )
        return said

    def refusal_sentences(self, refused: Sequence[Refusal], accusative: str, genitive: str) -> list[str]:
        w, said = self.w, []
        for one in refused[:2]:
            how = one.how if one.how != "no" else "too_few"
            if how != "too_few" and not one.actor:
                how = "too_few"
            text = w.EXPLAIN[f"refused_{how}"]
            said.append(
                text.format(
                    date=self.date(one.month),
                    product=genitive if how == "by_vote" else accusative,
                    actor=self.named(one.actor),
                    about=self.named(one.about),
                    follows=w.EXPLAIN["refused_follows"].format(about=self.named(one.about)) if one.about else "",
                    side=w.EXPLAIN["refused_side"].format(side=w.SIDES[one.side]) if one.side in w.SIDES else "",
                )
            )
        if len(refused) > 2:
            said.append(w.EXPLAIN["refused_often"].format(product=genitive, times=w.count(len(refused), "time")))
        return said

    def money_sentences(self) -> list[str]:
        """The two longest times without money for the office."""
        w = self.w
        rows = self.months[self.months["cause"] == "money"]
        if rows.empty:
            return []
        spans = [part for _, part in rows.groupby((rows["month"].diff() != 1).cumsum())]
        spans = sorted(sorted(spans, key=len, reverse=True)[:2], key=lambda part: part["month"].iloc[0])
        said = []
        for part in spans:
            first, last = int(part["month"].iloc[0]), int(part["month"].iloc[-1])
            key = "unpaid_one" if first == last else "unpaid"
            why = self.details(part) or [w.CAUSES["money"][0]]
            said.append(
                w.EXPLAIN[key].format(
                    start=self.date(first), end=self.date(last), months=w.count(len(part), "month"), why=why[0]
                )
            )
        return said

    def founding_sentence(self, founded: int, founder: str) -> str:
        convened = str(self.row.get("convened", "by_owner"))  # files of earlier versions do not say
        key = "founded" if convened == "by_owner" else f"founded_{convened}"
        return self.w.EXPLAIN[key].format(date=self.date(founded), founder=self.named(founder))

    def end_sentence(self) -> str:
        w, founded, ended = self.w, int(self.row["founded"]), int(self.row["ended"])
        phase, cause = str(self.row["phase"]), str(self.row["cause"])
        if ended < 0:
            months = w.count(self.last_month + 1 - founded, "months_dative")
            return w.EXPLAIN["alive"].format(months=months, phase=w.PHASE_NAMES[phase])
        if ended == founded:
            return w.EXPLAIN["at_once"].format(cause=w.ENDS[cause])
        return w.EXPLAIN["completed" if phase == "completed" else "dissolved"].format(
            date=self.date(ended), months=w.count(ended - founded, "months_dative"), cause=w.ENDS[cause]
        )

    def longest_sentences(self) -> list[str]:
        """What it waited for longest, and what most was to be gained from, which need not be the same."""
        if len(self.months) < 2:
            return []
        w, lost = self.w, self.months["cause"].value_counts()
        cause = str(lost.index[0])
        said = [
            w.EXPLAIN["longest"].format(
                cause=w.CAUSES_OF_MANY.get(cause, w.CAUSES[cause][1]),
                lost=int(lost.iloc[0]),
                all=w.count(len(self.months), "months_dative"),
            )
        ]
        gain = self.months.groupby("cause")["gain"].sum()
        months = round(float(gain.max()))
        if months >= 1:
            label = w.CAUSES[str(gain.idxmax())][0]
            said.append(w.EXPLAIN["gain"].format(label=label, months=w.count(months, "month")))
        return said

    def explanation(self) -> Explanation:
        w, row = self.w, self.row
        settings = [
            w.EXPLAIN["setting"].format(
                factor=w.FACTOR_NAMES.get(name, words.plain(name)), level=w.POLICY_NAMES.get(level, words.plain(level))
            )
            for name, level in self.settings.items()
        ]
        run = w.EXPLAIN["run_with" if settings else "run"].format(run=self.run, settings=", ".join(settings))
        founder = self.title(row["founder"])
        founded = int(row["founded"])
        sentences = [
            self.founding_sentence(founded, founder),
            *(self.phase_sentences() if not self.months.empty else []),
            *self.money_sentences(),
            self.end_sentence(),
            *self.longest_sentences(),
        ]
        months = self.months.assign(
            actor=[self.title(actor) for actor in self.months["actor"]],
            about=[self.title(actor) for actor in self.months["about"]],
        )
        return Explanation(
            run=self.run,
            initiative=self.number,
            lang=self.lang,
            heading=w.EXPLAIN["heading"].format(number=self.number, topic=self.topic, run=run),
            sentences=sentences,
            topic=self.topic,
            founder=founder,
            founded=founded,
            ended=int(row["ended"]),
            phase=str(row["phase"]),
            end_cause=str(row["cause"]),
            months=months,
            products=self.products,
            refusals=self.refusals,
            moves=self.moves,
            start=self.start,
            last_month=self.last_month,
        )


def topic_title(ds: xr.Dataset, number: int, lang: str) -> str:
    """Title of a topic in a language, from the scenario that the results hold; its number where that says nothing."""
    try:
        topics = tomllib.loads(str(ds.attrs.get("scenario", ""))).get("topics", {})
    except tomllib.TOMLDecodeError:
        topics = {}
    rows: Iterable[Any] = topics if isinstance(topics, list) else [{"id": key} | row for key, row in topics.items()]
    listed = list(rows)
    if number >= len(listed):
        return str(number)
    own = listed[number].get(f"title_{lang}")
    return str(own or listed[number].get("title") or listed[number].get("id", number))
