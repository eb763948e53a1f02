# SPDX-License-Identifier: Apache-2.0
"""Rules when to stop against what is known of them, on made-up numbers and on a small town."""

from __future__ import annotations

import json
import math
import subprocess
from pathlib import Path

import gemeinsim as gs
import numpy as np
import pytest
from gemeinsim.sweeps.executors import find_command
from gemeinsim.sweeps.stopping import precision, select, t_quantile


# Tables of Student's t.
@pytest.mark.parametrize(
    ("p", "freedom", "value"),
    [(0.975, 1, 12.7062), (0.975, 2, 4.30265), (0.95, 5, 2.01505), (0.975, 10, 2.22814), (0.995, 29, 2.75639),
     (0.9875, 59, 2.30005), (0.975, 120, 1.97993), (0.975, 3000, 1.96076), (0.5, 7, 0.0)],
)  # fmt: skip
def test_quantiles_are_those_of_the_tables(p: float, freedom: int, value: float) -> None:
    assert t_quantile(p, freedom) == pytest.approx(value, abs=2e-4)


def test_half_widths_are_those_of_the_textbook() -> None:
    a, b, c = np.arange(10.0), np.arange(10.0) + [0, 1] * 5, np.full(10, 3.0)
    found = precision([a, b, c], 0, 0.95, 5)
    # k - 1 = 2 comparisons: t(0.9875, 9) = 2.685; the differences 0, 1, ... have s = .527.
    assert found[1][0] == 10
    assert found[1][1] == pytest.approx(0.5)
    assert found[1][2] == pytest.approx(2.6850 * 0.5270463 / math.sqrt(10), rel=1e-3)
    assert precision([a[:4], b[:4]], 0, 0.95, 5)[1][2] == math.inf
    b[3] = math.nan
    assert precision([a, b, c], 0, 0.95, 5)[1][0] == 9


def test_precise_intervals_cover_the_truth() -> None:
    """Normal differences of sd 1, width .25, confidence .9, blocks of 10: a fixed-width interval covers in at least
    about .88 of cases (the loss of Chow & Robbins's rule at this width). 400 cases have a standard error of .016; the
    bound lies 4 of them below, for a false alarm in less than one case of 30,000."""
    chance = np.random.default_rng(7)
    cases, covered, used = 400, 0, []
    for _ in range(cases):
        luck = chance.normal(size=600)
        a, b = luck, luck + 0.3 + chance.normal(size=600)
        for n in range(20, 601, 10):
            _, mean, half = precision([a[:n], b[:n]], 0, 0.9, 20)[1]
            if half <= 0.25:
                break
        covered += abs(mean - 0.3) <= half
        used.append(n)
    assert covered / cases > 0.88 - 4 * 0.016
    assert 30 < np.mean(used) < 60  # (1.645 / .25)^2 = 43


def test_common_luck_needs_far_fewer_replicates() -> None:
    chance = np.random.default_rng(1)
    luck = 2 * chance.normal(size=4000)
    a, b = luck, luck + 0.1 + 0.2 * chance.normal(size=4000)
    apart = 2 * chance.normal(size=4000) + 0.1

    def needed(first: np.ndarray, second: np.ndarray) -> int:
        return next(
            n for n in range(20, 4001, 10) if precision([first[:n], second[:n]], 0, 0.95, 20)[1][2] <= 0.25 or n == 4000
        )

    assert needed(a, b) == 20
    assert needed(a, apart) > 300


def needed_by_selection(values: list[np.ndarray], indifference: float, confidence: float) -> tuple[int, int, int]:
    """The policy selected, the replicates of the last one given up, and the sum over policies."""
    blocks = [20] * len(values)
    while True:
        alive, used = select([v[:n] for v, n in zip(values, blocks, strict=True)], indifference, confidence, 20)
        if len(alive) == 1:
            return alive[0], used, sum(blocks)
        for policy in alive:
            blocks[policy] += 10


