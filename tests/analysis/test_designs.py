# SPDX-License-Identifier: Apache-2.0
"""Designs that are sampled: the inverse maps, crossing with policies, factorials, and what a bad design is told."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from gemeinsim.sweeps import designs
from gemeinsim.sweeps.factorials import factorial
from gemeinsim.sweeps.store import plan

HEAD = """
scenario = "town.toml"
[design]
method = "{method}"
size = {size}
replicates = 2
master_seed = 3
"""
FACTORS = """
[[factors]]
path = "governance.preset"
values = ["mandated", "network_office", "round_table"]
[[factors]]
path = "challenges.opposing_logics"
range = [0.2, 0.8]
[[factors]]
path = "population.civil_society"
range = [4, 6]
[[factors]]
path = "relations.consent"
values = ["mutual", "unilateral"]
policy = false
"""


def town(folder: Path, text: str) -> Path:
    (folder / "town.toml").write_text(
        '[scenario]\nname = "town"\n[time]\nmonths = 6\nburn_in = 1\n[population]\nadministration = 3\n'
        "civil_society = 5\nbusiness = 2\n[topics.youth]\n"
    )
    (folder / "sweep.toml").write_text(text)
    return folder / "sweep.toml"


def read(folder: Path, method: str, size: int = 8, factors: str = FACTORS, more: str = "") -> designs.Design:
    return designs.read_design(town(folder, HEAD.format(method=method, size=size) + more + factors))


# --- inverse maps ---------------------------------------------------------------------------------------------------


def test_reals_are_stretched_and_whole_numbers_share_the_line_equally() -> None:
    real = designs.FactorPlan("x", None, (2.0, 6.0))
    assert real.at(np.array([0.0, 0.25, 1.0])) == [2.0, 3.0, 6.0]
    log = designs.FactorPlan("x", None, (1.0, 100.0), log=True)
    assert log.at(np.array([0.0, 0.5, 1.0])) == pytest.approx([1, 10, 100])
    whole = designs.FactorPlan("x", None, (4.0, 6.0), integer=True)
    assert whole.at(np.array([0.0, 0.33, 0.34, 0.66, 0.67, 1.0])) == [4, 4, 5, 5, 6, 6]


def test_values_share_the_line_in_the_order_of_the_file() -> None:
    factor = designs.FactorPlan("x", ("low", "high", "none", 3), None)
    assert factor.at(np.array([0.0, 0.24, 0.25, 0.5, 0.75, 1.0])) == ["low", "low", "high", "none", 3, 3]


def test_a_latin_hypercube_meets_every_value_equally_often(tmp_path: Path) -> None:
    points, _ = designs.points_of(read(tmp_path, "lhs", 12))
    worlds = points.drop_duplicates("world")
    assert worlds["population.civil_society"].value_counts().to_dict() == {4: 4, 5: 4, 6: 4}
    assert set(worlds["relations.consent"].value_counts()) == {6}
    assert worlds["challenges.opposing_logics"].between(0.2, 0.8).all()
    slices = np.floor((worlds["challenges.opposing_logics"] - 0.2) / 0.6 * 12)
    assert sorted(slices) == list(range(12))


# --- methods --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "size", "worlds", "more"),
    [
        ("lhs", 8, 8, ""),
        ("sobol", 8, 8, ""),
        ("saltelli", 4, 4 * 8, ""),
        ("saltelli", 4, 4 * 5, "second_order = false\n"),
        ("morris", 3, 3 * 4, ""),
    ],
)
def test_every_world_meets_every_policy_side_by_side(
    tmp_path: Path, method: str, size: int, worlds: int, more: str
) -> None:
    design = read(tmp_path, method, size, more=more)
    points, cube = designs.points_of(design)
    assert cube.shape == (worlds, 3)
    assert cube.min() >= 0
    assert cube.max() <= 1
    assert len(points) == 3 * worlds
    assert (
        points["governance.preset"].to_numpy().reshape(worlds, 3) == ["mandated", "network_office", "round_table"]
    ).all()
    for _, world in points.groupby("world"):
        assert len(world.drop(columns=["point", "governance.preset"]).drop_duplicates()) == 1
    again, _ = designs.points_of(read(tmp_path, method, size, more=more))
    pd.testing.assert_frame_equal(points, again)
    if method in ("lhs", "morris", "saltelli"):
        other, _ = designs.points_of(read(tmp_path, method, size, more=more + "sample_seed = 99\n"))
        assert not other.equals(points)


def test_saltelli_gives_the_indices_of_a_known_function(tmp_path: Path) -> None:
    """Y = 4 x1 + 2 x2 + x3 on uniform factors: first-order indices 16/21, 4/21, 1/21, and total ones alike."""
    from SALib.analyze import sobol

    rows = "".join(
        f'[[factors]]\npath = "challenges.{name}"\nrange = [0, 1]\n'
        for name in ("opposing_logics", "funding_logics", "hierarchy_silos")
    )
    design = read(tmp_path, "saltelli", 1024, rows)
    points, _ = designs.points_of(design)
    y = points.iloc[:, 2:].to_numpy() @ [4, 2, 1]
    found = sobol.analyze(design.problem(), y, seed=1)
    np.testing.assert_allclose(found["S1"], np.array([16, 4, 1]) / 21, atol=0.02)
    np.testing.assert_allclose(found["ST"], np.array([16, 4, 1]) / 21, atol=0.02)


# Box, Hunter & Hunter (1978), table of minimum-resolution fractions: factors, fraction, resolution.
@pytest.mark.parametrize(
    ("factors", "fraction", "resolution"),
    [
        *((3, 1, 3), (4, 1, 4), (5, 1, 5), (5, 2, 3), (6, 1, 6), (6, 2, 4), (6, 3, 3), (7, 3, 4), (7, 4, 3)),
        *((8, 2, 5), (8, 4, 4), (10, 5, 4), (11, 5, 4), (15, 11, 3)),
    ],
)
def test_fractions_have_the_resolution_of_the_tables(factors: int, fraction: int, resolution: int) -> None:
    table, found = factorial(factors, fraction)
    assert found == resolution
    assert table.shape == (2 ** (factors - fraction), factors)
    signs = 2 * table - 1
    # Independent of the words: no main effect or interaction is confounded with another of too low an order.
    for order in range(1, resolution):
        for columns in itertools.combinations(range(factors), min(order, 3)):
            assert signs[:, columns].prod(axis=1).sum() == 0, columns
    assert len(np.unique(table, axis=0)) == len(table)


def test_a_full_factorial_has_every_combination_once() -> None:
    table, resolution = factorial(4)
    assert sorted(map(tuple, table)) == list(itertools.product((0, 1), repeat=4))
    assert resolution == 5


def test_a_factorial_of_switches_takes_the_two_ends(tmp_path: Path) -> None:
    factors = '[[factors]]\npath = "challenges.opposing_logics"\n[[factors]]\npath = "challenges.funding_logics"\n'
    factors += '[[factors]]\npath = "challenges.hierarchy_silos"\nvalues = [0.5, 0]\n'
    points, _ = designs.points_of(read(tmp_path, "factorial", 1, factors, "fraction = 1\n"))
    assert points.iloc[:, 2:].to_numpy().tolist() == [[0, 0, 0], [0, 1, 0.5], [1, 0, 0.5], [1, 1, 0]]


# --- plans ----------------------------------------------------------------------------------------------------------


def test_a_sampled_design_becomes_a_native_store(tmp_path: Path) -> None:
    design = read(tmp_path, "lhs", 6)
    folder = plan(design, tmp_path / "store")
    written = json.loads((folder / "plan.json").read_text())
    about = json.loads(written["design"]["origin"])
    assert about["method"] == "lhs"
    assert about["size"] == 6
    assert about["factors"][1] == {"path": "challenges.opposing_logics", "range": [0.2, 0.8]}
    assert [factor["policy"] for factor in written["design"]["factors"]] == [True, False, False, False]
    points, cube = designs.points_of(design)
    stored = pd.read_csv(folder / "points.csv")
    assert stored["challenges.opposing_logics"].tolist() == points["challenges.opposing_logics"].tolist()  # to the bit
    sample = pd.read_csv(folder / "sample.csv", index_col="world")
    np.testing.assert_array_equal(sample.to_numpy(), cube)
    plan(tmp_path / "sweep.toml", folder)  # the same once more
    with pytest.raises(ValueError, match="points"):
        plan(read(tmp_path, "lhs", 7), folder)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("size = 8", ""), "design.size: the key is missing"),
        (("size = 8", "size = 0"), "a whole number from 1"),
        (('"lhs"', '"saltelli"'), None),
        (('"lhs"', '"latin"'), "no method 'latin'"),
        (("size = 8", "size = 12\nfoo = 1"), "no key 'foo'"),
        (("[0.2, 0.8]", "[0.8, 0.2]"), "lower below upper"),
        (("[0.2, 0.8]", "[0.2, 1.8]"), "leaves the allowed 0 to 1"),
        (("[0.2, 0.8]", '["a", 1]'), "two numbers"),
        (("[0.2, 0.8]", '[0, 0.8]\nscale = "log"'), "above 0 on a log scale"),
        (("challenges.opposing_logics", "challenges.oposing_logics"), "did you mean 'challenges.opposing_logics'"),
        (("challenges.opposing_logics", "governance.preset"), "the factor stands twice"),
        (("range = [4, 6]", "range = [4, 6]\nvalues = [1]"), "has values and a range"),
        (("range = [4, 6]", "values = []"), "the list of values is empty"),
        (("range = [4, 6]", "range = [4, 6]\npolicy = true"), "is a policy with a range"),
        (("town.toml", "absent.toml"), "there is no file"),
        (("[design]", "[dessign]"), "unknown key"),
    ],
)
def test_what_is_wrong_with_a_design_is_said(tmp_path: Path, change: tuple[str, str], message: str | None) -> None:
    text = (HEAD.format(method="lhs", size=8) + FACTORS).replace(*change)
    if message is None:
        designs.read_design(town(tmp_path, text))
        return
    with pytest.raises(ValueError, match=message):
        designs.read_design(town(tmp_path, text))


def test_all_that_is_wrong_comes_at_once(tmp_path: Path) -> None:
    text = HEAD.format(method="lhs", size=0) + FACTORS.replace("[0.2, 0.8]", "[1, 0]").replace("[4, 6]", "[4]")
    with pytest.raises(ValueError, match=r"(?s)opposing_logics.*civil_society.*design\.size"):
        designs.read_design(town(tmp_path, text))
