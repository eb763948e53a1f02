# SPDX-License-Identifier: Apache-2.0
"""What is written is read back the same, by us and by networkx."""

from __future__ import annotations

import string
from pathlib import Path

import networkx as nx
import pytest
from gemeinsim.graph_files import FORMATS, format_of, read_graph, read_matrix, write_graph
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

ENDINGS = {
    "scenario": "town",
    "edges": "town.csv",
    "matrix": "town.csv",
    "graphml": "town.graphml",
    "pajek": "town.net",
    "dl": "town.dl",
    "dl-lowerhalf": "town.dl",
    "dl-upperhalf": "town.dl",
    "dl-edgelist1": "town.dl",
    "dl-nodelist1": "town.dl",
}
COMPLETE = ("scenario", "graphml", "pajek")  # hold attributes of actors themselves

# Signs that are awkward somewhere: separators, quotes, umlauts, comments, markup, blanks at the ends.
SIGNS = string.ascii_letters + string.digits + " ,;'.:=*%#&<>[]_-+äßé€\\日"
NAMES = st.text(SIGNS, min_size=1, max_size=8)
QUOTABLE = st.text(SIGNS + '"', min_size=0, max_size=8)
KEYS = st.text(string.ascii_lowercase + "ä 5-", min_size=1, max_size=6).filter(
    lambda key: (
        key.strip() == key and key not in ("id", "from", "to", "source", "target", "x", "y", "z", "shape", "weight")
    )
)
COLUMNS = {
    bool: st.booleans(),
    int: st.integers(-(10**12), 10**12),
    float: st.floats(allow_nan=False, allow_infinity=False),
    str: QUOTABLE,
}


@st.composite
def networks(draw) -> nx.Graph:
    graph = draw(st.sampled_from([nx.Graph, nx.DiGraph]))()
    names = draw(st.lists(NAMES, min_size=1, max_size=7, unique=True))
    graph.add_nodes_from(names, sector="business")
    pairs = st.tuples(st.sampled_from(names), st.sampled_from(names)).filter(lambda pair: pair[0] != pair[1])
    if len(names) > 1:
        graph.add_edges_from(draw(st.lists(pairs, max_size=12)))
    for key in draw(st.lists(KEYS, max_size=3, unique=True)):
        values = COLUMNS[draw(st.sampled_from(list(COLUMNS)))]
        for name in names:
            if draw(st.booleans()):
                graph.nodes[name][key] = draw(values)
    if graph.size() and draw(st.booleans()):
        weights = draw(st.sampled_from([st.integers(2, 9), st.floats(0.5, 2).filter(lambda w: w != 1)]))
        for pair in graph.edges:
            graph.edges[pair]["weight"] = draw(weights)
    for key in draw(st.lists(KEYS, max_size=2, unique=True)):
        values = COLUMNS[draw(st.sampled_from(list(COLUMNS)))]
        for pair in graph.edges:
            graph.edges[pair][key] = draw(values)
    return graph


def content(graph: nx.Graph) -> tuple:
    """All that a graph holds with the types of its values, whichever end of an undirected tie comes first."""

    def typed(data):
        return sorted((key, type(value).__name__, repr(value)) for key, value in data.items())

    ends = tuple if graph.is_directed() else sorted
    ties = sorted((list(ends(pair)), typed(graph.edges[pair])) for pair in graph.edges)
    return graph.is_directed(), [(name, typed(data)) for name, data in graph.nodes(data=True)], ties


def without(graph: nx.Graph, keys: list[str]) -> nx.Graph:
    rest = graph.copy()
    for *_, data in rest.edges(data=True):
        for key in keys:
            data.pop(key, None)
    return rest


