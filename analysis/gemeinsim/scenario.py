# SPDX-License-Identifier: Apache-2.0
"""Scenarios: read, change, describe and run."""

from __future__ import annotations

import datetime
import json
import math
import os
import threading
import warnings
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import xarray as xr

from gemeinsim import _core, words
from gemeinsim.names import unknown
from gemeinsim.progress import progress_bar
from gemeinsim.results import from_arrays

_REFRESH = 0.1  # seconds between two looks at the progress


class Scenario:
    """A town, its organisations and policies, read from a file and checked. Scenarios never change.

    >>> scenario = gs.Scenario.load("scenarios/pirmasens/scenario.toml")
    >>> result = scenario.set("governance.preset", "network_office").run(seed=1, replicates=200)

    ``scenario["time.months"]`` gives a value, ``scenario.parameters()`` all of them with where they come from,
    ``scenario.rows("population.actors")`` the rows of a table.
    """

    def __init__(self, core: _core.Scenario) -> None:
        """For the constructors load() and parse()."""
        self._core = core
        for warning in core.warnings:
            warnings.warn(warning, stacklevel=3)

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Scenario:
        """Read a scenario from a TOML file (or JSON, where the name ends so), with what it extends and the CSV files.

        Raises
        ------
        ValueError
            The scenario has faults; the message holds all of them, one on a line, with file, line and column.
        OSError
            The file does not exist or cannot be read.
        """
        with Path(path).open("rb"):  # what the file system says comes as OSError
            return cls(_core.Scenario.load(os.fspath(path), []))

    @classmethod
    def parse(cls, text: str, *, folder: str | os.PathLike[str] = ".") -> Scenario:
        """Read a scenario from TOML text; the files it names are looked up from `folder`. Raises as :meth:`load`."""
        return cls(_core.Scenario.parse(text, "text", os.fspath(folder)))

    def set(self, path: str | Mapping[str, Any], value: Any = None) -> Scenario:
        """The same scenario with another value for a parameter, presets and dials worked out anew.

        Parameters
        ----------
        path : str or mapping
            The parameter, ``"governance.preset"``; or several with their values, set together.
        value : bool, int, float, str, sequence of these, or date
            In the parameter's unit; money in EUR.

        Raises
        ------
        ValueError
            The path or the value is not allowed; the message holds all complaints, with the nearest name.
        TypeError
            The value is of a type that no parameter has.
        """
        pairs = dict(path) if isinstance(path, Mapping) else {path: value}
        return Scenario(self._core.with_overrides([(name, _toml(each)) for name, each in pairs.items()]))

    def check(self) -> None:
        """Look for contradictions that show only when the model is built; run() does this too.

        Raises
        ------
        ValueError
            With all complaints.
        """
        _core.check(self._core)

    def run(
        self, *, seed: int, replicates: int = 1, threads: int | None = None, progress: bool | None = None
    ) -> xr.Dataset:
        """Run the scenario and return its results as :func:`gemeinsim.open` would.

        Parameters
        ----------
        seed : int
            0 to 2^64 - 1; there is no default. Replicate r of two scenarios with the same seed meets the same luck.
        replicates : int
            Number of runs, replicates 0, 1, ... of the seed.
        threads : int, optional
            All of the machine where left out. The result does not depend on it.
        progress : bool, optional
            Show a bar on stderr; where left out, on a terminal and in a notebook.

        Returns
        -------
        Dataset
            Dimensions ``run`` and ``month``, one variable per metric; ``gs.tables(result)`` has the rest. Variables,
            coordinates and their attributes are identical to those of the file that ``gemeinsim run`` writes; that
            file's own attributes also name its format and the program that wrote it.

        Raises
        ------
        ValueError
            The scenario contradicts itself, or an argument is out of its range.
        RuntimeError
            The engine failed: please report.
        KeyboardInterrupt
            Ctrl-C before any run had finished, or pressed again.

        Notes
        -----
        Ctrl-C ends the run: the finished replicates are returned with a warning and ``attrs["complete"] = "no"``, so
        that hours of work are not lost. Other Python threads go on meanwhile. Cost: one build of the model, then
        one simulation per replicate.
        """
        seed = _whole("seed", seed, 0, 2**64 - 1)
        replicates = _whole("replicates", replicates, 1, 2**31 - 1)
        threads = 0 if threads is None else _whole("threads", threads, 1, 4096)
        job = _core.Job([self._core], seed, replicates, threads)
        source = _finish(job, replicates, progress)
        runs, failed, reason = len(source["replicate"]), source["failed"], source["first_failure"]
        if failed and failed == runs:
            raise RuntimeError(reason)
        result = from_arrays(source)
        if failed:
            warnings.warn(f"{failed} of {runs} runs failed and have no numbers, the first with: {reason}", stacklevel=2)
        if result.attrs.get("complete") == "no":
            if result.sizes["run"] == 0:
                raise KeyboardInterrupt
            warnings.warn(
                f"stopped after {result.sizes['run']} of {replicates} replicates; these are returned", stacklevel=2
            )
        return result

    def __getitem__(self, path: str) -> Any:
        """The value of a parameter, None where it is optional and not given; money in EUR."""
        rows = {row["path"]: row for row in self._described()["parameters"]}
        if path not in rows:
            raise KeyError(unknown("parameter", path, rows))
        return _value(rows[path]["value"], rows[path]["kind"])

    def parameters(self) -> pd.DataFrame:
        """Every parameter with its value and its origin: default, preset, dial, file or override.

        One row per parameter, indexed by path, with the columns of :func:`gemeinsim.parameters` behind ``value`` and
        ``origin``.
        """
        rows = self._described()["parameters"]
        frame = _frame(rows)
        frame.insert(0, "origin", [row.get("origin") for row in rows])
        values = [_value(row.get("value"), row["kind"]) for row in rows]
        frame.insert(0, "value", pd.Series(values, frame.index, dtype=object))
        return frame

    def rows(self, table: str) -> pd.DataFrame:
        """The rows of a table of the scenario: ``"population.actors"``, ``"funding.programmes"``, ``"topics"``."""
        tables = self._described()["tables"]
        if table not in tables:
            raise KeyError(unknown("table", table, tables))
        return pd.DataFrame(
            [
                ({"name": row["name"]} if "name" in row else {})
                | {name: entry["value"] for name, entry in row["values"].items()}
                for row in tables[table]
            ]
        )

    def describe(self, *, only_given: bool = False) -> str:
        """All parameters as a text, as `gemeinsim describe` prints it; `only_given` leaves the defaults out."""
        return self._core.describe_text(only_given)

    def _described(self) -> dict[str, Any]:
        return json.loads(self._core.describe_json())

    def to_toml(self) -> str:
        """The explicit part of the scenario as one self-contained TOML text that :meth:`parse` reads back."""
        return self._core.to_toml()

    @property
    def name(self) -> str:
        return str(self["scenario.name"])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Scenario) and self.to_toml() == other.to_toml()

    def __hash__(self) -> int:
        return hash(self.to_toml())

    def __reduce__(self) -> tuple[Any, ...]:
        return Scenario.parse, (self.to_toml(),)

    def __repr__(self) -> str:
        start = self["time.start"] or "month 0"
        actors = len(self.rows("population.actors"))
        return f"<Scenario {self.name!r}: {self['time.months']} months from {start}, {actors} actors listed>"

    def _repr_html_(self) -> str:
        given = self.parameters().query("origin != 'default'")
        rows = "".join(
            f"<tr><td>{escape(str(path))}</td><td>{escape(str(row['value']))}{escape(words.unit_after(row['unit']))}"
            f"</td><td>{escape(row['origin'])}</td><td>{escape(row['text'])}</td></tr>"
            for path, row in given.iterrows()
        )
        return (
            f"<p>{escape(repr(self))}; all other parameters have their defaults</p><table><thead><tr><th>parameter</th>"
            f"<th>value</th><th>origin</th><th>meaning</th></tr></thead><tbody>{rows}</tbody></table>"
        )


