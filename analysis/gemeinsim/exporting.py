# SPDX-License-Identifier: Apache-2.0
"""Results for other programs: Parquet, CSV and Zarr."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pandas as pd
import xarray as xr

from gemeinsim.names import unknown
from gemeinsim.results import tables

_RUNS_AT_A_TIME = 2000


def export(ds: xr.Dataset, target: str | os.PathLike[str], *, table: str = "runs") -> int:
    """Write a result as one table, or the whole of it as Zarr; returns the number of rows (of runs for Zarr).

    Parameters
    ----------
    ds : Dataset
        From :func:`gemeinsim.open`.
    target : path
        Ends in ``.parquet`` (needs pyarrow), ``.csv`` or ``.zarr`` (needs zarr).
    table : str
        ``runs``: one row per run with its coordinates, metrics of a whole run, and monthly metrics after the last
        month. ``months``: one row per run and month with the monthly metrics. Or a table of the file: ``events``,
        ``initiatives``, ``why``, ``network``, ``actors``. Not for Zarr, which takes all variables.

    Raises
    ------
    ValueError
        An ending or a table that is none of these.
    FileExistsError
        The Zarr store exists: it is never mixed with another.
    ImportError
        The format's library is not installed.

    Notes
    -----
    Runs are read and written a few thousand at a time, so that a store larger than memory can be exported. CSV has a
    point for decimals, UTF-8, and nothing for missing numbers. Enumerations are written by their names (``status``:
    done or failed), in Zarr as numbers with ``flag_meanings``.
    """
    path = Path(target)
    if path.suffix == ".zarr":
        return _zarr(ds, path)
    if path.suffix not in (".parquet", ".csv"):
        raise ValueError(
            f"{path}: ends in {path.suffix or 'nothing'} (that says the format); use .parquet, .csv or .zarr"
        )
    known = tables(ds)
    if table not in ("runs", "months", *known):
        raise ValueError(unknown("table", table, ["runs", "months", *known]))
    partial = path.with_name(f".{path.name}.partial")
    try:
        rows = _write(partial, path.suffix, known.get(table), ds, table)
        os.replace(partial, path)
    finally:
        partial.unlink(missing_ok=True)
    return rows


def _write(place: Path, ending: str, whole: pd.DataFrame | None, ds: xr.Dataset, table: str) -> int:
    parts = [whole] if whole is not None else _parts(ds, table)
    rows = 0
    writer = None
    try:
        for part in parts:
            if ending == ".csv":
                part.to_csv(
                    place, index=False, mode="a" if rows or writer else "w", header=not rows, lineterminator="\n"
                )
            else:
                pyarrow, parquet = _pyarrow()
                block = pyarrow.Table.from_pandas(part, preserve_index=False)
                if writer is None:
                    writer = parquet.ParquetWriter(place, block.schema)
                writer.write_table(block.cast(writer.schema))
            rows += len(part)
    finally:
        if writer is not None:
            writer.close()
    return rows


def _pyarrow():
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise ImportError("Parquet needs pyarrow (it writes the file); pip install 'gemeinsim[export]'") from None
    return pyarrow, pyarrow.parquet


def _parts(ds: xr.Dataset, table: str):
    coords = [name for name, value in ds.coords.items() if value.dims == ("run",)]
    monthly = [name for name, value in ds.data_vars.items() if value.dims == ("run", "month")]
    once = [name for name, value in ds.data_vars.items() if value.dims == ("run",)]
    for start in range(0, max(ds.sizes["run"], 1), _RUNS_AT_A_TIME):
        some = ds.isel(run=slice(start, start + _RUNS_AT_A_TIME)).load()
        front = {name: _plain(some[name]) for name in coords}
        if table == "runs":
            last = {name: some[name].isel(month=-1).to_numpy() for name in monthly} if some.sizes["month"] else {}
            yield pd.DataFrame(front | {name: some[name].to_numpy() for name in once} | last)
        else:
            months = some["month"].to_numpy()
            long = {name: np.repeat(values, len(months)) for name, values in front.items()}
            long["month"] = np.tile(months, some.sizes["run"])
            yield pd.DataFrame(long | {name: some[name].to_numpy().ravel() for name in monthly})


def _plain(values: xr.DataArray) -> np.ndarray:
    """The values; those of an enumeration by their names, as in the tables."""
    array = values.to_numpy()
    meanings = str(values.attrs.get("flag_meanings", "")).split()
    if meanings:
        return np.array(meanings, dtype=object)[array.astype(np.int64)]
    return array.astype(object) if array.dtype.kind == "U" else array


def _zarr(ds: xr.Dataset, path: Path) -> int:
    try:
        import zarr  # noqa: F401
    except ImportError:
        raise ImportError("Zarr needs zarr (it writes the store); pip install 'gemeinsim[export]'") from None
    if path.exists():
        raise FileExistsError(f"{path}: exists (a store is never mixed with another); remove it or choose another name")
    written = 0
    for start in range(0, max(ds.sizes["run"], 1), _RUNS_AT_A_TIME):
        some = ds.isel(run=slice(start, start + _RUNS_AT_A_TIME)).load()
        some.encoding = {}
        for variable in some.variables.values():
            variable.encoding = {}
        for name, values in some.variables.items():
            if values.dtype.kind in "OU":  # one width for all parts
                width = max(1, max((len(str(text)) for text in ds[name].to_numpy()), default=1))
                some[name] = values.astype(f"<U{width}")
        if start == 0:
            chunks = {
                name: tuple(min(_RUNS_AT_A_TIME, n) if d == "run" else n for d, n in zip(v.dims, v.shape, strict=True))
                for name, v in some.variables.items()
                if v.dims
            }
            some.to_zarr(path, mode="w-", encoding={name: {"chunks": c} for name, c in chunks.items() if all(c)})
        else:
            some.to_zarr(path, append_dim="run")
        written += some.sizes["run"]
    return written
