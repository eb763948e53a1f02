# SPDX-License-Identifier: Apache-2.0
"""Fits against formulas, against enumeration of all networks, and against data with a known answer."""

from __future__ import annotations

import itertools
import json
import math

import gemeinsim as gs
import networkx as nx
import numpy as np
import pandas as pd
import pytest
from gemeinsim import _core
from reference_data import chemnet, needs_data


def random_network(n: int, seed: int, *, directed: bool = True, share: float = 0.4) -> nx.Graph:
    rng = np.random.default_rng(seed)
    graph = nx.gnp_random_graph(n, share, seed=seed, directed=directed)
    graph = nx.relabel_nodes(graph, {k: f"a{k}" for k in range(n)})
    for name in graph:
        graph.nodes[name]["hours"] = float(rng.normal())
        graph.nodes[name]["sector"] = str(rng.choice(["x", "y", "z"]))
    return graph


@needs_data
def test_chemnet_has_its_known_answer():
    graph, similarity = chemnet()
    found = gs.fit(graph, ["edges", ("dyadic", "preference")], dyadic={"preference": similarity})
    np.testing.assert_allclose(found.table["estimate"], [-0.86678, 0.17689], atol=5e-6)
    np.testing.assert_allclose(found.table["standard_error"], [0.16672, 0.06133], atol=5e-6)
    assert found.log_likelihood == pytest.approx(-578.797, abs=5e-4)
    assert (found.actors, found.possible, found.ties) == (30, 870, 342)


@pytest.mark.parametrize("directed", [False, True])
def test_density_alone_is_the_logit_of_the_share(directed):
    graph = random_network(12, 1, directed=directed)
    found = gs.fit(graph, ["density"])
    share = nx.density(graph)
    assert found.table.loc["density", "estimate"] == pytest.approx(math.log(share / (1 - share)), abs=1e-12)
    information = found.possible * share * (1 - share)
    assert found.table.loc["density", "standard_error"] == pytest.approx(information**-0.5, rel=1e-9)
    assert found.aic == pytest.approx(-2 * found.log_likelihood + 2)
    assert found.bic == pytest.approx(-2 * found.log_likelihood + math.log(found.possible))


def test_without_missing_terms_the_fitted_statistics_are_the_observed_ones():
    """The equations of maximum likelihood, written out for each term, with probabilities of their own."""
    graph = random_network(15, 2)
    names = list(graph)
    hours = np.array([graph.nodes[name]["hours"] for name in names])
    sector = np.array([graph.nodes[name]["sector"] for name in names])
    pairs = np.random.default_rng(3).normal(size=(15, 15))
    terms = {
        "density": np.ones((15, 15)),
        ("sender", "hours"): hours[:, None] + np.zeros((15, 15)),
        ("receiver", "hours"): hours[None, :] + np.zeros((15, 15)),
        ("similarity", "hours"): 1 - np.abs(hours[:, None] - hours[None, :]) / np.ptp(hours),
        ("same", "sector"): (sector[:, None] == sector[None, :]).astype(float),
        ("dyadic", "pairs"): pairs,
    }
    found = gs.fit(graph, list(terms), dyadic={"pairs": pairs})
    weight = found.table["estimate"].to_numpy()
    total = sum(w * statistic for w, statistic in zip(weight, terms.values(), strict=True))
    p = 1 / (1 + np.exp(-total))
    np.fill_diagonal(p, 0)
    seen = nx.to_numpy_array(graph, nodelist=names)
    for statistic in terms.values():
        assert (statistic * p).sum() == pytest.approx((statistic * seen).sum(), abs=1e-7)


