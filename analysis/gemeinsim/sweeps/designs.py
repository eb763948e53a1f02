# SPDX-License-Identifier: Apache-2.0
"""Designs that the native command does not know: from a sweep file to a table of points that it does.

A design is a sample of the uncertain factors on the unit cube, turned into values factor by factor, and crossed with
every combination of the policies. The inverse maps, for u in [0, 1):

=========================  ==========================================================================================
``range`` of reals         lower + u (upper - lower); with ``scale = "log"`` lower (upper / lower)^u
``range`` of integers      lower + floor(u (upper - lower + 1)): each whole number has the same share
``values``                 values[floor(u n)]: each value has the same share, in the order of the file
=========================  ==========================================================================================

so that u = 1 means the last value. Truth values and choices without ``values`` take all they have.
"""

from __future__ import annotations

import itertools
import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from gemeinsim.names import unknown
from gemeinsim.sweeps.documents import DocumentReader, read_document
from gemeinsim.sweeps.factorials import factorial

METHODS = {
    "lhs": "Latin hypercube: `size` worlds, each range cut into as many slices and each slice met once",
    "sobol": "Sobol' sequence: the first `size` worlds of a sequence that fills the cube evenly",
    "saltelli": "scheme of Saltelli for Sobol' indices: size (2 k + 2) worlds, or size (k + 2) if not second_order",
    "morris": "Morris's trajectories for screening: size (k + 1) worlds on `levels` levels",
    "factorial": "two-level factorial of switches: all 2^k combinations, or 2^(k - fraction) of highest resolution",
}
_KEYS = {
    "method",
    "size",
    "replicates",
    "master_seed",
    "shard_runs",
    "sample_seed",
    "second_order",
    "levels",
    "fraction",
}


@dataclass(frozen=True)
class FactorPlan:
    """One factor: a range or values, and whether it is a policy, crossed with every world."""

    path: str
    values: tuple[Any, ...] | None
    range: tuple[float, float] | None
    integer: bool = False
    log: bool = False
    policy: bool = False

    def at(self, u: np.ndarray) -> list[Any]:
        """The values for places on [0, 1]; see the module for the maps."""
        if self.values is not None:
            index = np.minimum(np.floor(u * len(self.values)), len(self.values) - 1).astype(int)
            return [self.values[i] for i in index]
        lower, upper = self.range or (0.0, 1.0)
        if self.integer:
            whole = np.minimum(lower + np.floor(u * (upper - lower + 1)), upper)
            return [int(value) for value in whole]
        reals = lower * (upper / lower) ** u if self.log else lower + u * (upper - lower)
        return [float(value) for value in np.clip(reals, lower, upper)]


@dataclass(frozen=True)
class Design:
    """A sweep file understood; see :func:`read_design`."""

    file: Path
    scenario: Path
    method: str
    size: int
    replicates: int
    master_seed: int
    factors: tuple[FactorPlan, ...]
    outputs: Mapping[str, Any] = field(default_factory=dict)
    stop: Mapping[str, Any] | None = None
    shard_runs: int = 200
    sample_seed: int = 1
    second_order: bool = True
    levels: int = 4
    fraction: int = 0

    @property
    def uncertain(self) -> tuple[FactorPlan, ...]:
        return tuple(factor for factor in self.factors if not factor.policy)

    @property
    def policies(self) -> tuple[FactorPlan, ...]:
        return tuple(factor for factor in self.factors if factor.policy)

    def problem(self) -> dict[str, Any]:
        """The uncertain factors as a SALib problem on the unit cube: what its analyses take beside :func:`sample`."""
        names = [factor.path for factor in self.uncertain]
        return {"num_vars": len(names), "names": names, "bounds": [[0.0, 1.0]] * len(names)}


def read_design(file: str | Path) -> Design:
    """Read a sweep file (TOML, or JSON where the name ends in .json).

    Raises
    ------
    FileNotFoundError, ValueError
        With all that is wrong with it, one line each.
    """
    place = Path(file)
    return _Reader(place, read_document(place, "a sweep file")).read()