def there_and_back(graph: nx.Graph, form: str, folder: Path) -> tuple[nx.Graph, list[str]]:
    for old in folder.iterdir():
        for inner in old.iterdir() if old.is_dir() else [old]:
            inner.unlink()
    written = write_graph(graph, folder / ENDINGS[form], format=form)
    options: dict = {} if form in ("graphml", "pajek") else {"directed": graph.is_directed()}
    if form not in COMPLETE and len(written.files) > 1:
        options["actors"] = written.files[1]
    if form == "matrix":
        options["format"] = "matrix"
    return read_graph(written.files[0].parent if form == "scenario" else written.files[0], **options), written.left_out


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(graph=networks())
def test_round_trips_keep_everything_that_the_format_has_room_for(form, tmp_path, graph):
    if form.endswith("half"):
        graph = nx.Graph(graph)
    back, left_out = there_and_back(graph, form, tmp_path)
    assert content(back) == content(without(graph, left_out))
    room = {"dl-nodelist1": set()} | {
        key: {"weight"} for key in ("matrix", "dl", "dl-lowerhalf", "dl-upperhalf", "dl-edgelist1")
    }
    if form in room:
        keys = {key for *_, data in graph.edges(data=True) for key in data}
        assert set(left_out) == keys - room[form]
    else:
        assert left_out == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(graph=networks())
def test_networkx_reads_our_pajek_files_alike(tmp_path, graph):
    """Attributes are texts there and every tie has a weight."""
    write_graph(graph, tmp_path / "town.net")
    theirs = nx.read_pajek(tmp_path / "town.net")
    assert list(theirs) == list(graph)
    assert theirs.is_directed() == graph.is_directed()
    assert {frozenset(pair) if not graph.is_directed() else pair for pair in theirs.edges()} == {
        frozenset(pair) if not graph.is_directed() else pair for pair in graph.edges
    }
    for *pair, data in theirs.edges(data=True):
        assert data["weight"] == graph.edges[pair].get("weight", 1)


def test_files_that_networkx_writes_are_read_alike(tmp_path):
    graph = nx.karate_club_graph()
    nx.write_pajek(graph, tmp_path / "club.net")
    nx.write_graphml(graph, tmp_path / "club.graphml")
    expected = {(str(a), str(b)): data["weight"] for a, b, data in graph.edges(data=True)}
    for name in ("club.net", "club.graphml"):
        read = read_graph(tmp_path / name)
        assert not read.is_directed()
        assert {pair: data["weight"] for *pair, data in read.edges(data=True) for pair in [tuple(pair)]} == expected
        assert [data["club"] for _, data in read.nodes(data=True)] == [d["club"] for _, d in graph.nodes(data=True)]


