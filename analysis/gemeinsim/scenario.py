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
from gemeinsim.results import attach_tables, from_arrays, tables

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
        return _result(job, replicates, "replicates", progress)

    def fork(
        self,
        month: int | str | datetime.date,
        continuations: Mapping[str, Mapping[str, Any]],
        *,
        seed: int,
        replicates: int = 1,
        threads: int | None = None,
        progress: bool | None = None,
    ) -> xr.Dataset:
        """Let the same world go on in several ways from a month: what differs is what was changed there.

        >>> result = scenario.fork(
        ...     "2011-01",
        ...     {
        ...         "as it was": {},
        ...         "office": {"governance.preset": "network_office"},
        ...         "no remedies": {"remedies": []},
        ...     },
        ...     seed=1,
        ...     replicates=200,
        ... )
        >>> gs.compare(result, by="continuation", metric="impact_index")

        Parameters
        ----------
        month : int, str or date
            The first month in which the continuations may differ: its number in the run, 1 or later, or ``"2011-01"``.
        continuations : mapping of mappings
            For each name the parameters that change, as for :meth:`set`; none for the world as it was. What shapes
            the world before its first month (population, topics, number of programmes) cannot change.
        seed, replicates, threads, progress
            As for :meth:`run`.

        Returns
        -------
        Dataset
            As of :meth:`run`, the runs of all continuations with the coordinate ``continuation``; runs with the same
            ``replicate`` are identical in every number before the month. ``attrs["fork"]`` is the month's number.

        Raises
        ------
        ValueError
            As :meth:`run`; or a change that comes too late, a month outside the run, no continuation.

        Notes
        -----
        Every continuation is run from the start: the cost is that of as many runs. Sweeps do the same where their
        scenario sets ``time.fork``.
        """
        seed = _whole("seed", seed, 0, 2**64 - 1)
        replicates = _whole("replicates", replicates, 1, 2**31 - 1)
        threads = 0 if threads is None else _whole("threads", threads, 1, 4096)
        if not continuations:
            raise ValueError("there is no continuation (a fork has at least one); give a mapping, {} changes nothing")
        start = self["time.start"] or "2008-01"
        number, date = _fork_month(month, start)
        trunk = self.set("time.fork", date)
        names = list(continuations)
        points = []
        for name in names:
            pairs = [(path, _toml(value)) for path, value in continuations[name].items()]
            try:
                points.append(trunk._core.with_factors(pairs))
            except ValueError as error:
                raise ValueError(f"continuation {name!r}: {error}") from None
        total = len(points) * replicates
        result = _result(_core.Job(points, seed, replicates, threads), total, "runs", progress)
        of_run = np.array(names, dtype=object)[result["point"].to_numpy()]
        about = {"units": "1", "long_name": f"continuation from {date}"}
        known = tables(result)
        result = result.assign_coords(continuation=("run", of_run.astype(str), about))
        result.attrs["fork"] = number
        return attach_tables(result, known)

    def without_initiative(self, founder: str, topic: str) -> Scenario:
        """The scenario in which one actor never founds an initiative on one topic: the twin without it."""
        return self.set("initiatives.without", [*self["initiatives.without"], f"{founder} {topic}"])

    def without_remedy(self, number: int) -> Scenario:
        """The scenario without the effect and the cost of one of its remedies, counted from 0: the twin without it."""
        remedies = self.rows("remedies")
        number = _whole("number", number, 0, max(0, len(remedies) - 1))
        return self.set({f"remedies.{number}.strength": 0, f"remedies.{number}.cost": 0})

    def __getitem__(self, path: str) -> Any:
        """The value of a parameter, None where it is optional and not given; money in EUR.

        A column of a row is named as in a sweep: ``"relations.effects.0.weight"``, ``"topics.youth.severity"``.
        """
        described = self._described()
        rows = {row["path"]: row for row in described["parameters"]}
        if path in rows:
            return _value(rows[path]["value"], rows[path]["kind"])
        for table, entries in described["tables"].items():
            name, _, column = path.removeprefix(f"{table}.").rpartition(".")
            for number, entry in enumerate(entries if path.startswith(f"{table}.") else []):
                if name == str(entry.get("name", number)) and column in entry["values"]:
                    return entry["values"][column]["value"]
        raise KeyError(unknown("parameter", path, rows))

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


def _fork_month(month: int | str | datetime.date, start: str) -> tuple[int, str]:
    """The number of a month in a run that starts in `start`, and its date."""
    year, first = (int(part) for part in start.split("-")[:2])
    if isinstance(month, datetime.date):
        month = f"{month:%Y-%m}"
    if isinstance(month, str):
        try:
            asked = datetime.datetime.strptime(month, "%Y-%m")
        except ValueError:
            raise ValueError(f'month is {month!r} (it is a calendar month); write it as "2011-01"') from None
        return (asked.year - year) * 12 + asked.month - first, month
    number = _whole("month", month, 1, 1200)
    total = first - 1 + number
    return number, f"{year + total // 12:04}-{total % 12 + 1:02}"


def _result(job: _core.Job, total: int, counted: str, progress: bool | None) -> xr.Dataset:
    """What a job found, complete or up to where it was stopped."""
    source = _finish(job, total, progress)
    runs, failed, reason = len(source["replicate"]), source["failed"], source["first_failure"]
    if failed and failed == runs:
        raise RuntimeError(reason)
    result = from_arrays(source)
    if failed:
        warnings.warn(f"{failed} of {runs} runs failed and have no numbers, the first with: {reason}", stacklevel=3)
    if result.attrs.get("complete") == "no":
        if result.sizes["run"] == 0:
            raise KeyboardInterrupt
        warnings.warn(f"stopped after {result.sizes['run']} of {total} {counted}; these are returned", stacklevel=3)
    return result


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
