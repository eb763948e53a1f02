# SPDX-License-Identifier: Apache-2.0
"""The verbs of the command line that are written in Python: `gemeinsim compare` starts `gemeinsim-compare`.

Exit codes: 0 done, 1 failure while running, 2 bad input or usage. Messages go to stderr, results to stdout.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from textwrap import fill
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gemeinsim.comparison import Comparison


def compare(arguments: Sequence[str] | None = None) -> int:
    """`gemeinsim compare RESULTS --by FACTOR --metric NAME`: paired differences with intervals."""
    parser = make_parser(
        "gemeinsim compare",
        "Compare policies by paired differences under common luck: mean difference with interval, share of pairs in "
        "which a policy does better, adjusted p-values, and a plain sentence for each.",
    )
    parser.add_argument("results", metavar="RESULTS", help="a result file (.h5) of `gemeinsim sweep`")
    parser.add_argument("--by", metavar="FACTOR", default="governance_preset", help="factor to compare [%(default)s]")
    parser.add_argument("--metric", metavar="NAME", default="impact_index", help="metric to compare by [%(default)s]")
    parser.add_argument("--at", metavar="MONTH", type=_month, help="month of a monthly metric, or mean [the last]")
    parser.add_argument("--reference", metavar="LEVEL", help="level the others are compared with [the file's first]")
    parser.add_argument("--better", choices=("higher", "lower"), help="which direction is better [as the file says]")
    parser.add_argument("--confidence", metavar="P", type=float, default=0.95, help="of the intervals [%(default)s]")
    parser.add_argument("--drop-incomplete", action="store_true", help="leave out runs without a partner")
    parser.add_argument("--json", action="store_true", help="one JSON document on stdout")
    parser.add_argument("--quiet", action="store_true", help="the table alone, no sentences")
    options = parser.parse_args(arguments)

    def work() -> None:
        import gemeinsim as gs

        with gs.open(options.results) as ds:
            result = gs.compare(
                ds,
                options.by,
                options.metric,
                at=options.at,
                reference=options.reference,
                better=options.better,
                confidence=options.confidence,
                incomplete="drop" if options.drop_incomplete else "error",
            )
        if options.json:
            print(json.dumps(result.to_dict(), allow_nan=False, ensure_ascii=False, indent=2))
        else:
            print_comparison(result, sentences=not options.quiet)

    return guarded("compare", work)


def convert(arguments: Sequence[str] | None = None) -> int:
    """`gemeinsim convert SOURCE -o TARGET`: networks from one kind of file to another."""
    from gemeinsim.graph_files import FORMATS

    kinds = "\n".join(f"  {name:13} {text}" for name, text in FORMATS.items())
    parser = make_parser(
        "gemeinsim convert",
        "Convert networks with the attributes of their actors between the actors.csv and ties.csv of scenarios, plain "
        "CSV, GraphML, Pajek and UCINET DL; or take the network of a run out of a result file. A file with any fault "
        "is refused with the place of each, and nothing is written.",
    )
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.description = fill(parser.description or "", 100)
    parser.epilog = (
        f"formats, told from the ending of a name (.graphml, .net, .dl, .csv) or a folder:\n{kinds}\n"
        "  results       as SOURCE: a result file (.h5) with snapshots of the network"
    )
    parser.add_argument("source", metavar="SOURCE", help="a file, or a folder with actors.csv and ties.csv")
    parser.add_argument("-o", "--output", metavar="TARGET", required=True, help="a file, or a folder for a scenario")
    parser.add_argument("--actors", metavar="FILE", help="CSV with the actors of a SOURCE that holds ties only")
    parser.add_argument("--from", metavar="FORMAT", dest="source_format", help="format of SOURCE [by its name]")
    parser.add_argument("--to", metavar="FORMAT", dest="target_format", help="format of TARGET [by its name]")
    direction = parser.add_mutually_exclusive_group()
    direction.add_argument(
        "--directed", action="store_true", default=None, help="ties have a direction; for CSV and DL, which do not say"
    )
    direction.add_argument("--undirected", action="store_false", dest="directed", help="they have none")
    parser.add_argument("--sector", metavar="NAME", help="for scenarios: the sector of actors that have none")
    parser.add_argument(
        "--project", choices=("sum", "binary"), help="of a two-mode network: ties of actors that share others"
    )
    parser.add_argument(
        "--onto", type=int, choices=(0, 1), default=0, help="which mode stays: 0 first (rows), 1 second [%(default)s]"
    )
    parser.add_argument("--encoding", metavar="NAME", default="utf-8", help="of SOURCE, such as latin-1 [%(default)s]")
    parser.add_argument("--run", metavar="N", type=int, help="of a result file: the run [0]")
    parser.add_argument("--month", metavar="N", type=int, help="of a result file: the month [the last snapshot]")
    parser.add_argument("--json", action="store_true", help="one JSON document on stdout")
    parser.add_argument("--quiet", action="store_true", help="say nothing but errors")
    options = parser.parse_args(arguments)

    def work() -> None:
        from gemeinsim.graph_files.convert import convert_file

        done = convert_file(
            options.source,
            options.output,
            actors=options.actors,
            source_format=options.source_format,
            target_format=options.target_format,
            directed=options.directed,
            sector=options.sector,
            encoding=options.encoding,
            run=options.run,
            month=options.month,
            projection=options.project,
            onto=options.onto,
        )
        if done.left_out and not options.quiet:
            print(
                f"gemeinsim convert: {done.target_format} has no room for {', '.join(done.left_out)}", file=sys.stderr
            )
        if options.json:
            print(json.dumps(done.to_dict(), ensure_ascii=False, indent=2))
        elif not options.quiet:
            print(done)

    return guarded("convert", work)


def explain(arguments: Sequence[str] | None = None) -> int:
    """`gemeinsim explain RESULTS --initiative K`: why it stalled, ended or succeeded."""
    parser = make_parser(
        "gemeinsim explain",
        "Say why an initiative waited, ended or succeeded, and draw its timeline. Without --initiative: the "
        "initiatives of the run, and what all initiatives of the file waited for.",
    )
    parser.add_argument("results", metavar="RESULTS", help="a result file (.h5) of `gemeinsim run` or `sweep`")
    parser.add_argument("--initiative", metavar="K", type=int, help="number of the initiative within its run")
    parser.add_argument("--run", metavar="R", type=int, default=0, help="run of the file [%(default)s]")
    parser.add_argument("--by", metavar="FACTOR", help="without --initiative: factor to tell apart [governance_preset]")
    parser.add_argument("--lang", choices=("en", "de"), default="en", help="language [%(default)s]")
    parser.add_argument("-o", "--output", metavar="PICTURE", help="write the figure: .png, .svg or .pdf")
    parser.add_argument("--json", action="store_true", help="one JSON document on stdout")
    parser.add_argument("--quiet", action="store_true", help="say nothing but errors and --json")
    options = parser.parse_args(arguments)

    def work() -> None:
        import gemeinsim as gs
        from gemeinsim.explaining import initiatives, initiatives_text

        if options.initiative is not None and options.by is not None:
            raise ValueError("--by and --initiative do not go together (an initiative has one run); leave one out")
        with gs.open(options.results) as ds:
            listed = None if options.initiative is not None else initiatives(ds, options.run, lang=options.lang)
            said = gs.explain(ds, options.initiative, options.run, lang=options.lang, by=options.by)
            if options.output:
                gs.plot.save(said.figure(), options.output, dpi=130)
            if options.json:
                document = said.to_dict()
                if listed is not None:
                    document = {"run": options.run, "initiatives": listed.to_dict("records"), "time_lost": document}
                print(json.dumps(document, allow_nan=False, ensure_ascii=False, indent=2))
            elif not options.quiet:
                if listed is not None:
                    print(initiatives_text(ds, listed, options.run, lang=options.lang), end="\n\n")
                print(said)

    return guarded("explain", work)


def print_comparison(result: Comparison, *, sentences: bool = True) -> None:
    """The table and the sentences on stdout: drawn on a terminal, plain text elsewhere."""
    if not sys.stdout.isatty():
        print(str(result) if sentences else str(result).rsplit("\n\n", 1)[0])
        return
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False)
    table = Table(title=f"{result.long_name}, {result.at}", title_justify="left", header_style="bold")
    for place, heading in enumerate(result.columns()):
        table.add_column(heading, justify="left" if place in (0, 7) else "right", no_wrap=place == 0)
    for row in result.rows():
        colour = {"better": "green", "worse": "red"}.get(row[-1])
        table.add_row(*row[:-1], f"[{colour}]{row[-1]}[/]" if colour else row[-1])
    console.print(table)
    if sentences:
        console.print()
        for number, sentence in enumerate(result.sentences):
            console.print(sentence, style="bold" if number == 0 else None, markup=False)


def make_parser(name: str, description: str) -> argparse.ArgumentParser:
    return argparse.ArgumentParser(prog=name, description=description, allow_abbrev=False)


def _month(text: str) -> int | str:
    if text in ("mean", "last"):
        return text
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no month; give a number, last or mean") from None


def guarded(verb: str, work: Callable[[], None]) -> int:
    """Runs the work and turns errors into one line and an exit code."""
    try:
        work()
        sys.stdout.flush()
    except (ValueError, FileNotFoundError) as error:
        print(f"gemeinsim {verb}: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader of a pipe has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 1
    except Exception as error:
        print(f"gemeinsim {verb}: {type(error).__name__}: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(compare())
