# SPDX-License-Identifier: Apache-2.0
"""Sphinx with MyST: `./dev docs` builds into build/docs/. Nothing is fetched while building or reading."""

from importlib.metadata import version as installed_version
from pathlib import Path

project = "gemeinsim"
author = "The gemeinsim developers"
project_copyright = author
release = version = installed_version("gemeinsim")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx-mathjax-offline"]
myst_enable_extensions = ["colon_fence", "deflist", "dollarmath"]
myst_heading_anchors = 3
napoleon_google_docstring = False
autodoc_typehints = "description"

exclude_patterns = ["_build", "generated/steps.md", "requirements.lock"]
nitpicky = False

html_theme = "furo"
html_title = "gemeinsim"
html_show_copyright = False


def write_generated_pages(_app):
    """The pages that are made from the engine itself, so that they cannot drift from it."""
    import gemeinsim as gs

    folder = Path(__file__).parent / "generated"
    folder.mkdir(exist_ok=True)
    smallest = "[time]\nmonths = 1\nburn_in = 0\n[population]\ncivil_society = 3\n[topics.youth]\n"
    steps = gs.Scenario.parse(smallest).run(seed=1, replicates=1).attrs["step_table"]
    lines = ["| step | timing | reads | writes |", "|---|---|---|---|"]
    for line in steps.strip().splitlines():
        name, timing, reads, writes = (part.strip() for part in line.split("|"))
        lines.append(f"| {name} | {timing} | {reads.removeprefix('reads ')} | {writes.removeprefix('writes ')} |")
    (folder / "steps.md").write_text("\n".join(lines) + "\n", encoding="utf-8")

    table = gs.parameters()
    lines = [
        "# Parameters",
        "",
        "Every parameter of the registry: what a scenario may set, and where its default comes from.",
        "",
    ]
    for group, rows in table.groupby(table.index.str.split(".").str[0], sort=False):
        lines += [
            f"## {group}",
            "",
            "| path | unit | range | default | role | source | what |",
            "|---|---|---|---|---|---|---|",
        ]
        for path, row in rows.iterrows():
            cells = [
                f"`{path}`",
                *(str(row.get(column, "")) for column in ("unit", "range", "default", "role", "source", "text")),
            ]
            lines.append("| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |")
        lines.append("")
    (folder / "parameters.md").write_text("\n".join(lines), encoding="utf-8")


def setup(app):
    app.connect("builder-inited", write_generated_pages)