@pytest.mark.parametrize("directed", [False, True])
def test_the_likelihood_is_that_of_the_enumeration_of_all_networks(directed):
    """Every network of 4 actors, its weight by counting: no dyads are taken for granted."""
    n = 4
    rng = np.random.default_rng(5)
    v = rng.normal(size=n)
    cells = [(i, j) for i in range(n) for j in range(n) if (i != j if directed else i < j)]

    def counts(x: np.ndarray) -> list[float]:
        if directed:
            return [x.sum(), (x * x.T).sum() / 2, (x * v[:, None]).sum()]
        return [x.sum() / 2, (x * np.abs(v[:, None] - v[None, :])).sum() / 2]

    tables = []
    for bits in itertools.product((0, 1), repeat=len(cells)):
        x = np.zeros((n, n))
        for (i, j), bit in zip(cells, bits, strict=True):
            x[i, j] = bit
            if not directed:
                x[j, i] = bit
        tables.append(counts(x))
    statistics = np.array(tables)
    graph = (nx.DiGraph if directed else nx.Graph)()
    graph.add_nodes_from((k, {"v": v[k]}) for k in range(n))
    graph.add_edges_from([(0, 1), (1, 0), (0, 2), (2, 3)] if directed else [(0, 1), (1, 2), (0, 3)])
    terms = ["density", "reciprocity", ("sender", "v")] if directed else ["density", ("difference", "v")]
    found = gs.fit(graph, terms)
    observed = np.array(counts(nx.to_numpy_array(graph, nodelist=range(n))))

    def log_likelihood(weights: np.ndarray) -> float:
        return float(observed @ weights - np.log(np.exp(statistics @ weights).sum()))

    weights = found.table["estimate"].to_numpy()
    assert found.log_likelihood == pytest.approx(log_likelihood(weights), abs=1e-9)
    share = np.exp(statistics @ weights)
    share /= share.sum()
    np.testing.assert_allclose(share @ statistics, observed, atol=1e-8)  # the gradient is 0: it is the maximum
    spread = (statistics * share[:, None]).T @ statistics - np.outer(observed, observed)
    np.testing.assert_allclose(found.covariance, np.linalg.inv(spread), rtol=1e-6)


def test_the_order_of_actors_and_units_of_covariates_change_nothing():
    graph = random_network(12, 6)
    first = gs.fit(graph, ["density", "reciprocity", ("sender", "hours")])
    turned = nx.DiGraph()
    turned.add_nodes_from(reversed(list(graph.nodes(data=True))))
    turned.add_edges_from(graph.edges)
    for name in turned:
        turned.nodes[name]["minutes"] = 6e7 * graph.nodes[name]["hours"]
    second = gs.fit(turned, ["density", "reciprocity", ("sender", "minutes")])
    scale = np.array([1, 1, 6e7])
    np.testing.assert_allclose(first.table["estimate"], second.table["estimate"] * scale, rtol=1e-8)
    np.testing.assert_allclose(first.table["z"], second.table["z"], rtol=1e-8)


def test_frames_are_aligned_by_name_and_missing_pairs_left_out():
    graph = random_network(10, 7)
    names = list(graph)
    values = np.random.default_rng(8).normal(size=(10, 10))
    frame = pd.DataFrame(values, names, names)
    turned = frame.loc[names[::-1], names[::-1]]
    one, two = (gs.fit(graph, ["density", ("dyadic", "w")], dyadic={"w": w}) for w in (values, turned))
    np.testing.assert_allclose(one.table, two.table)
    frame.loc["a3", "a4"] = np.nan
    assert gs.fit(graph, ["density", ("dyadic", "w")], dyadic={"w": frame}).possible == 88
    del graph.nodes["a0"]["hours"]
    assert gs.fit(graph, ["density", ("similarity", "hours")]).possible == 72
    del graph.nodes["a0"]["sector"], graph.nodes["a1"]["sector"]
    assert gs.fit(graph, ["density", ("same", "sector")]).possible == 56


def test_what_depends_on_more_than_two_actors_is_refused():
    with pytest.raises(ValueError, match=r"transitive_triplets counts ties of more than two actors.*no exact form"):
        gs.fit(random_network(6, 1), ["density", "transitive_triplets"])


def fitted_or_why_not(graph: nx.Graph, term) -> str:
    try:
        gs.fit(graph, ["density", term] if term != "density" else [term], dyadic={"w": np.eye(8)[::-1]})
    except ValueError as error:
        return str(error)
    return "fitted"


