# SPDX-License-Identifier: Apache-2.0
"""History matching: waves of runs that rule out values of the parameters, until what is left agrees with the targets.

Each wave runs a few hundred points of what is left, fits an emulator to every target, and rules out the points where a
target is missed by more than `cutoff` standard deviations of the emulator and its discrepancy. What is left after the
last wave is no best fit but a set: how far a parameter may still move in it says what the data do not tell.

Source: Craig, Goldstein, Seheult & Smith 1997, Pressure matching for hydrocarbon reservoirs; Andrianakis et al. 2015,
PLoS Computational Biology 11, e1003968. Here targets are bands, so that the distance is that to the nearer end.
"""

from __future__ import annotations

import json
import os
import tempfile
import warnings
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import xarray as xr

from gemeinsim.calibration.emulators import Emulator, fit_emulator, worst
from gemeinsim.calibration.file import Calibration, read_calibration
from gemeinsim.calibration.targets import Target, estimate, parts, shrunk_variances
from gemeinsim.statistics import Floats, generator
from gemeinsim.stores import StoreFolder
from gemeinsim.sweeps import designs

_CANDIDATES = 2**15  # points of the cube asked in one go
_KEPT = 2000  # points kept of what is left


class FitError(RuntimeError):
    """Why there are no fitted values: nothing agrees with all targets, or a wave is not finished."""


@dataclass(frozen=True)
class Matched:
    """What :func:`match` found; prints as tables.

    Attributes
    ----------
    targets, checks : DataFrame
        One row per figure: ``arm``, ``band``, ``before`` (with the scenario's own values) and ``fitted`` (with `best`),
        each with its standard error, ``holds`` (the estimate lies in the band; missing where no band is known).
        Targets were fitted, checks were not.
    parameters : DataFrame
        One row per parameter: ``lower`` and ``upper`` of the search, ``before``, ``best``, ``left_lower`` and
        ``left_upper`` (the middle 90 % of what is left), ``width`` (their distance as a share of the search's: near .9
        the targets say nothing about it, near 0 they fix it).
    waves : DataFrame
        Points, runs and the share of the search that is left after each wave; ``held_out`` is the smallest share of
        points that an emulator predicts within three standard deviations.
    left : DataFrame
        Points that agree with all targets as far as the emulators tell; one column per parameter.
    correlations : DataFrame
        Rank correlations within `left`: parameters whose effects make up for each other.
    best : dict
        The point of `left` that lies in most bands, and deepest in them.
    """

    targets: pd.DataFrame
    checks: pd.DataFrame
    parameters: pd.DataFrame
    waves: pd.DataFrame
    left: pd.DataFrame
    correlations: pd.DataFrame
    best: dict[str, float]
    runs: int
    folder: Path = field(default_factory=Path)

    def _tables(self) -> list[tuple[str, pd.DataFrame]]:
        found = [
            ("Targets, fitted", self.targets),
            ("Checks, not fitted", self.checks),
            ("Parameters", self.parameters),
            ("Waves", self.waves),
        ]
        return [(title, table) for title, table in found if len(table)]

    def __str__(self) -> str:
        blocks = [f"{title}\n{table.to_string(float_format='{:.3g}'.format)}" for title, table in self._tables()]
        return "\n\n".join([*blocks, f"{self.runs:,} runs"])

    def _repr_html_(self) -> str:
        blocks = [
            f"<h4>{escape(title)}</h4>{table.to_html(float_format='{:.3g}'.format)}" for title, table in self._tables()
        ]
        return "".join(blocks)