def test_the_best_is_selected_with_the_probability_stated() -> None:
    """Five policies under common luck, the best ahead by just the indifference zone: the least favourable case. KN
    promises .9; 300 cases have a standard error of .0173 there, and a right procedure falls 4 of them below .9 in less
    than one case of 30,000."""
    chance = np.random.default_rng(11)
    cases, right = 300, 0
    for _ in range(cases):
        luck = chance.normal(size=1500)
        values = [luck + chance.normal(size=1500) + (0.5 if policy == 3 else 0.0) for policy in range(5)]
        right += needed_by_selection(values, 0.5, 0.9)[0] == 3
    assert right / cases > 0.9 - 4 * 0.0173


def test_policies_far_behind_cost_little() -> None:
    chance = np.random.default_rng(5)
    values = [chance.normal(size=5000) + mean for mean in (0.0, -3.0, -3.0, -3.0, 0.1)]
    best, used, total = needed_by_selection(values, 0.1, 0.95)
    assert best in (0, 4)
    assert total < 2.5 * used  # three of five were given up early


def test_a_lead_of_nothing_ends_where_the_variance_says() -> None:
    same = np.random.default_rng(2).normal(size=300)
    alive, used = select([same, same.copy()], 0.5, 0.95, 20)
    assert len(alive) == 1 or used == 300
    # Identical policies have differences without variance: the first look decides, whichever it is.
    assert used == 20 or alive == [0, 1]


def test_missing_replicates_are_left_out_for_all() -> None:
    chance = np.random.default_rng(3)
    a, b = chance.normal(size=200), chance.normal(size=200) - 2
    holes = a.copy()
    holes[[3, 50]] = math.nan
    alive, _ = select([holes, b], 0.5, 0.95, 20)
    assert alive == [0]
    assert select([np.full(30, math.nan), b[:30]], 0.5, 0.95, 20)[0] == [0, 1]


# --- on a town ------------------------------------------------------------------------------------------------------

SWEEP = """
scenario = "town.toml"
[design]
method = "grid"
master_seed = 3
[[factors]]
path = "governance.preset"
values = ["mandated", "network_office", "round_table"]
[stop]
metric = "contacts"
max_replicates = 120
first = 10
block = 10
"""


@pytest.fixture
def design(tmp_path: Path) -> Path:
    (tmp_path / "town.toml").write_text(
        '[scenario]\nname = "town"\n[time]\nmonths = 6\nburn_in = 1\n[population]\nadministration = 3\n'
        "civil_society = 5\nbusiness = 2\n[topics.youth]\n"
    )
    return tmp_path / "sweep.toml"


def test_replicates_go_where_they_decide(design: Path, tmp_path: Path) -> None:
    design.write_text(SWEEP + "half_width = 0.6\nconfidence = 0.9\n")
    store = gs.sweep(design, store=tmp_path / "store")
    answer = json.loads((tmp_path / "store/stop.json").read_text())
    assert answer["decided"] or max(answer["replicates"].values()) == 120
    for row in answer["differences"]:
        assert (row["half_width"] <= 0.6) == row["precise"]
    ds = gs.open(store.path)  # what was not needed is no gap: no warning
    runs = ds["governance_preset"].to_series().value_counts().to_dict()
    assert runs == answer["replicates"]
    # The differences are those of the runs that are there, by common luck.
    table = ds["contacts"].isel(month=-1).to_series().rename("value").to_frame()
    table["policy"], table["replicate"] = ds["governance_preset"].values, ds["replicate"].values
    wide = table.pivot(index="replicate", columns="policy", values="value")
    for row in answer["differences"]:
        paired = (wide[row["policy"]] - wide["mandated"]).dropna()
        assert len(paired) == row["pairs"]
        assert paired.mean() == pytest.approx(row["difference"])
    before = (tmp_path / "store/stop.json").read_bytes()
    gs.sweep(design, store=tmp_path / "store")
    assert (tmp_path / "store/stop.json").read_bytes() == before


