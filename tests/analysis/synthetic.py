# SPDX-License-Identifier: Apache-2.0
"""SYNTHETIC results for tests of the analysis: made-up numbers in the shape of a result file.

Nothing here comes from the model, and nothing here may be shown as a finding.
"""

from __future__ import annotations

from pathlib import Path

import h5py
import numpy as np
import xarray as xr

PRESETS = ("participant", "lead_organisation", "network_office", "mandated", "round_table")
#: The true mean advantage of each preset in the last month of `impact_index`, above a common 0.10.
TRUE_ADVANTAGE = dict(zip(PRESETS, (0.0, 0.02, 0.08, 0.02, 0.05), strict=True))
PHASES = ("initiation", "design", "implementation", "completed", "dissolved")
SECTORS = ("administration", "civil_society", "business")


def luck(replicates: int, *, seed: int, spread: float = 0.05) -> np.ndarray:
    """What all presets share: one number for each replicate."""
    return np.random.default_rng([seed, 1]).normal(0, spread, replicates)


def dataset(
    replicates: int = 60,
    months: int = 97,
    *,
    seed: int = 1,
    noise: float = 0.03,
    presets: tuple[str, ...] = PRESETS,
    arms: tuple[str, ...] | None = None,
) -> xr.Dataset:
    """Runs of every preset (and arm) under common luck, point-major as the engine writes them."""
    rng = np.random.default_rng([seed, 2])
    shared = luck(replicates, seed=seed)
    points = [(preset, arm) for arm in (arms or (None,)) for preset in presets]
    runs = len(points) * replicates
    time = np.arange(months)
    ramp = 1 / (1 + np.exp(-(time - 0.6 * months) / (0.12 * months)))
    ramp /= ramp[-1]
    impact = np.empty((runs, months), np.float32)
    phases = np.empty((len(PHASES), runs, months), np.float32)
    for place, (preset, arm) in enumerate(points):
        rows = slice(place * replicates, (place + 1) * replicates)
        own = rng.normal(0, noise, replicates)
        final = 0.10 + TRUE_ADVANTAGE[preset] + shared + own + (0.04 if arm == "equal_money" else 0.0)
        wiggle = rng.normal(0, 0.002, (replicates, months)).cumsum(axis=1)
        impact[rows] = final[:, None] * ramp + wiggle * (1 - ramp)
        speed = 1 + 6 * TRUE_ADVANTAGE[preset]
        phases[:, rows] = _phases(rng, replicates, months, speed)
    metrics: dict[str, tuple] = {
        "impact_index": (
            ("run", "month"),
            impact,
            {"units": "1", "long_name": "relative reduction of the problem", "better": "higher"},
        ),
        "months_to_agreement": (
            ("run",),
            np.where(rng.random(runs) < 0.1, np.nan, rng.gamma(6, 3, runs)),
            {"units": "month", "long_name": "time to the cooperation agreement", "better": "lower"},
        ),
        "density": (
            ("run", "month"),
            (0.04 + 0.06 * ramp + rng.normal(0, 0.003, (runs, months))).astype(np.float32),
            {"units": "1", "long_name": "density of ties"},
        ),
    }
    for number, phase in enumerate(PHASES):
        text = f"initiatives {'in ' if number < 3 else ''}{phase}"
        metrics[f"initiatives_{phase}"] = (("run", "month"), phases[number], {"units": "1", "long_name": text})
    label = {"units": "1"}
    coords: dict[str, tuple] = {
        "run": (("run",), np.arange(runs, dtype=np.int32), label | {"long_name": "run"}),
        "month": (
            ("month",),
            time.astype(np.int32),
            {"units": "month", "long_name": "month of the run", "start_date": "2008-01"},
        ),
        "point": (("run",), np.repeat(np.arange(len(points), dtype=np.int32), replicates)),
        "replicate": (("run",), np.tile(np.arange(replicates, dtype=np.int64), len(points))),
        "seed": (("run",), np.full(runs, seed, np.uint64)),
        "governance_preset": (("run",), np.repeat(np.array([p for p, _ in points], object), replicates)),
    }
    if arms:
        coords["funding_arm"] = (("run",), np.repeat(np.array([a for _, a in points], object), replicates))
    attrs = {
        "format": "gemeinsim-results",
        "format_version": "1.0",
        "engine_version": "0.0 (synthetic)",
        "plan_hash": "synthetic",
        "master_seed": str(seed),
        "scenario": "[scenario]\nname = 'synthetic'\ntitle = 'SYNTHETIC numbers for tests'\n",
    }
    return xr.Dataset(metrics, coords, attrs)


def _phases(rng: np.random.Generator, replicates: int, months: int, speed: float) -> np.ndarray:
    """Numbers of initiatives by phase: founded at random, moving on and ending at made-up rates."""
    counts = np.zeros((len(PHASES), replicates, months), np.float32)
    for run in range(replicates):
        for start in np.sort(rng.integers(0, months, rng.poisson(8))):
            moment, phase = float(start), 0
            while phase < 3 and moment < months:
                until = moment + rng.exponential((10, 8, 40)[phase] / speed)
                counts[phase, run, int(np.ceil(moment)) : int(np.ceil(until))] += 1
                moment, ended = until, rng.random() < 0.25
                if ended or phase == 2:
                    counts[3 if phase == 2 and not ended else 4, run, int(np.ceil(moment)) :] += 1
                    break
                phase += 1
    return counts


def network_rows(runs: int, *, actors: int = 36, months: tuple[int, ...] = (0, 96), seed: int = 1) -> dict:
    """Rows of /network: who is tied to whom at the snapshots, denser at the later one; actor k has sector k % 3."""
    rng = np.random.default_rng([seed, 3])
    rows: list[tuple[int, int, int, int]] = []
    row_size = []
    for _ in range(runs):
        before = len(rows)
        for later, month in enumerate(months):
            for i in range(actors):
                for j in range(i + 1, actors):
                    if rng.random() < (0.22 if i % 3 == j % 3 else 0.02 + 0.06 * later):
                        rows.append((month, i, j, 0))
                        if rng.random() < 0.05 + 0.25 * later:
                            rows.append((month, i, j, 1))
        row_size.append(len(rows) - before)
    columns = dict(zip(("month", "from", "to", "form"), np.array(rows, np.int32).reshape(-1, 4).T, strict=True))
    return {"columns": columns, "row_size": np.array(row_size, np.int64)}


def write(path: Path, ds: xr.Dataset, actors: int = 36) -> Path:
    """The dataset, /network and /actors as a file in the shape of a result."""
    ds.to_netcdf(path, engine="h5netcdf")
    rows = network_rows(ds.sizes["run"], actors=actors)
    with h5py.File(path, "a") as file:
        group = file.create_group("network", track_order=True)
        group["row_size"] = rows["row_size"]
        for name, values in rows["columns"].items():
            group[name] = values.astype(np.int8) if name == "form" else values
            group[name].attrs["long_name"] = name
            group[name].attrs["units"] = "month" if name == "month" else "1"
        _flags(group["form"], ("contact", "pact"))
        group = file.create_group("actors", track_order=True)
        names = np.array([f"organisation {k}" for k in range(actors)], object)
        group.create_dataset("id", data=names, dtype=h5py.string_dtype("utf-8"))
        group["sector"] = (np.arange(actors) % 3).astype(np.int8)
        _flags(group["sector"], SECTORS)
    return path


def _flags(dataset: h5py.Dataset, meanings: tuple[str, ...]) -> None:
    dataset.attrs["flag_values"] = np.arange(len(meanings), dtype=np.int8)
    dataset.attrs["flag_meanings"] = " ".join(meanings)
