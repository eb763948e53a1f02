# SPDX-License-Identifier: Apache-2.0
"""Stores of many shards as one lazy Dataset: what is used is read when it is used, from the shards that have it."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import xarray as xr
from xarray.backends import BackendArray
from xarray.core import indexing

from gemeinsim.results import Tables, attach_tables, read_table

_LABELS = ("run_id", "status", "message")


@dataclass(frozen=True)
class Shard:
    """A shard that is whole: its number, its file, its runs."""

    number: int
    path: Path
    first_run: int
    runs: int
    failed: int


@dataclass(frozen=True)
class StoreFolder:
    """What a store says of itself, read from its plan, its list of shards and their records.

    Raises
    ------
    FileNotFoundError, ValueError
        The folder does not exist or is no store.
    """

    path: Path
    plan: dict[str, Any] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        if not self.path.is_dir():
            raise FileNotFoundError(f"{self.path}: no such folder; make a store with `gemeinsim plan DESIGN -o DIR`")
        try:
            plan = json.loads((self.path / "plan.json").read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise ValueError(
                f"{self.path}: is no store (a store is a folder with plan.json); name a store or a .h5 file"
            ) from None
        except ValueError as error:
            raise ValueError(f"{self.path / 'plan.json'}: cannot be understood ({error}); restore it") from None
        if plan.get("format") != "gemeinsim-plan":
            raise ValueError(f"{self.path / 'plan.json'}: is no plan (its format has another name); name a store")
        object.__setattr__(self, "plan", plan)

    @cached_property
    def shards(self) -> pd.DataFrame:
        """All shards of the plan: first_run and runs by number."""
        return pd.read_csv(self.path / "shards.csv", index_col="shard")

    @property
    def runs(self) -> int:
        return int(self.plan["shards"]["runs"])

    @property
    def policies(self) -> list[str]:
        return [factor["path"] for factor in self.plan["design"]["factors"] if factor["policy"]]

    @property
    def factors(self) -> list[str]:
        return [factor["path"] for factor in self.plan["design"]["factors"]]

    def record(self, number: int) -> dict[str, Any] | None:
        """The record of a shard that is whole as far as its size tells; else None."""
        base = self.path / "shards" / f"{number:06}"
        try:
            record = json.loads(base.with_suffix(".json").read_bytes())
            size = base.with_suffix(".h5").stat().st_size
        except (OSError, ValueError):
            return None
        fits = record.get("plan_hash") == self.plan["plan_hash"] and record.get("shard") == number
        return record if fits and record.get("bytes") == size else None

    def whole(self, numbers: Iterable[int] | None = None) -> list[Shard]:
        """The shards that are whole, in their order."""
        first, runs = self.shards["first_run"].to_numpy(), self.shards["runs"].to_numpy()
        found = []
        for number in range(len(first)) if numbers is None else sorted(numbers):
            record = self.record(number)
            if record is not None:
                path = self.path / "shards" / f"{number:06}.h5"
                found.append(Shard(number, path, int(first[number]), int(runs[number]), int(record["failed"])))
        return found

    def decision(self) -> dict[str, Any] | None:
        """What stop.json says where its rule has decided; else None."""
        try:
            said = json.loads((self.path / "stop.json").read_text(encoding="utf-8"))
            return said if said["decided"] is True and said["replicates"] else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def needed(self) -> set[int]:
        """The shards that make the store complete: all, or those that a rule asked for before it decided.

        Each policy's blocks of replicates fill shards of their own that stand together, in the order of stop.json.
        """
        said = self.decision()
        every = set(range(len(self.shards)))
        if said is None or len(every) % len(said["replicates"]):
            return every
        blocks = len(every) // len(said["replicates"])
        size = int(self.plan["design"]["replicates"]) // blocks
        return {
            policy * blocks + block
            for policy, count in enumerate(said["replicates"].values())
            for block in range(blocks)
            if block * size < count
        }

    def points(self) -> pd.DataFrame:
        """The table of points, one row each, all as texts; `point` and `world` as numbers."""
        text = pd.read_csv(self.path / "points.csv", dtype=str, keep_default_na=False)
        return text.astype({"point": np.int64, "world": np.int64})

    def cells(self, points: pd.DataFrame | None = None) -> tuple[np.ndarray, np.ndarray]:
        """Point and replicate of every run: by world, by replicate, its points side by side."""
        world = (self.points() if points is None else points)["world"].to_numpy()
        replicates = int(self.plan["design"]["replicates"])
        first = np.flatnonzero(np.r_[True, world[1:] != world[:-1]])
        size = np.diff(np.r_[first, len(world)])
        run_world = np.repeat(np.arange(len(first)), size * replicates)
        inside = np.arange(len(world) * replicates) - first[run_world] * replicates
        return first[run_world] + inside % size[run_world], inside // size[run_world]


def open_store(path: Path, chunks: Any = None) -> xr.Dataset:
    """See :func:`gemeinsim.open`."""
    folder = StoreFolder(path)
    shards = folder.whole()
    if not shards:
        raise ValueError(f"{path}: has no finished shard yet; run some with `gemeinsim sweep {path}`")
    files = _Files(shards)
    coords, variables, attrs = _skeleton(folder, files)
    needed, decision = folder.needed(), folder.decision()
    missing = len(needed - {shard.number for shard in shards})
    if missing:
        attrs["complete"] = "no"
        warnings.warn(f"{path}: {missing} of {len(needed)} shards are not there; their runs are left out", stacklevel=3)
    elif decision is not None:
        attrs["decided"] = str(decision["answer"])
    ds = xr.Dataset(variables, coords, attrs)
    if chunks is not None:
        ds = ds.chunk(chunks)
    return attach_tables(ds, StoreTables(files))


class _Files:
    """The runs of whole shards, one after the other."""

    def __init__(self, shards: Sequence[Shard]) -> None:
        self.shards = list(shards)
        self.ends = np.cumsum([shard.runs for shard in shards])
        self.starts = self.ends - [shard.runs for shard in shards]
        self.run = np.concatenate([np.arange(s.first_run, s.first_run + s.runs, dtype=np.int32) for s in shards])

    def read(self, name: str, rows: np.ndarray, months: Any, out: np.ndarray) -> np.ndarray:
        """Rows (ascending or not) of a variable; each shard is opened once."""
        import h5py

        place = np.searchsorted(self.ends, rows, side="right")
        for number in np.unique(place):
            wanted = np.flatnonzero(place == number)
            inside = rows[wanted] - self.starts[number]
            low, high = int(inside.min()), int(inside.max()) + 1
            with h5py.File(self.shards[number].path, "r", locking=False) as file:
                data = file[name]
                block = data.asstr()[low:high] if h5py.check_string_dtype(data.dtype) else data[low:high]
            out[wanted] = block[inside - low] if months is None else block[inside - low][:, months]
        return out


class _ShardArray(BackendArray):
    """A variable over the runs of all shards, read where it is indexed."""

    def __init__(self, files: _Files, name: str, shape: tuple[int, ...], dtype: np.dtype) -> None:
        self.files, self.name, self.shape, self.dtype = files, name, shape, dtype

    def __getitem__(self, key: indexing.ExplicitIndexer) -> Any:
        return indexing.explicit_indexing_adapter(key, self.shape, indexing.IndexingSupport.OUTER, self._read)

    def _read(self, key: tuple[Any, ...]) -> np.ndarray:
        runs = np.arange(self.shape[0])[key[0]]
        months = None
        if len(self.shape) > 1:
            months = np.arange(self.shape[1])[key[1]]
        rows = np.atleast_1d(runs)
        columns = None if months is None else np.atleast_1d(months)
        out = np.empty((len(rows),) if columns is None else (len(rows), len(columns)), dtype=self.dtype)
        out = self.files.read(self.name, rows, columns, out)
        if months is not None and months.ndim == 0:
            out = out[..., 0]
        return out[0] if runs.ndim == 0 else out


def _skeleton(folder: StoreFolder, files: _Files) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """Coordinates from plan and points, variables that are read later; names, types and attributes from one shard."""
    with xr.open_dataset(files.shards[0].path, engine="h5netcdf", decode_times=False) as first:
        attrs = dict(first.attrs)
        points = folder.points()
        point, replicate = (values[files.run] for values in folder.cells(points))
        known: dict[str, np.ndarray] = {
            "run": files.run,
            "point": point.astype(np.int32),
            "replicate": replicate.astype(np.int64),
            "seed": np.full(len(point), np.uint64(folder.plan["design"]["master_seed"])),
            "world": points["world"].to_numpy()[point],
            "month": first["month"].to_numpy(),
        }
        if not any(shard.failed for shard in files.shards):
            known["status"] = np.zeros(len(point), dtype=np.int8)
        coords: dict[str, Any] = {}
        variables: dict[str, Any] = {}
        for name, variable in first.variables.items():
            about = dict(variable.attrs)
            if name in known:
                values: Any = known[str(name)]
            elif about.get("long_name") in folder.factors:
                values = _typed(points[about["long_name"]], variable.dtype)[point]
            else:
                dtype = np.dtype(object) if variable.dtype.kind in "UO" else variable.dtype
                shape = (len(point), *variable.shape[1:])
                values = indexing.LazilyIndexedArray(_ShardArray(files, str(name), shape, dtype))
            target = coords if name in first.coords else variables
            target[str(name)] = xr.Variable(variable.dims, values, about)
    return coords, variables, attrs


def _typed(texts: pd.Series, dtype: np.dtype) -> np.ndarray:
    if dtype.kind == "b":
        return (texts == "true").to_numpy()
    if dtype.kind == "i" and set(texts.unique()) <= {"true", "false"}:
        return (texts == "true").to_numpy().astype(dtype)
    if dtype.kind in "iuf":
        return texts.to_numpy().astype(dtype)
    return texts.to_numpy().astype(str)


class StoreTables(Tables):
    """The tables of a store, joined over its shards when first asked for."""

    def __init__(self, files: _Files) -> None:
        import h5py

        self._files = files
        with h5py.File(files.shards[0].path, "r", locking=False) as file:
            names = [name for name, item in file.items() if isinstance(item, h5py.Group)]
        super().__init__(dict.fromkeys(names))

    def __getitem__(self, name: str) -> pd.DataFrame:
        if self._frames.get(name) is None and name in self._frames:
            self._frames[name] = self._joined(name, self._files.shards)
        return super().__getitem__(name)

    def _joined(self, name: str, shards: Sequence[Shard]) -> pd.DataFrame:
        frames = [read_table(str(shard.path), name) for shard in shards]
        if "run" not in frames[0]:  # the same for every run
            return frames[0]
        joined = pd.concat(frames, ignore_index=True)
        joined.attrs = frames[0].attrs
        return joined

    def only(self, runs: np.ndarray) -> Tables:
        """The rows of some runs, from the shards that have them."""
        wanted = [
            shard
            for shard in self._files.shards
            if np.any((runs >= shard.first_run) & (runs < shard.first_run + shard.runs))
        ]

        def part(name: str) -> pd.DataFrame:
            frame = self._joined(name, wanted or self._files.shards[:1])
            return frame[frame["run"].isin(runs)].reset_index(drop=True) if "run" in frame else frame

        return Tables({name: part(name) for name in self})