def parameters(table: str | None = None) -> pd.DataFrame:
    """Every parameter of the model, one row each, indexed by path.

    With the path of a table of rows, ``"topics"`` or ``"funding.programmes"``, the columns of that table instead.

    Columns: ``kind``, ``unit``, ``default``, ``lower`` and ``upper`` (in the unit; money in EUR; NaN where it is no
    number), ``range`` in words, ``choices``, ``role`` (uncertainty, lever, constant), ``challenge`` with ``off`` and
    ``on`` for those that belong to a dial, ``source`` and ``text``.
    """
    registry = json.loads(_core.parameters_json())
    if table is None:
        return _frame(registry["parameters"])
    tables = {each["path"]: each["columns"] for each in registry["tables"]}
    if table not in tables:
        raise KeyError(unknown("table", table, tables))
    return _frame(tables[table])


def _frame(rows: list[dict[str, Any]]) -> pd.DataFrame:
    def bound(row: dict[str, Any], name: str, none: float) -> float:
        if row["range"] is None:
            return math.nan
        return none if row["range"][name] is None else row["range"][name]

    columns: dict[str, list[Any]] = {
        "kind": [row["kind"] for row in rows],
        "unit": [row["unit"] for row in rows],
        "lower": [bound(row, "lower", -math.inf) for row in rows],
        "upper": [bound(row, "upper", math.inf) for row in rows],
        "range": [row["range"]["words"] if row["range"] else "" for row in rows],
        "choices": [row["choices"] for row in rows],
        "role": [row["role"] for row in rows],
    }
    for name in ("challenge", "off", "on"):
        columns[name] = [row["dial"][name] if row["dial"] else None for row in rows]
    columns["source"] = [row["source"] for row in rows]
    columns["text"] = [row["text"] for row in rows]
    frame = pd.DataFrame(columns, index=pd.Index([row["path"] for row in rows], name="path"))
    defaults = [_value(row["default"], row["kind"]) for row in rows]
    frame.insert(2, "default", pd.Series(defaults, frame.index, dtype=object))
    return frame


