# SPDX-License-Identifier: Apache-2.0
"""`gemeinsim-plan`, `gemeinsim-sweep` and `gemeinsim-export`: the verbs around stores that are written in Python.

The native command starts the first two for designs that it cannot plan. Exit codes as everywhere: 0 done, 1 failure, 2
bad input, 3 partial and resumable.
"""

from __future__ import annotations

import json
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path

from gemeinsim.commands import guarded, make_parser


def plan(arguments: Sequence[str] | None = None) -> int:
    """`gemeinsim plan DESIGN -o DIR` for sampled designs."""
    from gemeinsim.sweeps.designs import METHODS

    parser = make_parser("gemeinsim plan", "Turn a design into a store: points, plan and list of shards.")
    parser.epilog = "; ".join(f"{name}: {text}" for name, text in METHODS.items())
    parser.add_argument("design", metavar="DESIGN", help="a sweep file (.toml or .json)")
    parser.add_argument("-o", "--output", metavar="DIR", required=True, help="the folder of the store")
    parser.add_argument("--json", action="store_true", help="one JSON document on stdout")
    parser.add_argument("-q", "--quiet", action="store_true", help="say nothing but errors")
    options = parser.parse_args(arguments)

    def work() -> None:
        from gemeinsim.stores import StoreFolder
        from gemeinsim.sweeps.designs import read_design
        from gemeinsim.sweeps.stopping import plan_until
        from gemeinsim.sweeps.store import plan as make_plan

        design = read_design(options.design)
        if design.stop is not None:
            plan_until(design, options.output)
        else:
            make_plan(design, options.output)
        of = StoreFolder(Path(options.output))
        if options.json:
            shards = of.plan["shards"]
            print(
                json.dumps(
                    {
                        "command": "plan",
                        "output": options.output,
                        "plan_hash": of.plan["plan_hash"],
                        "points": of.plan["points"]["count"],
                        "runs": shards["runs"],
                        "shards": shards["count"],
                    }
                )
            )
        elif not options.quiet:
            size = f"{of.runs} runs in {len(of.shards)} shards"
            print(f"{options.output}: {size}; run them with `gemeinsim sweep {options.output}`")

    return guarded("plan", work)


def sweep(arguments: Sequence[str] | None = None) -> int:
    """`gemeinsim sweep DESIGN -o DIR` for sampled designs and designs with [stop]."""
    parser = make_parser("gemeinsim sweep", "Plan a sampled design, or one with a rule when to stop, and run it.")
    parser.add_argument("design", metavar="DESIGN", help="a sweep file (.toml or .json)")
    parser.add_argument("-o", "--output", metavar="DIR", required=True, help="the folder of the store")
    parser.add_argument("--threads", metavar="N", type=int, help="threads to use [all of the machine]")
    parser.add_argument("--resume", action="store_true", help="go on with a folder that holds results of this design")
    parser.add_argument("--retry-failed", action="store_true", help="run shards with failed runs once more")
    parser.add_argument("--json", action="store_true", help="one JSON document on stdout")
    parser.add_argument("-q", "--quiet", action="store_true", help="no progress and no notes")
    options = parser.parse_args(arguments)
    incomplete = False

    def work() -> None:
        nonlocal incomplete
        from gemeinsim.sweeps.designs import read_design
        from gemeinsim.sweeps.store import sweep as run

        folder = Path(options.output)
        if folder.suffix == ".h5":
            raise ValueError(
                f"{folder}: is a file (such designs are run into a folder of shards); name a folder with -o"
            )
        if not options.resume and any(folder.glob("shards/*.json")):
            raise ValueError(f"{folder}: holds results (they are kept); add --resume to go on with them")
        with warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always")
            store = run(
                read_design(options.design),
                store=folder,
                threads=options.threads,
                retry_failed=options.retry_failed,
                progress=False if options.quiet else None,
            )
        for one in said:
            print(f"gemeinsim sweep: {one.message}", file=sys.stderr)
        incomplete = not store.complete
        decision = folder / "stop.json"
        if options.json:
            document = {"command": "sweep"} | {k: v for k, v in store.status().items() if k != "command"}
            document |= {"complete": store.complete}
            if decision.exists():
                document["stop"] = json.loads(decision.read_text(encoding="utf-8"))
            print(json.dumps(document, ensure_ascii=False, indent=2))
        else:
            status = store.status()
            print(
                f"{folder}: {status['runs']} of {status['runs_wanted']} runs in {status['shards']} shards are finished"
            )
            if decision.exists():
                print(json.loads(decision.read_text(encoding="utf-8"))["answer"])

    code = guarded("sweep", work)
    return code if code or not incomplete else 3


def export(arguments: Sequence[str] | None = None) -> int:
    """`gemeinsim export RESULTS -o TARGET`: results as Parquet, CSV or Zarr."""
    parser = make_parser("gemeinsim export", "Write results for other programs: .parquet, .csv or .zarr.")
    parser.add_argument("results", metavar="RESULTS", help="a result file (.h5) or the folder of a store")
    parser.add_argument("-o", "--output", metavar="TARGET", required=True, help="ends in .parquet, .csv or .zarr")
    parser.add_argument(
        "--table", metavar="NAME", default="runs", help="runs, months, or a table: events, why, ... [runs]"
    )
    parser.add_argument("--json", action="store_true", help="one JSON document on stdout")
    options = parser.parse_args(arguments)

    def work() -> None:
        import gemeinsim as gs
        from gemeinsim.exporting import export as write

        with gs.open(options.results) as ds:
            rows = write(ds, options.output, table=options.table)
        if options.json:
            print(json.dumps({"command": "export", "output": options.output, "table": options.table, "rows": rows}))
        else:
            print(f"{options.output}: {rows} rows of {options.table}")

    return guarded("export", work)
