# SPDX-License-Identifier: Apache-2.0
"""Paired comparison of policies under common luck."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd
import xarray as xr

from gemeinsim import words
from gemeinsim.names import unknown
from gemeinsim.results import factors_of
from gemeinsim.statistics import bootstrap_interval, holm, sign_flip_p

if TYPE_CHECKING:
    from collections.abc import Iterator

Direction = Literal["higher", "lower"]
At = int | Literal["last", "mean"] | None

BOOTSTRAP_SEED = 20080101
_DEFAULT_FACTOR = "governance_preset"
_LUCK = ["seed", "replicate"]


@dataclass(frozen=True)
class Comparison:
    """What :func:`compare` found; prints as a table with sentences, in notebooks as HTML.

    Attributes
    ----------
    table : DataFrame
        One row per policy, index the policy in the file's order: ``runs``, ``missing``, ``mean``, ``lower``,
        ``upper`` (interval of the mean), and against the reference ``difference``, ``difference_lower``,
        ``difference_upper``, ``p_better``, ``p_value``, ``p_holm``, ``clear``. The reference's row has NaN
        there.
    pairs : DataFrame
        One row per pair of policies: ``first``, ``second``, ``pairs``, ``missing``, ``difference`` (mean of
        first - second in the metric's unit), ``lower``, ``upper``, ``p_better``, ``p_value``, ``p_holm``,
        ``clear``, ``identical``.
    sentences : list of str
        The answer first, then each policy against the reference in plain words, the best policy first, then what
        else a policy stands for.
    together : tuple of str
        Factors that a list design varied in step with `by`: they are part of each policy.
    by, metric, reference, unit, long_name, better, confidence, resamples, seed, at
        What was asked; ``better`` is None where nobody said which direction is better, and then the words say
        "higher".
    """

    by: str
    metric: str
    reference: str
    better: Direction | None
    unit: str
    long_name: str
    at: str
    confidence: float
    resamples: int
    seed: int
    table: pd.DataFrame = field(repr=False)
    pairs: pd.DataFrame = field(repr=False)
    together: tuple[str, ...] = ()

    @property
    def sentences(self) -> list[str]:
        against = (self.sentence(name) for name in self.ranking if name != self.reference)
        return [self.answer, *against, *([words.together(self.by, self.together)] if self.together else [])]

    @property
    def ranking(self) -> list[str]:
        """Policies from the best mean to the worst, ties and missing means in the file's order."""
        means = self.table["mean"].to_numpy()
        order = np.argsort(means if self.better == "lower" else -means, kind="stable")
        return [self.table.index[place] for place in order]

    @property
    def note(self) -> str:
        """How the table was computed, in a paragraph."""
        return words.COMPARISON_NOTE.format(
            confidence=words.percent(self.confidence),
            resamples=self.resamples,
            seed=self.seed,
            hypotheses=len(self.pairs),
            alpha=f"{1 - self.confidence:.2g}",
        )

    @property
    def answer(self) -> str:
        """Who leads, from whom it is clearly apart and from whom not."""
        best, *others = self.ranking
        verdicts = {name: self.between(best, name) for name in others}
        row = self.table.loc[best]
        return words.answer(
            best,
            near=[name for name in others if not verdicts[name]["clear"]],
            behind=[name for name in others if verdicts[name]["clear"]],
            mean=row["mean"],
            lower=row["lower"],
            upper=row["upper"],
            metric=words.in_sentence(self.long_name),
            unit=self.unit,
            direction=self.better,
            identical=bool(self.pairs["identical"].all()),
        )

    def between(self, first: str, second: str) -> dict[str, Any]:
        """The row of `pairs` for two policies, turned so that the difference is first - second."""
        for row in self.pairs.to_dict("records"):
            if (row["first"], row["second"]) == (first, second):
                return row
            if (row["first"], row["second"]) == (second, first):
                return {
                    **row,
                    "first": first,
                    "second": second,
                    "difference": -row["difference"],
                    "lower": -row["upper"],
                    "upper": -row["lower"],
                    "p_better": 1 - row["p_better"],
                }
        raise KeyError(unknown(self.by, first if first not in self.table.index else second, self.table.index))

    def sentence(self, policy: str, against: str | None = None) -> str:
        """The comparison of two policies in one plain sentence, the better of the two first."""
        row = self.between(policy, against or self.reference)
        sign = -1 if self.better == "lower" else 1
        if sign * row["difference"] < 0:
            row = self.between(row["second"], row["first"])
        ends = sorted((sign * row["lower"], sign * row["upper"]))
        return words.pair_sentence(
            row["first"],
            row["second"],
            difference=sign * row["difference"],
            lower=ends[0],
            upper=ends[1],
            p_better=row["p_better"],
            pairs=row["pairs"],
            missing=row["missing"],
            clear=row["clear"],
            identical=row["identical"],
            unit=self.unit,
            direction=self.better,
        )

    def columns(self) -> list[str]:
        """The headings of the table as people read it; see rows()."""
        percentage = words.percent(self.confidence)
        return [
            words.plain(self.by),
            "mean",
            percentage + " interval",
            f"against {words.plain(self.reference)}",
            percentage + " interval",
            "P(better)" if self.better else "P(higher)",
            "p (Holm)",
            "verdict",
        ]

    def rows(self) -> Iterator[list[str]]:
        """The table as people read it, best policy first, one list of texts per row."""
        for name in self.ranking:
            row = self.table.loc[name]
            digits = words.decimals_for(row["lower"], row["upper"], row["mean"])
            cells = [name, words.number(row["mean"], digits), words.interval(row["lower"], row["upper"], digits)]
            if name == self.reference:
                yield [*cells, "", "", "", "", "reference"]
                continue
            digits = words.decimals_for(row["difference_lower"], row["difference_upper"], row["difference"])
            sign = -1 if self.better == "lower" else 1
            ahead, behind = ("better", "worse") if self.better else ("higher", "lower")
            verdict = (ahead if sign * row["difference"] > 0 else behind) if row["clear"] else "no clear difference"
            verdict = "identical" if self.between(name, self.reference)["identical"] else verdict
            difference = words.number(row["difference"], digits)
            yield [
                *cells,
                "+" + difference if row["difference"] > 0 else difference,
                words.interval(row["difference_lower"], row["difference_upper"], digits),
                words.percent(row["p_better"]),
                words.p_value(row["p_holm"]),
                verdict,
            ]

    def to_dict(self) -> dict[str, Any]:
        """Everything as plain Python values for JSON; missing numbers are None."""

        def clean(frame: pd.DataFrame) -> list[dict[str, Any]]:
            return [{key: _plain_value(value) for key, value in record.items()} for record in frame.to_dict("records")]

        head = ("by", "metric", "long_name", "unit", "at", "reference", "better", "confidence", "resamples", "seed")
        return {
            **{name: getattr(self, name) for name in head},
            "together": list(self.together),
            "policies": clean(self.table.rename_axis("policy").reset_index()),
            "pairs": clean(self.pairs),
            "answer": self.answer,
            "sentences": self.sentences,
        }

    def __str__(self) -> str:
        rows = [self.columns(), *self.rows()]
        widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
        lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
        lines.insert(1, "  ".join("-" * width for width in widths))
        unit = words.unit_after(self.unit)
        head = f"{self.long_name}{f' [{unit.strip()}]' if unit else ''}, {self.at}"
        return "\n".join([head, "", *lines, "", *self.sentences])

    def _repr_html_(self) -> str:
        from html import escape

        head = "".join(f"<th>{escape(text)}</th>" for text in self.columns())
        body = "".join("<tr>" + "".join(f"<td>{escape(text)}</td>" for text in row) + "</tr>" for row in self.rows())
        said = "".join(f"<li>{escape(text)}</li>" for text in self.sentences)
        return (
            f"<p><b>{escape(self.long_name)}</b>, {escape(self.at)}</p>"
            f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table><ul>{said}</ul>"
        )


def _plain_value(value: Any) -> Any:
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float) and not np.isfinite(value):
        return None
    return value