def match(
    file: str | os.PathLike[str] | Calibration,
    folder: str | os.PathLike[str] | None = None,
    executor: Executor | None = None,
    *,
    threads: int | None = None,
    progress: bool | None = None,
    command: str | None = None,
) -> Matched:
    """Find the values of uncertain parameters under which a scenario agrees with what is known.

    Parameters
    ----------
    file : path or Calibration
        A calibration file: ``scenario``, ``[design]`` (waves, size, replicates, confirm, cutoff, master_seed),
        ``[[arms]]``, ``[[factors]]`` with ranges, ``[[targets]]`` and ``[[checks]]`` with bands.
    folder : path, optional
        Where the stores of the waves and ``fit.json`` go; the file's name with the ending ``.fit`` where left out. A
        fit that was interrupted goes on there.
    executor, threads, progress, command
        As for :func:`gemeinsim.sweep`.

    Returns
    -------
    Matched

    Raises
    ------
    ValueError, OSError
        The file or the folder is wrong.
    FitError
        A RuntimeError. A wave was interrupted or had failing shards (call again), or nothing is left: no values of the
        parameters within their ranges agree with all targets; the message names those that cannot be met.

    Notes
    -----
    All points of a wave meet the same luck; waves and the final runs meet luck of their own, so that nothing is fitted
    to it. Cost: waves * size * arms * replicates runs, plus 2 * arms * confirm, and some minutes for the emulators.
    """
    plan = file if isinstance(file, Calibration) else read_calibration(file)
    place = Path(folder) if folder is not None else Path(plan.file.stem + ".fit")
    place.mkdir(parents=True, exist_ok=True)  # the plan is sound: nothing is left behind where it is not
    runner = _Runner(plan, place, executor, threads, progress, command)
    emulators: list[Emulator] = []
    cube = designs.sample(runner.design("lhs", plan.size, plan.replicates, plan.master_seed))
    left, share = cube, 1.0
    waves = []
    for wave in range(1, plan.waves + 1):
        estimates = runner.run(f"wave_{wave}", cube, plan.targets, plan.replicates, plan.master_seed + wave)
        found = [_emulate(plan, target, cube, estimates, wave) for target in plan.targets]
        for target, emulator in zip(plan.targets, found, strict=True):
            if emulator is None:
                warnings.warn(
                    f"{target.name}: undefined in nearly all of wave {wave}; it rules nothing out", stacklevel=2
                )
        emulators += [emulator for emulator in found if emulator is not None]
        emulators.sort(key=lambda one: -float(one.implausibility(cube).mean()))  # who rules out most is asked first
        left, share = _what_is_left(plan, emulators, left, wave)
        waves.append(
            {
                "wave": wave,
                "points": len(cube),
                "runs": len(cube) * len(plan.arms) * plan.replicates,
                "left": share,
                "held_out": min((one.held_out for one in found if one is not None), default=float("nan")),
            }
        )
        cube = _spread(left, plan.size, plan.master_seed + wave)
    best = left[np.argmin(_depth(emulators, left))]
    return runner.finish(left, best, pd.DataFrame(waves).set_index("wave"))


