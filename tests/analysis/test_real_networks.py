# SPDX-License-Identifier: Apache-2.0
"""The real networks are read correctly: their published measures, by networkx and by the engine's own."""

from __future__ import annotations

from pathlib import Path

import gemeinsim as gs
import networkx as nx
import numpy as np
import pytest
from reference_data import DATA, chemnet, needs_data

pytestmark = needs_data

#: Density, reciprocity, transitivity.
EMON = {
    "Cheyenne": (0.456, 0.578, 0.593),
    "HurrFrederic": (0.281, 0.644, 0.475),
    "LakePomona": (0.389, 0.568, 0.613),
    "MtSi": (0.212, 0.788, 0.727),
    "MtStHelens": (0.175, 0.455, 0.518),
    "Texas": (0.310, 0.613, 0.485),
    "Wichita": (0.392, 0.564, 0.651),
}


def emon(name: str) -> nx.DiGraph:
    return gs.read_graph(DATA / f"emon_{name}_edges.csv", directed=True, actors=DATA / f"emon_{name}_nodes.csv")


def measures(graph: nx.DiGraph) -> tuple[float, float, float]:
    """Density, share of arcs returned, share of two-paths between two actors that an arc closes."""
    a = (nx.to_numpy_array(graph) > 0).astype(float)
    paths = a @ a
    np.fill_diagonal(paths, 0)
    n = len(a)
    return a.sum() / (n * (n - 1)), (a * a.T).sum() / a.sum(), (paths * a).sum() / paths.sum()


def measures_of_engine(graph: nx.DiGraph, folder: Path) -> tuple[float, float, float]:
    """The same from a run in which nothing moves, after a trip through the files of a scenario."""
    bare = graph.__class__()
    bare.add_nodes_from(graph)
    bare.add_edges_from(graph.edges)
    gs.write_graph(bare, folder / "town", sector="civil_society")
    (folder / "town" / "scenario.toml").write_text(
        '[scenario]\nname = "observed"\ntitle = "An observed network at rest"\n[time]\nmonths = 1\n'
        '[population]\nactors = "actors.csv"\nties = "ties.csv"\n[topics.any]\n[actors]\nbirth_rate = 0\nend_rate = 0\n'
        '[relations]\ndirected = true\nconsent = "unilateral"\ncontact_rate = 0\npact_rate = 0\n'
        '[outputs]\nmetrics = ["reciprocity"]\n'
    )
    last = gs.Scenario.load(folder / "town" / "scenario.toml").run(seed=1).isel(run=0, month=-1)
    assert float(last["contacts"]) == graph.number_of_edges()
    return float(last["density"]), float(last["reciprocity"]), float(last["transitivity"])


@pytest.mark.parametrize("name", EMON)
def test_emergency_networks_have_their_measures(name, tmp_path):
    graph = emon(name)
    assert measures(graph) == pytest.approx(EMON[name], abs=5.01e-4)
    assert measures_of_engine(graph, tmp_path) == pytest.approx(measures(graph), rel=1e-6)
    sponsors = {data["sponsorship"] for _, data in graph.nodes(data=True)}
    assert sponsors <= {"City", "County", "County/City", "State", "Federal", "Private"}
    assert all(isinstance(data["frequency"], int) for *_, data in graph.edges(data=True))


def test_chemnet_has_its_measures(tmp_path):
    graph, similarity = chemnet()
    assert measures(graph) == pytest.approx((0.393, 0.614, 0.626), abs=5.01e-4)
    assert measures_of_engine(graph, tmp_path) == pytest.approx(measures(graph), rel=1e-6)
    types = [data["type"] for _, data in graph.nodes(data=True)]
    assert {kind: types.count(kind) for kind in types} == {"gov": 11, "ig": 7, "io": 3, "par": 3, "sci": 6}
    assert list(similarity.index) == list(graph)


@pytest.mark.parametrize(("wave", "ties"), [(1, 113), (2, 116), (3, 122)])
def test_the_waves_of_s50_have_their_ties(wave, ties, tmp_path):
    graph = gs.read_graph(DATA / f"s50_wave{wave}.csv", directed=True)
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (50, ties)
    assert list(graph) == [str(k) for k in range(1, 51)]
    assert measures_of_engine(graph, tmp_path) == pytest.approx(measures(graph), rel=1e-6)


@pytest.mark.parametrize("form", ["graphml", "pajek", "dl", "dl-edgelist1", "edges"])
def test_real_networks_survive_every_format(form, tmp_path):
    graph = emon("Texas")
    for *_, data in graph.edges(data=True):
        data["weight"] = data.pop("frequency")
    ending = {"graphml": "graphml", "pajek": "net", "edges": "csv"}.get(form, "dl")
    written = gs.write_graph(graph, tmp_path / f"texas.{ending}", format=form)
    options = {} if form in ("graphml", "pajek") else {"directed": True, "actors": written.files[1]}
    back = gs.read_graph(written.files[0], **options)
    assert list(back.nodes(data=True)) == list(graph.nodes(data=True))
    assert sorted(back.edges(data="weight")) == sorted(graph.edges(data="weight"))


def test_tables_about_two_kinds_of_nodes_and_values_on_the_diagonal_are_no_networks():
    with pytest.raises(ValueError, match=r"is not square|the row is of"):
        gs.read_graph(DATA / "chemnet_committee.csv", directed=True)
    with pytest.raises(ValueError, match="to itself"):
        gs.read_graph(DATA / "chemnet_infrep.csv", directed=True)