def values_at(ds: xr.Dataset, metric: str, at: At) -> tuple[xr.DataArray, str]:
    """One number per run of a metric, and the words that say which month it is taken from."""
    if metric not in ds.data_vars or "run" not in ds[metric].dims:
        known = [str(name) for name, values in ds.data_vars.items() if "run" in values.dims]
        raise ValueError(unknown("metric", metric, known))
    values = ds[metric]
    if "month" not in values.dims:
        if at is not None:
            raise ValueError(
                f"metric {metric!r} has no months (it is one number per run); leave `at` out or take a monthly metric"
            )
        return values, "over the whole run"
    months = ds["month"].to_numpy() if "month" in ds.coords else np.arange(ds.sizes["month"])
    if at == "mean":
        return values.mean("month", skipna=False), f"mean of months {months[0]} to {months[-1]}"
    month = months[-1] if at is None or at == "last" else at
    place = np.flatnonzero(months == month)
    if len(place) == 0:
        raise ValueError(f"no month {at!r} (the file holds {months[0]} to {months[-1]}); take one of these or 'mean'")
    return values.isel(month=int(place[0])), f"in month {month}"


def compare(
    ds: xr.Dataset,
    by: str = _DEFAULT_FACTOR,
    metric: str = "impact_index",
    *,
    at: At = None,
    reference: str | None = None,
    better: Direction | None = None,
    confidence: float = 0.95,
    resamples: int = 9999,
    seed: int = BOOTSTRAP_SEED,
    incomplete: Literal["error", "drop"] = "error",
) -> Comparison:
    """Compare policies by the mean of their paired differences under common luck.

    Two runs form a pair when their seed and replicate are equal and so are all factors but `by`: the engine's
    keyed streams then give both the same luck, and their difference is the policies' doing. Factors that a list
    design varies in step with `by`, one value for each of its levels, are part of the policies. The estimate for
    policies a and b is ``mean over pairs of (x_a - x_b)``, in the unit of the metric. Its interval resamples the
    luck, that is whole (seed, replicate) clusters, so that further factors add no false certainty
    (:func:`gemeinsim.statistics.bootstrap_interval`, BCa). ``p_better`` is the share of pairs in which a is
    better than b, ties counting half. p-values come from a sign-flip test of symmetry about zero and are
    adjusted by Holm over *all* pairs of policies. A difference is *clear* where the interval leaves out zero and
    the adjusted p is below 1 - confidence: both must agree.

    Parameters
    ----------
    ds : Dataset
        From :func:`gemeinsim.open` or :meth:`gemeinsim.Scenario.run`.
    by : str
        The factor whose levels are compared; a path with dots is accepted for its name with underscores.
    metric : str
        A variable on ``(run,)`` or ``(run, month)``.
    at : int, "last", "mean" or None
        The month of a monthly metric; None and "last" take the last one, "mean" the mean over all months (a run
        with a missing month is missing). Only None is allowed for a metric without months.
    reference : str, optional
        The policy that the others are compared with; the first of the file, that is of the sweep's design, where
        it is left out.
    better : {"higher", "lower"}, optional
        Overrides the metric's attribute ``better``. Where neither says, the words are "higher" and "lower".
    confidence : float
        Of the intervals, in (0, 1).
    resamples : int
        Bootstrap samples and random sign patterns.
    seed : int
        Of the bootstrap and the test, fixed by default: it belongs to the method and not to the simulation, and
        the same file gives the same table on every machine.
    incomplete : {"error", "drop"}
        What to do about runs whose luck is absent for another policy. "drop" compares the complete sets only. In a
        sweep whose rule when to stop has decided, "error" pairs every two policies on the luck that both met.

    Returns
    -------
    Comparison

    Raises
    ------
    ValueError
        For an unknown factor, metric, month or reference, fewer than two policies, runs without a partner
        (see `incomplete`) and two runs for one policy and luck.

    Notes
    -----
    A missing value (NaN) removes its pair from that comparison; the columns ``missing`` and the sentences say how
    many. If values are missing because a policy failed, the remaining pairs flatter it: look at the number.
    Cost: ``resamples * replicates`` for each pair of policies; 0.5 s for five policies and 200 replicates.
    """
    if not 0 < confidence < 1:
        raise ValueError(f"confidence is {confidence} (it is a probability); give one between 0 and 1, like 0.95")
    if resamples < 99:
        raise ValueError(f"resamples is {resamples} (too few for an interval); give at least 99")
    by = by.replace(".", "_")
    factors = factors_of(ds)
    if by not in factors:
        raise ValueError(_no_factor(by, factors))
    values, at_words = values_at(ds, metric, at)
    direction = better if better is not None else values.attrs.get("better")
    if direction not in (None, "higher", "lower"):
        raise ValueError(f"better is {direction!r} (it is a direction); say 'higher' or 'lower'")

    runs = pd.DataFrame(
        {name: ds[name].to_numpy() for name in [*_LUCK, *factors]} | {"value": values.to_numpy().astype(float)}
    )
    runs[by] = runs[by].map(str)
    levels = list(dict.fromkeys(runs[by]))
    if len(levels) < 2:
        raise ValueError(f"factor {by!r} has a single level {levels[0]!r} (nothing to compare); sweep over more")
    if reference is None:
        reference = levels[0]
    elif reference not in levels:
        raise ValueError(unknown(by, reference, levels))

    together = varied_together(runs, by, [name for name in factors if name != by])
    luck = [*_LUCK, *(name for name in factors if name != by and name not in together)]
    doubled = int(runs.duplicated([*luck, by]).sum())
    if doubled:
        raise ValueError(
            f"{doubled} runs repeat another run's seed, replicate and factors (pairs would be ambiguous); "
            "compare one result file at a time"
        )
    wide = runs.pivot(index=luck, columns=by, values="value")[levels]
    present = runs.assign(value=True).pivot(index=luck, columns=by, values="value")[levels].notna()
    whole = present.all(axis=1).to_numpy()
    # A rule that has decided gave no policy more replicates than it needed: pairs are what both have.
    decided = "decided" in ds.attrs and incomplete != "drop" and bool(whole.any())
    if not whole.all() and not decided:
        lonely = int(present[~whole].to_numpy().sum())
        if incomplete != "drop" or not whole.any():
            raise ValueError(
                f"the runs are not paired: {lonely} of {len(runs)} have no partner with equal seed, replicate and "
                f"other factors for every {by} (differences would compare luck, not policies); "
                + (
                    "finish the sweep or pass incomplete='drop' to compare the complete sets only"
                    if whole.any()
                    else "run all policies with the same seed, in one sweep"
                )
            )
        wide, present = wide[whole], present[whole]

    cluster = wide.index.to_frame(index=False).groupby(_LUCK, sort=True).ngroup().to_numpy()
    options = {"confidence": confidence, "resamples": resamples, "seed": seed}
    table = _policies(wide, present, cluster, options)
    pairs = _pairs(wide, present, cluster, options, direction, 1 - confidence)
    result = Comparison(
        by=by,
        metric=metric,
        reference=reference,
        better=direction,
        unit=str(values.attrs.get("units", "1")),
        long_name=str(values.attrs.get("long_name", words.plain(metric))),
        at=at_words,
        table=table,
        pairs=pairs,
        together=together,
        **options,
    )
    against = {name: result.between(name, reference) for name in levels if name != reference}
    for column, key in [
        ("difference", "difference"),
        ("difference_lower", "lower"),
        ("difference_upper", "upper"),
        ("p_better", "p_better"),
        ("p_value", "p_value"),
        ("p_holm", "p_holm"),
    ]:
        table[column] = [against[name][key] if name in against else np.nan for name in levels]
    table["clear"] = [bool(against[name]["clear"]) if name in against else False for name in levels]
    return result


