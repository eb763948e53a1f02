# SPDX-License-Identifier: Apache-2.0
"""Forward simulation from an observed network: against published figures and against an independent simulator.

Means are compared within 4 standard errors of their difference: a false alarm in one of 16,000 comparisons if they were
independent; seeds are fixed, so that a test that passes once always passes.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import gemeinsim as gs
import networkx as nx
import numpy as np
import pytest
import siena
from reference_data import DATA, needs_data

SCENARIO = Path(__file__).parents[2] / "scenarios" / "observed_network"

#: RSiena 1.6.5: s50, wave 1 as start, rate 5.5, density -2.4, reciprocity 2.2, transitive triplets .5; mean and sd
#: over 20,000 runs.
RSIENA = {
    "contacts": (124.6460, 14.331),
    "reciprocated_arcs": (76.6573, 12.786),
    "transitive_triplets": (80.4058, 33.472),
    "three_cycles": (25.3876, 10.940),
    "squared_indegrees": (454.170, 100.856),
    "changed_ties": (109.2318, 9.605),
}
RSIENA_RUNS = 20_000


def with_network(folder: Path, graph: nx.DiGraph, weights: Mapping[str, float], rate: float) -> gs.Scenario:
    """The shipped scenario with another network, rate and weights in it."""
    gs.write_graph(graph, folder / "observed", sector="civil_society")
    text = (SCENARIO / "scenario.toml").read_text(encoding="utf-8")
    head, rest = text.split("[[relations.effects]]", 1)
    effects = "".join(
        f'[[relations.effects]]\nname = "{name}"\nweight = {weight}\n'
        + ('covariate = "v"\n' if name.startswith("covariate_") else "")
        for name, weight in weights.items()
    )
    tail = rest[rest.index("# Not needed") :]
    (folder / "observed" / "scenario.toml").write_text(head + effects + tail, encoding="utf-8")
    return gs.Scenario.load(folder / "observed" / "scenario.toml").set("relations.contact_rate", rate)


def engine(scenario: gs.Scenario, runs: int, seed: int = 1) -> dict[str, np.ndarray]:
    last = scenario.run(seed=seed, replicates=runs).isel(month=-1)
    return {name: last[name].to_numpy().astype(float) for name in RSIENA}


def compare(ours: Mapping[str, np.ndarray], theirs: Mapping[str, tuple[float, float]], runs: int) -> None:
    z = {}
    for name, values in ours.items():
        mean, sd = theirs[name]
        error = np.hypot(values.std(ddof=1) / len(values) ** 0.5, sd / runs**0.5)
        z[name] = (values.mean() - mean) / error if error > 0 else 0.0
    print({name: round(float(value), 2) for name, value in z.items()})
    assert max(map(abs, z.values())) <= 4, z


@needs_data
@pytest.mark.parametrize("runs", [2_000, pytest.param(20_000, marks=pytest.mark.slow)])
def test_s50_ends_where_rsiena_ends(tmp_path, runs):
    graph = gs.read_graph(DATA / "s50_wave1.csv", directed=True)
    weights = {"density": -2.4, "reciprocity": 2.2, "transitive_triplets": 0.5}
    compare(engine(with_network(tmp_path, graph, weights, 5.5), runs), RSIENA, RSIENA_RUNS)


SETTINGS = {
    "as rsiena": (3.0, {"density": -1.4, "reciprocity": 1.2, "transitive_triplets": 0.3}),
    "aversion": (4.0, {"density": -0.5, "reciprocity": -1.0, "transitive_triplets": -0.2}),
    "random": (2.0, {"density": 0.0}),
    "cycles and popularity": (3.0, {"density": -1.6, "three_cycles": 0.4, "indegree_popularity": 0.15}),
    "roots and activity": (
        3.0,
        {"density": -1.5, "indegree_popularity_sqrt": 0.4, "outdegree_activity": -0.1, "indegree_activity": 0.1},
    ),
    "brokers": (3.0, {"density": -1.0, "distance_two": -0.3, "outdegree_popularity": 0.1}),
    "covariates": (
        3.0,
        {
            "density": -1.3,
            "reciprocity": 1.0,
            "covariate_ego": 0.4,
            "covariate_alter": -0.3,
            "covariate_similarity": 1.2,
            "covariate_same": 0.5,
        },
    ),
}


def small(n: int = 9) -> tuple[nx.DiGraph, np.ndarray, np.ndarray]:
    graph = nx.gnp_random_graph(n, 0.25, seed=4, directed=True)
    graph = nx.relabel_nodes(graph, {k: f"a{k}" for k in range(n)})
    v = np.random.default_rng(6).integers(0, 4, n).astype(float)
    nx.set_node_attributes(graph, dict(zip(graph, v, strict=True)), "covariate.v")
    return graph, nx.to_numpy_array(graph), v


@pytest.mark.parametrize("setting", SETTINGS)
def test_other_settings_agree_with_an_independent_simulator(setting, tmp_path):
    rate, weights = SETTINGS[setting]
    graph, start, v = small()
    runs = 2_000
    theirs = siena.statistics(siena.simulate(start, rate, weights, runs, seed=2, v=v - v.mean()), start)
    summary = {name: (float(values.mean()), float(values.std(ddof=1))) for name, values in theirs.items()}
    compare(engine(with_network(tmp_path, graph, weights, rate), 4 * runs), summary, runs)


@needs_data
@pytest.mark.slow
def test_the_independent_simulator_agrees_with_rsiena_too():
    start = nx.to_numpy_array(gs.read_graph(DATA / "s50_wave1.csv", directed=True))
    runs = 100
    x = siena.simulate(start, 5.5, {"density": -2.4, "reciprocity": 2.2, "transitive_triplets": 0.5}, runs, seed=3)
    compare(siena.statistics(x, start), RSIENA, RSIENA_RUNS)


def test_the_shipped_scenario_runs_and_counts_from_its_start():
    scenario = gs.Scenario.load(SCENARIO / "scenario.toml")
    scenario.check()
    at_rest = scenario.set("relations.contact_rate", 0.0).run(seed=1).isel(run=0, month=-1)
    start = nx.to_numpy_array(gs.read_graph(SCENARIO, directed=True))
    for name, values in siena.statistics(start[None], start).items():
        assert float(at_rest[name]) == pytest.approx(values[0])
    moving = scenario.run(seed=1, replicates=20).isel(month=-1)
    assert float(moving["changed_ties"].min()) > 0


def test_a_period_in_twelve_steps_ends_like_one_in_a_single_step():
    scenario = gs.Scenario.load(SCENARIO / "scenario.toml")
    steps = scenario.set({"time.months": 12, "relations.contact_rate": 5.5 / 12})
    one, twelve = engine(scenario, 3_000, seed=5), engine(steps, 3_000, seed=6)
    compare(one, {name: (float(each.mean()), float(each.std(ddof=1))) for name, each in twelve.items()}, 3_000)


def test_what_is_switched_off_does_not_reach_the_network():
    """The lines for speed alone change nothing: with initiatives, desks and news at work the ties are the same."""
    scenario = gs.Scenario.load(SCENARIO / "scenario.toml")
    busy = scenario.set(
        {"initiatives.founding": "volunteer", "hierarchy.utilisation": 0.5, "exchange.information_rate": 0.15}
    )
    calm, noisy = (each.run(seed=3, replicates=30).isel(month=-1) for each in (scenario, busy))
    for name in RSIENA:
        np.testing.assert_array_equal(calm[name], noisy[name])


def test_counts_of_arcs_are_undefined_for_undirected_contacts_and_changes_without_a_start():
    names = ["reciprocated_arcs", "transitive_triplets", "three_cycles", "squared_indegrees", "changed_ties"]
    town = gs.Scenario.parse(
        '[scenario]\nname = "t"\ntitle = "t"\n[time]\nmonths = 2\n[population]\nbusiness = 5\n[topics.any]\n'
        f"[outputs]\nmetrics = {names}\n"
    )
    result = town.run(seed=1)
    assert all(np.isnan(result[name]).all() for name in names)
