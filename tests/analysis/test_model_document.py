# SPDX-License-Identifier: Apache-2.0
"""The model's document keeps up with the engine: its names exist, and nothing of the engine is left out."""

from __future__ import annotations

import json
import re
from pathlib import Path

import gemeinsim as gs
import pytest
from gemeinsim import _core

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "docs/odd.md", ROOT / "docs/model.md", *sorted((ROOT / "engine/model").glob("*/README.md"))]
#: Elements of ODD+D, in the order of the protocol.
ELEMENTS = (
    "Purpose",
    "Entities, state variables and scales",
    "Processes and their order",
    "Background",
    "Decisions",
    "Learning, sensing, prediction",
    "Interaction, collectives, heterogeneity",
    "Chance",
    "What is observed",
    "Where it runs",
    "Start of a run",
    "Input data",
    "Submodels and parameters",
)


def known_names() -> set[str]:
    """Paths of parameters and of tables, and columns of tables with their rows' names left out."""
    document = json.loads(_core.parameters_json())
    names = set(gs.parameters().index)
    for table in document["tables"]:
        names.add(table["path"])
        for column in gs.parameters(table["path"]).index:
            names.add(f"{table['path']}.{column}")
    return names


def unknown_names(text: str, known: set[str]) -> list[str]:
    """Words in code that start like a group of parameters, but are no name of one."""
    groups = {name.split(".")[0] for name in known}
    tables = {name for name in known if any(other.startswith(f"{name}.") for other in known)}
    found = []
    text = re.sub(r"^\*\*State\b.*?\n\n", "", text, flags=re.DOTALL | re.MULTILINE)  # names the fields of the state
    for word in re.findall(r"`([a-z_]+(?:\.[A-Za-z_0-9]+)+)`", text):
        parts = word.split(".")
        if parts[0] not in groups or parts[-1] in ("h", "cpp", "toml", "md", "csv"):
            continue
        # Rows: topics.NAME.severity, effects.0.weight.
        shortened = [part for part in parts if not part.isdigit() and not part.isupper()]
        candidates = {word, ".".join(shortened)} | {
            f"{table}.{parts[-1]}" for table in tables if word.startswith(f"{table}.")
        }
        if not candidates & known and not any(name.startswith(f"{word}.") for name in known):
            found.append(word)
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}/{page.name}")
def test_every_parameter_that_a_page_names_exists(page: Path) -> None:
    assert unknown_names(page.read_text(encoding="utf-8"), known_names()) == []


def test_a_name_that_does_not_exist_is_found() -> None:
    text = "`relations.rationality`, `relations.rationalty`, `topics.youth.severity`, `relations/pacts.cpp`, `ties.own`"
    assert unknown_names(text, known_names()) == ["relations.rationalty"]


def test_the_document_has_the_elements_of_the_protocol_in_their_order() -> None:
    headings = re.findall(r"^### \d\.\d (.+)$", (ROOT / "docs/odd.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert [heading for heading in headings if heading in ELEMENTS] == list(ELEMENTS)


def test_every_mechanism_has_a_page_that_says_why_and_when_and_the_model_page_shows_it() -> None:
    model = (ROOT / "docs/model.md").read_text(encoding="utf-8")
    mechanisms = sorted(path.name for path in (ROOT / "engine/model").iterdir() if path.is_dir())
    assert len(mechanisms) >= 8
    for name in mechanisms:
        page = (ROOT / "engine/model" / name / "README.md").read_text(encoding="utf-8")
        assert "**Purpose.**" in page or page.startswith("# "), name
        assert f"engine/model/{name}/README.md" in model, name


def test_every_link_to_a_mechanism_leads_to_its_heading() -> None:
    headings = set()
    for page in (ROOT / "engine/model").glob("*/README.md"):
        title = page.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")
        headings.add(re.sub(r"[^a-z0-9 -]", "", title.lower()).replace(" ", "-"))
    headings.add("the-mechanisms")
    for anchor in re.findall(r"\(model\.md#([a-z-]+)\)", (ROOT / "docs/odd.md").read_text(encoding="utf-8")):
        assert anchor in headings


def test_generated_parts_name_all_steps_purposes_and_rules(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "docs"))
    from reference_pages import write_reference_pages

    write_reference_pages(tmp_path)
    steps = (tmp_path / "steps.md").read_text(encoding="utf-8")
    for step in ("calendar", "awareness", "relations", "approvals", "exchange", "initiatives", "funding", "impact"):
        assert f"| {step} |" in steps
    purposes = (tmp_path / "purposes.md").read_text(encoding="utf-8")
    assert purposes.startswith("population, awareness, meeting,")
    assert purposes.count(",") >= 40
    structure = (tmp_path / "structure.md").read_text(encoding="utf-8")
    assert "| `relations.kernel` | actor, " in structure
    counts = (tmp_path / "parameter_counts.md").read_text(encoding="utf-8").splitlines()
    assert any(line.startswith("| initiatives |") for line in counts)
