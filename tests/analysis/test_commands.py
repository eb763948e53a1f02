# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import json

import pytest
from gemeinsim import commands


def run(capsys, *arguments: str) -> tuple[int, str, str]:
    code = commands.compare(list(arguments))
    out, err = capsys.readouterr()
    return code, out, err


def test_prints_table_and_sentences(capsys, synthetic_file):
    code, out, err = run(capsys, str(synthetic_file), "--by", "governance.preset", "--metric", "impact_index")
    assert (code, err) == (0, "")
    assert "network_office does better than participant by" in out


def test_json_is_one_document_with_the_same_numbers(capsys, synthetic_file):
    import gemeinsim as gs

    code, out, err = run(capsys, str(synthetic_file), "--json")
    assert (code, err) == (0, "")
    assert json.loads(out) == gs.compare(gs.open(synthetic_file)).to_dict()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--by", "governance_prest"], "did you mean 'governance_preset'"),
        (["--metric", "impactindex"], "did you mean 'impact_index'"),
        (["--reference", "mandatd"], "did you mean 'mandated'"),
        (["--at", "999"], "no month 999"),
    ],
)
def test_wrong_names_end_with_2_and_the_nearest_name(capsys, synthetic_file, arguments, message):
    code, out, err = run(capsys, str(synthetic_file), *arguments)
    assert (code, out) == (2, "")
    assert message in err


def test_files_that_are_no_results_end_with_2(capsys, tmp_path):
    (tmp_path / "empty.h5").write_bytes(b"")
    for name, message in [("none.h5", "no such file"), ("empty.h5", "not a result file"), (".", "is a folder")]:
        code, out, err = run(capsys, str(tmp_path / name))
        assert (code, out) == (2, "")
        assert message in err


def test_usage_errors_end_with_2(capsys):
    with pytest.raises(SystemExit) as ended:
        commands.compare([])
    assert ended.value.code == 2
    capsys.readouterr()


def test_a_damaged_file_ends_with_1(capsys, tmp_path, synthetic_file):
    whole = synthetic_file.read_bytes()
    (tmp_path / "torn.h5").write_bytes(whole[: len(whole) // 2])
    code, out, err = run(capsys, str(tmp_path / "torn.h5"))
    assert (code, out) == (1, "")
    assert err.startswith("gemeinsim compare: ")
