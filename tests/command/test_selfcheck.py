# SPDX-License-Identifier: Apache-2.0
"""`gemeinsim selfcheck`: the table, its document, other sizes and parameters, and what it refuses."""

from __future__ import annotations

import json
import subprocess

import pytest
from command_line import BAD_INPUT, DONE, ROOT, gemeinsim


def selfcheck(*arguments: str, code: int = DONE) -> subprocess.CompletedProcess[str]:
    return gemeinsim("selfcheck", *arguments, code=code)


def test_every_row_agrees_and_the_document_says_so():
    document = json.loads(selfcheck("--json").stdout)
    assert document["failed"] == 0
    assert document["passed"] == len(document["rows"]) > 100
    wanted = {"A1", "A2", "A3", "A6", "A12", "A13", "A16", "A17", "A18", "A20"}
    # A case may have parts: A16-SIR belongs to A16.
    assert wanted <= {row["case"].split("-")[0] for row in document["rows"]}
    for row in document["rows"]:
        assert row["passed"]
        if row["z"] is None:
            assert abs(row["value"] - row["expected"]) <= row["tolerance"] * max(1, abs(row["expected"]))
        else:
            assert abs(row["z"]) <= 4


def test_other_sizes_and_parameters_are_enumerated_anew():
    document = json.loads(selfcheck("--case", "A1", "--n", "5", "--delta", ".9", "--cost", ".85", "--json").stdout)
    rows = {row["quantity"]: row for row in document["rows"]}
    assert rows["welfare of the star"]["expected"] == pytest.approx(2 * 4 * 0.05 + 4 * 3 * 0.81)
    assert rows["graphs judged alike"]["value"] == 1024
    assert document["rows"][0]["setting"] == {"n": "5", "delta": "0.9", "cost": "0.85", "runs": "1000"}


def test_negative_weights_are_values_not_options():
    text = selfcheck("--case", "A6-degree", "--density", "-2", "--n", "5").stdout
    assert "--density -2" in text
    assert "2 of 2 rows agree" in text


def test_the_list_names_cases_and_parameters():
    text = selfcheck("--list").stdout
    assert "A1" in text
    assert "--cost" in text
    cases = json.loads(selfcheck("--list", "--json").stdout)["cases"]
    assert cases[0]["parameters"][0]["name"] == "n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--case", "B7"], 'unknown case "B7"'),
        (["--n", "4"], "without a case"),
        (["--case", "A1", "--n", "7"], "32,768"),
        (["--case", "A1", "--across", "1"], "no such parameter"),
        (["--case", "A1", "--delta", "nan"], "from 0 to 1"),
        (["--case", "A1", "--colour", "1"], "unknown option --colour"),
        (["--case", "A6", "--n", "5", "--directed", "yes"], "2^20"),
        (["--case", "A6", "--kernel", "pairs"], "did you mean"),
        (["--case", "A1", "--determinism"], "scenarios of its own"),
    ],
)
def test_bad_input_says_what_is_wrong(arguments: list[str], said: str):
    done = selfcheck(*arguments, code=BAD_INPUT)
    assert said in done.stderr
    assert done.stdout == ""


def test_results_do_not_depend_on_threads_and_the_command_shows_it():
    document = json.loads(selfcheck("--determinism", "--json").stdout)
    rows = document["determinism"]
    assert [row["threads"] for row in rows] == [1, 2, 3, 8] * 4
    assert {row["schedule"] for row in rows} == {"sequential", "parallel"}
    assert all(row["passed"] for row in rows)
    assert document["passed"]
    assert len({row["hash"] for row in rows}) == 4  # one for each setting: they are results of different runs


def test_laws_without_spread_agree_at_the_ends_of_their_ranges():
    selfcheck("--case", "A21-blocks", "--size", "2", "--within", "1", "--across", "0", "--runs", "10")


def test_the_page_on_theory_shows_what_is_printed():
    page = (ROOT / "docs" / "theory.md").read_text(encoding="utf-8")
    shown = page.split("```text\n")[1].split("```")[0].splitlines()
    printed = selfcheck("--case", "A5").stdout.splitlines()
    assert [line for line in printed if line in shown] == shown


def test_the_commands_on_the_page_on_theory_work():
    page = (ROOT / "docs" / "theory.md").read_text(encoding="utf-8")
    commands = [line.split("gemeinsim selfcheck ")[1] for line in page.splitlines() if "selfcheck --case" in line]
    assert len(commands) == 3
    for arguments in commands:
        selfcheck(*arguments.split())


def test_the_table_of_the_pages_is_written_from_the_output(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "docs"))
    import selfcheck_table

    monkeypatch.setattr(
        selfcheck_table, "document", lambda *arguments: json.loads(selfcheck("--json", *arguments).stdout)
    )
    selfcheck_table.write_selfcheck_table(tmp_path)
    page = (tmp_path / "selfcheck.md").read_text(encoding="utf-8")
    assert "### A22" in page
    assert "| `--cost 0.2` | pairwise-stable graphs | 1 | 1 | 0.0e+00 | ok |" in page
    assert "FAILED" not in page
