# SPDX-License-Identifier: Apache-2.0
"""`gemeinsim fit CALIBRATION -o DIR`: values of parameters under which a scenario agrees with what is known."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Sequence
from pathlib import Path

from gemeinsim.commands import guarded, make_parser


def fit(arguments: Sequence[str] | None = None) -> int:
    """`gemeinsim fit CALIBRATION -o DIR`."""
    parser = make_parser(
        "gemeinsim fit",
        "Fit parameters by history matching: waves of runs rule out values that miss a target, until what is left "
        "agrees with all. Prints targets, checks that were not fitted, and how far each parameter is fixed.",
    )
    parser.add_argument("calibration", metavar="CALIBRATION", help="a calibration file (.toml or .json)")
    parser.add_argument("-o", "--output", metavar="DIR", required=True, help="the folder of its waves; goes on there")
    parser.add_argument("--threads", metavar="N", type=int, help="threads to use [all of the machine]")
    parser.add_argument("--json", action="store_true", help="one JSON document on stdout")
    parser.add_argument("-q", "--quiet", action="store_true", help="no progress")
    options = parser.parse_args(arguments)

    without_values = False

    def work() -> None:
        nonlocal without_values
        from gemeinsim.calibration.matching import FitError, match

        with warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always")
            try:
                result = match(
                    options.calibration,
                    options.output,
                    threads=options.threads,
                    progress=False if options.quiet else None,
                )
            except FitError as error:
                print(f"gemeinsim fit: {error}", file=sys.stderr)
                without_values = True
                return
        if not options.quiet:
            for text in dict.fromkeys(str(one.message) for one in said if one.category is UserWarning):
                print(f"gemeinsim fit: {text}", file=sys.stderr)
        if options.json:
            print((Path(options.output) / "fit.json").read_text(encoding="utf-8"), end="")
        else:
            print(result)

    code = guarded("fit", work)
    return code if code or not without_values else 1