def status_of(store: Path) -> tuple[int, dict]:
    done = subprocess.run(
        [find_command(), "sweep", "status", str(store), "--json"], capture_output=True, text=True, check=False
    )
    return done.returncode, json.loads(done.stdout)


def test_a_store_that_is_decided_is_finished(design: Path, tmp_path: Path) -> None:
    design.write_text(SWEEP + "half_width = 0.5\nconfidence = 0.9\n")
    store = gs.sweep(design, store=tmp_path / "store")
    said = json.loads((store.path / "stop.json").read_text())
    counts = said["replicates"]
    assert said["decided"]
    assert len(set(counts.values())) > 1  # else nothing below could fail
    code, status = status_of(store.path)
    assert (code, status["complete"], status["missing"], status["answer"]) == (0, True, [], said["answer"])
    assert len(status["not_needed"]) == (360 - sum(counts.values())) // 10
    assert store.complete
    text = subprocess.run([find_command(), "sweep", "status", str(store.path)], capture_output=True, text=True)
    assert said["answer"] in text.stdout
    for ds in (gs.open(store.path), gs.open(store.index())):
        assert "complete" not in ds.attrs
        assert "missing_shards" not in ds.attrs
        assert ds.attrs["decided"] == said["answer"]
        compared = gs.compare(ds, "governance_preset", "contacts")
        assert compared.table["runs"].to_dict() == counts
        assert not compared.table["missing"].any()
        for row in said["differences"]:  # each pair on the replicates that both have, as the rule itself does
            pair = compared.between(row["policy"], "mandated")
            assert (pair["pairs"], pair["missing"]) == (row["pairs"], 0)
            assert pair["difference"] == pytest.approx(row["difference"])
        fewer = gs.compare(ds, "governance_preset", "contacts", incomplete="drop")
        assert set(fewer.table["runs"]) == {min(counts.values())}
    before = sorted(path.name for path in (store.path / "shards").glob("*.h5"))
    gs.sweep(store.path)  # there is nothing left to run
    assert sorted(path.name for path in (store.path / "shards").glob("*.h5")) == before


@pytest.mark.parametrize("lack", ["undecided", "no answer", "a shard", "not JSON"])
def test_a_store_that_is_not_decided_is_unfinished(design: Path, tmp_path: Path, lack: str) -> None:
    design.write_text(SWEEP + "half_width = 0.5\nconfidence = 0.9\n")
    store = gs.sweep(design, store=tmp_path / "store")
    answer = store.path / "stop.json"
    if lack == "undecided":
        answer.write_text(json.dumps(json.loads(answer.read_text()) | {"decided": False}))
    elif lack == "no answer":
        answer.unlink()
    elif lack == "not JSON":
        answer.write_text("{")
    else:
        (store.path / "shards/000001.h5").unlink()
        (store.path / "shards/000001.json").unlink()
    code, status = status_of(store.path)
    assert (code, status["complete"]) == (3, False)
    assert status["missing"] == [1] if lack == "a shard" else len(status["missing"]) > 1
    assert not store.complete
    with pytest.warns(UserWarning, match="shards are not there"):
        ds = gs.open(store.path)
    indexed = gs.open(store.index())
    for each in (ds, indexed):
        assert each.attrs["complete"] == "no"
        assert "decided" not in each.attrs
        with pytest.raises(ValueError, match="the runs are not paired"):
            gs.compare(each, "governance_preset", "contacts")


def test_a_selection_says_its_probability(design: Path, tmp_path: Path) -> None:
    design.write_text(SWEEP + 'rule = "selection"\nindifference = 3\nbetter = "higher"\n')
    gs.sweep(design, store=tmp_path / "store")
    answer = json.loads((tmp_path / "store/stop.json").read_text())
    assert answer["procedure"] == "KN, Kim & Nelson 2001"
    assert ("with probability 0.95" in answer["answer"]) == answer["decided"]
    assert answer["selected"] in (None, "mandated", "network_office", "round_table")


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ("", "stop.half_width: found 0"),
        ("half_width = -1\n", "a number above 0"),
        ("half_width = 1\nconfidence = 2\n", "a probability from 0.5"),
        ("half_width = 1\nrule = 'guess'\n", "precision or selection"),
        ("half_width = 1\nwidth = 1\n", "unknown key"),
        ("half_width = 1\nreference = 'nobody'\n", "stop.reference: found 'nobody'"),
    ],
)
def test_a_bad_rule_is_explained(design: Path, tmp_path: Path, more: str, message: str) -> None:
    design.write_text(SWEEP + more)
    with pytest.raises(ValueError, match=message):
        gs.sweep(design, store=tmp_path / "store")


