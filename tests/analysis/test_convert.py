# SPDX-License-Identifier: Apache-2.0
"""`gemeinsim convert` and `gs.to_networkx`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import gemeinsim as gs
import networkx as nx
import numpy as np
import pytest
from gemeinsim import commands

TOWN = """
[scenario]
name = "small"
title = "Kleine Stadt"
[time]
months = 6
burn_in = 6
[population]
administration = 4
civil_society = 8
business = 5
[topics.youth]
[relations]
directed = {directed}
contact_rate = 4
pact_trust = 0
[hierarchy]
approval_depth = 0
[outputs]
snapshots = [0, 5]
"""


def run(capsys, *arguments: object) -> tuple[int, str, str]:
    code = commands.convert([str(each) for each in arguments])
    out, err = capsys.readouterr()
    return code, out, err


@pytest.fixture
def ties(tmp_path) -> Path:
    (tmp_path / "ties.csv").write_text("from,to,since\nann,bob,1999\nbob,cy,2001\n")
    return tmp_path / "ties.csv"


def test_says_what_was_read_and_written(capsys, ties, tmp_path):
    code, out, err = run(capsys, ties, "-o", tmp_path / "town.graphml", "--directed")
    assert (code, err) == (0, "")
    assert out == f"{ties} (edges): 3 actors, 2 arcs -> {tmp_path / 'town.graphml'}\n"
    assert dict(nx.read_graphml(tmp_path / "town.graphml").edges)[("ann", "bob")] == {"since": 1999}
    code, out, err = run(capsys, ties, "-o", tmp_path / "town.net", "--directed", "--quiet")
    assert (code, out, err) == (0, "", "")


def test_json_is_one_document(capsys, ties, tmp_path):
    code, out, err = run(capsys, ties, "-o", tmp_path / "town.dl", "--undirected", "--json")
    assert code == 0
    assert json.loads(out) == {
        "source": {"file": str(ties), "format": "edges"},
        "network": {"actors": 3, "ties": 2, "directed": False},
        "target": {"files": [str(tmp_path / "town.dl")], "format": "dl", "left_out": ["since"]},
    }
    assert err == "gemeinsim convert: dl has no room for since\n"


def test_the_chain_of_all_formats_comes_back_to_the_start(capsys, ties, tmp_path):
    stations = ["a.graphml", "b.net", "c", "d.csv"]
    source, options = ties, ["--directed"]
    for name in stations:
        target = tmp_path / name
        extra = ["--sector", "business"] if name == "c" else []
        assert run(capsys, source, "-o", target, *options, *extra)[0] == 0
        source, options = target, ["--directed"] if name == "c" else []
    assert (tmp_path / "d.csv").read_text() == ties.read_text()
    assert (tmp_path / "d_actors.csv").read_text() == "id,sector\nann,business\nbob,business\ncy,business\n"


def test_targets_that_cannot_be_written_leave_the_old_files_alone(capsys, ties, tmp_path):
    old = tmp_path / "town.dl"
    old.write_text("old")
    quote = tmp_path / "quote.csv"
    quote.write_text('from,to\n"a ""b""",c\n')
    code, out, err = run(capsys, quote, "-o", old, "--directed")
    assert (code, out) == (2, "")
    assert "holds a double quote, which DL cannot; rename the actor" in err
    code, out, err = run(capsys, ties, "-o", tmp_path / "scenario", "--directed")
    assert (code, out) == (2, "")
    assert "the actor 'ann' has no sector; give one of administration, civil_society, business, with --sector" in err
    assert run(capsys, ties, "-o", tmp_path / "nowhere" / "a.net", "--directed")[0] != 0
    assert old.read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["quote.csv", "ties.csv", "town.dl"]


