# SPDX-License-Identifier: Apache-2.0
"""Files with faults are refused with the place of each, quickly, and nothing is written."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from gemeinsim import commands
from gemeinsim.graph_files import read_graph
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

GRAPHML = (
    '<?xml version="1.0" encoding="utf-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    '<key id="h" for="node" attr.name="hours" attr.type="double"/>\n<graph edgedefault="{0}">\n{1}\n</graph>'
    "</graphml>\n"
)
NODES = '<node id="a"/>\n<node id="b"/>\n<node id="c"/>\n'


def graphml(body: str, kind: str = "directed") -> str:
    return GRAPHML.format(kind, NODES + body)


DL = "dl n=3 format={0}\nlabels: a b c\ndata:\n{1}\n"
VERTICES = '*Vertices 3\n1 "a"\n2 "b"\n3 "c"\n'

CASES = [
    # edge lists and their actors
    ("loop.csv", "from,to\na,b\na,a\n", r"loop\.csv:3: a tie from 'a' to itself .*; remove it"),
    (
        "twice.csv",
        "from,to\na,b\nb,a\na,b\n",
        r"twice\.csv:4: the tie from 'a' to 'b' is listed twice \(first in line 2\)",
    ),
    ("short.csv", "from,to\na,b\na\n", r"short\.csv:3: 1 fields \(the first line has 2\)"),
    ("nameless.csv", "from,to\na,\n", r"nameless\.csv:2: an empty name"),
    ("columns.csv", "from,to,x,x\na,b,1,2\n", r"columns\.csv:1: two columns are called 'x'"),
    ("open.csv", 'from,to\na,"b\nc,d\n', r"open\.csv:2: a quote that does not enclose"),
    ("mixed.csv", "from,to;x\na,b;1\n", r"mixed\.csv:1: the first line mixes"),
    ("bell.csv", "from,to\na\x07,b\n", r"bell\.csv:2: the name .* holds the character U\+0007"),
    # matrices
    ("diagonal.csv", ",a,b\na,0,1\nb,1,2\n", r"diagonal\.csv:3: a tie from 'b' to itself"),
    ("ragged.csv", ",a,b\na,0,1\nb,1\n", r"ragged\.csv:3: 1 values, not 2"),
    ("cut.csv", ",a,b,c\na,0,1,0\nb,1,0,0\n", r"cut\.csv:3: a matrix of 2 rows and 3 columns is not square"),
    ("order.csv", ",a,b\nb,0,1\na,1,0\n", r"order\.csv:2: the row is of 'b', the column of 'a'"),
    ("words.csv", ",a,b\na,0,yes\nb,1,0\n", r"words\.csv:2: 'yes' is no number \(column 2\)"),
    ("missing.csv", "0,1\nNA,0\n", r"missing\.csv:2: a missing value \(column 1\); give a number, 0 for no tie"),
    ("same.csv", ",a,a\na,0,1\na,1,0\n", r"same\.csv:3: the actor 'a' is listed twice \(first in line 2\)"),
    # GraphML
    ("loop.graphml", graphml('<edge source="b" target="b"/>'), r"loop\.graphml:8: a tie from 'b' to itself"),
    ("who.graphml", graphml('<edge source="a" target="d"/>'), r"who\.graphml:8: there is no actor 'd'; list it or"),
    (
        "twice.graphml",
        graphml('<edge source="a" target="b"/>\n<edge source="a" target="b"/>'),
        r"twice\.graphml:9: the tie from 'a' to 'b' is listed twice \(first in line 8\)",
    ),
    ("node.graphml", graphml('<node id="a"/>'), r"node\.graphml:8: the actor 'a' is listed twice \(first in line 5\)"),
    ("cut.graphml", graphml('<edge source="a"')[:-40], r"cut\.graphml:\d+: the XML is broken"),
    ("data.graphml", graphml('<node id="d"><data key="h">many</data></node>'), r"data\.graphml:8: 'many' is no number"),
    ("key.graphml", graphml('<node id="d"><data key="k">1</data></node>'), r"key\.graphml:8: data of the key 'k'"),
    (
        "kind.graphml",
        graphml('<edge source="a" target="b" directed="false"/>'),
        r"kind\.graphml:8: arcs and undirected",
    ),
    (
        "nested.graphml",
        graphml('<node id="d"><graph edgedefault="directed"/></node>'),
        r"nested\.graphml:8: more than one",
    ),
    ("html.graphml", "<html></html>", r"html\.graphml:1: the XML is of 'html', not of graphml"),
    (
        "count.graphml",
        graphml("").replace("<graph ", '<graph parse.nodes="5" '),
        r"count\.graphml: parse\.nodes says 5, there are 3 nodes",
    ),
    (
        "bomb.graphml",
        graphml("").replace("<graphml", '<!DOCTYPE g [<!ENTITY a "aaaaaaaaaa">]>\n<graphml', 1),
        r"bomb\.graphml:2: the file declares entities",
    ),
    # Pajek
    ("loop.net", VERTICES + "*Arcs\n1 1\n", r"loop\.net:6: a tie from 'a' to itself"),
    ("who.net", VERTICES + "*Arcs\n1 4\n", r"who\.net:6: there is no vertex '4' \(\*Vertices says 1 to 3\)"),
    ("twice.net", VERTICES + "*Arcs\n1 2\n1 2 3\n", r"twice\.net:7: the tie from 'a' to 'b' is listed twice"),
    ("cut.net", '*Vertices 3\n1 "a"\n2 "b"\n', r"cut\.net:1: \*Vertices says 3, 2 are listed; the file may be cut off"),
    ("many.net", '*Vertices 1\n1 "a"\n2 "b"\n', r"many\.net:3: there is no vertex '2'"),
    ("label.net", '*Vertices 2\n1 "a"\n2 "a"\n', r"label\.net:3: the actor 'a' is listed twice"),
    ("number.net", '*Vertices 2\n1 "a"\n1 "b"\n', r"number\.net:3: vertex 1 is listed twice \(first in line 2\)"),
    ("huge.net", "*Vertices 999999999\n*Arcs\n1 2\n", r"huge\.net:1: 999999999 actors are too many"),
    ("huger.net", f"*Vertices {'9' * 5000}\n", r"huger\.net:1: 9{20} actors are too many"),
    ("two.net", "*Vertices 5 6\n", r"two\.net:1: 6 of 5 vertices are of the first mode"),
    ("three.net", "*Vertices 5 3 2\n", r"three\.net:1: .*a count belongs here"),
    ("within.net", "*Vertices 3 2\n*Edges\n1 3\n1 2\n", r"within\.net:4: a tie between '1' and '2' of one mode"),
    ("rows.net", "*Vertices 3 2\n*Matrix\n1\n", r"rows\.net:2: 1 rows of the matrix, not 2"),
    ("row.net", "*Vertices 3 2\n*Matrix\n1 1\n0\n", r"row\.net:3: 2 values, not 1"),
    ("word.net", "*Vertices 3 2\n*Matrix\n1\nx\n", r"word\.net:4: 'x' is no number"),
    ("negative.net", "*Vertices -1\n", r"negative\.net:1: .*a count belongs here"),
    ("quote.net", '*Vertices 1\n1 "a\n', r"quote\.net:2: a quote that is never closed"),
    ("time.net", VERTICES + "*Arcs\n1 2 1 [1-5]\n", r"time\.net:6: a time interval"),
    ("relation.net", VERTICES + "*Arcs\n1 2\n*Arcs :2\n2 1\n", r"relation\.net:7: a second \*Arcs"),
    ("matrix.net", VERTICES + "*Matrix\n0 1 0\n0 0 1\n", r"matrix\.net:5: 2 rows of the matrix, not 3"),
    ("text.net", "hello\n", r"text\.net:1: the file does not start with \*Vertices"),
    ("odd.net", '*Vertices 1\n1 "a" colour\n', r"odd\.net:2: 'colour' has no value"),
    # UCINET DL
    ("loop.dl", DL.format("edgelist1", "1 2\n2 2"), r"loop\.dl:5: a tie from 'b' to itself"),
    ("diagonal.dl", DL.format("fullmatrix", "0 1 0\n0 1 0\n0 0 0"), r"diagonal\.dl:5: a tie from 'b' to itself"),
    ("who.dl", DL.format("edgelist1", "1 4"), r"who\.dl:4: there is no actor '4' \(N says 1 to 3\)"),
    ("twice.dl", DL.format("nodelist1", "1 2 3 2"), r"twice\.dl:4: the tie from 'a' to 'b' is listed twice"),
    (
        "cut.dl",
        DL.format("fullmatrix", "0 1 0\n1 0"),
        r"cut\.dl:\d: the file is too short for N=3 rows of 3|cut\.dl:\d: the file ends",
    ),
    ("more.dl", DL.format("fullmatrix", "0 1 0 1 0 1 0 0 0 1"), r"more\.dl:4: more values than N=3"),
    ("labels.dl", "dl n=3\nlabels: a b\ndata:\n1", r"labels\.dl:3: 2 labels, but N=3"),
    ("end.dl", "dl n=3\nlabels:\na b c\n", r"end\.dl:\d: the file ends before DATA:"),
    ("huge.dl", "dl n=1000000000 data:\n0", r"huge\.dl:1: 1000000000 actors are too many"),
    ("large.dl", "dl n=4000000 data:\n0", r"large\.dl:1: the file is too short for N=4000000"),
    ("format.dl", "dl n=2 format=blockmatrix data:\n1", r"format\.dl:1: the format 'blockmatrix' is not read"),
    ("modes.dl", "dl nr=2 nc=3 data:\n1", r"modes\.dl:1: rows and columns are different actors"),
    ("list.dl", "dl nr=2 nc=3 format=edgelist1 data:\n1 1", r"list\.dl:1: 2 rows and 3 columns, .*FULLMATRIX"),
    ("against.dl", "dl n=2 nc=3 data:\n1", r"against\.dl:1: NC=3 against another count"),
    ("columns.dl", "dl nr=2 data:\n1", r"columns\.dl:1: the number of actors is not given"),
    ("whose.dl", "dl nr=2 nc=3 labels: a b data:\n1", r"whose\.dl:1: labels of rows or of columns"),
    ("half.dl", DL.format("lowerhalf", "0\n1 0\n0 1 0"), r"half\.dl:3: .*one half of a symmetric matrix"),
    ("relations.dl", "dl n=2 nm=2 data:\n1", r"relations\.dl:1: 2 relations \(one is read\)"),
    ("named.dl", "dl n=3 format=edgelist1 labels embedded\ndata:\na b\n", r"named\.dl:3: N=3, but 2 actors are named"),
    ("fields.dl", DL.format("edgelist1", "1 2 3 4"), r"fields\.dl:4: 4 fields"),
    ("text.dl", "hello", r"text\.dl:1: the file does not start with DL"),
    # whatever the format
    *(
        (f"empty{ending}", "", rf"empty\{ending}:1: the file is empty")
        for ending in (".csv", ".graphml", ".net", ".dl")
    ),
    *((f"blank{ending}", " \n\n", rf"blank\{ending}:1: the file is empty") for ending in (".csv", ".net", ".dl")),
    ("binary.csv", b"from,to\n\x00\x01\x02", r"binary\.csv:2: the file is binary"),
    ("latin.csv", "from,to\na,b\nBürgeramt,c\n".encode("latin-1"), r"latin\.csv:3: the byte 0xfc is no utf-8"),
    ("wide.csv", "from,to\na,b\n".encode("utf-16"), r"wide\.csv:1: the file is UTF-16"),
]


def arguments_for(path: Path) -> dict:
    return {"directed": True} if path.suffix in (".csv", ".dl") else {}


@pytest.mark.parametrize(("name", "text", "message"), CASES, ids=[case[0] for case in CASES])
def test_every_fault_is_told_with_its_place(tmp_path, capsys, name, text, message):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    started = time.monotonic()
    with pytest.raises(ValueError, match=message) as refused:
        read_graph(path, **arguments_for(path))
    assert time.monotonic() - started < 2  # and takes no memory that a count only claims to need
    for line in str(refused.value).splitlines():
        assert line.startswith(str(path))
        assert "; " in line  # what to do
    direction = ["--directed"] if arguments_for(path) else []
    target = tmp_path / "out" / "town"
    assert commands.convert([str(path), "-o", str(target), "--sector", "business", *direction]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == f"gemeinsim convert: {refused.value}\n"
    assert not target.parent.exists()


def test_all_faults_are_told_at_once(tmp_path):
    (tmp_path / "actors.csv").write_text("id\nschule\nkirche\n")
    (tmp_path / "ties.csv").write_text("from,to\nschule,kirche\nschul,kirche\nkirche,kirche\nschule,kirche\n")
    with pytest.raises(ValueError, match="schul") as refused:
        read_graph(tmp_path, directed=False)
    lines = str(refused.value).splitlines()
    assert [line.split(": ")[0].rsplit(":", 1)[1] for line in lines] == ["3", "4", "5"]
    assert lines[0].endswith("there is no actor 'schul'; did you mean 'schule'?")


def test_more_faults_than_one_wants_to_read_are_counted(tmp_path):
    (tmp_path / "loops.csv").write_text("from,to\n" + "".join(f"a{k},a{k}\n" for k in range(100)))
    with pytest.raises(ValueError, match="and 75 more"):
        read_graph(tmp_path / "loops.csv", directed=True)


def test_an_undirected_network_needs_a_symmetric_matrix(tmp_path):
    (tmp_path / "odd.csv").write_text(",a,b\na,0,1\nb,0,0\n")
    with pytest.raises(ValueError, match=r"odd\.csv:2: a to b is 1, back it is 0; read the network as directed"):
        read_graph(tmp_path / "odd.csv", directed=False)


def test_directions_are_asked_for_where_the_file_does_not_say(tmp_path):
    (tmp_path / "ties.csv").write_text("from,to\na,b\n")
    with pytest.raises(ValueError, match="say directed or undirected"):
        read_graph(tmp_path / "ties.csv")
    (tmp_path / "a.net").write_text(VERTICES)
    with pytest.raises(ValueError, match="says itself"):
        read_graph(tmp_path / "a.net", directed=True)


PIECES = ["*Vertices ", "*Arcs\n", "*Edges\n", "dl n=", "format=edgelist1 ", "labels embedded\n", "data:\n", "labels:"]
PIECES += [
    "from,to\n",
    '"',
    "\n",
    " ",
    ",",
    ";",
    "1",
    "2",
    "a",
    "b",
    "0",
    "é",
    "\t",
    "<",
    "9" * 30,
    "NA",
    "=",
    ":",
    "[1-2]",
]
PIECES += [
    '<graphml><graph edgedefault="directed">',
    "</graph></graphml>",
    '<node id="a"/>',
    '<edge source="a" target="b"/>',
]


@pytest.mark.parametrize("ending", [".csv", ".net", ".dl", ".graphml"])
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.lists(st.sampled_from(PIECES), max_size=25), front=st.integers(0, 3))
def test_no_text_leads_to_anything_but_a_graph_or_a_refusal(tmp_path, ending, body, front):
    start = {".csv": "from,to\n", ".net": "*Vertices 2\n", ".dl": "dl n=2 ", ".graphml": "<graphml>"}[ending]
    path = tmp_path / f"any{ending}"
    path.write_text((start if front else "") + "".join(body), encoding="utf-8")
    refusal, graph = "", None
    try:
        graph = read_graph(path, **arguments_for(path))
    except ValueError as refused:
        refusal = str(refused)
    assert refusal.startswith(str(path)) or graph is not None
    assert graph is None or all(one != other for one, other in graph.edges)
