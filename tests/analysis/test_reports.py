# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
from html.parser import HTMLParser

import gemeinsim as gs
import pytest
from gemeinsim import reports

COMMAND = "gemeinsim sweep sweep.toml -o results.h5"


@pytest.fixture(scope="module")
def page(synthetic_file) -> str:
    ds = gs.open(synthetic_file)
    return reports.page(ds, gs.compare(ds), command=COMMAND)


def test_report_is_one_file_that_needs_nothing_else(page):
    assert "default-src 'none'; style-src 'unsafe-inline'" in page
    assert "<script" not in page
    for address in re.findall(r'(?:src|href)\s*=\s*["\']([^"\']*)', page):
        assert address.startswith("#")
    assert not re.search(r"@import|url\((?!#)", page)


def test_report_is_equal_byte_for_byte(page, synthetic_file):
    ds = gs.open(synthetic_file)
    assert reports.page(ds, gs.compare(ds), command=COMMAND) == page


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open, self.ids, self.labels = [], [], []

    def handle_starttag(self, tag, attrs):
        if tag not in ("meta", "br"):
            self.open.append(tag)
        self._note(dict(attrs))

    def handle_startendtag(self, _tag, attrs):
        self._note(dict(attrs))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def _note(self, attributes):
        self.ids += [attributes["id"]] if "id" in attributes else []
        self.labels += [attributes["aria-label"]] if attributes.get("role") == "img" else []


def test_report_is_well_formed_with_unique_identifiers_and_alternative_texts(page):
    reader = Reader()
    reader.feed(page)
    assert reader.open == []
    assert len(reader.ids) == len(set(reader.ids))
    used = set(re.findall(r'(?:href="|url\()#([^")]+)', page))
    assert used
    assert used <= set(reader.ids)
    assert len(reader.labels) == 3
    assert all("network office" in label or "contacts" in label for label in reader.labels)


def test_report_says_the_answer_the_limits_and_how_to_repeat_it(page, synthetic_file):
    comparison = gs.compare(gs.open(synthetic_file))
    for text in (comparison.answer, "it does not forecast", COMMAND, "60 replicates", "plan hash", "SYNTHETIC"):
        assert text in page


def test_report_escapes_what_it_did_not_write(synthetic_file):
    ds = gs.open(synthetic_file).assign_attrs(scenario="[scenario]\ntitle = '<b>&'", plan_hash="<script>")
    page = reports.page(ds, gs.compare(ds), command="a < b")
    assert "<script" not in page
    assert "<b>&" not in page
    assert "a &lt; b" in page


def test_report_of_an_unfinished_sweep_says_so(synthetic_file):
    ds = gs.open(synthetic_file)
    assert "not finished" in reports.page(ds, gs.compare(ds), command=COMMAND, complete=False)