@pytest.mark.skipif(os.geteuid() == 0 and not Path("/dev/full").exists(), reason="no full device here")
def test_a_full_disk_is_a_failure_and_not_an_input_error(capsys, ties, tmp_path, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "town.net").write_text("old")
    monkeypatch.setattr(os, "replace", full)
    code, out, err = run(capsys, ties, "-o", tmp_path / "town.net", "--directed")
    assert (code, out) == (1, "")
    assert "No space left on device" in err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ties.csv", "town.net"]
    assert (tmp_path / "town.net").read_text() == "old"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["ties.csv", "-o", "a.gml", "--directed"], "the ending '.gml' names no format"),
        (["ties.csv", "-o", "a.net"], "say directed or undirected"),
        (["none.csv", "-o", "a.net", "--directed"], "no such file"),
        (["ties.csv", "-o", "a.net", "--directed", "--from", "pajk"], "did you mean 'pajek'"),
        (["ties.csv", "-o", "a.net", "--directed", "--month", "3"], "is no result file"),
        (["ties.csv", "-o", "town", "--directed", "--sector", "church"], "there is no sector 'church'"),
        (["ties.csv", "-o", "a.net", "--directed", "--encoding", "klingon"], "there is no encoding 'klingon'"),
    ],
)
@pytest.mark.usefixtures("ties")
def test_usage_that_makes_no_sense_ends_with_2(capsys, tmp_path, monkeypatch, arguments, message):
    monkeypatch.chdir(tmp_path)
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert message in err
    assert [path.name for path in tmp_path.iterdir()] == ["ties.csv"]


def test_the_native_command_finds_it():
    command = Path(sys.executable).with_name("gemeinsim")
    done = subprocess.run([command, "convert", "--help"], capture_output=True, text=True, check=True)
    assert "dl-nodelist1" in done.stdout


# --- networks of runs -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=[False, True], ids=["undirected", "directed"])
def result(request):
    return gs.Scenario.parse(TOWN.format(directed=str(request.param).lower())).run(seed=3, replicates=3)


def test_to_networkx_holds_what_the_run_recorded(result):
    directed = "directed = true" in result.attrs["scenario"]
    for run_number in (0, 2):
        for month in (0, 5):
            graph = gs.to_networkx(result, run=run_number, month=month)
            assert graph.is_directed() == directed
            row = result.sel(run=run_number, month=month)
            assert graph.number_of_edges() == float(row["contacts"])
            pacts = {frozenset(pair) for *pair, data in graph.edges(data=True) if data["pact"]}
            assert len(pacts) == float(row["pacts"])
            assert all(graph.edges[pair[::-1]]["pact"] for *pair, data in graph.edges(data=True) if data["pact"])
            assert graph.number_of_nodes() == 17
            assert nx.density(graph) == pytest.approx(float(row["density"]), rel=1e-6)
    assert float(result["pacts"].max()) > 0  # else the half about pacts says nothing
    first = dict(gs.to_networkx(result).nodes(data=True))["administration_0002"]
    assert first["superior"] == "administration_0001"
    assert first["sector"] == "administration"
    assert "superior" not in gs.to_networkx(result).nodes["business_0001"]


def test_ties_carry_contents_trust_and_the_name_of_their_pact(result):
    rows = gs.tables(result)["network"]
    rows = rows[(rows["run"] == 2) & (rows["month"] == 5)]
    names = gs.tables(result)["actors"]["id"].tolist()
    graph = gs.to_networkx(result, run=2, month=5)
    for row in rows.to_dict("records"):
        data = graph.edges[names[row["from"]], names[row["to"]]]
        assert all(data[key] == row[key] for key in ("information", "money", "clients", "joint_work"))
        assert (data["trust"], data["trust_back"]) == (row["trust"], row["trust_back"])
        if row["form"] == "pact":
            assert data["pact"]
            assert data["pact_name"] == row["pact_name"] > 0
            if graph.is_directed():
                back = graph.edges[names[row["to"]], names[row["from"]]]
                assert (back["trust"], back["trust_back"]) == (data["trust_back"], data["trust"])
                assert back["pact_name"] == data["pact_name"]
    assert {data["pact"] for *_, data in graph.edges(data=True)} == {
        "pact_name" in d for *_, d in graph.edges(data=True)
    }
    assert rows["information"].dtype == bool
    assert not rows["money"].any()
    assert 0 < rows["joint_work"].mean() < 1
    assert rows["trust"].between(0, 1).all()
    assert rows["trust"].nunique() > 3
    parties = [len({*pact["from"], *pact["to"]}) for _, pact in rows[rows["form"] == "pact"].groupby("pact_name")]
    assert all(count >= 2 for count in parties)
    assert sum(count * (count - 1) / 2 for count in parties) == float(result["pacts"].sel(run=2, month=5))