class _Reader(DocumentReader):
    def read(self) -> Design:
        for key in self.document.keys() - {"scenario", "design", "factors", "outputs", "stop"}:
            self.complain(key, "unknown key (allowed: scenario, design, factors, outputs, stop); remove it")
        design = self.document.get("design", {})
        if not isinstance(design, dict):
            self.complain("design", "is no table; write [design]")
            design = {}
        for key in design.keys() - _KEYS:
            self.complain(f"design.{key}", unknown("key", key, _KEYS))
        method = design.get("method", "grid")
        if method not in METHODS and method not in ("grid", "list"):
            self.complain("design.method", unknown("method", str(method), [*METHODS, "grid", "list"]))
        factors = self.factors(str(method))
        sized = method in ("lhs", "sobol", "saltelli", "morris")
        size = self.whole(design, "size", None if sized else 1, 1, 2_000_000)
        if method == "saltelli" and size & (size - 1):
            self.complain(
                "design.size", f"{size} is no power of two (Sobol' sequences are balanced there only); take one"
            )
        fraction = self.whole(design, "fraction", 0, 0, 30)
        uncertain = [factor for factor in factors if not factor.policy]
        if method == "factorial" and fraction >= max(len(uncertain), 1):
            self.complain("design.fraction", f"{fraction} leaves nothing of {len(uncertain)} factors; take less")
        scenario = self.document.get("scenario")
        if not isinstance(scenario, str) or not (self.file.parent / scenario).exists():
            self.complain(
                "scenario", f"there is no file {scenario!r} (it is looked up beside the sweep file); name one"
            )
            scenario = "scenario.toml"
        if not factors and not self.problems:
            self.complain("factors", "there is no factor (a sweep varies at least one parameter); write [[factors]]")
        if method in METHODS and not uncertain and not self.problems:
            self.complain(
                "factors", "all are policies (a sample varies what is uncertain); say policy = false for some"
            )
        seed = self.whole(design, "master_seed", 1, 0)
        result = Design(
            file=self.file,
            scenario=self.file.parent / str(scenario),
            method=str(method),
            size=size,
            replicates=self.whole(design, "replicates", None if "stop" not in self.document else 1, 1, 1_000_000),
            master_seed=seed,
            factors=tuple(factors),
            outputs=self.document.get("outputs", {}),
            stop=self.document.get("stop"),
            shard_runs=self.whole(design, "shard_runs", 200, 1, 100_000),
            sample_seed=self.whole(design, "sample_seed", seed % 2**32, 0, 2**32 - 1),
            second_order=bool(design.get("second_order", True)),
            levels=self.whole(design, "levels", 4, 2, 100),
            fraction=fraction,
        )
        if self.problems:
            raise ValueError("\n".join(self.problems))
        return result

    def factors(self, method: str) -> list[FactorPlan]:
        found: list[FactorPlan] = []
        rows = self.document.get("factors", [])
        for row in rows if isinstance(rows, list) else []:
            path = row.get("path") if isinstance(row, dict) else None
            if not isinstance(path, str):
                self.complain("factors", 'a factor has no path; write path = "governance.preset"')
                continue
            for key in row.keys() - {"path", "values", "range", "scale", "policy"}:
                self.complain(path, f"unknown key {key!r} (allowed: path, values, range, scale, policy); remove it")
            if any(factor.path == path for factor in found):
                self.complain(path, "the factor stands twice; join them")
                continue
            factor = factor_of(path, row, self.complain, method)
            if factor is not None:
                found.append(factor)
        return found


def factor_of(
    path: str, row: Mapping[str, Any], complain: Callable[[str, str], None], method: str = "lhs"
) -> FactorPlan | None:
    """A row of ``[[factors]]``, checked; None where `complain(path, text)` was told of a problem."""
    parameter = parameter_of(path)
    if parameter is None:
        from gemeinsim.scenario import parameters

        complain(path, unknown("parameter", path, parameters().index))
        return None
    kind, values, limits = parameter["kind"], row.get("values"), row.get("range")
    if values is not None and limits is not None:
        complain(path, "has values and a range; give one of them")
        return None
    if values is None and limits is None:
        if kind == "boolean":
            values = [False, True]
        elif kind == "choice":
            values = list(parameter["choices"])
        elif math.isfinite(parameter["lower"]) and math.isfinite(parameter["upper"]) and method in METHODS:
            limits = [parameter["lower"], parameter["upper"]]
        else:
            complain(path, "has neither values nor a range, and the registry knows no bounds; give one of them")
            return None
    lever = parameter["role"] == "lever" and values is not None and method != "factorial"
    policy = bool(row.get("policy", lever))
    if values is not None:
        if not isinstance(values, list) or not values:
            complain(path, "the list of values is empty; give values or remove the factor")
            return None
        if method == "factorial" and not policy and len(values) != 2:
            complain(path, f"has {len(values)} values (a two-level factorial needs two); give two")
            return None
        return FactorPlan(path, tuple(values), None, policy=policy)
    return _ranged(path, row, limits, parameter, policy, complain)


def _ranged(
    path: str,
    row: Mapping[str, Any],
    limits: Any,
    parameter: Mapping[str, Any],
    policy: bool,
    complain: Callable[[str, str], None],
) -> FactorPlan | None:
    numbers = (
        isinstance(limits, list)
        and len(limits) == 2
        and all(isinstance(one, (int, float)) and not isinstance(one, bool) for one in limits)
    )
    if not numbers or parameter["kind"] not in ("real", "integer", "money"):
        complain(path, f"range is {limits!r} (two numbers, for a parameter that is one); give values instead")
        return None
    lower, upper = float(limits[0]), float(limits[1])
    log = row.get("scale") == "log"
    if not lower < upper or (log and lower <= 0):
        complain(path, f"range is {limits!r} (lower below upper, above 0 on a log scale); correct it")
        return None
    if lower < parameter["lower"] or upper > parameter["upper"]:
        complain(path, f"range {lower:g} to {upper:g} leaves the allowed {parameter['range']}; narrow it")
        return None
    if policy:
        complain(path, "is a policy with a range (policies are crossed); give values")
        return None
    return FactorPlan(path, None, (lower, upper), parameter["kind"] == "integer", log)


