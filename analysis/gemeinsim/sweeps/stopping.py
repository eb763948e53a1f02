# SPDX-License-Identifier: Apache-2.0
"""Replicates until the question is decided: `[stop]` of a sweep file.

Policies are compared under common luck: replicate r of all of them meets the same streams, so differences vary far less
than the policies themselves. Two rules:

``rule = "precision"`` (default)
    Every policy is compared with a reference until the interval of their mean paired difference is at most
    `half_width` to each side: n grows until t(1 - a / (2 (k - 1)), n - 1) s_n / sqrt(n) <= half_width, at least `first`
    pairs, the error a = 1 - confidence shared by the k - 1 comparisons (Bonferroni). The fixed-width interval of Chow &
    Robbins (Annals of Mathematical Statistics 36, 1965): its coverage tends to the confidence as the width shrinks. A
    pair that is narrow enough gets no further replicates.
``rule = "selection"``
    The policy with the best mean is selected with probability of at least `confidence` wherever it leads by at least
    `indifference`: procedure KN of Kim & Nelson (ACM Transactions on Modeling and Computer Simulation 11, 2001), which
    holds under common luck for normal observations. Policies that are clearly behind are given up once that shows.

Both look after every block of replicates, whose size is part of the plan, so that the same file decides the same way on
every machine.

Where factors are uncertain, every replicate runs all worlds of the design under its luck, and what is compared is the
mean over them: one number for each policy and replicate. The interval then is about chance in these worlds; how much
the difference varies between them is told beside it (``sd_between_worlds``).
"""

from __future__ import annotations

import json
import math
import os
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from gemeinsim.calibration.rows import monthly_metrics
from gemeinsim.names import unknown
from gemeinsim.statistics import t_quantile
from gemeinsim.stores import StoreFolder
from gemeinsim.sweeps import designs

_KEYS = {
    "metric",
    "rule",
    "half_width",
    "indifference",
    "confidence",
    "max_replicates",
    "first",
    "block",
    "reference",
    "better",
}


@dataclass(frozen=True)
class Stop:
    """The table [stop], checked."""

    metric: str
    rule: str
    width: float  # half width of intervals, or the indifference zone
    confidence: float
    max_replicates: int
    first: int
    block: int
    reference: str | None
    better: str | None

    @property
    def blocks(self) -> int:
        return math.ceil(self.max_replicates / self.block)


def read_stop(design: designs.Design) -> Stop:
    """The rule of a design. Raises ValueError with all that is wrong."""
    table = design.stop
    problems = []

    def complain(key: str, problem: str) -> None:
        problems.append(f"{design.file}: stop.{key}: {problem}")

    if not isinstance(table, dict):
        raise ValueError(f"{design.file}: stop: is no table; write [stop]")
    for key in table.keys() - _KEYS:
        complain(key, f"unknown key (allowed: {', '.join(sorted(_KEYS))}); remove it")
    rule = table.get("rule", "precision")
    if rule not in ("precision", "selection"):
        complain("rule", f"found {rule!r} (precision or selection); take one")
    name = "half_width" if rule == "precision" else "indifference"
    width = table.get(name, 0)
    if isinstance(width, bool) or not isinstance(width, (int, float)) or not width > 0:
        complain(name, f"found {width!r} (a number above 0 in the metric's unit); give one")
        width = 1.0
    confidence = table.get("confidence", 0.95)
    if not isinstance(confidence, (int, float)) or not 0.5 <= confidence < 1:
        complain("confidence", f"found {confidence!r} (a probability from 0.5 to below 1); give one, like 0.95")
        confidence = 0.95
    whole = {}
    for key, default, lower in (("max_replicates", None, 2), ("first", 20, 5), ("block", 10, 1)):
        value = table.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or not lower <= value <= 1_000_000:
            complain(key, f"found {value!r} (a whole number from {lower}); give one")
            value = max(lower, 20)
        whole[key] = value
    metric, reference = table.get("metric"), table.get("reference")
    if not isinstance(metric, str):
        complain("metric", "the key is missing (it says what is compared); name a metric")
    elif metric not in (metrics := monthly_metrics()):
        complain("metric", unknown("metric", metric, metrics))
    labels = _labels(_policies(design))
    if reference is not None and reference not in labels:
        complain("reference", f"found {reference!r} (there are {', '.join(labels)}); take one")
    for key, allowed in (("better", ("higher", "lower")),):
        if table.get(key) not in (None, *allowed):
            complain(key, f"found {table[key]!r} (higher or lower); give one")
    if problems:
        raise ValueError("\n".join(problems))
    return Stop(
        str(metric),
        rule,
        float(width),
        float(confidence),
        reference=reference,
        better=table.get("better"),
        **whole,
    )


