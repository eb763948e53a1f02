# SPDX-License-Identifier: Apache-2.0
"""Results as xarray: opening files, and the tables of events, initiatives, ties and reasons as pandas frames."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import xarray as xr

from gemeinsim.names import unknown

_BOOKKEEPING = ("run", "point", "replicate", "seed", "world", "run_id", "status", "message")
_KEY = "gemeinsim_tables"  # in Dataset.encoding: survives selection, is never written to a file


class Tables(Mapping[str, pd.DataFrame]):
    """The ragged tables of a result by name, read when first asked for.

    >>> tables = gs.tables(ds)
    >>> tables["events"].query("kind == 'founding'").groupby("run").size()

    Rows of runs have the column ``run`` (the label of the dataset's dimension) in front; ``actors`` is the same for
    all runs, and its row numbers are what ``actor``, ``from``, ``to`` and ``founder`` in the others mean. Enumerations
    are categories; ``frame.attrs["units"]`` and ``frame.attrs["long_name"]`` explain the columns.
    """

    def __init__(self, frames: Mapping[str, pd.DataFrame | None], path: str | None = None) -> None:
        self._frames = dict(frames)
        self._path = path

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in self._frames:
            raise KeyError(unknown("table", name, self._frames))
        frame = self._frames[name]
        if frame is None:
            assert self._path is not None
            frame = self._frames[name] = read_table(self._path, name)
        return frame

    def __iter__(self) -> Iterator[str]:
        return iter(self._frames)

    def __len__(self) -> int:
        return len(self._frames)

    def __repr__(self) -> str:
        return f"<Tables: {', '.join(self._frames) or 'none'}>"

    def only(self, runs: np.ndarray) -> Tables:
        """The rows of some runs. Reads every table."""

        def part(frame: pd.DataFrame) -> pd.DataFrame:
            return frame[frame["run"].isin(runs)].reset_index(drop=True) if "run" in frame else frame

        return Tables({name: part(self[name]) for name in self})


def factors_of(ds: xr.Dataset) -> list[str]:
    """The swept factors: coordinates on `run` that are no bookkeeping."""
    return [str(name) for name, values in ds.coords.items() if values.dims == ("run",) and name not in _BOOKKEEPING]


def open(path: str | os.PathLike[str], *, chunks: Any = None) -> xr.Dataset:  # noqa: A001 - the public name
    """Open a result file, or the folder of a store, as a Dataset with dimensions ``run`` and ``month``.

    Metrics are variables with ``units`` and ``long_name``, read when they are used; ``point``, ``replicate``, ``seed``
    and the swept factors (``governance_preset``) are coordinates on ``run``; provenance stands in ``ds.attrs``, with
    ``complete`` as "no" where runs are missing and, where a rule when to stop has decided, its answer as ``decided``.
    The tables of the file's groups come from :func:`tables`. The Dataset is identical to the one that
    :meth:`Scenario.run` returns for the same scenario, seed and replicates. Close it with ``ds.close()`` or use it in a
    ``with`` statement.

    A store is opened without opening its shards but for one: coordinates come from its plan and its table of points,
    and what is indexed is read from the shards that have it. Runs of shards that are not there are left out, with a
    warning; their absence is never shown as data. ``world`` numbers what policies are compared in; ``status`` is 1 for
    runs that failed (``message`` says why) and 0 for others; its attribute ``flag_meanings`` names them. `chunks` makes
    the variables those of dask, where that is installed: ``chunks={"run": 20000}``.

    Raises
    ------
    OSError
        The file does not exist or cannot be read.
    ValueError
        It is no result of gemeinsim, or a folder that is no store.

    Notes
    -----
    Cost: the file's header. ``xarray.open_dataset(path, engine="h5netcdf")`` reads the same variables.
    """
    place = Path(path)
    if place.is_dir():
        from gemeinsim.stores import open_store

        return open_store(place, chunks)
    if not place.exists():
        raise FileNotFoundError(f"{place}: no such file; write one with `gemeinsim run` or `gemeinsim sweep`")
    with place.open("rb") as stream:
        signature = stream.read(8)
    if signature != b"\x89HDF\r\n\x1a\n":
        raise ValueError(f"{place}: not a result file (it does not start like HDF5); name a file that gemeinsim wrote")
    groups = _groups(place)
    ds = xr.open_dataset(place, engine="h5netcdf", decode_times=False, chunks=chunks)
    return attach_tables(ds, Tables(dict.fromkeys(groups), str(place)))


def _groups(path: Path) -> list[str]:
    """Names of the tables; makes sure that the file is a result."""
    import h5py

    with h5py.File(path, "r") as file:
        if "run" not in file or "replicate" not in file:
            raise ValueError(
                f"{path}: HDF5, but no result of gemeinsim (it has no runs); name a file that gemeinsim wrote"
            )
        return [name for name, item in file.items() if isinstance(item, h5py.Group)]


def tables(ds: xr.Dataset | str | os.PathLike[str]) -> Tables:
    """The tables of a result by name: events, initiatives, network, why and actors.

    Parameters
    ----------
    ds : Dataset or path
        From :func:`open` or :meth:`Scenario.run`, or a selection of its runs: then the tables hold these runs
        only.

    Raises
    ------
    ValueError
        The dataset was computed from others and no longer knows its tables.
    """
    if not isinstance(ds, xr.Dataset):
        with open(ds) as opened:
            return opened.encoding[_KEY]
    known = ds.encoding.get(_KEY)
    if known is None:
        raise ValueError(
            "this dataset has no tables (they stay behind when datasets are combined or computed with); "
            "ask the dataset as it was opened or run, or give the file's path"
        )
    if "run" not in ds.dims:
        return known.only(np.atleast_1d(ds["run"].to_numpy()))
    every, runs = ds.encoding[_KEY + "_runs"], ds["run"].to_numpy()
    return known if np.array_equal(every, runs) else known.only(runs)


def attach_tables(ds: xr.Dataset, known: Tables) -> xr.Dataset:
    """Lets the dataset know its tables; selections of runs keep knowing them."""
    ds.encoding[_KEY] = known
    ds.encoding[_KEY + "_runs"] = ds["run"].to_numpy()
    return ds


def read_table(path: str, name: str) -> pd.DataFrame:
    import h5py

    with h5py.File(path, "r") as file:
        group = file[name]
        columns: dict[str, Any] = {}
        units, long_names = {}, {}
        for column, dataset in group.items():  # in the order of their creation
            if column == "row_size" or not isinstance(dataset, h5py.Dataset) or dataset.is_scale:
                continue
            values = dataset.asstr()[()] if h5py.check_string_dtype(dataset.dtype) else dataset[()]
            attributes = dict(dataset.attrs)
            columns[column] = named_values(values, _text(attributes.get("flag_meanings", "")).split())
            units[column] = _text(attributes.get("units", "1"))
            long_names[column] = _text(attributes.get("long_name", column))
        row_size = np.asarray(group["row_size"][()]) if "row_size" in group else None
        runs = np.asarray(file["run"][()]) if "run" in file else None
    return table_frame(columns, row_size, units, long_names, runs)


def _text(value: Any) -> str:
    return value.decode("utf-8") if isinstance(value, bytes) else str(value)


def named_values(values: Any, meanings: list[str]) -> Any:
    """Numbers of an enumeration as categories or truth values; anything else as it is."""
    if not meanings:
        return values
    if meanings == ["false", "true"]:
        return np.asarray(values).astype(bool)
    return pd.Categorical.from_codes(np.asarray(values, dtype=np.int64), categories=meanings)


def table_frame(
    columns: Mapping[str, Any],
    row_size: np.ndarray | None,
    units: Mapping[str, str],
    long_names: Mapping[str, str],
    runs: np.ndarray | None = None,
) -> pd.DataFrame:
    """Columns as a frame, with the run of each row in front where they have runs."""
    front = {}
    if row_size is not None:
        front["run"] = np.repeat(np.arange(len(row_size), dtype=np.int32) if runs is None else runs, row_size)
    frame = pd.DataFrame(front | dict(columns))
    frame.attrs = {"units": dict(units), "long_name": dict(long_names)}
    return frame


# Words for time that xarray would read as spans of clock time; the file holds their symbols too.
_TIME_UNITS = {"days": "d", "hours": "h", "minutes": "min", "seconds": "s"}


def from_arrays(source: dict[str, Any]) -> xr.Dataset:
    """The engine's arrays as the Dataset that :func:`open` gives of the file with the same content."""
    runs = len(source["replicate"])

    def about(unit: str, long_name: str) -> dict[str, str]:
        return {"units": _TIME_UNITS.get(unit, unit), "long_name": long_name}

    coords: dict[str, Any] = {
        "run": (("run",), np.arange(runs, dtype=np.int32), about("1", "run")),
        "month": (
            ("month",),
            np.arange(source["months"], dtype=np.int32),
            about("1", "month of the run") | {"start_date": source["start"]},
        ),
        "point": (("run",), source["point"], about("1", "point of the design")),
        "replicate": (
            ("run",),
            source["replicate"],
            about("1", "replicate; equal numbers share their luck across points"),
        ),
        "seed": (("run",), source["seed"], about("1", "seed of the run")),
    }
    for label in source["labels"]:  # a run failed: which, and why
        meanings = label["flag_meanings"]
        flags = {"flag_values": np.arange(len(meanings), dtype=np.int8), "flag_meanings": " ".join(meanings)}
        attributes = about(label["unit"], label["long_name"]) | (flags if meanings else {})
        coords[label["name"]] = (("run",), label["values"], attributes)
    variables = {}
    for dims, metrics in ((("run", "month"), source["monthly"]), (("run",), source["totals"])):
        for metric in metrics:
            better = {"better": metric["better"]} if metric["better"] else {}
            variables[metric["name"]] = (dims, metric["values"], about(metric["unit"], metric["long_name"]) | better)
    attrs = dict(source["provenance"])
    if not source["complete"]:
        attrs["complete"] = "no"
    frames = {}
    for name, table in {**source["shared"], **source["tables"]}.items():
        columns = table["columns"]
        frames[name] = table_frame(
            {column["name"]: named_values(column["values"], column["flag_meanings"]) for column in columns},
            table.get("row_size"),
            {column["name"]: about(column["unit"], "")["units"] for column in columns},
            {column["name"]: column["long_name"] for column in columns},
        )
    return attach_tables(xr.Dataset(variables, coords, attrs), Tables(frames))