def test_a_selection_of_runs_keeps_its_networks(result):
    one = gs.to_networkx(result.isel(run=[2]), run=2)
    assert nx.utils.graphs_equal(one, gs.to_networkx(result, run=2, month=5))


def test_swept_directions_are_those_of_the_run(tmp_path):
    (tmp_path / "town.toml").write_text(TOWN.format(directed="false"))
    (tmp_path / "sweep.toml").write_text(
        'scenario = "town.toml"\n[design]\nmethod = "grid"\nreplicates = 1\nmaster_seed = 1\n'
        '[[factors]]\npath = "relations.directed"\nvalues = [false, true]\n'
    )
    command = Path(sys.executable).with_name("gemeinsim")
    subprocess.run([command, "sweep", "sweep.toml", "-o", "s.h5"], cwd=tmp_path, check=True, capture_output=True)
    with gs.open(tmp_path / "s.h5") as ds:
        assert [gs.to_networkx(ds, run=k).is_directed() for k in (0, 1)] == [False, True]


def test_convert_takes_networks_out_of_result_files(capsys, tmp_path):
    (tmp_path / "town.toml").write_text(TOWN.format(directed="false"))
    command = Path(sys.executable).with_name("gemeinsim")
    arguments = ["run", "town.toml", "--seed", "3", "--replicates", "2", "-o", "r.h5"]
    subprocess.run([command, *arguments], cwd=tmp_path, check=True, capture_output=True)
    code, _, err = run(capsys, tmp_path / "r.h5", "-o", tmp_path / "end", "--run", 1, "--month", 5)
    assert (code, err) == (0, "")
    again = gs.read_graph(tmp_path / "end", directed=False)
    with gs.open(tmp_path / "r.h5") as ds:
        assert nx.utils.graphs_equal(again, gs.to_networkx(ds, run=1, month=5))
        (tmp_path / "end" / "s.toml").write_text(
            TOWN.format(directed="false")
            .replace("administration = 4\ncivil_society = 8\nbusiness = 5", 'actors = "actors.csv"\nties = "ties.csv"')
            .replace("contact_rate = 4", "contact_rate = 0\npact_rate = 0")
        )
        goes_on = gs.Scenario.load(tmp_path / "end" / "s.toml").run(seed=1)
        assert float(goes_on["contacts"][0, 0]) == float(ds["contacts"].sel(run=1, month=5))


def test_snapshots_that_are_not_there_are_told(result, synthetic_ds):
    for arguments, message in [({"run": 7}, "no run 7"), ({"month": 3}, r"no snapshot of month 3 \(there are 0, 5\)")]:
        with pytest.raises(ValueError, match=message):
            gs.to_networkx(result, **arguments)
    with pytest.raises(ValueError, match="has no tables"):
        gs.to_networkx(synthetic_ds)
    bare = gs.Scenario.parse(TOWN.format(directed="false").replace("[0, 5]", "[]")).run(seed=1)
    with pytest.raises(ValueError, match=r"add months to outputs\.snapshots"):
        gs.to_networkx(bare)


def test_a_month_without_ties_is_a_network_without_ties():
    lonely = gs.Scenario.parse(TOWN.format(directed="false")).set({"relations.contact_rate": 0.0, "time.burn_in": 0})
    graph = gs.to_networkx(lonely.run(seed=1), month=5)
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (17, 0)
    assert np.isfinite(list(dict(graph.degree).values())).all()
