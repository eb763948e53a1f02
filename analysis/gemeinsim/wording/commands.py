# SPDX-License-Identifier: Apache-2.0
"""`gemeinsim-describe` (the native command starts it for `describe --words`) and `gemeinsim-diff`."""

from __future__ import annotations

import argparse
import json
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path

from gemeinsim.commands import guarded, make_parser
from gemeinsim.scenario import Scenario

LANGUAGES = ("en", "de")


def describe(arguments: Sequence[str] | None = None) -> int:
    """`gemeinsim describe SCENARIO --words`: what a scenario says, in plain sentences."""
    parser = make_parser(
        "gemeinsim describe",
        "Tell in plain sentences what a scenario says: place and time, who, how they relate, who must be asked, money, "
        "governance, challenges, remedies, what is compared and what is assumed.",
    )
    parser.add_argument("scenario", metavar="SCENARIO", help="a scenario file (.toml or .json)")
    parser.add_argument("--words", action="store_true", help="what this program does; the native command does the rest")
    _add_common(parser)
    _add_set(parser, "--set", "give a parameter another value")
    options = parser.parse_args(arguments)

    def work() -> None:
        from gemeinsim.wording.page import in_words

        scenario = _load(options.scenario, options.set, options.quiet)
        page = in_words(scenario, lang=options.lang, file=Path(options.scenario))
        if options.json:
            document = {"command": "describe", "scenario": options.scenario} | page.to_dict()
            print(json.dumps(document, ensure_ascii=False, indent=2))
        else:
            print(page)

    return guarded("describe", work)


def diff(arguments: Sequence[str] | None = None) -> int:
    """`gemeinsim diff A B`: in what two scenarios differ."""
    parser = make_parser(
        "gemeinsim diff",
        "Tell in words in what two scenarios differ, defaults, named choices and challenges resolved. Or two policies "
        "of one scenario: --policies participant round_table; or one scenario changed: --set-b KEY=VALUE. The exit "
        "code is 0 whether or not they differ.",
    )
    parser.add_argument("first", metavar="A", help="a scenario file (.toml or .json)")
    parser.add_argument("second", metavar="B", nargs="?", help="another; left out, A itself with other values")
    parser.add_argument(
        "--policies", metavar=("FIRST", "SECOND"), nargs=2, help="two forms of governance: values of governance.preset"
    )
    _add_set(parser, "--set-a", "give a parameter of A another value")
    _add_set(parser, "--set-b", "give a parameter of B another value")
    _add_common(parser)
    options = parser.parse_args(arguments)

    def work() -> None:
        from gemeinsim.wording.difference import diff as differences

        changes = {"a": list(options.set_a), "b": list(options.set_b)}
        if options.policies:
            for side, policy in zip("ab", options.policies, strict=True):
                changes[side].append(f"governance.preset={policy}")
        if options.second is None and changes["a"] == changes["b"]:
            raise ValueError(
                "there is nothing to compare (one scenario without other values); name a second file, --policies or "
                "--set-b KEY=VALUE"
            )
        files = {"a": options.first, "b": options.second or options.first}
        sides = {side: _load(files[side], changes[side], options.quiet) for side in "ab"}
        names = tuple(", ".join([files[side], *changes[side]]) for side in "ab")
        found = differences(sides["a"], sides["b"], lang=options.lang, names=(names[0], names[1]))
        if options.json:
            print(json.dumps({"command": "diff"} | found.to_dict(), ensure_ascii=False, indent=2))
        else:
            print(found)

    return guarded("diff", work)


def _add_common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help="language [%(default)s]")
    parser.add_argument("--json", action="store_true", help="one JSON document on stdout")
    parser.add_argument("-q", "--quiet", action="store_true", help="no warnings")


def _add_set(parser: argparse.ArgumentParser, name: str, text: str) -> None:
    parser.add_argument(name, metavar="KEY=VALUE", action="append", default=[], help=f"{text}; may be repeated")


def _load(file: str, changes: Sequence[str], quiet: bool) -> Scenario:
    """A scenario with changes as they are typed behind --set; its warnings go to stderr, one line each."""
    from gemeinsim import _core

    pairs = []
    for change in changes:
        key, equals, value = change.partition("=")
        if not equals or not key:
            raise ValueError(f"--set: found {change!r} (it takes a parameter and its value); write time.months=60")
        pairs.append((key, value))
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        try:
            Path(file).open("rb").close()
        except OSError as error:
            raise ValueError(f"{file}: cannot be read ({error.strerror}); name a scenario file") from None
        scenario = Scenario(_core.Scenario.load(file, pairs))
    if not quiet:
        for message in dict.fromkeys(str(one.message) for one in said):
            print(f"warning: {message}", file=sys.stderr)
    return scenario