def parameter_of(path: str) -> dict[str, Any] | None:
    """The registry's row of a path, also where it is a column of a row of the scenario."""
    from gemeinsim.scenario import parameters

    known = parameters()
    if path in known.index:
        return dict(known.loc[path])
    words = path.split(".")
    for length in range(len(words) - 2, 0, -1):
        try:
            columns = parameters(".".join(words[:length]))
        except (KeyError, ValueError):
            continue
        return dict(columns.loc[words[-1]]) if words[-1] in columns.index else None
    return None


def sample(design: Design) -> np.ndarray:
    """The worlds of a design on the unit cube, one row each, one column per uncertain factor.

    The same design gives the same numbers: SALib's methods are seeded with ``sample_seed``.
    """
    problem = design.problem()
    count = problem["num_vars"]
    if design.method == "factorial":
        return factorial(count, design.fraction)[0].astype(float)
    if design.method in ("grid", "list"):
        raise ValueError(f"method {design.method!r} is planned by the native command; call `gemeinsim plan`")
    try:
        import SALib  # noqa: F401
    except ImportError:
        raise ImportError(
            "sampled designs need SALib (it draws the points); pip install 'gemeinsim[designs]'"
        ) from None
    if design.method == "lhs":
        from SALib.sample import latin

        return latin.sample(problem, design.size, seed=design.sample_seed)
    if design.method == "sobol":
        from SALib.sample import sobol_sequence

        return sobol_sequence.sample(design.size, count)
    if design.method == "saltelli":
        from SALib.sample import sobol

        return sobol.sample(problem, design.size, calc_second_order=design.second_order, seed=design.sample_seed)
    from SALib.sample import morris

    return morris.sample(problem, design.size, num_levels=design.levels, seed=design.sample_seed)


def points_of(design: Design) -> tuple[pd.DataFrame, np.ndarray]:
    """The table of points, `point` and `world` in front, and the worlds on the unit cube."""
    cube = sample(design)
    worlds = {factor.path: factor.at(cube[:, place]) for place, factor in enumerate(design.uncertain)}
    levels = [factor.values or () for factor in design.policies]
    combinations = list(itertools.product(*levels))
    count = len(combinations)
    columns: dict[str, Any] = {
        "point": range(len(cube) * count),
        "world": np.repeat(np.arange(len(cube)), count),
    }
    for factor in design.factors:
        if factor.policy:
            place = design.policies.index(factor)
            columns[factor.path] = [combination[place] for combination in combinations] * len(cube)
        else:
            columns[factor.path] = [value for value in worlds[factor.path] for _ in range(count)]
    return pd.DataFrame(columns), cube


def origin(design: Design) -> str:
    """How the points were found, as one line of JSON: part of the plan."""
    about: dict[str, Any] = {"method": design.method}
    if design.method == "factorial":
        about["fraction"] = design.fraction
        about["resolution"] = factorial(len(design.uncertain), design.fraction)[1]
    else:
        from importlib.metadata import version

        about |= {"size": design.size, "sample_seed": design.sample_seed, "SALib": version("SALib")}
    if design.method == "saltelli":
        about["second_order"] = design.second_order
    if design.method == "morris":
        about["levels"] = design.levels
    about["factors"] = [
        {"path": factor.path}
        | ({"values": list(factor.values)} if factor.values is not None else {"range": list(factor.range or ())})
        | ({"scale": "log"} if factor.log else {})
        for factor in design.factors
    ]
    return json.dumps(about, ensure_ascii=False)


def cell(value: Any) -> str:
    """A value as the table of points has it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return json.dumps(list(value), ensure_ascii=False)
    return repr(float(value)) if isinstance(value, float) else str(value)


def toml(value: Any) -> str:
    """A value in TOML."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
    if isinstance(value, Sequence):
        return "[" + ", ".join(toml(each) for each in value) + "]"
    return cell(value)


def write_table_design(
    design: Design,
    folder: Path,
    points: pd.DataFrame,
    *,
    replicates: int | None = None,
    about: Mapping[str, Any] | None = None,
) -> Path:
    """The design as one that the native command plans: `points.csv` and `design.toml` in `folder`.

    `about` is the origin to be told; that of a sample where left out.
    """
    table = points.copy()
    for factor in design.factors:
        table[factor.path] = [cell(value) for value in points[factor.path]]
    table.to_csv(folder / "points.csv", index=False, lineterminator="\n")
    lines = [
        f"scenario = {toml(str(design.scenario.resolve()))}",
        "[design]",
        'method = "table"',
        'points = "points.csv"',
        f"replicates = {replicates or design.replicates}",
        f"master_seed = {design.master_seed}",
        f"shard_runs = {design.shard_runs}",
        f"origin = {toml(origin(design) if about is None else json.dumps(about, ensure_ascii=False))}",
    ]
    for factor in design.factors:
        lines += ["[[factors]]", f"path = {toml(factor.path)}", f"policy = {toml(factor.policy)}"]
    if design.outputs:
        lines.append("[outputs]")
        lines += [f"{key} = {toml(value)}" for key, value in design.outputs.items()]
    place = folder / "design.toml"
    place.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return place
