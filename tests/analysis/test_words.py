# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest
from gemeinsim import words


@pytest.mark.parametrize(
    ("lower", "upper", "value", "shown"),
    [
        (0.06, 0.10, 0.081, "0.081"),  # half width .02: two digits
        (0.03, 0.13, 0.081, "0.08"),  # half width .05: one
        (-40, 40, 3.2, "3"),
        (float("nan"), float("nan"), 0.5, "0.500"),
        (0, 0, 0, "0"),
    ],
)
def test_numbers_show_their_first_uncertain_digit(lower, upper, value, shown):
    assert words.number(value, words.decimals_for(lower, upper, value)) == shown


def test_no_minus_before_zero_and_a_dash_for_missing():
    assert words.number(-0.0001, 2) == "0.00"
    assert words.number(float("nan"), 2) == "–"
    assert words.interval(float("nan"), 1, 2) == "[interval unknown]"


def test_shares_are_never_rounded_to_certainty():
    assert [words.percent(share) for share in (0, 0.001, 0.125, 0.999, 1)] == [
        "0 %",
        "less than 1 %",
        "12 %",
        "more than 99 %",
        "100 %",
    ]


def test_names_are_listed_as_people_do():
    assert words.listing([]) == ""
    assert words.listing(["a"]) == "a"
    assert words.listing(["a", "b", "c"], "or") == "a, b or c"


def test_labels_become_parts_of_a_sentence():
    assert words.in_sentence("Impact index (share of severity taken away)") == "impact index"
    assert words.in_sentence("EUR spent") == "EUR spent"


def test_durations_are_readable():
    assert [words.duration(seconds) for seconds in (0.2, 42.4, 185)] == ["1 s", "42 s", "3 min 5 s"]