def precision(
    values: Sequence[np.ndarray], reference: int, confidence: float, first: int
) -> dict[int, tuple[int, float, float]]:
    """Number of pairs, mean difference and half width of each policy against the reference, whatever is there.

    A replicate that is missing (NaN) in either is no pair. The half width is infinite below `first` pairs.
    """
    error = (1 - confidence) / (2 * max(len(values) - 1, 1))
    found = {}
    for policy, series in enumerate(values):
        if policy == reference:
            continue
        count = min(len(series), len(values[reference]))
        difference = series[:count] - values[reference][:count]
        difference = difference[np.isfinite(difference)]
        pairs = len(difference)
        mean = float(difference.mean()) if pairs else math.nan
        half = math.inf
        if pairs >= max(first, 2):
            half = t_quantile(1 - error, pairs - 1) * float(difference.std(ddof=1)) / math.sqrt(pairs)
        found[policy] = (pairs, mean, half)
    return found


def select(values: Sequence[np.ndarray], indifference: float, confidence: float, first: int) -> tuple[list[int], int]:
    """The policies that procedure KN has not given up, the larger mean the better, and how many replicates it used.

    With h^2 = 2 eta (n0 - 1), eta = ((2 a / (k - 1))^(-2 / (n0 - 1)) - 1) / 2 and S_il^2 the variance of the first n0
    differences, policy i is given up at r replicates where some l leads by more than
    W_il(r) = max(0, indifference / (2 r) (h^2 S_il^2 / indifference^2 - r)).

    One survivor is the selection; several mean that more replicates are needed of each. Replicates that are missing in
    any policy that still competes are left out for all.
    """
    count = len(values)
    if count == 1:
        return [0], 0
    shortest = min(len(series) for series in values)
    head = np.array([series[:shortest] for series in values])
    complete = np.isfinite(head).all(axis=0)
    if complete.sum() < first:
        return list(range(count)), int(complete.sum())
    start = head[:, complete][:, :first]
    eta = ((2 * (1 - confidence) / (count - 1)) ** (-2 / (first - 1)) - 1) / 2
    h2 = 2 * eta * (first - 1)
    variance = np.array([[np.var(a - b, ddof=1) for b in start] for a in start])
    alive = list(range(count))
    used = np.flatnonzero(complete)[first - 1] + 1  # replicates seen, missing ones included
    sums = start.sum(axis=1)
    stage = first
    while True:
        means = sums / stage
        width = np.maximum(0, indifference / (2 * stage) * (h2 * variance / indifference**2 - stage))
        alive = [i for i in alive if all(means[i] >= means[j] - width[i, j] for j in alive)]
        if len(alive) == 1:
            return alive, int(used)
        while True:  # the next replicate that all who compete have
            if any(len(values[i]) <= used for i in alive):
                return alive, int(used)
            row = np.array([values[i][used] if i in alive else 0.0 for i in range(count)])
            used += 1
            if np.isfinite(row).all():
                break
        sums = sums + row
        stage += 1