def _no_factor(by: str, factors: list[str]) -> str:
    if by != _DEFAULT_FACTOR:
        return unknown("factor", by, factors)
    if not factors:
        return f"no factor {by!r} (all runs are of one point, nothing varies); sweep over a factor first"
    return (
        f"no factor {by!r} (it is compared where no other is named; these runs vary {', '.join(factors)}); "
        f"name one: --by {factors[0]}, in Python by={factors[0]!r}"
    )


def varied_together(runs: pd.DataFrame, by: str, others: list[str]) -> tuple[str, ...]:
    """Those of `others` that have one value at each level of `by`, but not the same one at all of them.

    A grid that was stopped shows several values at some level, or the same at all, and is not mistaken for a list.
    """
    found = []
    for name in others:
        values = runs.groupby(by, sort=False)[name].agg(["nunique", "first"])
        if (values["nunique"] == 1).all() and values["first"].nunique() > 1:
            found.append(name)
    return tuple(found)


def _clusters(values: np.ndarray, cluster: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Sum and number of the known values in each cluster that has any."""
    known = ~np.isnan(values)
    size = np.bincount(cluster[known], minlength=cluster.max() + 1)
    total = np.bincount(cluster[known], weights=values[known], minlength=cluster.max() + 1)
    return total[size > 0], size[size > 0].astype(float)


def _policies(wide: pd.DataFrame, present: pd.DataFrame, cluster: np.ndarray, options: dict[str, Any]) -> pd.DataFrame:
    rows = []
    for name in wide.columns:
        values = wide[name].to_numpy()
        runs = int(present[name].sum())
        sums, sizes = _clusters(values, cluster)
        lower, upper = bootstrap_interval(sums, sizes, **options)
        rows.append(
            {
                "runs": runs,
                "missing": runs - int((~np.isnan(values)).sum()),
                "mean": sums.sum() / sizes.sum() if len(sums) else np.nan,
                "lower": lower,
                "upper": upper,
            }
        )
    return pd.DataFrame(rows, index=pd.Index(list(wide.columns), name=wide.columns.name))


def _pairs(
    wide: pd.DataFrame,
    present: pd.DataFrame,
    cluster: np.ndarray,
    options: dict[str, Any],
    direction: str | None,
    alpha: float,
) -> pd.DataFrame:
    rows = []
    for first, second in combinations(wide.columns, 2):
        difference = (wide[first] - wide[second]).to_numpy()
        known = difference[~np.isnan(difference)]
        sums, sizes = _clusters(difference, cluster)
        lower, upper = bootstrap_interval(sums, sizes, **options)
        gain = -known if direction == "lower" else known
        rows.append(
            {
                "first": first,
                "second": second,
                "pairs": len(known),
                "missing": int((present[first] & present[second]).sum()) - len(known),
                "difference": sums.sum() / sizes.sum() if len(sums) else np.nan,
                "lower": lower,
                "upper": upper,
                "p_better": float(np.mean((gain > 0) + 0.5 * (gain == 0))) if len(known) else np.nan,
                "p_value": sign_flip_p(sums, flips=options["resamples"], seed=options["seed"]) if len(sums) else np.nan,
                "identical": bool(len(known)) and not known.any(),
            }
        )
    pairs = pd.DataFrame(rows)
    pairs["p_holm"] = holm(pairs["p_value"].to_numpy())
    apart = (pairs["lower"] > 0) | (pairs["upper"] < 0)
    pairs["clear"] = apart & (pairs["p_holm"] < alpha)
    order = ["first", "second", "pairs", "missing", "difference", "lower", "upper"]
    return pairs[[*order, "p_better", "p_value", "p_holm", "clear", "identical"]]
