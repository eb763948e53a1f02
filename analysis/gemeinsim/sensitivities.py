# SPDX-License-Identifier: Apache-2.0
"""Which parameters matter: screening, variance shares, Shapley values of switches, with chance told apart."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from gemeinsim.comparison import At, values_at
from gemeinsim.names import unknown
from gemeinsim.statistics import Floats, generator, t_quantile
from gemeinsim.stores import StoreFolder, open_store

_SEED = 20080101
#: What each design says about a factor; the first column ranks.
COLUMNS = {
    "factorial": ("shapley", "main_effect"),
    "morris": ("mu_star", "mu", "sigma"),
    "saltelli": ("total", "first"),
}


@dataclass(frozen=True)
class Sensitivity:
    """What :func:`sensitivity` found; prints as tables.

    Attributes
    ----------
    factors : DataFrame
        One row per factor, the most important first, with the design's measures, each with ``_lower`` and ``_upper``:

        - ``factorial``: ``shapley``, the factor's share in the difference between all switches on and all off, in the
          metric's unit (these shares add up to it), and ``main_effect``, its mean effect over all settings of others;
        - ``morris``: ``mu_star``, mean size of the effect of moving a factor across its range, ``mu`` its mean with
          sign, ``sigma`` its spread, which is large where effects are curved or hang on other factors;
        - ``saltelli``: ``first`` and ``total``, shares of the variance between worlds that go with the factor alone and
          with the factor in any company (Sobol' indices).
    variance : DataFrame
        Where the variance of single runs comes from: ``parameters`` (between worlds), ``luck`` (between replicates,
        alike in all worlds) and ``luck x parameters`` (the rest), each as variance and share.
    method, metric, when, level, confidence
        Design, metric, the month it is taken from, the policy it is about, and of the intervals.
    worlds, replicates : int
    noise : float or None
        For ``morris`` and ``saltelli``: what ``mu_star`` or ``total`` stays below in 95 of 100 factors that act through
        luck alone. What lies below is not told from nothing; what changes no draw at all is exactly 0. With v the
        variance ``luck x parameters``, R replicates, r trajectories and s = sqrt(2 v / R) / step it is
        s (sqrt(2 / pi) + 1.645 sqrt((1 - 2 / pi) / r)) for ``mu_star``, and (v / R) / V (1 + 1.645 sqrt(2 / N)) for
        ``total``, V the variance of the means of N worlds.
    """

    factors: pd.DataFrame
    variance: pd.DataFrame
    method: str
    metric: str
    when: str
    unit: str
    level: str | None
    confidence: float
    worlds: int
    replicates: int
    noise: float | None = None

    @property
    def head(self) -> str:
        policy = f", {self.level}" if self.level else ""
        runs = f"{self.worlds:,} worlds x {self.replicates} replicates"
        return f"{self.metric} {self.when}{policy}: {self.method}, {runs}"

    def __str__(self) -> str:
        number = "{:.3g}".format
        below = [f"{COLUMNS[self.method][0]} by chance alone: up to {self.noise:.3g}"] if self.noise else []
        return "\n".join(
            [
                self.head,
                self.factors.to_string(float_format=number),
                *below,
                "",
                "variance of a run",
                self.variance.to_string(float_format=number),
            ]
        )

    def _repr_html_(self) -> str:
        tables = [table.to_html(float_format="{:.3g}".format) for table in (self.factors, self.variance)]
        return f"<p>{escape(self.head)}</p>{''.join(tables)}"


def sensitivity(
    store: str | os.PathLike[str],
    metric: str,
    *,
    at: At = None,
    level: str | Sequence[Any] | None = None,
    confidence: float = 0.95,
) -> Sensitivity:
    """Rank the factors of a design by what they do to a metric.

    Parameters
    ----------
    store : path
        A complete store of a ``factorial`` (all 2^k), ``morris`` or ``saltelli`` design.
    metric : str
    at : int, "last" or "mean", optional
        Month of a monthly metric; the last where left out.
    level : str or sequence, optional
        Where the design also has policies: the one to look at, as its values joined by ``/`` or one by one.
    confidence : float
        Of the intervals: they are about luck (replicates are resampled together in all worlds), for Sobol' indices also
        about the sample (SALib's bootstrap over worlds, the wider of both).

    Returns
    -------
    Sensitivity

    Raises
    ------
    ValueError
        The store is not complete, of another design, or the metric is undefined in some runs.

    Notes
    -----
    Shapley values are exact: sum over sets S of the other switches of |S|! (k - |S| - 1)! / k! times the change of the
    mean when the switch joins S (Shapley 1953; Owen 2014 for sensitivity). Cost: k 2^k for each replicate.

    Shares of variance are those of a two-way layout with one run in each cell: worlds, replicates and the rest;
    estimates below 0 are shown as 0. Since all worlds meet the same luck, a sweep of one replicate cannot tell chance.
    """
    if not 0 < confidence < 1:
        raise ValueError(f"confidence is {confidence!r} (a probability between 0 and 1); give one, like 0.95")
    folder = StoreFolder(Path(store))
    origin = _origin(folder)
    method = origin["method"]
    values, unit, when, name = _worlds(folder, metric, at, level)
    sample = pd.read_csv(folder.path / "sample.csv").drop(columns="world")  # policies are no columns of it
    cube, count = sample.to_numpy(dtype=float), sample.shape[1]
    problem = {"num_vars": count, "names": list(sample.columns), "bounds": [[0.0, 1.0]] * count}
    measure = {"factorial": _factorial, "morris": _morris, "saltelli": _saltelli}[method]
    factors = measure(values, cube, problem, origin, confidence)
    variance = components(values)
    noise = chance_line(method, values, float(variance.loc["luck x parameters", "variance"]), count, origin)
    first = COLUMNS[method][0]
    order = np.argsort(-factors[first].abs().to_numpy(), kind="stable")
    return Sensitivity(
        factors=factors.iloc[order],
        variance=variance,
        method=method,
        metric=metric,
        when=when,
        unit=unit,
        level=name,
        confidence=confidence,
        worlds=values.shape[0],
        replicates=values.shape[1],
        noise=noise,
    )


def components(values: Floats) -> pd.DataFrame:
    """Variance of single runs by source, from a table of worlds x replicates; see :func:`sensitivity`."""
    worlds, replicates = values.shape
    if worlds < 2 or replicates < 2:
        nothing = pd.DataFrame({"variance": [math.nan] * 3, "share": [math.nan] * 3}, index=_SOURCES)
        nothing.index.name = "source"
        return nothing
    whole = values.mean()
    by_world, by_luck = values.mean(axis=1), values.mean(axis=0)
    rest = values - by_world[:, None] - by_luck[None, :] + whole
    within = float(np.square(rest).sum()) / ((worlds - 1) * (replicates - 1))
    between = max(0.0, float(by_world.var(ddof=1)) - within / replicates)
    luck = max(0.0, float(by_luck.var(ddof=1)) - within / worlds)
    found = np.array([between, luck, within])
    total = found.sum()
    table = pd.DataFrame({"variance": found, "share": found / total if total > 0 else math.nan}, index=_SOURCES)
    table.index.name = "source"
    return table


def chance_line(method: str, values: Floats, left: float, factors: int, origin: dict[str, Any]) -> float | None:
    """What chance alone stays below in 95 of 100 factors; see :class:`Sensitivity`."""
    worlds, replicates = values.shape
    if method == "morris":
        trajectories = worlds / (factors + 1)
        step = origin["levels"] / (2 * (origin["levels"] - 1))
        spread = math.sqrt(2 * left / replicates) / step
        return spread * (math.sqrt(2 / math.pi) + _ONE_SIDED * math.sqrt((1 - 2 / math.pi) / trajectories))
    if method == "saltelli":
        variance = float(values.mean(axis=1).var())
        rows = worlds / (2 * factors + 2 if origin["second_order"] else factors + 2)
        return left / replicates / variance * (1 + _ONE_SIDED * math.sqrt(2 / rows)) if variance > 0 else 0.0
    return None


_ONE_SIDED = 1.645  # normal quantile of .95
_SOURCES = ["parameters", "luck", "luck x parameters"]


def shapley_values(worth: Floats) -> Floats:
    """Exact Shapley values of k players from the worth of all 2^k sets.

    Parameters
    ----------
    worth : array, shape (2^k, ...)
        Row s is the worth of the set whose members are the bits of s, the first player in the highest bit.

    Returns
    -------
    array, shape (k, ...)
        They add up to ``worth[-1] - worth[0]``.
    """
    count = len(worth).bit_length() - 1
    if 2**count != len(worth):
        raise ValueError(f"there are {len(worth)} sets (2^k of them are needed); give the worth of each")
    sets = np.arange(len(worth))
    sizes = np.array([int(s).bit_count() for s in sets])
    weight = np.array([1 / (count * math.comb(count - 1, size)) for size in range(count)])
    found = []
    for player in range(count):
        bit = 1 << (count - 1 - player)
        without = sets[sets & bit == 0]
        change = worth[without | bit] - worth[without]
        found.append(np.tensordot(weight[sizes[without]], change, axes=1))
    return np.array(found)


def _origin(folder: StoreFolder) -> dict[str, Any]:
    text = folder.plan["design"].get("origin", "")
    origin = json.loads(text) if text else {}
    method = origin.get("method", folder.plan["design"]["method"])
    if method not in COLUMNS:
        raise ValueError(
            f"{folder.path}: is a {method} design (sensitivity needs one of {', '.join(COLUMNS)}); plan such a sweep"
        )
    if method == "factorial" and origin.get("fraction"):
        raise ValueError(
            f"{folder.path}: is a fraction of a factorial (Shapley values need all 2^k sets); plan it with fraction = 0"
        )
    return origin


def _worlds(folder: StoreFolder, metric: str, at: At, level: Any) -> tuple[Floats, str, str, str | None]:
    """The metric as worlds x replicates, its unit, the words for its month, and the policy."""
    missing = len(folder.shards) - len(folder.whole())
    if missing:
        raise ValueError(
            f"{folder.path}: {missing} of {len(folder.shards)} shards are missing (a design is whole or says nothing); "
            f"run `gemeinsim sweep {folder.path}`"
        )
    with open_store(folder.path) as runs:
        found, when = values_at(runs, metric, at)
        values = found.to_numpy().astype(float)
        world, replicate = runs["world"].to_numpy(), runs["replicate"].to_numpy()
        unit = str(found.attrs.get("units", "1"))
        names = [path.replace(".", "_") for path in folder.policies]
        labels = np.array(
            ["/".join(str(each) for each in row) for row in zip(*(runs[n].to_numpy() for n in names), strict=True)]
        )
    chosen: str | None = None
    if level is not None and not names:
        raise ValueError(f"level is {level!r}, but the design has no policies (there is one answer); leave it out")
    if names:
        known = [str(label) for label in dict.fromkeys(labels)]
        if level is None:
            raise ValueError(f"the design has policies ({', '.join(known)}); name one of them with level")
        chosen = level if isinstance(level, str) else "/".join(str(each) for each in level)
        if chosen not in known:
            raise ValueError(unknown("policy", chosen, known))
        keep = labels == chosen
        values, world, replicate = values[keep], world[keep], replicate[keep]
    undefined = int(np.count_nonzero(~np.isfinite(values)))
    if undefined:
        raise ValueError(
            f"{metric} is undefined in {undefined} of {len(values)} runs (their worlds cannot be compared); take a "
            "metric that every run has, like agreement_reached instead of months_to_agreement"
        )
    table = np.full((int(world.max()) + 1, int(replicate.max()) + 1), np.nan)
    table[world, replicate] = values
    return table, unit, when, chosen


_SIGNED = ("mu", "first")


def _with_luck(per_replicate: Floats, confidence: float) -> tuple[Floats, Floats, Floats]:
    """Means over replicates (last axis) with intervals of Student's t over luck."""
    mean, count = per_replicate.mean(axis=-1), per_replicate.shape[-1]
    if count < 2:
        return mean, np.full_like(mean, np.nan), np.full_like(mean, np.nan)
    half = t_quantile((1 + confidence) / 2, count - 1) * per_replicate.std(axis=-1, ddof=1) / math.sqrt(count)
    return mean, mean - half, mean + half


def _frame(names: Sequence[str], columns: dict[str, tuple[Floats, Floats, Floats]]) -> pd.DataFrame:
    data: dict[str, Floats] = {}
    for name, (value, lower, upper) in columns.items():
        data |= {name: value, f"{name}_lower": lower, f"{name}_upper": upper}
    return pd.DataFrame(data, index=pd.Index(names, name="factor"))


def _factorial(
    values: Floats, cube: Floats, problem: dict[str, Any], _origin_of: dict[str, Any], confidence: float
) -> pd.DataFrame:
    count = problem["num_vars"]
    place = (cube.astype(np.int64) << np.arange(count - 1, -1, -1)).sum(axis=1)
    worth = np.empty_like(values)
    worth[place] = values
    sets = np.arange(len(worth))
    main = np.array(
        [
            worth[sets & (1 << (count - 1 - k)) != 0].mean(axis=0)
            - worth[sets & (1 << (count - 1 - k)) == 0].mean(axis=0)
            for k in range(count)
        ]
    )
    return _frame(
        problem["names"],
        {"shapley": _with_luck(shapley_values(worth), confidence), "main_effect": _with_luck(main, confidence)},
    )


def _resampled(
    values: Floats, measure: Any, confidence: float, times: int = 200
) -> dict[str, tuple[Floats, Floats, Floats]]:
    """Measures of the mean over replicates, with basic bootstrap intervals over resampled replicates."""
    point = measure(values.mean(axis=1))
    replicates = values.shape[1]
    rng = generator(_SEED, "sensitiv")
    again = [
        measure(values[:, rng.integers(0, replicates, replicates)].mean(axis=1))
        for _ in range(times if replicates > 1 else 0)
    ]
    tail = (1 - confidence) / 2
    found = {}
    for name, value in point.items():
        if again:
            low, high = np.quantile([each[name] for each in again], [tail, 1 - tail], axis=0)
            # Resampling adds chance to a mean of sizes, so that plain percentiles would lie above the value.
            lower, upper = 2 * value - high, 2 * value - low
            if name not in _SIGNED:
                lower, upper = np.maximum(lower, 0), np.maximum(upper, value)
        else:
            lower = upper = np.full_like(value, np.nan)
        found[name] = (value, lower, upper)
    return found


def _morris(
    values: Floats, cube: Floats, problem: dict[str, Any], origin: dict[str, Any], confidence: float
) -> pd.DataFrame:
    from SALib.analyze import morris

    def measure(outcome: Floats) -> dict[str, Floats]:
        got = morris.analyze(problem, cube, outcome, num_levels=origin["levels"], num_resamples=2, seed=_SEED)
        return {name: np.asarray(got[name], dtype=float) for name in ("mu_star", "mu", "sigma")}

    return _frame(problem["names"], _resampled(values, measure, confidence))


def _saltelli(
    values: Floats, _cube: Floats, problem: dict[str, Any], origin: dict[str, Any], confidence: float
) -> pd.DataFrame:
    from SALib.analyze import sobol

    second = bool(origin["second_order"])

    def analyse(outcome: Floats, resamples: int) -> Any:
        if np.ptp(outcome) == 0:  # nothing to share out
            return {key: np.zeros(problem["num_vars"]) for key in ("ST", "S1", "ST_conf", "S1_conf")}
        return sobol.analyze(
            problem, outcome, calc_second_order=second, num_resamples=resamples, conf_level=confidence, seed=_SEED
        )

    def measure(outcome: Floats) -> dict[str, Floats]:
        got = analyse(outcome, 2)
        return {"total": np.asarray(got["ST"]), "first": np.asarray(got["S1"])}

    found = _resampled(values, measure, confidence, times=100)
    sample = analyse(values.mean(axis=1), 200)
    for name, key in (("total", "ST_conf"), ("first", "S1_conf")):
        value, lower, upper = found[name]
        half = np.asarray(sample[key], dtype=float)
        found[name] = (value, np.fmin(lower, value - half), np.fmax(upper, value + half))
    return _frame(problem["names"], found)
