# SPDX-License-Identifier: Apache-2.0
"""The page of all rows of `gemeinsim selfcheck`, written from its real output."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path


def write_selfcheck_table(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    cases = document("--list")["cases"]
    rows = document()["rows"]
    lines = []
    for case in cases:
        lines += [f"### {case['case']}: {case['title']}", "", f"Source: {case['source']}. {options(case)}", ""]
        lines += ["| setting | quantity | value | expected | error or z | verdict |", "|---|---|---|---|---|---|"]
        standard = {parameter["name"]: parameter["default"] for parameter in case["parameters"]}
        lines += [table_row(row, standard) for row in rows if row["case"] == case["case"]]
        lines.append("")
    (folder / "selfcheck.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def document(*arguments: str) -> dict:
    """What the command beside this Python prints; a row that does not agree stops the build of the pages."""
    command = Path(sys.executable).with_name("gemeinsim")
    done = subprocess.run(
        [str(command), "selfcheck", "--json", *arguments], capture_output=True, text=True, check=True, timeout=600
    )
    return json.loads(done.stdout)


def options(case: dict) -> str:
    words = [f"`--{p['name']}` {p['text']} ({p['default']}; {p['range']})" for p in case["parameters"]]
    return "Parameters: " + "; ".join(words) + "."


def table_row(row: dict, standard: dict[str, str]) -> str:
    setting = " ".join(f"--{name} {word}" for name, word in row["setting"].items() if word != standard[name])
    if row["z"] is not None:
        deviation = f"z {row['z']:+.2f}"
    else:
        deviation = f"{row['error']:.1e}" + (f" < {row['tolerance']:g}" if row["tolerance"] > 1e-9 else "")
    cells = [f"`{setting}`" if setting else "default", row["quantity"], f"{row['value']:.10g}"]
    cells += [f"{row['expected']:.10g}", deviation, "ok" if row["passed"] else "FAILED"]
    return "| " + " | ".join(cells) + " |"
