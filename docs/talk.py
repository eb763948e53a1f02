# SPDX-License-Identifier: Apache-2.0
"""Writes docs/talk.md from docs/talk.toml: what the source talk names, where it lives, what proves it, what shows it.

Usage: python docs/talk.py

Add a row to talk.toml and run this; tests/docs/test_talk.py checks that everything named exists and that the page is
that of the table.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

DOCS = Path(__file__).parent

HEAD = """# What the talk names

The engine grew out of a talk about cooperation between administration, civil society and business. Each of its elements
is listed here with where it lives (a parameter, a metric or the file of its rule), the test that proves it and a
scenario that shows it. Written by `docs/talk.py` from `docs/talk.toml`; a test checks that everything named exists.

Some figures of the talk differ from its sources. The cases use those of the sources; their notes say where.
"""


def groups() -> list[dict[str, Any]]:
    with (DOCS / "talk.toml").open("rb") as file:
        return tomllib.load(file)["group"]


def place(text: str) -> str:
    """A parameter, metric or file as code."""
    return f"`{text.removeprefix('metric:')}`" + (" (metric)" if text.startswith("metric:") else "")


def test(text: str) -> str:
    file, _, name = text.partition(": ")
    return f"`{file}`" + (f" {name}" if name else "")


def page() -> str:
    parts = [HEAD]
    for group in groups():
        lines = ["| element | lives in | proved by | shown by |", "|---|---|---|---|"]
        for row in group["elements"]:
            name = row["name"] + (f". {row['note']}" if "note" in row else "")
            cells = [
                name,
                ", ".join(place(one) for one in row["at"]),
                ", ".join(test(one) for one in row["proved_by"]),
                ", ".join(f"`{one}`" for one in row["shown_by"]),
            ]
            lines.append(f"| {' | '.join(cells)} |")
        parts.append("\n".join([f"## {group['name']}\n", f"{group['text']}\n", *lines]) + "\n")
    return "\n".join(parts)


if __name__ == "__main__":
    (DOCS / "talk.md").write_text(page(), encoding="utf-8")