def write(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_dl_in_its_spellings(tmp_path):
    ties = {("ann", "bob"), ("bob", "ann"), ("bob", "cy d")}
    spellings = [
        'dl n=3\nformat = fullmatrix\nlabels:\nann,bob\n"cy d"\ndata:\n0 1 0\n1 0 1\n0 0 0\n',
        'DL\nN = 3, FORMAT=FULLMATRIX, DIAGONAL=ABSENT\nLABELS: ann bob "cy d"\nDATA: 1 0 1 1\n0 0',
        'dl n=3 format=fullmatrix labels embedded data:\nann bob "cy d"\nann 0 1 0\nbob 1 0 1\n"cy d" 0 0 0',
        'dl n=3 format=edgelist1 labels: ann,bob,"cy d" data:\n1 2\n2 1 1\n2 3\n',
        'dl n=3, format=edgelist1, labels embedded\ndata:\nann bob\nbob ann\nbob, "cy d" 1\n',
        'dl n=3 format = nodelist1\nlabels embedded\ndata:\nann bob\nbob ann "cy d"\n',
        'dl nr=3 nc=3 nm=1 format = nodelist1\nrow labels: ann bob "cy d"\ncolumn labels: ann bob "cy d"\n'
        "data:\n1 2\n2 1 3\n",
    ]
    for text in spellings:
        read = read_graph(write(tmp_path, "three.dl", text), directed=True)
        assert list(read) == ["ann", "bob", "cy d"]
        assert set(read.edges) == ties


@pytest.mark.parametrize("form", ["dl", "dl-edgelist1", "dl-nodelist1", "matrix"])
def test_programs_that_know_arcs_only_find_undirected_ties_both_ways(form, tmp_path):
    written = write_graph(nx.Graph([("a", "b"), ("b", "c")]), tmp_path / ENDINGS[form], format=form)
    arcs = read_graph(written.files[0], directed=True, format=form)
    assert set(arcs.edges) == {("a", "b"), ("b", "a"), ("b", "c"), ("c", "b")}


def test_pajek_in_its_spellings(tmp_path):
    head = '% a comment\n*Network town\n*Vertices 3\n1 "a b" 0.1 0.5 box ic Red\n2 c\n3 "d"\n'
    for ties, directed, expected in [
        (
            "*Arcs\n1 2 2.5\n2 1\n*Edges\n2 3 1\n",
            True,
            {("a b", "c"): 2.5, ("c", "a b"): 1, ("c", "d"): 1, ("d", "c"): 1},
        ),
        ("*Arcslist\n1 2 3\n", True, {("a b", "c"): None, ("a b", "d"): None}),
        ("*Edgeslist\n1 2 3\n", False, {("a b", "c"): None, ("a b", "d"): None}),
        ("*Matrix\n0 1 0\n0 0 0\n2 0 0\n", True, {("a b", "c"): 1, ("d", "a b"): 2}),
        ("*Arcs\n", True, {}),
    ]:
        read = read_graph(write(tmp_path, "three.net", head + ties))
        assert read.is_directed() == directed
        assert {pair: data.get("weight") for *pair, data in read.edges(data=True) for pair in [tuple(pair)]} == expected
    assert read.nodes["a b"] == {"x": 0.1, "y": 0.5, "shape": "box", "ic": "Red"}
    assert list(read_graph(write(tmp_path, "bare.net", "*Vertices 3\r\n*Edges\r\n1 3\r\n"))) == ["1", "2", "3"]


def test_csv_as_spreadsheets_and_r_write_it(tmp_path):
    german = write(
        tmp_path, "umlaut.csv", '\ufefffrom;to;hours\r\nBürgeramt;"Verein; Süd";1,5\r\nVerein Ost;Bürgeramt;2\r\n'
    )
    read = read_graph(german, directed=False)
    assert read.edges["Bürgeramt", "Verein; Süd"] == {"hours": 1.5}
    assert read.edges["Verein Ost", "Bürgeramt"] == {"hours": 2.0}
    (tmp_path / "latin.csv").write_bytes("from,to\nBürgeramt,b\n".encode("latin-1"))
    assert "Bürgeramt" in read_graph(tmp_path / "latin.csv", directed=True, encoding="latin-1")
    actors = write(tmp_path, "r_actors.csv", '"","type","rank"\n"1","NA",NA\n"2","gov",3\n"3",NA,4\n')
    ties = write(tmp_path, "r.csv", '"from","to"\n1,2\n')
    read = read_graph(ties, directed=True, actors=actors)
    assert dict(read.nodes(data=True)) == {"1": {"type": "NA"}, "2": {"type": "gov", "rank": 3}, "3": {"rank": 4}}
    bare = write(tmp_path, "bare.csv", "0,1,0\n0,0,0\n2,0,0\n")
    assert set(read_graph(bare, directed=True, actors=actors).edges) == {("1", "2"), ("3", "1")}
    short = write(tmp_path, "short.csv", "a\tb\na\t0\t1\nb\t1\t0\n")
    assert list(read_graph(short, directed=False).edges) == [("a", "b")]


def test_columns_have_one_type_and_codes_stay_texts(tmp_path):
    actors = write(
        tmp_path,
        "actors.csv",
        "id,code,count,share,yes,mixed\n007,01067,3,.5,true,1\n8,66953,-4,1e3,false,x\n9,,,,,\n",
    )
    read = read_graph(write(tmp_path, "ties.csv", "from,to\n007,8\n"), directed=True, actors=actors)
    assert read.nodes["007"] == {"code": "01067", "count": 3, "share": 0.5, "yes": True, "mixed": "1"}
    assert read.nodes["8"] == {"code": "66953", "count": -4, "share": 1000.0, "yes": False, "mixed": "x"}
    assert read.nodes["9"] == {}


def test_undirected_ties_may_be_listed_from_both_sides(tmp_path):
    both = write(tmp_path, "both.csv", "from,to,hours\na,b,2\nb,a,2\n")
    assert read_graph(both, directed=False).edges["a", "b"] == {"hours": 2}
    assert len(read_graph(both, directed=True).edges) == 2


def test_a_written_folder_is_read_by_the_engine(tmp_path):
    import gemeinsim as gs

    graph = nx.Graph()
    graph.add_node("amt", sector="administration", level="municipal", **{"salience.youth": 1.0}, phone="0631")
    graph.add_node("verein, ost", title='Verein "Ost"', hours=12.5)
    graph.add_node("42", sector="business", owner=True)
    graph.add_edge("amt", "verein, ost", pact=True, since=1999)
    graph.add_edge("amt", "42", pact=False)
    written = write_graph(graph, tmp_path / "town", sector="civil_society")
    names = ["actors.csv", "actors_more.csv", "ties.csv", "ties_more.csv"]
    assert [path.name for path in written.files] == names
    (tmp_path / "town" / "scenario.toml").write_text(
        '[scenario]\nname = "t"\ntitle = "t"\n[time]\nmonths = 1\n[population]\nactors = "actors.csv"\n'
        'ties = "ties.csv"\n[topics.youth]\n[relations]\ncontact_rate = 0\npact_rate = 0\n[outputs]\nsnapshots = [0]\n'
    )
    result = gs.Scenario.load(tmp_path / "town" / "scenario.toml").run(seed=1)
    assert float(result["contacts"][0, 0]) == 2
    assert float(result["pacts"][0, 0]) == 1
    back = read_graph(tmp_path / "town", directed=False)
    assert back.nodes["amt"]["phone"] == "0631"
    assert back.edges["amt", "verein, ost"] == {"pact": True, "since": 1999}


@pytest.mark.parametrize(("directed", "contacts"), [("false", 2), ("true", 4)])
def test_the_engine_counts_a_tie_listed_from_both_sides_once(tmp_path, directed, contacts):
    """Of a directed network they are two arcs; a pact holds both ways, whichever line says so."""
    import gemeinsim as gs

    write(tmp_path, "actors.csv", "id,sector\na,business\nb,business\nc,business\n")
    write(tmp_path, "ties.csv", "from,to,pact\na,b,\nb,a,true\nb,c,\nc,b,\n")
    town = gs.Scenario.parse(
        '[scenario]\nname = "t"\ntitle = "t"\n[time]\nmonths = 1\n[population]\nactors = "actors.csv"\n'
        'ties = "ties.csv"\n[topics.youth]\n[actors]\nend_rate = 0\n'
        f'[relations]\ndirected = {directed}\nconsent = "unilateral"\ncontact_rate = 0\npact_rate = 0\n',
        folder=tmp_path,
    )
    last = town.run(seed=1).isel(run=0, month=-1)
    assert (float(last["contacts"]), float(last["pacts"])) == (contacts, 1)


def test_formats_are_told_from_names(tmp_path):
    assert [format_of(name) for name in ("a.graphml", "B.NET", "c.dl", "d.csv", "folder")] == [
        "graphml",
        "pajek",
        "dl",
        "edges",
        "scenario",
    ]
    with pytest.raises(ValueError, match=r"a\.gml: the ending '\.gml' names no format"):
        format_of("a.gml")
    with pytest.raises(ValueError, match="did you mean 'pajek'"):
        read_graph(tmp_path, format="pajec")


def test_tables_about_pairs_are_read_with_their_names(tmp_path):
    table = read_matrix(write(tmp_path, "similar.csv", '"","a","b"\n"a",4.9,-1\n"b",NA,2\n'))
    assert list(table.index) == list(table.columns) == ["a", "b"]
    assert table.loc["a", "b"] == -1
    assert table.isna().to_numpy().tolist() == [[False, False], [True, False]]
    with pytest.raises(ValueError, match=r"odd\.csv:2: 'x' is no number \(column 2\)"):
        read_matrix(write(tmp_path, "odd.csv", ",a,b\na,1,x\nb,1,1\n"))
