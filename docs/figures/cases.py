# SPDX-License-Identifier: Apache-2.0
"""Runs the comparison of every case and writes what came out: the table of its page and its figure.

Usage: python docs/figures/cases.py [CASE ...]             writes scenarios/CASE/README.md and docs/images/case_CASE.png
       python docs/figures/cases.py --try 5 [CASE ...]     five replicates; writes into out/cases only
       python docs/figures/cases.py --redraw [CASE ...]    from the results in out/cases, where they are there

The text between the two markers of a page is replaced, so that table, figure, commit and number of runs belong
together. What a page says about the numbers is written by people: read it again where they have moved.
All cases take about ten minutes on two cores that have nothing else to do, more than half of it Pirmasens.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import textwrap
import time
import tomllib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import gemeinsim as gs
import xarray as xr
from case_bands import bands
from case_figures import figure
from case_tables import CASES, Case, levels, table

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "out" / "cases"
BEGIN, END = "<!-- measured: docs/figures/cases.py writes what follows -->", "<!-- end of what was measured -->"


def command() -> str:
    """The gemeinsim command beside this Python, else one on the PATH."""
    found = shutil.which("gemeinsim", path=str(Path(sys.executable).parent)) or shutil.which("gemeinsim")
    if found is None:
        raise SystemExit("cases: no gemeinsim beside this Python and none on the PATH; run ./dev build")
    return found


def design_of(name: str) -> dict[str, int]:
    """Replicates and seed of a case's sweep."""
    with (ROOT / "scenarios" / name / "sweep.toml").open("rb") as file:
        design = tomllib.load(file)["design"]
    return {"replicates": design["replicates"], "seed": design["master_seed"]}


def run(name: str, case: Case, replicates: int | None, *, redraw: bool = False) -> xr.Dataset:
    """The results of a case: those of its sweep, or of the scenario alone where there is nothing to compare."""
    folder = ROOT / "scenarios" / name
    OUT.mkdir(parents=True, exist_ok=True)
    results = OUT / (f"{name}.h5" if replicates is None else f"{name}_try.h5")
    if redraw and results.exists():
        return gs.open(results).load()
    if case.alone:
        arguments = ["run", str(folder / "scenario.toml"), "-o", str(results), "--seed", str(case.seed)]
        arguments += ["--replicates", str(replicates or case.replicates)]
        arguments += [word for key, value in case.set.items() for word in ("--set", f"{key}={value}")]
    else:
        sweep = folder / "sweep.toml"
        if replicates is not None:
            text = sweep.read_text(encoding="utf-8")
            own = design_of(name)["replicates"]
            text = text.replace(f"replicates = {own}", f"replicates = {replicates}", 1)
            text = re.sub(r'^scenario = "(.*)"', rf'scenario = "{folder}/\1"', text, count=1, flags=re.MULTILINE)
            sweep = OUT / f"{name}.toml"
            sweep.write_text(text, encoding="utf-8")
        arguments = ["sweep", str(sweep), "-o", str(results)]
    done = subprocess.run([command(), *arguments, "--quiet"], stdout=subprocess.DEVNULL, check=False)
    if done.returncode != 0:
        raise SystemExit(f"cases: {name}: gemeinsim {' '.join(arguments)} ended with {done.returncode}")
    return gs.open(results).load()


def measured(case: Case, ds: xr.Dataset, picture: str) -> str:
    """What stands between the markers."""
    replicates = int(ds["replicate"].max()) + 1
    commit = str(ds.attrs["git_commit"])[:8]
    seed = str(ds.attrs["master_seed"])
    head = (
        f"{replicates} replicates of each row, {ds.sizes['run']} runs, seed {seed}, engine commit {commit}. "
        f"{case.note} Numbers after ± are half the width of intervals of 95 %."
    ).replace("  ", " ")
    head = textwrap.fill(head, 140, break_long_words=False)
    shown = f"![{case.alt}]({picture})"
    shown_table = bands(levels(case, ds)) if case.bands else table(case, ds)
    return "\n\n".join([BEGIN, head, shown_table, shown, END])


def write_page(page: Path, text: str) -> None:
    """Replaces what stands between the markers of a page."""
    old = page.read_text(encoding="utf-8")
    if old.count(BEGIN) != 1 or old.count(END) != 1 or old.index(BEGIN) > old.index(END):
        raise SystemExit(f"cases: {page}: the two markers are not there once each; put them around the table")
    before, rest = old.split(BEGIN)
    page.write_text(before + text + rest.split(END)[1], encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", metavar="CASE", nargs="*", help="[all]")
    parser.add_argument("--try", metavar="N", type=int, dest="trial", help="N replicates, written into out/cases only")
    parser.add_argument("--redraw", action="store_true", help="do not run again what lies in out/cases")
    options = parser.parse_args()
    unknown = sorted(set(options.cases) - set(CASES))
    if unknown:
        raise SystemExit(
            f"cases: no case {', '.join(unknown)} (there are {', '.join(sorted(CASES))}); take one of these"
        )
    began = time.monotonic()
    for name in options.cases or CASES:
        case = CASES[name]
        start = time.monotonic()
        ds = run(name, case, options.trial, redraw=options.redraw)
        folder = OUT if options.trial is not None else ROOT / "docs" / "images"
        gs.plot.save(figure(case, ds), folder / f"case_{name}.png", dpi=110)
        text = measured(case, ds, f"../../docs/images/case_{name}.png")
        if options.trial is not None:
            (OUT / f"{name}.md").write_text(text + "\n", encoding="utf-8")
        else:
            write_page(ROOT / "scenarios" / name / "README.md", text)
        print(f"{name}: {ds.sizes['run']} runs, {time.monotonic() - start:.0f} s", flush=True)
    print(f"all: {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