def test_every_effect_on_contacts_of_the_engine_has_a_fit_or_a_reason_against_it():
    tables = {table["path"]: table for table in json.loads(_core.parameters_json())["tables"]}
    columns = {column["path"]: column for column in tables["relations.effects"]["columns"]}
    graph = random_network(8, 1)
    answers = {}
    for name in columns["name"]["choices"]:
        about = {"dyadic_covariate": "w", "covariate_same": "sector"}.get(name, "hours")
        answers[name] = fitted_or_why_not(graph, (name, about) if "covariate" in name else name)
    answers.pop("pact_density")  # counts another kind of tie
    fits = {name for name, answer in answers.items() if answer == "fitted"}
    assert fits >= {"density", "reciprocity", "same_sector", "covariate_ego", "dyadic_covariate"}
    for name in answers.keys() - fits:
        assert "counts ties of more than two actors" in answers[name]


def separated(kind: str) -> tuple[nx.Graph, list]:
    if kind == "full":
        return nx.complete_graph(5), ["density"]
    if kind == "empty":
        return nx.empty_graph(5), ["density"]
    graph = nx.Graph([("a", "b"), ("c", "d")])
    if kind == "perfect":  # all ties inside, none across
        nx.set_node_attributes(graph, {"a": 1, "b": 1, "c": 2, "d": 2}, "v")
    else:  # none across, some inside
        graph.add_nodes_from("ef")
        nx.set_node_attributes(graph, {"a": 1, "b": 1, "e": 1, "c": 2, "d": 2, "f": 2}, "v")
    return graph, ["density", ("same", "v")]


@pytest.mark.parametrize("kind", ["full", "empty", "perfect", "partly"])
def test_separation_is_seen(kind):
    graph, terms = separated(kind)
    with pytest.raises(ValueError, match="tell ties from others perfectly"):
        gs.fit(graph, terms)


def test_strong_but_finite_effects_are_no_separation():
    graph = nx.Graph()
    graph.add_nodes_from((k, {"v": k % 2}) for k in range(40))
    inside = [(i, j) for i in range(40) for j in range(i) if (i - j) % 2 == 0]
    graph.add_edges_from(inside[1:])  # one missing
    graph.add_edge(0, 1)  # and one across
    found = gs.fit(graph, ["density", ("same", "v")])
    expected = math.log((len(inside) - 1) / 1) - math.log(1 / 399)
    assert found.table.loc["covariate_same:v", "estimate"] == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        (["density", ("same", "sectr")], "did you mean 'sector'"),
        (["density", "recipocity"], "did you mean 'reciprocity'"),
        (["density", "density"], "stands twice"),
        (["density", ("sender", "sector")], "needs numbers, for texts use 'same'"),
        (["density", "similarity"], "is about a covariate"),
        ([("density", "hours")], "is about no covariate"),
        (["density", ("dyadic", "w")], "no dyadic covariate 'w'"),
        ([], "there are no terms"),
        (["density", ("sender", "one")], "say the same"),
        (["density", ("similarity", "one")], "the same for all actors"),
        (["density", ("sender", "zero")], "is 0 for every pair"),
    ],
)
def test_terms_that_make_no_sense_are_told(terms, message):
    graph = random_network(8, 1)
    nx.set_node_attributes(graph, 1.0, "one")
    nx.set_node_attributes(graph, 0.0, "zero")
    with pytest.raises(ValueError, match=message):
        gs.fit(graph, terms)


def test_what_makes_no_sense_about_the_network_is_told():
    with pytest.raises(ValueError, match="reciprocity is about directed ties"):
        gs.fit(random_network(8, 1, directed=False), ["density", "reciprocity"])
    w = np.arange(64.0).reshape(8, 8)
    with pytest.raises(ValueError, match="is not symmetric"):
        gs.fit(random_network(8, 1, directed=False), ["density", ("dyadic", "w")], dyadic={"w": w})
    with pytest.raises(ValueError, match="make it simple"):
        gs.fit(nx.MultiGraph([(0, 1), (0, 1)]), ["density"])


def test_prints_as_table_and_json():
    found = gs.fit(random_network(10, 1), ["density", "reciprocity"])
    assert str(found).splitlines()[0] == f"10 actors, {found.ties} of 90 possible arcs"
    assert "reciprocity" in found._repr_html_()
    assert [term["term"] for term in found.to_dict()["terms"]] == ["density", "reciprocity"]