def plan_until(
    design: designs.Design, folder: str | os.PathLike[str], command: str | None = None
) -> tuple[StoreFolder, Stop, list[str]]:
    """A store whose shards hold one block of replicates of one policy each, in all worlds; and the policies' labels."""
    from gemeinsim.sweeps.store import native

    stop = read_stop(design)
    policies = _policies(design)
    worlds, labels = _worlds(design), _labels(policies)
    if len(policies) < 2:
        raise ValueError(
            f"{design.file}: factors: there is one policy (a rule when to stop compares several); give a lever more "
            "values, or say policy = true"
        )
    # A policy's points stand together and fill shards of their own, so that it can go on alone.
    rows = [policy | world for policy in policies for world in worlds]
    columns: dict[str, Any] = {
        "point": range(len(rows)),
        "world": [policy for policy in range(len(policies)) for _ in worlds],
    } | {factor.path: [row[factor.path] for row in rows] for factor in design.factors}
    about: dict[str, Any] = {"stop": dict(design.stop or {})}
    if design.method in designs.METHODS:
        about |= json.loads(designs.origin(design))
    blocks = replace(design, shard_runs=stop.block * len(worlds))
    with tempfile.TemporaryDirectory() as work:
        table = designs.write_table_design(
            blocks,
            Path(work),
            pd.DataFrame(columns),
            replicates=stop.blocks * stop.block,
            about=about,
        )
        native(["plan", str(table), "-o", str(folder)], {0}, command)
    return StoreFolder(Path(folder)), stop, labels


def _labels(policies: Sequence[Mapping[str, Any]]) -> list[str]:
    return ["/".join(map(str, row.values())) for row in policies]


def _combinations(factors: Sequence[designs.FactorPlan]) -> list[dict[str, Any]]:
    paths = [factor.path for factor in factors]
    return [dict(zip(paths, row, strict=True)) for row in product(*(factor.values or () for factor in factors))]


def _policies(design: designs.Design) -> list[dict[str, Any]]:
    """What is compared, as values by path. The rows of a list are policies as they stand."""
    if design.method == "list":
        paths = [factor.path for factor in design.factors]
        columns = [factor.values or () for factor in design.factors]
        return [dict(zip(paths, row, strict=True)) for row in zip(*columns, strict=True)]
    return _combinations(design.policies)


def _worlds(design: designs.Design) -> list[dict[str, Any]]:
    """Where it is compared, as values by path; one world without values where nothing is uncertain."""
    if design.method == "list":
        return [{}]
    if design.method == "grid":
        return _combinations(design.uncertain)
    cube = designs.sample(design)
    places = {factor.path: factor.at(cube[:, column]) for column, factor in enumerate(design.uncertain)}
    return [{path: values[world] for path, values in places.items()} for world in range(len(cube))]


def sweep_until(
    design: designs.Design | str | os.PathLike[str],
    folder: Path,
    executor: Executor | None,
    *,
    threads: int | None,
    window: int | None,
    command: str,
    progress: bool | None = None,
) -> Any:
    """Plan, run blocks where they decide, and write ``stop.json`` with the answer. Returns a Store."""
    from gemeinsim.sweeps.store import Store, run_store

    if not isinstance(design, designs.Design):
        design = designs.read_design(Path(design))
    of, stop, labels = plan_until(design, folder, command)
    reader = _BlockReader(of, stop)
    failures: list[dict[str, Any]] = []
    wanted = dict.fromkeys(range(len(labels)), min(stop.blocks, math.ceil(stop.first / stop.block)))
    answer = ""
    while True:
        shards = [p * stop.blocks + b for p, blocks in wanted.items() for b in range(blocks)]
        store = run_store(
            of, executor, shards, threads=threads, window=window, command=command, progress=progress, note=answer
        )
        failures = store.failures
        if any(of.record(shard) is None for shard in shards):
            return Store(folder, failures)  # interrupted or broken: the same call goes on
        values = [reader.values(p, wanted[p]) for p in range(len(labels))]
        decision = _decide(stop, labels, values, reader.better)
        answer = decision["answer"]
        more = [p for p in decision.pop("undecided") if wanted[p] < stop.blocks]
        if not more:
            _write(folder / "stop.json", decision)
            return Store(folder, failures)
        for policy in more:
            wanted[policy] += 1


