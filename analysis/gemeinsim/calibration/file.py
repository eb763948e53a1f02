# SPDX-License-Identifier: Apache-2.0
"""The calibration file: scenario, arms, uncertain parameters, targets and checks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gemeinsim.calibration.rows import check_target, read_target
from gemeinsim.calibration.targets import Target
from gemeinsim.names import unknown
from gemeinsim.sweeps.designs import FactorPlan, factor_of, parameter_of
from gemeinsim.sweeps.documents import DocumentReader, read_document

_KEYS = {"scenario", "design", "arms", "factors", "targets", "checks", "outputs"}
_WHOLE = {  # key: default, least
    "waves": (3, 1),
    "size": (None, 10),
    "replicates": (None, 2),
    "confirm": (200, 2),
    "master_seed": (1, 0),
    "shard_runs": (200, 1),
}


@dataclass(frozen=True)
class Arm:
    """A setting of the scenario that targets are about."""

    name: str
    settings: Mapping[str, Any]


@dataclass(frozen=True)
class Calibration:
    """A calibration file understood; see :func:`read_calibration`."""

    file: Path
    scenario: Path
    arms: tuple[Arm, ...]
    factors: tuple[FactorPlan, ...]
    targets: tuple[Target, ...]
    checks: tuple[Target, ...]
    waves: int
    size: int
    replicates: int
    confirm: int
    master_seed: int
    shard_runs: int
    cutoff: float
    before: Mapping[str, float] = field(default_factory=dict)  # the scenario's own values of the factors
    outputs: Mapping[str, Any] = field(default_factory=dict)

    @property
    def settings(self) -> list[str]:
        """Paths that arms set, in the order of the file."""
        return list(dict.fromkeys(path for arm in self.arms for path in arm.settings))


def read_calibration(file: str | Path) -> Calibration:
    """Read a calibration file (TOML, or JSON where the name ends in .json).

    Raises
    ------
    FileNotFoundError, ValueError
        With all that is wrong with it, one line each.
    """
    place = Path(file)
    return _Reader(place, read_document(place, "a calibration file")).read()


class _Reader(DocumentReader):
    def rows(self, key: str, *, needed: bool) -> list[Mapping[str, Any]]:
        found = self.document.get(key, [])
        if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
            self.complain(key, f"is no list of tables; write [[{key}]]")
            return []
        if needed and not found:
            self.complain(key, f"there is none (a calibration needs at least one); write [[{key}]]")
        return found

    def read(self) -> Calibration:
        for key in self.document.keys() - _KEYS:
            self.complain(key, unknown("key", key, _KEYS))
        design = self.document.get("design", {})
        if not isinstance(design, dict):
            self.complain("design", "is no table; write [design]")
            design = {}
        for key in design.keys() - _WHOLE.keys() - {"cutoff"}:
            self.complain(f"design.{key}", unknown("key", key, [*_WHOLE, "cutoff"]))
        whole = {key: self.whole(design, key, default, least, 1_000_000) for key, (default, least) in _WHOLE.items()}
        cutoff = design.get("cutoff", 3.0)
        if isinstance(cutoff, bool) or not isinstance(cutoff, (int, float)) or not 0 < cutoff <= 100:
            self.complain("design.cutoff", f"found {cutoff!r} (standard deviations above 0); give one, like 3")
            cutoff = 3.0
        scenario = self.document.get("scenario")
        if not isinstance(scenario, str) or not (self.file.parent / scenario).exists():
            self.complain(
                "scenario", f"there is no file {scenario!r} (it is looked up beside the calibration file); name one"
            )
            scenario = "scenario.toml"
        arms = self.arms()
        names = [arm.name for arm in arms]
        factors = self.factors({path for arm in arms for path in arm.settings})
        read = {
            key: [
                read_target(row, names, self.complain, f"{key}.{number}")
                for number, row in enumerate(self.rows(key, needed=key == "targets"))
            ]
            for key in ("targets", "checks")
        }
        seen: set[str] = set()
        for target in [*read["targets"], *read["checks"]]:
            if target is not None and target.name in seen:
                self.complain("targets", f"{target.name!r} stands twice (tables tell them by name); rename one")
            seen.add(target.name if target is not None else "")
        outputs = self.document.get("outputs", {})
        before = self.against_scenario(scenario, factors, read) if not self.problems else {}
        if self.problems:
            raise ValueError("\n".join(self.problems))
        return Calibration(
            file=self.file,
            scenario=self.file.parent / scenario,
            arms=tuple(arms),
            factors=tuple(factors),
            targets=tuple(target for target in read["targets"] if target is not None),
            checks=tuple(target for target in read["checks"] if target is not None),
            waves=whole["waves"],
            size=whole["size"],
            replicates=whole["replicates"],
            confirm=whole["confirm"],
            master_seed=whole["master_seed"],
            shard_runs=whole["shard_runs"],
            cutoff=float(cutoff),
            before=before,
            outputs=outputs,
        )

    def against_scenario(
        self, name: str, factors: list[FactorPlan], targets: Mapping[str, list[Target | None]]
    ) -> dict[str, float]:
        """What only the scenario tells: whether rows exist and months are simulated. Its values of the factors."""
        from gemeinsim.scenario import Scenario

        scenario = Scenario.load(self.file.parent / name)
        found = {}
        for factor in factors:
            try:
                found[factor.path] = float(scenario[factor.path])
            except KeyError:
                self.complain(factor.path, f"{name} has no such row; name one that it has")
            except TypeError:
                self.complain(factor.path, f"{name} gives it no value (the search starts from it); give one there")
        months = int(scenario["time.months"])
        for key, rows in targets.items():
            for number, target in enumerate(rows):
                if target is not None:
                    check_target(target, months, lambda text, at=f"{key}.{number}": self.complain(at, text))
        return found

    def arms(self) -> list[Arm]:
        rows = self.rows("arms", needed=False)
        found: list[Arm] = []
        for number, row in enumerate(rows):
            for key in row.keys() - {"name", "set"}:
                self.complain(f"arms.{number}.{key}", unknown("key", key, ["name", "set"]))
            name, settings = row.get("name"), row.get("set", {})
            if not isinstance(name, str) or not name or any(arm.name == name for arm in found):
                self.complain(f"arms.{number}.name", f"found {name!r} (a name of its own); give one")
                name = f"arm {number}"
            if not isinstance(settings, dict):
                self.complain(f"arms.{number}.set", 'is no table; write set = { "governance.preset" = "round_table" }')
                settings = {}
            for path in settings:
                if parameter_of(path) is None:
                    from gemeinsim.scenario import parameters

                    self.complain(f"arms.{number}.set", unknown("parameter", path, parameters().index))
            found.append(Arm(name, settings))
        every = {path for arm in found for path in arm.settings}
        for number, arm in enumerate(found):
            for path in sorted(every - arm.settings.keys()):
                self.complain(f"arms.{number}.set", f"lacks {path!r} (another arm sets it); say what it is here")
        return found or [Arm("all", {})]

    def factors(self, taken: set[str]) -> list[FactorPlan]:
        found: list[FactorPlan] = []
        for row in self.rows("factors", needed=True):
            path = row.get("path")
            if not isinstance(path, str):
                self.complain("factors", 'a factor has no path; write path = "initiatives.rate_initiation"')
                continue
            for key in row.keys() - {"path", "range", "scale"}:
                self.complain(path, f"unknown key {key!r} (allowed: path, range, scale); remove it")
            if path in taken or any(factor.path == path for factor in found):
                self.complain(path, "stands twice (as a factor, or in an arm); keep one")
                continue
            factor = factor_of(path, {**row, "policy": False}, self.complain)
            if factor is not None and factor.range is None:
                self.complain(path, "has no range (a fit moves along numbers); give one")
                continue
            if factor is not None:
                found.append(factor)
        return found
