# SPDX-License-Identifier: Apache-2.0
"""Named combinations of governance choices are words for people: no rule of the Python side hangs on one."""

from __future__ import annotations

import ast
from pathlib import Path

import gemeinsim as gs

PACKAGE = Path(__file__).resolve().parents[2] / "analysis" / "gemeinsim"


def names_of_presets() -> set[str]:
    row = gs.parameters().loc["governance.preset"]
    return set(row["choices"])


def literals(source: str) -> list[str]:
    """Texts in code: docstrings, comments and the keys of tables of words are none."""
    tree = ast.parse(source)
    words = {id(key) for node in ast.walk(tree) if isinstance(node, ast.Dict) for key in node.keys}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in words
    ]


def test_no_rule_mentions_a_preset():
    presets = names_of_presets()
    assert len(presets) == 5
    files = sorted(PACKAGE.rglob("*.py"))
    assert len(files) > 30
    for path in files:
        source = path.read_text(encoding="utf-8")
        assert not presets & set(literals(source)), path
        if path.name not in ("words.py", "words_de.py", "english.py", "german.py"):
            keys = {key.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Dict)
                    for key in node.keys if isinstance(key, ast.Constant)}  # fmt: skip
            assert not presets & keys, path


def test_a_rule_that_did_would_be_found():
    assert "round_table" in literals("if preset == 'round_table': pay()")
    assert "round_table" not in literals("names = {'round_table': 'round table'}")