class _BlockReader:
    """The metric after the last month: replicates of a policy by worlds."""

    def __init__(self, folder: StoreFolder, stop: Stop) -> None:
        self.folder, self.stop = folder, stop
        self.better = stop.better
        self._read: dict[int, np.ndarray] = {}

    def values(self, policy: int, blocks: int) -> np.ndarray:
        return np.concatenate([self._block(policy * self.stop.blocks + b) for b in range(blocks)])

    def _block(self, shard: int) -> np.ndarray:
        if shard not in self._read:
            import h5py

            with h5py.File(self.folder.path / "shards" / f"{shard:06}.h5", "r", locking=False) as file:
                if self.stop.metric not in file:
                    raise ValueError(
                        unknown("metric", self.stop.metric, [n for n, i in file.items() if isinstance(i, h5py.Dataset)])
                    )
                data = file[self.stop.metric]
                better = data.attrs.get("better")
                self.better = self.better or (better.decode() if isinstance(better, bytes) else better)
                values = data[()].astype(float)
            # A replicate's worlds stand side by side.
            self._read[shard] = (values[:, -1] if values.ndim > 1 else values).reshape(self.stop.block, -1)
        return self._read[shard]


def _decide(stop: Stop, labels: list[str], by_world: list[np.ndarray], better: str | None) -> dict[str, Any]:
    counts = {label: len(series) for label, series in zip(labels, by_world, strict=True)}
    worlds = by_world[0].shape[1]
    values = [each.mean(axis=1) for each in by_world]  # NaN where one is missing: such a replicate is no pair
    about: dict[str, Any] = {
        "rule": stop.rule,
        "metric": stop.metric,
        "confidence": stop.confidence,
        "worlds": worlds,
        "replicates": counts,
    }
    if stop.rule == "precision":
        reference = labels.index(stop.reference) if stop.reference else 0
        found = precision(values, reference, stop.confidence, stop.first)
        wide = [p for p, (_, _, half) in found.items() if not half <= stop.width]
        lengths = {p: len(values[p]) for p in wide}
        # The reference goes along with whoever has as many replicates as it.
        undecided = list(wide) + ([reference] if any(n >= len(values[reference]) for n in lengths.values()) else [])
        if not better:
            better = "higher"
        rows = [
            {
                "policy": labels[p],
                "pairs": n,
                "difference": mean,
                "half_width": None if math.isinf(half) else half,
                "precise": half <= stop.width,
            }
            | _between_worlds(by_world[p], by_world[reference])
            for p, (n, mean, half) in found.items()
        ]
        words = "; ".join(
            f"{row['policy']} {row['difference']:+.4g} ± {row['half_width'] or math.inf:.2g} ({row['pairs']} pairs)"
            for row in rows
        )
        text = f"against {labels[reference]}: {words}" + (f", mean of {worlds} worlds" if worlds > 1 else "")
        if wide:
            text += f"; not as precise as asked: {', '.join(labels[p] for p in wide)}"
        return about | {
            "procedure": "Chow & Robbins 1965, Bonferroni",
            "half_width": stop.width,
            "reference": labels[reference],
            "differences": rows,
            "decided": not wide,
            "answer": text,
            "undecided": undecided,
        }
    sign = -1.0 if better == "lower" else 1.0
    alive, used = select([sign * series for series in values], stop.width, stop.confidence, stop.first)
    decided = len(alive) == 1
    names = [labels[p] for p in alive]
    text = (
        f"{names[0]} is selected after {used} replicates (right with probability {stop.confidence:g} wherever the best "
        f"leads by {stop.width:g})"
        if decided
        else f"not decided between {', '.join(names)} after {used} replicates"
    )
    return about | {
        "procedure": "KN, Kim & Nelson 2001",
        "indifference": stop.width,
        "better": better or "higher",
        "left": names,
        "selected": names[0] if decided else None,
        "decided": decided,
        "answer": text,
        "undecided": [] if decided else alive,
    }


def _between_worlds(policy: np.ndarray, reference: np.ndarray) -> dict[str, Any]:
    """How the difference varies over worlds: standard deviation of its means, and the share where it is above zero."""
    count = min(len(policy), len(reference))
    difference = policy[:count] - reference[:count]
    difference = difference[np.isfinite(difference).all(axis=1)]
    if difference.shape[1] < 2 or not len(difference):
        return {}
    means = difference.mean(axis=0)
    return {"sd_between_worlds": float(means.std(ddof=1)), "share_of_worlds_above": float((means > 0).mean())}


def _write(path: Path, document: dict[str, Any]) -> None:
    partial = path.with_suffix(".partial")
    partial.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    os.replace(partial, path)
