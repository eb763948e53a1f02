# SPDX-License-Identifier: Apache-2.0
"""Compares forms of governance on the control population, granted and unaided; writes a table of docs/calibration.md.

Usage: python docs/figures/governance.py [--folder out/governance] [--threads N]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import gemeinsim as gs
import numpy as np
import xarray as xr
from calibration import write_block
from sensitivity import CASE, ROOT, interval
from structure import by_cell, resampled
from structure_levels import ARMS, FORMS, WORDS

COLUMNS = ("survival_36", "survival_84", "action_plan_reached")


def median_months(values: np.ndarray) -> str:
    """Who has no agreement counts as longer than all others."""
    middle = float(np.median(np.where(np.isfinite(values), values, np.inf)))
    return f"{middle:.0f}" if np.isfinite(middle) else "none in half"


def table(ds: xr.Dataset) -> list[str]:
    shape = (len(ARMS), len(FORMS))

    def cells(values: Any) -> np.ndarray:
        return by_cell(ds, np.asarray(values, dtype=float), *shape)

    index = cells(ds["impact_index"].mean("month"))
    end = cells(ds["impact_index"].isel(month=-1))
    waits, active = cells(ds["months_to_agreement"]), cells(ds["active_share"].sel(month=36))
    shares = [cells(ds[name]) for name in COLUMNS]
    again = resampled(index)
    lines = [
        "| arm | governance | impact index, mean of all months | less that of participants | best in the arm (P) "
        "| at the end | not dissolved after 36 months | after 84 | with a plan | months to the agreement "
        "| active share, month 36 (of how many runs) |",
        f"|{'---|' * 11}",
    ]
    for a, arm in enumerate(ARMS):
        for f, form in enumerate(FORMS):
            gain = index[a, f] - index[a, 0]
            _, low, high = interval(gain) if f else (0.0, 0.0, 0.0)
            more = f"{gain.mean():+.4f} [{low:+.4f}, {high:+.4f}]" if f else ""
            best = float(np.mean(again[:, a].argmax(axis=-1) == f))
            told = [f"{share[a, f].mean():.3f}" for share in shares]
            line = (
                f"| {arm if f == 0 else ''} | {WORDS[form]} | {index[a, f].mean():.4f} | {more} | {best:.2f} | "
                f"{end[a, f].mean():.4f} | {' | '.join(told)} | {median_months(waits[a, f])} | "
                f"{np.nanmean(active[a, f]):.3f} ({np.isfinite(active[a, f]).sum()}) |"
            )
            lines.append(line.replace("|  |", "| |"))
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=ROOT / "out/governance")
    parser.add_argument("--threads", type=int)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    made = gs.sweep(CASE / "governance.toml", store=options.folder / "governance", threads=options.threads)
    with made.open() as ds:
        commit, runs = str(ds.attrs["git_commit"])[:8], ds.sizes["run"]
        lines = table(ds)
    write_block("governance", [f"Engine {gs.__version__}, commit {commit}; {runs:,} runs.", "", *lines])


if __name__ == "__main__":
    main()