class _Runner:
    """Runs points of the cube as stores of the folder, all arms under common luck."""

    def __init__(
        self,
        plan: Calibration,
        folder: Path,
        executor: Executor | None,
        threads: int | None,
        progress: bool | None,
        command: str | None,
    ) -> None:
        self.plan, self.folder = plan, folder
        self.how: dict[str, Any] = {
            "executor": executor,
            "threads": threads,
            "progress": progress,
            "command": command,
        }
        self.own = dict(plan.before)

    def run(
        self, name: str, cube: Floats, targets: Sequence[Target], replicates: int, seed: int
    ) -> list[dict[str, Any]]:
        """Estimates of targets at points of the cube: rows with point, target, value, standard_error, runs."""
        table = pd.DataFrame({factor.path: factor.at(cube[:, k]) for k, factor in enumerate(self.plan.factors)})
        return self.run_table(name, table, targets, replicates, seed)

    def run_table(
        self, name: str, values: pd.DataFrame, targets: Sequence[Target], replicates: int, seed: int
    ) -> list[dict[str, Any]]:
        from gemeinsim.sweeps.executors import find_command
        from gemeinsim.sweeps.store import native, run_store

        plan = self.plan
        arms = len(plan.arms)
        points = values.loc[values.index.repeat(arms)].reset_index(drop=True)
        for path in plan.settings:
            points[path] = [arm.settings[path] for arm in plan.arms] * len(values)
        points.insert(0, "world", np.repeat(np.arange(len(values)), arms))
        points.insert(0, "point", range(len(points)))
        design = self.design("table", len(values), replicates, seed, self.outputs(targets))
        store = self.folder / f"{name}.store"
        program = find_command(self.how["command"])
        with tempfile.TemporaryDirectory() as work:
            about = {"method": "history matching", "step": name}
            native(
                ["plan", str(designs.write_table_design(design, Path(work), points, about=about)), "-o", str(store)],
                {0},
                program,
            )
        done = run_store(
            StoreFolder(store),
            self.how["executor"],
            None,
            threads=self.how["threads"],
            window=None,
            progress=self.how["progress"],
            command=program,
            note=name,
        )
        if not done.complete:
            raise FitError(f"{store}: not finished; call again to go on")
        with done.open() as runs:
            return self.estimates(runs, targets)

    def design(
        self, method: str, size: int, replicates: int, seed: int, outputs: dict[str, Any] | None = None
    ) -> designs.Design:
        plan = self.plan
        levels = [
            designs.FactorPlan(path, tuple(arm.settings[path] for arm in plan.arms), None, policy=True)
            for path in plan.settings
        ]
        return designs.Design(
            file=plan.file,
            scenario=plan.scenario,
            method=method,
            size=size,
            replicates=replicates,
            master_seed=seed,
            factors=(*plan.factors, *levels),
            outputs=outputs or {},
            shard_runs=plan.shard_runs,
            sample_seed=seed % 2**32,
        )

    def outputs(self, targets: Sequence[Target]) -> dict[str, Any]:
        metrics = list(dict.fromkeys(name for target in targets for name in (target.metric, *target.per) if name))
        months = sorted(
            {month for target in targets if target.statistic.startswith("tie_") for month in target.months or ()}
        )
        found: dict[str, Any] = {"standard_metrics": False, "metrics": metrics, "why": False}
        if months:
            found["snapshots"] = months
        return {**found, **self.plan.outputs}

    def estimates(self, runs: xr.Dataset, targets: Sequence[Target]) -> list[dict[str, Any]]:
        arms = len(self.plan.arms)
        point = runs["point"].to_numpy()
        horizon = runs.sizes.get("month", 0)
        order = np.argsort(point, kind="stable")
        bounds = np.searchsorted(point[order], np.arange(point.max() + 2))
        rows = []
        names = [arm.name for arm in self.plan.arms]
        for target in targets:
            y, x = parts(target, runs)
            for world in range((int(point.max()) + 1) // arms):
                at = world * arms + names.index(target.arm)
                chosen = order[bounds[at] : bounds[at + 1]]
                found = estimate(target, y[chosen], x[chosen], horizon)
                rows.append(
                    {
                        "point": world,
                        "target": target.name,
                        "value": found.value,
                        "standard_error": found.standard_error,
                        "runs": found.runs,
                    }
                )
        return rows

    def finish(self, left: Floats, best: Floats, waves: pd.DataFrame) -> Matched:
        plan = self.plan
        everything = (*plan.targets, *plan.checks)
        values = {factor.path: factor.at(best[k : k + 1])[0] for k, factor in enumerate(plan.factors)}
        both = pd.DataFrame([self.own, values])
        for factor in plan.factors:
            if factor.integer:
                both[factor.path] = both[factor.path].astype(int)
        rows = pd.DataFrame(self.run_table("confirm", both, everything, plan.confirm, plan.master_seed))
        figures = []
        for target in everything:
            before, fitted = (rows[(rows["point"] == k) & (rows["target"] == target.name)].iloc[0] for k in (0, 1))
            figures.append(
                {
                    "figure": target.name,
                    "arm": target.arm,
                    "band": target.band,
                    "lower": target.lower,
                    "upper": target.upper,
                    "before": before["value"],
                    "before_error": before["standard_error"],
                    "fitted": fitted["value"],
                    "fitted_error": fitted["standard_error"],
                    "holds": bool(target.distance(fitted["value"]) == 0) if target.known else None,
                    "source": target.source,
                }
            )
        table = pd.DataFrame(figures).set_index("figure")
        frame = pd.DataFrame({factor.path: factor.at(left[:, k]) for k, factor in enumerate(plan.factors)})
        low, high = np.quantile(left, [0.05, 0.95], axis=0)
        parameters = pd.DataFrame(
            {
                "lower": [factor.range[0] for factor in plan.factors if factor.range],
                "upper": [factor.range[1] for factor in plan.factors if factor.range],
                "before": list(self.own.values()),
                "best": list(values.values()),
                "left_lower": [factor.at(low[k : k + 1])[0] for k, factor in enumerate(plan.factors)],
                "left_upper": [factor.at(high[k : k + 1])[0] for k, factor in enumerate(plan.factors)],
                "width": high - low,
            },
            index=pd.Index([factor.path for factor in plan.factors], name="parameter"),
        )
        result = Matched(
            targets=table.iloc[: len(plan.targets)],
            checks=table.iloc[len(plan.targets) :],
            parameters=parameters,
            waves=waves,
            left=frame,
            correlations=frame.corr("spearman"),
            best={path: float(value) for path, value in values.items()},
            runs=int(waves["runs"].sum()) + 2 * len(plan.arms) * plan.confirm,
            folder=self.folder,
        )
        self.write(result)
        return result

    def write(self, result: Matched) -> None:
        document = {
            "best": result.best,
            "runs": result.runs,
            **{
                name: json.loads(getattr(result, name).reset_index().to_json(orient="records", double_precision=10))
                for name in ("targets", "checks", "parameters", "waves")
            },
        }
        for name, text in (
            ("fit.json", json.dumps(document, indent=1, ensure_ascii=False) + "\n"),
            ("left.csv", result.left.to_csv(index=False, lineterminator="\n")),
        ):
            whole = self.folder / f".{name}"
            whole.write_text(text, encoding="utf-8")
            whole.replace(self.folder / name)


def _emulate(
    plan: Calibration, target: Target, cube: Floats, estimates: list[dict[str, Any]], wave: int
) -> Emulator | None:
    rows = pd.DataFrame([row for row in estimates if row["target"] == target.name]).sort_values("point")
    variances = shrunk_variances(rows["standard_error"].to_numpy(), rows["runs"].to_numpy())
    return fit_emulator(target, cube, rows["value"].to_numpy(float), variances, seed=plan.master_seed + wave)


def _what_is_left(plan: Calibration, emulators: Sequence[Emulator], before: Floats, wave: int) -> tuple[Floats, float]:
    """Points that no emulator rules out, and their share of the search."""
    candidates = generator(plan.master_seed + wave, "search").random((_CANDIDATES, len(plan.factors)))
    inside = candidates[worst(emulators, candidates, plan.cutoff) <= plan.cutoff]
    share = len(inside) / len(candidates)
    seeds = np.vstack([inside, before[worst(emulators, before, plan.cutoff) <= plan.cutoff]])
    if len(seeds) == 0:
        every = np.vstack([candidates, before])
        at = every[np.argmin(worst(emulators, every))][None, :]
        missed = [
            f"{one.target.name} ({one.predict(at)[0][0]:.3g}, band {one.target.band})"
            for one in emulators
            if one.implausibility(at)[0] > plan.cutoff
        ]
        raise FitError(
            f"{plan.file}: after wave {wave} no values of the parameters agree with all targets; at the point that "
            f"comes nearest these are missed: {'; '.join(dict.fromkeys(missed))}. Widen ranges, free more parameters, "
            "give a target a discrepancy, or report that the model cannot meet it"
        )
    if len(inside) >= _KEPT:
        return inside[:_KEPT], share
    return _walk(plan, emulators, seeds, wave), share


def _walk(plan: Calibration, emulators: Sequence[Emulator], seeds: Floats, wave: int) -> Floats:
    """More points of what is left, by differential evolution from those found (ter Braak 2006)."""
    rng = generator(plan.master_seed + wave, "walk")
    now = seeds[rng.integers(0, len(seeds), _KEPT)]
    factors = now.shape[1]
    for step in range(30):
        one, other = rng.permutation(_KEPT), rng.permutation(_KEPT)
        scale = 1.0 if step % 10 == 9 else 2.38 / np.sqrt(2 * factors)
        proposed = now + scale * (now[one] - now[other]) + rng.normal(0, 0.01, now.shape)
        allowed = np.flatnonzero(((proposed >= 0) & (proposed < 1)).all(axis=1))
        good = allowed[worst(emulators, proposed[allowed], plan.cutoff) <= plan.cutoff]
        now = now.copy()
        now[good] = proposed[good]
    return now


def _spread(left: Floats, count: int, seed: int) -> Floats:
    """Points far from each other: each next one is the farthest from those taken."""
    taken = [int(generator(seed, "spread").integers(len(left)))]
    distance = np.full(len(left), np.inf)
    for _ in range(min(count, len(left)) - 1):
        distance = np.minimum(distance, np.square(left - left[taken[-1]]).sum(axis=1))
        taken.append(int(np.argmax(distance)))
    return left[taken]


def _depth(emulators: Sequence[Emulator], cube: Floats) -> Floats:
    """Ranks points, the least first: bands missed by the prediction, then the place in the others, the worst of them.

    In a closed band the place is 0 in the middle and 1 at an end; in an open one 1 at its end and 0 where prediction
    and discrepancy leave a standard deviation. The latest emulator of each target counts.
    """
    missed, place = np.zeros(len(cube)), np.zeros(len(cube))
    for one in {each.target.name: each for each in emulators}.values():
        mean, deviation = one.predict(cube)
        target = one.target
        if np.isinf(target.lower) or np.isinf(target.upper):
            edge = target.lower if np.isinf(target.upper) else target.upper
            sign = 1.0 if np.isinf(target.lower) else -1.0
            spread = np.maximum(np.hypot(deviation, target.discrepancy), 1e-12)
            off = np.maximum(1 + sign * (mean - edge) / spread, 0.0)
        else:
            off = np.abs(mean - (target.lower + target.upper) / 2) / ((target.upper - target.lower) / 2)
        missed += off > 1
        place = np.maximum(place, np.where(off > 1, 0.0, off))
    return missed + place / 2
