# SPDX-License-Identifier: Apache-2.0
"""`gs.network_measures` and `gs.degree_distribution` against the metrics of runs, networkx and counts by hand."""

from __future__ import annotations

import gemeinsim as gs
import networkx as nx
import numpy as np
import pytest

TOWN = """
[time]
months = 6
burn_in = 12
[topics.youth]
severity = 0.5
[population]
administration = 5
civil_society = 8
business = 6
[actors]
birth_rate = {births}
end_rate = {births}
[relations]
directed = {directed}
contact_rate = 3
[outputs]
snapshots = [0, 5]
metrics = ["all"]
"""


@pytest.mark.parametrize("directed", [False, True], ids=["undirected", "directed"])
def test_measures_are_the_metrics_that_the_run_recorded(directed):
    ds = gs.Scenario.parse(TOWN.format(directed=str(directed).lower(), births=0)).run(seed=4, replicates=2)
    for run in (0, 1):
        for month in (0, 5):
            found = gs.network_measures(gs.to_networkx(ds, run=run, month=month), groups="sector")
            row = ds.sel(run=run, month=month)
            recorded = [float(row[name]) for name in found.index]
            np.testing.assert_allclose(found.to_numpy(), recorded, rtol=1e-6, err_msg=str(found.index.tolist()))
    assert len(found) == 10 + 16 + 7


def test_the_dead_are_in_no_triad():
    ds = gs.Scenario.parse(TOWN.format(directed="false", births=0.9)).run(seed=4)
    kinds = [name for name in ds.data_vars if str(name).startswith("triads_")]
    assert len(kinds) == 16
    triples = sum(ds[name].isel(run=0).to_numpy() for name in kinds)
    # n living actors form n (n-1) (n-2) / 6 triples; contacts per actor times n is twice the number of contacts.
    living = np.rint(2 * ds["contacts"] / ds["mean_degree"]).isel(run=0).to_numpy()
    assert living.min() < 19
    np.testing.assert_allclose(triples, living * (living - 1) * (living - 2) / 6, rtol=1e-6)


DATED = """
[time]
start = "2010-01"
months = 12
burn_in = 6
[topics.youth]
severity = 0.5
[[population.actors]]
id = "mayor"
sector = "administration"
[[population.actors]]
id = "club"
sector = "civil_society"
[[population.actors]]
id = "church"
sector = "civil_society"
[[population.actors]]
id = "mill"
sector = "business"
ends = "2010-05"
[[population.actors]]
id = "shop"
sector = "business"
appears = "2010-05"
[[population.actors]]
id = "fair"
sector = "civil_society"
appears = "2010-02"
ends = "2010-08"
[[population.actors]]
id = "later"
sector = "business"
appears = "2030-01"
[actors]
birth_rate = {births}
end_rate = {births}
[relations]
contact_rate = 6
[outputs]
events = {events}
snapshots = [0, 1, 3, 4, 6, 7, 11]
metrics = ["contacts", "density", "mean_degree", "degree_spread", "isolates"]
"""
THERE = {0: "mill", 1: "mill fair", 3: "mill fair", 4: "shop fair", 6: "shop fair", 7: "shop", 11: "shop"}


@pytest.mark.parametrize("births", [0, 0.9])
@pytest.mark.parametrize("events", ["true", "false"])
def test_a_network_has_those_who_are_there(births: float, events: str):
    ds = gs.Scenario.parse(DATED.format(births=births, events=events)).run(seed=3, replicates=3)
    for run in ds["run"].to_numpy():
        for month, dated in THERE.items():
            graph = gs.to_networkx(ds, run=run, month=month)
            if births == 0:
                assert set(graph) == {"mayor", "club", "church", *dated.split()}, (run, month)
            if births == 0 or events == "true":
                found, row = gs.network_measures(graph), ds.sel(run=run, month=month)
                names = ["contacts", "density", "mean_degree", "degree_spread", "isolates"]
                np.testing.assert_allclose(
                    found[names].to_numpy(), [float(row[name]) for name in names], rtol=1e-6, err_msg=f"{run}, {month}"
                )
    assert float(ds["contacts"].sum()) > 0


def test_measures_of_a_small_network_are_what_one_counts():
    graph = nx.Graph([("a", "b"), ("b", "c"), ("a", "c"), ("c", "d")])
    graph.add_node("e")
    nx.set_node_attributes(graph, {"a": "x", "b": "x", "c": "y", "d": "y", "e": "y"}, "kind")
    found = gs.network_measures(graph, groups="kind")
    assert found["contacts"] == 4
    assert found["density"] == 0.4
    assert (found["isolates"], found["largest_degree"], found["components"]) == (1, 3, 2)
    assert found["largest_component"] == 0.8
    assert found["transitivity"] == pytest.approx(6 / 10)
    assert np.isnan(found["reciprocity"])
    assert (found["triads_300"], found["triads_201"], found["triads_012"]) == (1, 2, 0)
    assert (found["density_x_x"], found["density_x_y"], found["density_y_y"]) == (
        1,
        pytest.approx(2 / 6),
        pytest.approx(1 / 3),
    )
    assert found["cross_group_share"] == 0.5


def test_degrees_are_counted():
    arcs = nx.DiGraph([("a", "b"), ("a", "c"), ("b", "c")])
    assert gs.degree_distribution(arcs).to_dict() == {0: 1, 1: 1, 2: 1}
    assert gs.degree_distribution(arcs, "in").to_dict() == {0: 1, 1: 1, 2: 1}
    assert gs.degree_distribution(nx.star_graph(4)).tolist() == [0, 4, 0, 0, 1]
    assert gs.degree_distribution(nx.Graph()).empty
    with pytest.raises(ValueError, match="give 'out' or 'in'"):
        gs.degree_distribution(arcs, "both")


def test_what_is_undefined_is_missing():
    for graph in (nx.Graph(), nx.DiGraph()):
        found = gs.network_measures(graph)
        assert found[["density", "mean_degree", "transitivity", "reciprocity", "largest_component"]].isna().all()
        assert (found["contacts"], found["components"], found["triads_003"]) == (0, 0, 0)


def test_networks_that_are_not_simple_are_refused():
    loop = nx.Graph([("a", "a")])
    with pytest.raises(ValueError, match="from 'a' to itself"):
        gs.network_measures(loop)
    with pytest.raises(ValueError, match="parallel ties"):
        gs.network_measures(nx.MultiGraph())
    with pytest.raises(ValueError, match="'a' has no attribute 'kind'"):
        gs.network_measures(nx.Graph([("a", "b")]), groups="kind")
