# SPDX-License-Identifier: Apache-2.0
"""`python -m gemeinsim.demo`: the five governance models on the case of Pirmasens, from sweep to report."""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from gemeinsim import words
from gemeinsim.words import DEMO

if TYPE_CHECKING:
    import xarray as xr

_COMPLETE, _FAILED, _PARTIAL = 0, 1, 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Simulate, compare, draw and report; the exit code is that of the command, or 1."""
    parser = argparse.ArgumentParser(prog="./dev demo", description=__doc__, allow_abbrev=False)
    parser.add_argument("sweep", nargs="?", type=Path, default=Path("scenarios/pirmasens/sweep.toml"), metavar="SWEEP")
    parser.add_argument("-o", "--output", type=Path, default=Path("out/demo"), metavar="DIR", help="[%(default)s]")
    parser.add_argument("--by", default="governance_preset", metavar="FACTOR", help="[%(default)s]")
    parser.add_argument("--metric", default="impact_index", metavar="NAME", help="[%(default)s]")
    parser.add_argument("--at", default="mean", help="a month, last, or mean over all months [%(default)s]")
    parser.add_argument("--threads", metavar="N", help="[all of the machine]")
    options = parser.parse_args(arguments)
    program = find_command()
    if program is None:
        print(f"demo: {DEMO['no_command']}", file=sys.stderr)
        return _FAILED
    try:
        return run(program, options)
    except KeyboardInterrupt:
        return _FAILED
    except (OSError, ValueError) as error:
        print(f"demo: {error}", file=sys.stderr)
        return _FAILED


def find_command() -> str | None:
    """The native command that belongs to this Python, else one on the PATH."""
    beside = Path(sys.executable).parent
    return shutil.which("gemeinsim", path=f"{beside}{os.pathsep}{os.environ.get('PATH', '')}")


def stories_of(ds: xr.Dataset, by: str) -> Iterator[tuple[str, xr.Dataset]]:
    """The runs for each combination of the factors other than `by`, in the order of the file, with its words."""
    from gemeinsim.results import factors_of

    others = [name for name in factors_of(ds) if name != by]
    levels = ds[others].to_dataframe()[others] if others else None
    if levels is None:
        yield "", ds
        return
    for _, combination in levels.drop_duplicates().iterrows():
        chosen = (levels == combination).all(axis=1).to_numpy()
        label = ", ".join(f"{ds[name].attrs.get('long_name', name)} = {combination[name]}" for name in others)
        yield label, ds.isel(run=chosen)


def run(program: str, options: argparse.Namespace) -> int:
    """All steps of the demo; what each of them found goes to stdout."""
    began = time.monotonic()
    options.output.mkdir(parents=True, exist_ok=True)
    results = options.output / "results.h5"
    command = ["gemeinsim", "sweep", str(options.sweep), "-o", str(results)]
    print(DEMO["start"], f"    {shlex.join(command)}", sep="\n", flush=True)
    threads = ["--threads", options.threads] if options.threads else []
    code = subprocess.run([program, *command[1:], *threads], check=False).returncode
    if code not in (_COMPLETE, _PARTIAL):
        return code if code > 0 else _FAILED
    swept = time.monotonic() - began

    import gemeinsim as gs
    from gemeinsim import plot, reports
    from gemeinsim.commands import print_comparison

    with gs.open(results) as ds:
        complete = code == _COMPLETE
        if not complete:
            print(DEMO["stopped"])
        incomplete = "error" if complete else "drop"
        at = int(options.at) if options.at.isdigit() else options.at
        runs = ds.sizes["run"]
        stories = list(stories_of(ds, options.by))
        ds = stories[0][1]  # the first level of every other factor is the main story, the others are told in a sentence
        comparison = gs.compare(ds, options.by, options.metric, at=at, incomplete=incomplete)
        print()
        print_comparison(comparison)
        print()
        for label, story in stories[1:]:
            answer = gs.compare(story, options.by, options.metric, at=at, incomplete=incomplete).answer
            print(DEMO["story"].format(label=label, answer=answer))
        if at == "mean":
            answer = gs.compare(ds, options.by, options.metric, at="last", incomplete=incomplete).answer
            print(DEMO["last"].format(answer=answer))
        for name, figure in reports.figures(ds, comparison).items():
            for ending in ("svg", "png"):
                plot.save(figure, options.output / f"{name}.{ending}")
        report = options.output / "report.html"
        reports.write(ds, comparison, report, command=shlex.join(command), complete=complete)

    took = {"seconds": words.duration(time.monotonic() - began), "sweep": words.duration(swept), "runs": runs}
    print()
    print(DEMO["time"].format(**took))
    print(DEMO["open"].format(report=report, results=results))
    print(DEMO["python"].format(results=results))
    print(DEMO["again"].format(sweep=options.sweep, command=shlex.join(command)))
    return code


if __name__ == "__main__":
    sys.exit(main())