def _value(value: Any, kind: str) -> Any:
    """JSON has no infinity: there it is a text."""
    return float(value) if kind == "real" and value in ("inf", "-inf") else value


def _whole(name: str, value: Any, lower: int, upper: int) -> int:
    if isinstance(value, bool) or not isinstance(value, (int, np.integer)):
        raise TypeError(f"{name} is {value!r} (it counts); give a whole number")
    if not lower <= value <= upper:
        raise ValueError(f"{name} is {value} (allowed: {lower} to {upper}); give one of these")
    return int(value)


def _toml(value: Any) -> str:
    """A value in TOML's syntax."""
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return repr(value) if math.isfinite(value) else f"{value}"  # inf and nan are words of TOML too
    if isinstance(value, datetime.date):
        return f'"{value:%Y-%m}"'
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
    if isinstance(value, (list, tuple, np.ndarray)):
        return f"[{', '.join(_toml(each) for each in value)}]"
    raise TypeError(
        f"{value!r} is a {type(value).__name__} (no parameter is); give a number, text, truth value or list"
    )


def _finish(job: _core.Job, total: int, progress: bool | None) -> dict[str, Any]:
    """Waits for the job in a thread of its own, so that Ctrl-C is heard here; stops it on the first one."""
    outcome: dict[str, Any] = {}
    finished = threading.Event()  # and not Thread.join(), which takes an interrupted wait for the thread's end

    def work() -> None:
        try:
            outcome["result"] = job.execute()
        except BaseException as error:
            outcome["error"] = error
        finally:
            finished.set()

    thread = threading.Thread(target=work, name="gemeinsim", daemon=True)
    with progress_bar(total, progress) as bar:
        thread.start()
        try:
            while not finished.wait(_REFRESH):
                bar.update(job.done - bar.n)
        except KeyboardInterrupt:
            job.stop()
            finished.wait()  # runs in progress come to their end; another Ctrl-C leaves at once
    if "error" in outcome:
        raise outcome["error"]
    return outcome["result"]
