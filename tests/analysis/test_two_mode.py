# SPDX-License-Identifier: Apache-2.0
"""Two-mode networks and halves of matrices: read, written, projected, refused."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from gemeinsim import commands
from gemeinsim.graph_files import project, read_graph, write_graph
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_graph_files import NAMES, content


def write(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


@st.composite
def two_modes(draw) -> nx.Graph:
    names = draw(st.lists(NAMES, min_size=2, max_size=9, unique=True))
    first = draw(st.integers(1, len(names) - 1))
    graph = nx.Graph()
    for place, name in enumerate(names):
        graph.add_node(name, bipartite=0 if place < first else 1)
    weighted = draw(st.booleans())
    for one in names[:first]:
        for other in names[first:]:
            if draw(st.booleans()):
                graph.add_edge(one, other, **({"weight": draw(st.integers(2, 9))} if weighted else {}))
    return graph


@pytest.mark.parametrize("name", ["town.net", "town.dl", "town.graphml", "town.csv"])
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(graph=two_modes())
def test_two_mode_networks_come_back_as_they_were(name, tmp_path, graph):
    written = write_graph(graph, tmp_path / name)
    options: dict = {} if name in ("town.net", "town.graphml") else {"directed": False}
    if len(written.files) > 1:
        options["actors"] = written.files[1]
    assert content(read_graph(tmp_path / name, **options)) == content(graph)


@settings(max_examples=60, deadline=None)
@given(graph=two_modes(), onto=st.sampled_from([0, 1]))
def test_projections_are_products_of_the_incidence_matrix(graph, onto):
    """B B' without its diagonal, and where it is not 0."""
    modes = [[name for name, mode in graph.nodes(data="bipartite") if mode == one] for one in (onto, 1 - onto)]
    b = np.array(
        [[graph.edges[i, k].get("weight", 1) if graph.has_edge(i, k) else 0 for k in modes[1]] for i in modes[0]]
    )
    expected = b @ b.T
    np.fill_diagonal(expected, 0)
    sums = project(graph, "sum", onto)
    assert list(sums) == modes[0]
    assert (nx.to_numpy_array(sums) == expected).all()
    binary = project(graph, "binary", onto)
    assert (nx.to_numpy_array(binary) == (expected != 0)).all()
    assert not any(data for *_, data in binary.edges(data=True))
    assert not any("bipartite" in data for _, data in sums.nodes(data=True))


def test_spellings_of_one_two_mode_network_are_read_alike(tmp_path):
    ties = {("ann", "fair"), ("bob", "fair"), ("bob", "ball")}
    head = "dl nr=2 nc=2 row labels: ann bob column labels: fair ball data:\n"
    files = [
        write(tmp_path, "plain.dl", head + "1 0\n1 1\n"),
        write(tmp_path, "embedded.dl", "dl nr=2, nc=3 labels embedded data:\nfair ball trip\nann 1 0 0\nbob 1 1 0\n"),
        write(tmp_path, "edges.net", "*Vertices 4 2\n1 ann\n2 bob\n3 fair\n4 ball\n*Edges\n1 3\n2 3\n4 2\n"),
        write(tmp_path, "arcs.net", "*Vertices 4 2\n1 ann\n2 bob\n3 fair\n4 ball\n*Arcs\n1 3 1\n2 3 1\n2 4 1\n"),
        write(tmp_path, "matrix.net", "*Vertices 4 2\n1 ann\n2 bob\n3 fair\n4 ball\n*Matrix\n1 0\n1 1\n"),
    ]
    for path in files:
        graph = read_graph(path, **({"directed": False} if path.suffix == ".dl" else {}))
        assert {tuple(sorted(tie)) for tie in graph.edges} == {tuple(sorted(tie)) for tie in ties}, path
        modes = dict(graph.nodes(data="bipartite"))
        assert [modes[name] for name in ("ann", "bob", "fair", "ball")] == [0, 0, 1, 1]
    assert "trip" in read_graph(files[1], directed=False)


def test_an_actor_in_both_modes_is_a_fault(tmp_path):
    path = write(tmp_path, "both.dl", "dl nr=1 nc=2\nrow labels: ann\ncolumn labels: bob ann\ndata:\n1 1\n")
    with pytest.raises(ValueError, match=r"both\.dl:3: the actor 'ann' is listed twice \(first in line 2\)"):
        read_graph(path, directed=False)


@pytest.mark.parametrize(
    ("form", "data"),
    [
        ("lowerhalf", "0\n1 0\n0 2 0"),
        ("lowerhalf diagonal=absent", "1\n0 2"),
        ("upperhalf", "0 1 0\n0 2\n0"),
        ("upperhalf diagonal=absent", "1 0\n2"),
    ],
)
def test_halves_of_matrices_hold_the_whole(tmp_path, form, data):
    path = write(tmp_path, "half.dl", f"dl n=3 format={form}\nlabels: a b c\ndata:\n{data}\n")
    graph = read_graph(path, directed=False)
    assert dict(graph.edges) == {("a", "b"): {"weight": 1}, ("b", "c"): {"weight": 2}}
    for wrong, message in [
        (data + " 7", "more values than N=3 has room for"),
        (data[:-2], r"(the file ends where a value belongs|too short)"),
        (data.replace("2", "x"), "'x' is no number"),
    ]:
        write(tmp_path, "half.dl", f"dl n=3 format={form}\nlabels: a b c\ndata:\n{wrong}\n")
        with pytest.raises(ValueError, match=message):
            read_graph(path, directed=False)


def test_a_huge_count_costs_no_memory(tmp_path):
    for head in ("n=900000 format=lowerhalf", "nr=900000 nc=900000 row labels embedded", "nr=900000 nc=800000"):
        with pytest.raises(ValueError, match="too short"):
            read_graph(write(tmp_path, "huge.dl", f"dl {head} data:\n1 1\n"), directed=False)


def test_halves_are_refused_for_arcs(tmp_path):
    with pytest.raises(ValueError, match="ties have a direction; use dl"):
        write_graph(nx.DiGraph([("a", "b")]), tmp_path / "x.dl", format="dl-lowerhalf")


def test_convert_projects_for_scenarios_and_says_so_where_it_must(capsys, tmp_path):
    source = write(tmp_path, "events.dl", "dl nr=3 nc=2\nrow labels: a b c\ncolumn labels: p q\ndata:\n1 1\n1 1\n0 1\n")
    arguments = [str(source), "--undirected", "--sector", "business", "-o", str(tmp_path / "town")]
    assert commands.convert(arguments) == 2
    assert "all actors of a scenario are of one; project it, with --project sum" in capsys.readouterr().err
    assert not (tmp_path / "town").exists()
    assert commands.convert([*arguments, "--project", "binary"]) == 0
    assert sorted(read_graph(tmp_path / "town", directed=False).edges) == [("a", "b"), ("a", "c"), ("b", "c")]
    target = str(tmp_path / "sums.net")
    assert commands.convert([str(source), "--undirected", "-o", target, "--project", "sum"]) == 0
    assert {pair: data["weight"] for *pair, data in read_graph(target).edges(data=True) for pair in [tuple(pair)]} == {
        ("a", "b"): 2,
        ("a", "c"): 1,
        ("b", "c"): 1,
    }
    assert commands.convert([str(source), "--undirected", "-o", target, "--project", "sum", "--onto", "1"]) == 0
    assert dict(read_graph(target).edges) == {("p", "q"): {"weight": 2}}
    assert commands.convert([target, "-o", str(tmp_path / "y.net"), "--project", "sum"]) == 2
    assert "is not of two modes" in capsys.readouterr().err
