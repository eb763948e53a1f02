# SPDX-License-Identifier: Apache-2.0
"""The pages that are made from the engine itself, so that they cannot drift from it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import gemeinsim as gs
import pandas as pd
import xarray as xr
from gemeinsim import _core
from gemeinsim.wording.resolved import is_assumed, is_the_users

SMALLEST = """
[time]
months = 1
burn_in = 0
[population]
administration = 2
civil_society = 3
[topics.youth]
"""


def write_reference_pages(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    smallest = gs.Scenario.parse(SMALLEST)
    standard = smallest.run(seed=1, replicates=1)
    everything = smallest.set("outputs.metrics", ["all"]).run(seed=1, replicates=1)
    pages = {
        "steps.md": steps(standard.attrs["step_table"]),
        "metrics.md": metrics(everything, set(standard.data_vars)),
        "parameters.md": parameters(),
        "purposes.md": purposes(),
        "parameter_counts.md": parameter_counts(),
        "structure.md": structure(),
    }
    for name, lines in pages.items():
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def steps(table: str) -> list[str]:
    lines = ["| step | timing | reads | writes |", "|---|---|---|---|"]
    for line in table.strip().splitlines():
        name, timing, reads, writes = (part.strip() for part in line.split("|"))
        lines.append(f"| {name} | {timing} | {reads.removeprefix('reads ')} | {writes.removeprefix('writes ')} |")
    return lines


def purposes() -> list[str]:
    """The named purposes of random streams, from the header that numbers them."""
    header = (Path(__file__).parents[1] / "engine" / "random" / "stream.h").read_text(encoding="utf-8")
    names = re.findall(r"^    (\w+) = \d+,$", header.split("enum class Purpose")[1].split("};")[0], re.MULTILINE)
    return [", ".join(name.replace("_", " ") for name in names) + "."]


def parameter_counts() -> list[str]:
    table = gs.parameters()
    lines = [
        "| group | parameters | uncertain | levers | with a source | assumptions | the user's |",
        "|---|---|---|---|---|---|---|",
    ]
    for group, rows in table.groupby(table.index.str.split(".").str[0], sort=False):
        free = rows[rows["role"] != "constant"]
        if len(free) == 0:
            continue
        given = free.to_dict("records")
        assumed, own = sum(map(is_assumed, given)), sum(map(is_the_users, given))
        lever = int((free["role"] == "lever").sum())
        counts = (len(rows), len(free) - lever, lever, len(free) - assumed - own, assumed, own)
        lines.append(f"| {group} | {' | '.join(map(str, counts))} |")
    return lines


def structure() -> list[str]:
    """Every parameter that chooses between rules."""
    table = gs.parameters()
    chosen = table[(table["kind"] == "choice") & (table["role"] != "constant")]
    lines = ["| parameter | rules, the default first | what it decides |", "|---|---|---|"]
    for path, row in chosen.iterrows():
        rules = [row["default"], *(name for name in row["choices"] if name != row["default"])]
        lines.append(f"| `{path}` | {', '.join(map(str, rules))} | {row['text']} |")
    return lines


def metrics(everything: xr.Dataset, standard: set) -> list[str]:
    lines = [
        "# Metrics",
        "",
        "Every variable that a run can record. `outputs.metrics` chooses among them by name; those marked *standard*",
        "are recorded without being asked for. What is undefined in a month (the mean over nobody) is missing.",
        "",
    ]
    for variable in everything.data_vars.values():
        unit = variable.attrs["units"]
        facts = [*([unit] if unit != "1" else []), "monthly" if "month" in variable.dims else "one per run"]
        if variable.name in standard:
            facts.append("standard")
        lines += [f"`{variable.name}`", f": {variable.attrs['long_name']} *({', '.join(facts)})*", ""]
    return lines


def parameters() -> list[str]:
    lines = [
        "# Parameters",
        "",
        "Everything that a scenario may set, with its default, its range and where the default comes from. A default",
        'whose source reads "assumption" is ours. Roles: an *uncertainty* is a property of the world that nobody knows',
        "exactly, a *lever* is what somebody could decide, a *constant* describes the case or the computation.",
        "",
    ]
    table = gs.parameters()
    for group, rows in table.groupby(table.index.str.split(".").str[0], sort=False):
        lines += [f"## [{group}]", ""]
        for path, row in rows.iterrows():
            lines += definition(str(path), row)
    for rows in json.loads(_core.parameters_json())["tables"]:
        lines += [f"## [{rows['path']}.NAME]" if rows["named"] else f"## [[{rows['path']}]]", ""]
        lines += [f"{rows['text']}." + (" The value may be the name of a CSV file." if rows["from_csv"] else ""), ""]
        for path, row in gs.parameters(rows["path"]).iterrows():
            lines += definition(str(path), row)
        for preset in rows["presets"]:
            values = ", ".join(f"{name} = {json.dumps(value)}" for name, value in preset["assigns"].items())
            lines += [f'`preset = "{preset["choice"]}"`', f": {preset['text']}. *{values}.*", ""]
    return lines


def definition(path: str, row: pd.Series) -> list[str]:
    facts = []
    if row["default"] is None:
        facts.append("no default")
    elif row["default"] not in ("", []):
        facts.append(f"default {plain(row['default'])}{unit_of(row)}")
    if row["range"]:
        facts.append(row["range"])
    if row["choices"]:
        facts.append("one of " + ", ".join(row["choices"]))
    if isinstance(row["challenge"], str):
        facts.append(f"dial {row['challenge']}: {plain(row['off'])} to {plain(row['on'])}")
    facts.append(row["role"])
    source = f" Source: {row['source']}." if row["source"] else ""
    words = "; ".join(facts)
    return [f"`{path}`", f": {capital(row['text'])}. *{capital(words)}.*{source}", ""]


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def unit_of(row: pd.Series) -> str:
    return f" {row['unit']}" if row["unit"] not in ("", "1") else ""


def plain(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(plain, value))
    return f"{value:g}" if isinstance(value, float) else str(value).lower() if isinstance(value, bool) else str(value)
