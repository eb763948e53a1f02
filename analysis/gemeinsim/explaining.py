# SPDX-License-Identifier: Apache-2.0
"""Why initiatives waited, ended or succeeded: the binding constraints of /why as sentences and figures."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd
import xarray as xr

from gemeinsim import words
from gemeinsim.names import unknown
from gemeinsim.results import factors_of, tables
from gemeinsim.story import CAUSES, SHOWN_CAUSES, Explanation, Story, calendar_date, start_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Language = Literal["en", "de"]
_SPLIT = ("task", "hours")  # constraints of which the detail is a cause of its own


@dataclass(frozen=True)
class TimeLost:
    """What the initiatives of all runs waited for: `frame` has one row per level of the factor and cause."""

    by: str | None
    lang: str
    frame: pd.DataFrame
    sentences: list[str]

    def __str__(self) -> str:
        w = words.language(self.lang)
        table = self.frame.pivot(index="level", columns="cause", values="share").reindex(columns=self._causes())
        table = table.reindex(list(dict.fromkeys(self.frame["level"])))
        shown = table.map(lambda value: "–" if np.isnan(value) else f"{100 * value:.0f} %")
        shown.index = [w.POLICY_NAMES.get(level, words.plain(level)) for level in table.index]
        shown.columns = [w.CAUSES[cause][0] for cause in table.columns]
        return "\n".join([w.EXPLAIN["lost_heading"], shown.to_string(), "", *self.sentences])

    def _causes(self) -> list[str]:
        lost = self.frame.groupby("cause", observed=True)["months"].sum()
        return [cause for cause in CAUSES if lost.get(cause, 0) > 0]

    def figure(self) -> Figure:
        """Shares as stacked bars, one for each level."""
        from gemeinsim.plot.timeline import shares

        return shares(self)

    def to_dict(self) -> dict[str, Any]:
        rows = self.frame.astype(object).where(self.frame.notna(), None)
        return {"by": self.by, "rows": rows.to_dict("records"), "sentences": self.sentences}

    def _repr_html_(self) -> str:
        from gemeinsim.plot.style import svg

        said = "".join(f"<li>{escape(sentence)}</li>" for sentence in self.sentences)
        drawn = svg(self.figure())
        return f"<ul>{said}</ul>{drawn[drawn.index('<svg') :]}"


def explain(
    ds: xr.Dataset,
    initiative: int | None = None,
    run: int = 0,
    *,
    lang: Language = "en",
    by: str | None = None,
) -> Explanation | TimeLost:
    """Say why an initiative waited, ended or succeeded; without one, what all initiatives waited for.

    Parameters
    ----------
    ds : Dataset
        From :func:`gemeinsim.open` or :meth:`Scenario.run`.
    initiative : int, optional
        Number within the run, as in the table ``initiatives``; left out: shares of all initiatives.
    run : int
        Label of the run.
    lang : {"en", "de"}
        Language of sentences and figures.
    by : str, optional
        Without `initiative`: the factor whose levels are kept apart; ``governance_preset`` or the only factor
        where it is left out.

    Raises
    ------
    ValueError
        For a run or initiative that does not exist, a file without the table ``why``, an unknown language.

    Notes
    -----
    The binding constraint of a month is what would shorten the wait most if it alone were relaxed; the documentation
    of the model (initiatives) says how it is found. Cost: reads the tables of the file.
    """
    w = words.language(lang)
    known = tables(ds)
    if initiative is None:
        return _time_lost(ds, known, by, w, lang)
    why = _why(known)
    place = _run(ds, run)
    frame = known["initiatives"]
    mine = frame[frame["run"] == run].reset_index(drop=True)
    if not 0 <= initiative < len(mine):
        there = words.count(len(mine), "initiative")
        raise ValueError(
            f"no initiative {initiative} in run {run} (it has {there}"
            + (f", numbered from 0 to {len(mine) - 1}" if len(mine) else "")
            + "); leave the number out for a list"
        )
    return Story(ds, known, why, place, run, initiative, mine.iloc[initiative], w, lang).explanation()


def initiatives(ds: xr.Dataset, run: int = 0, *, lang: Language = "en") -> pd.DataFrame:
    """The initiatives of one run: founder, months, state, and the cause that they waited for most."""
    known = tables(ds)
    _run(ds, run)
    why = _why(known)
    w = words.language(lang)
    titles = known["actors"]["title"].tolist()
    frame = known["initiatives"]
    mine = frame[frame["run"] == run].reset_index(drop=True)
    why = why[why["run"] == run]
    rows = []
    for number, row in mine.iterrows():
        lived = why[why["initiative"] == number]
        lost = lived["cause"].value_counts()
        rows.append(
            {
                "initiative": int(number),
                "founder": titles[int(row["founder"])],
                "founded": int(row["founded"]),
                "ended": int(row["ended"]),
                "state": str(row["phase"]),
                "end_cause": str(row["cause"]),
                "months": len(lived),
                "most": w.CAUSES[lost.index[0]][0] if len(lost) else "",
            }
        )
    columns = ["initiative", "founder", "founded", "ended", "state", "end_cause", "months", "most"]
    return pd.DataFrame(rows, columns=columns)


def initiatives_text(ds: xr.Dataset, listed: pd.DataFrame, run: int, *, lang: Language = "en") -> str:
    """The list as a table for the terminal, with calendar months."""
    w = words.language(lang)
    start = start_of(ds)
    cells = [w.EXPLAIN["list_columns"]]
    for row in listed.itertuples():
        ended = w.EXPLAIN["ongoing"] if row.ended < 0 else calendar_date(w, start, row.ended)
        state = w.PHASE_NAMES[row.state]
        cells.append(
            (
                str(row.initiative),
                row.founder,
                calendar_date(w, start, row.founded),
                ended,
                state,
                str(row.months),
                row.most,
            )
        )
    widths = [max(len(line[column]) for line in cells) for column in range(len(cells[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in cells]
    heading = w.EXPLAIN["list_heading"].format(
        initiatives=w.count(len(listed), "initiative"), run=w.EXPLAIN["run_dative"].format(run=run)
    )
    return "\n".join([heading, *lines, *([w.EXPLAIN["ask"]] if len(listed) else [])])


def _run(ds: xr.Dataset, run: int) -> int:
    labels = np.atleast_1d(ds["run"].to_numpy())
    places = np.flatnonzero(labels == run)
    if not len(places):
        span = f"run {labels[0]}" if len(labels) == 1 else f"runs {labels.min()} to {labels.max()}"
        raise ValueError(f"no run {run} (the results hold {span}); take one of these")
    return int(places[0])


def _why(known: Any) -> pd.DataFrame:
    """/why with the columns `cause` and `gain`, the part of the month that relaxing the cause could have saved at most.

    Says what to do where the table is not there.
    """
    if "why" not in known or "month" not in known["why"]:
        raise ValueError(
            "these results have no month-by-month table 'why' (another version wrote them); run the scenario again"
        )
    why = known["why"]
    if (
        why.empty
        and not known["initiatives"].empty
        and (known["initiatives"]["ended"] != known["initiatives"]["founded"]).any()
    ):
        raise ValueError("the table 'why' is empty (outputs.why was false); set it to true and run the scenario again")
    constraint, detail = why["constraint"].astype(str), why["detail"].astype(str)
    # Desks and replies hold everything up; a factor of a task's speed costs what the task goes slower for it.
    stops = constraint.isin(["approval", "vote", "members"])
    return why.assign(
        cause=np.where(constraint.isin(_SPLIT), detail, constraint),
        gain=np.where(stops, 1.0, 1 - why["speed"].to_numpy(float)),
    )


def _time_lost(ds: xr.Dataset, known: Any, by: str | None, w: Any, lang: str) -> TimeLost:
    why = _why(known)
    factors = factors_of(ds)
    if by is not None:
        by = by.replace(".", "_")
        if by not in factors:
            raise ValueError(unknown("factor", by, factors))
    elif factors:
        by = "governance_preset" if "governance_preset" in factors else factors[0] if len(factors) == 1 else None
    runs = np.atleast_1d(ds["run"].to_numpy())
    values = np.atleast_1d(ds[by].to_numpy()).astype(str) if by else np.full(len(runs), "")
    level_of = dict(zip(runs, values, strict=True))
    founded = known["initiatives"]["run"].map(level_of).value_counts()
    grouped = why.assign(level=why["run"].map(level_of)).groupby(["level", "cause"])
    lost, gain = grouped.size(), grouped["gain"].sum()
    rows, sentences = [], []
    for level in dict.fromkeys(values):
        months = {cause: int(lost.get((level, cause), 0)) for cause in CAUSES}
        total, count = sum(months.values()), int(founded.get(level, 0))
        for cause, number in months.items():
            rows.append(
                {
                    "level": level,
                    "cause": cause,
                    "months": number,
                    "share": number / total if total else np.nan,
                    "months_per_initiative": number / count if count else np.nan,
                    "gain_per_initiative": float(gain.get((level, cause), 0.0)) / count if count else np.nan,
                    "initiatives": count,
                }
            )
        label = w.POLICY_NAMES.get(level, words.plain(level)) if by else w.EXPLAIN["all_runs"]
        label = words.sentence_case(label)
        if not total:
            sentences.append(w.EXPLAIN["lost_none"].format(level=label))
            continue
        first = sorted((cause for cause in CAUSES if months[cause]), key=lambda cause: -months[cause])[:SHOWN_CAUSES]
        shares = [
            w.EXPLAIN["lost_share"].format(
                share=w.share(months[cause] / total), cause=w.CAUSES_OF_MANY.get(cause, w.CAUSES[cause][1])
            )
            for cause in first
        ]
        sentences.append(
            w.EXPLAIN["lost_sentence"].format(
                level=label, initiatives=w.count(count, "initiative"), shares=w.listing(shares)
            )
        )
    return TimeLost(by, lang, pd.DataFrame(rows), sentences)