def test_all_that_is_wrong_is_said_at_once(design: Path, tmp_path: Path) -> None:
    text = SWEEP.replace('"contacts"', '"contract"') + "half_width = 0\nreference = 'nobody'\n"
    design.write_text(text)
    with pytest.raises(ValueError, match=r"stop\.half_width: found 0") as said:
        gs.sweep(design, store=tmp_path / "store")
    lines = str(said.value).splitlines()
    assert len(lines) == 3
    for part in ("stop.metric: no metric 'contract'", "stop.reference: found 'nobody'"):
        assert any(part in line for line in lines), part
    assert not (tmp_path / "store").exists()


def test_a_metric_that_does_not_exist_is_named(design: Path, tmp_path: Path) -> None:
    design.write_text(SWEEP.replace('"contacts"', '"contract"') + "half_width = 1\n")
    with pytest.raises(ValueError, match="no metric 'contract'"):
        gs.sweep(design, store=tmp_path / "store")


WORLDS = (
    SWEEP
    + """half_width = 0.6
[[factors]]
path = "relations.contact_rate"
"""
)


@pytest.mark.parametrize(
    ("method", "factor", "worlds"),
    [
        ('method = "grid"', "values = [0.01, 0.02, 0.05, 0.1]\n", 4),
        ('method = "lhs"\nsize = 6', "range = [0.01, 0.1]\n", 6),
    ],
)
def test_policies_are_compared_over_uncertain_worlds(
    design: Path, tmp_path: Path, method: str, factor: str, worlds: int
) -> None:
    design.write_text(WORLDS.replace('method = "grid"', method) + factor)
    store = gs.sweep(design, store=tmp_path / "store")
    answer = json.loads((tmp_path / "store/stop.json").read_text())
    assert answer["worlds"] == worlds
    ds = gs.open(store.path)
    table = ds["contacts"].isel(month=-1).to_series().rename("value").to_frame()
    for name in ("governance_preset", "relations_contact_rate", "replicate"):
        table[name] = ds[name].values
    assert table["relations_contact_rate"].nunique() == worlds
    assert table.groupby("governance_preset").size().to_dict() == {
        policy: worlds * count for policy, count in answer["replicates"].items()
    }
    cube = table.pivot(index="replicate", columns=["governance_preset", "relations_contact_rate"], values="value")
    for row in answer["differences"]:
        by_world = (cube[row["policy"]] - cube["mandated"]).dropna()
        assert len(by_world) == row["pairs"]
        assert by_world.mean(axis=1).mean() == pytest.approx(row["difference"])
        means = by_world.mean(axis=0)
        assert means.std() == pytest.approx(row["sd_between_worlds"])
        assert (means > 0).mean() == pytest.approx(row["share_of_worlds_above"])
        error = (1 - 0.95) / (2 * 2)
        spread = by_world.mean(axis=1).std()
        half = t_quantile(1 - error, row["pairs"] - 1) * spread / math.sqrt(row["pairs"])
        assert half == pytest.approx(row["half_width"])


def test_worlds_alone_are_nothing_to_compare(design: Path, tmp_path: Path) -> None:
    text = WORLDS.replace('values = ["mandated", "network_office", "round_table"]', 'values = ["mandated"]')
    design.write_text(text + "values = [0.01, 0.1]\n")
    with pytest.raises(ValueError, match="there is one policy"):
        gs.sweep(design, store=tmp_path / "store")
