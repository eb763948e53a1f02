# SPDX-License-Identifier: Apache-2.0
"""Sensitivity: Shapley values against all orders of arrival, shares of variance, stores of a world that is known."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import gemeinsim as gs
import numpy as np
import pytest
from bare_world import bare_world, tied
from gemeinsim.sensitivities import chance_line, components, shapley_values

HEAD = """
scenario = "bare.toml"
[outputs]
standard_metrics = false
metrics = ["density"]
[design]
method = "{method}"
replicates = {replicates}
master_seed = 3
"""
WEIGHT = '[[factors]]\npath = "relations.effects.0.weight"\n'
IDLE = '[[factors]]\npath = "relations.pact_overlap"\n'  # no pacts here


def store(folder: Path, method: str, factors: str, *, replicates: int = 8, size: int | None = None) -> Path:
    (folder / "bare.toml").write_text(bare_world(10, 121))
    head = HEAD.format(method=method, replicates=replicates)
    (folder / "sweep.toml").write_text(head + (f"size = {size}\n" if size else "") + factors)
    return gs.sweep(folder / "sweep.toml", store=folder / "store", progress=False).path


# --- Shapley values -------------------------------------------------------------------------------------------------


def test_shapley_values_are_the_mean_over_all_orders_of_arrival() -> None:
    count = 4
    worth = np.random.default_rng(1).normal(size=2**count)
    expected = np.zeros(count)
    orders = list(permutations(range(count)))
    for order in orders:
        there = 0
        for player in order:
            joined = there | 1 << (count - 1 - player)
            expected[player] += (worth[joined] - worth[there]) / len(orders)
            there = joined
    found = shapley_values(worth)
    assert found == pytest.approx(expected)
    assert found.sum() == pytest.approx(worth[-1] - worth[0])


def test_a_switch_that_does_nothing_has_no_share_and_equal_ones_have_equal_shares() -> None:
    sets = np.arange(8)
    first, second = sets >> 2 & 1, sets >> 1 & 1
    assert shapley_values(3.0 * first * second) == pytest.approx([1.5, 1.5, 0.0])
    with pytest.raises(ValueError, match="2\\^k"):
        shapley_values(np.zeros(6))


# --- chance told apart ----------------------------------------------------------------------------------------------


def test_variance_is_split_into_parameters_luck_and_both() -> None:
    rng = np.random.default_rng(2)
    worlds, replicates = 400, 300
    values = (
        2 * rng.normal(size=(worlds, 1))
        + rng.normal(size=(1, replicates))
        + 0.5 * rng.normal(size=(worlds, replicates))
    )
    found = components(values)["variance"]
    assert found["parameters"] == pytest.approx(4.0, rel=0.2)
    assert found["luck"] == pytest.approx(1.0, rel=0.25)
    assert found["luck x parameters"] == pytest.approx(0.25, rel=0.05)
    assert components(values)["share"].sum() == pytest.approx(1)


def test_pure_chance_leaves_nothing_to_parameters() -> None:
    found = components(np.random.default_rng(3).normal(size=(200, 50)))["share"]
    assert found["parameters"] < 0.02
    assert components(np.zeros((3, 1)))["share"].isna().all()  # one replicate tells nothing


# --- stores ---------------------------------------------------------------------------------------------------------


def test_a_factorial_gives_each_switch_its_share(tmp_path: Path) -> None:
    factors = WEIGHT + "values = [-1.0, 0.5]\n" + IDLE + "values = [0.1, 0.6]\n"
    found = gs.sensitivity(store(tmp_path, "factorial", factors, replicates=60), "density")
    share = found.factors["shapley"]
    assert list(share.index) == ["relations.effects.0.weight", "relations.pact_overlap"]
    assert share.iloc[1] == 0  # the same luck: not a bit differs
    exact = tied(0.5) - tied(-1.0)
    assert found.factors["shapley_lower"].iloc[0] < exact < found.factors["shapley_upper"].iloc[0]
    assert found.factors["main_effect"].iloc[0] == pytest.approx(share.iloc[0])
    assert "factorial, 4 worlds x 60 replicates" in str(found)


def test_screening_sees_what_is_idle_and_the_size_of_what_is_not(tmp_path: Path) -> None:
    factors = WEIGHT + "range = [-0.5, 0.5]\n" + IDLE + "range = [0, 1]\n"
    found = gs.sensitivity(store(tmp_path, "morris", factors, size=2, replicates=400), "density").factors
    assert found.loc["relations.pact_overlap", "mu_star"] == 0
    assert found.loc["relations.effects.0.weight", "mu_star"] == pytest.approx(tied(0.5) - tied(-0.5), abs=0.02)
    assert found.index[0] == "relations.effects.0.weight"


def test_what_matters_by_luck_alone_stays_near_the_line_of_chance(tmp_path: Path) -> None:
    # The rate of meeting moves no long-run share, but every meeting.
    factors = '[[factors]]\npath = "relations.contact_rate"\nrange = [0.8, 1.2]\n' + IDLE + "range = [0, 1]\n"
    found = gs.sensitivity(store(tmp_path, "morris", factors, size=12, replicates=20), "density")
    assert found.noise is not None
    assert 0 < found.factors.loc["relations.contact_rate", "mu_star"] < 1.5 * found.noise
    assert (found.factors["mu_star_lower"] <= found.factors["mu_star"]).all()
    assert (found.factors["mu_star"] <= found.factors["mu_star_upper"]).all()
    assert "by chance alone" in str(found)


def test_indices_of_sobol_give_all_to_the_one_that_counts(tmp_path: Path) -> None:
    factors = WEIGHT + "range = [-2, 2]\n" + IDLE + "range = [0, 1]\n"
    found = gs.sensitivity(store(tmp_path, "saltelli", factors, size=32, replicates=24), "density")
    weight, idle = found.factors.loc["relations.effects.0.weight"], found.factors.loc["relations.pact_overlap"]
    assert idle["total"] == 0
    assert weight["total_lower"] < 1 < weight["total_upper"]
    assert weight["first"] == pytest.approx(1, abs=0.15)
    shares = np.array([tied(b) for b in np.linspace(-2, 2, 401)])
    chance = np.mean(shares * (1 - shares)) / 45  # ties of 45 independent pairs
    assert found.variance["share"]["parameters"] == pytest.approx(shares.var() / (shares.var() + chance), abs=0.05)


def test_what_a_store_cannot_tell_is_said(tmp_path: Path) -> None:
    factors = WEIGHT + "values = [-1.0, 0.5]\n" + IDLE + "values = [0.1, 0.6]\n"
    made = store(tmp_path, "factorial", factors, replicates=2)
    with pytest.raises(ValueError, match="no metric 'densitty'"):
        gs.sensitivity(made, "densitty")
    shard = next((made / "shards").glob("*.json"))
    shard.unlink()
    with pytest.raises(ValueError, match="shards are missing"):
        gs.sensitivity(made, "density")
    (tmp_path / "grid").mkdir()
    other = store(tmp_path / "grid", "grid", WEIGHT + "values = [-1.0, 0.5]\n", replicates=2)
    with pytest.raises(ValueError, match="is a grid design"):
        gs.sensitivity(other, "density")


@pytest.mark.parametrize("method", ["morris", "saltelli"])
def test_of_factors_that_act_by_luck_alone_about_one_in_twenty_lies_above_the_line(method: str) -> None:
    from SALib.analyze import morris as effects
    from SALib.analyze import sobol as indices
    from SALib.sample import morris, sobol

    count, replicates = 12, 10
    problem = {"num_vars": count, "names": [f"x{k}" for k in range(count)], "bounds": [[0.0, 1.0]] * count}
    origin = {"levels": 4, "second_order": False}
    above = []
    if method == "morris":
        cube = morris.sample(problem, 10, num_levels=4, seed=1)
    else:
        cube = sobol.sample(problem, 64, calc_second_order=False, seed=1)
    for seed in range(40):
        values = np.random.default_rng(seed).normal(size=(len(cube), replicates))
        left = float(components(values).loc["luck x parameters", "variance"])
        line = chance_line(method, values, left, count, origin)
        outcome = values.mean(axis=1)
        if method == "morris":
            found = effects.analyze(problem, cube, outcome, num_levels=4, num_resamples=2)["mu_star"]
        else:
            found = indices.analyze(problem, outcome, calc_second_order=False, num_resamples=2)["ST"]
        above.append(np.mean(np.asarray(found) > line))
    assert 0.01 < np.mean(above) < 0.1


@pytest.mark.parametrize(("method", "size"), [("factorial", None), ("morris", 4), ("saltelli", 4)])
def test_a_policy_is_looked_at_by_name(tmp_path: Path, method: str, size: int | None) -> None:
    ends = (
        ("values = [-0.5, 0.5]\n", "values = [0.1, 0.6]\n")
        if method == "factorial"
        else ("range = [-0.5, 0.5]\n", "range = [0, 1]\n")
    )
    policy = '[[factors]]\npath = "relations.consent"\nvalues = ["mutual", "unilateral"]\npolicy = true\n'
    made = store(tmp_path, method, WEIGHT + ends[0] + IDLE + ends[1] + policy, size=size, replicates=4)
    mutual, unilateral = (gs.sensitivity(made, "density", level=level) for level in ("mutual", ["unilateral"]))
    assert list(mutual.factors.index) == ["relations.effects.0.weight", "relations.pact_overlap"]
    assert mutual.level == "mutual"
    assert not mutual.factors.equals(unilateral.factors)
    with pytest.raises(ValueError, match=r"has policies \(mutual, unilateral\)"):
        gs.sensitivity(made, "density")
    with pytest.raises(ValueError, match="no policy 'joint'"):
        gs.sensitivity(made, "density", level="joint")
