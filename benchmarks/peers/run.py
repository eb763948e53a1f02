# SPDX-License-Identifier: Apache-2.0
"""Other programs on the same work, side by side on this machine: `./dev bench --peers`.

Prints a table with work per second, the ratio, versions, and a number from the result by which the work can be seen to
be the same. Programs take turns and medians of the repetitions are shown. One thread is timed by processor time, two by
the wall: on a machine that does other work, leave the rows with two threads alone.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import workloads

HERE = Path(__file__).parent

#: Measured elsewhere, on 2 cores of the Zen 4 class: micro-steps per second of RSiena 1.6.5, which needs R. About a
#: third of its time is R itself.
RSIENA = {50: 219_000, 200: 60_000, 1000: 12_900}


@dataclass
class Contender:
    name: str
    command: list[str]
    work: dict
    seconds: list[float] = field(default_factory=list)
    amount: float = 0
    check: float = float("nan")
    version: str = ""

    def run(self) -> None:
        environment = os.environ | {"OMP_NUM_THREADS": str(self.work["threads"]), "PYTHONNOUSERSITE": "1"}
        done = subprocess.run(
            self.command, input=json.dumps(self.work), capture_output=True, text=True, env=environment, check=False
        )
        if done.returncode != 0:
            raise SystemExit(f"{self.name} failed on {self.work['name']}:\n{done.stderr}")
        result = json.loads(done.stdout)
        self.seconds.append(result["seconds"])
        self.amount, self.check, self.version = result["work"], result["check"], result["version"]

    @property
    def rate(self) -> float:
        return self.amount / statistics.median(self.seconds)


def groups(options: argparse.Namespace) -> list[tuple[str, str, list[Contender]]]:
    """Title, unit of work and who does it; ours first."""
    ours = [sys.executable, str(HERE / "ours.py")]
    mesa = [options.mesa_python, str(HERE / "peer_mesa.py")]
    tool = [options.graph_tool_python, str(HERE / "peer_graph_tool.py")]
    small = 0.1 if options.quick else 1.0
    result = []
    for actors, rate, loops, matrix in ((50, 100, 40, 100), (200, 100, 10, 40), (1000, 50, 1, 4)):
        runs = max(1, round((2000 // actors) * small))
        work = workloads.choice(actors, max(1, rate * small)) | {"threads": 1}
        result.append(
            (
                f"choice of ties, {actors} actors, degree about 2",
                "micro-steps/s",
                [
                    Contender("gemeinsim", ours, work | {"runs": runs}),
                    Contender("gemeinsim, the steps alone", ours, work | {"runs": runs, "alone": True}),
                    Contender("Mesa", mesa, work | {"variant": "loops", "rate": max(1, loops * small)}),
                    Contender("Mesa + NumPy", mesa, work | {"variant": "numpy", "rate": max(1, matrix * small)}),
                ],
            )
        )
    for actors, months, mesa_months in ((1_000, 200, 100), (20_000, 20, 10)):
        work = workloads.spread(actors, max(5, round(months * small)))
        result.append(
            (
                f"news along ties, {actors} actors, degree 10",
                "ties and directions/s",
                [
                    Contender("gemeinsim", ours, work | {"threads": 1, "runs": 2}),
                    Contender("gemeinsim, the step alone", ours, work | {"threads": 1, "alone": True}),
                    Contender("gemeinsim, 2 threads", ours, work | {"threads": 2, "runs": 2}),
                    Contender("graph-tool", tool, work | {"threads": 1}),
                    Contender("graph-tool, 2 threads", tool, work | {"threads": 2}),
                    Contender("Mesa", mesa, work | {"threads": 1, "months": max(5, round(mesa_months * small))}),
                ],
            )
        )
    return result


def processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []:
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.processor()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mesa-python", default=sys.executable, help="the Python that has Mesa [this one]")
    parser.add_argument("--graph-tool-python", default="/usr/bin/python3", help="the one with graph-tool [%(default)s]")
    parser.add_argument("--repeat", type=int, default=3, help="repetitions, programs taking turns [%(default)s]")
    parser.add_argument("--quick", action="store_true", help="a tenth of the work: whether all of it runs")
    parser.add_argument("--json", metavar="FILE", help="write the figures there too")
    options = parser.parse_args()

    print(f"{processor()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; median of {options.repeat}\n")
    print("| work | program | rate | ours / theirs | at the end |")
    print("|---|---|---|---|---|")
    versions, rows = {}, []
    for title, unit, contenders in groups(options):
        for _ in range(options.repeat):
            for contender in contenders:
                contender.run()
        first = contenders[0]
        for contender in contenders:
            threads = contender.work["threads"]
            same = next(
                each for each in contenders if each.name.startswith("gemeinsim") and each.work["threads"] == threads
            )
            ratio = "" if contender.name.startswith("gemeinsim") else f"{same.rate / contender.rate:.3g}"
            shown = f"{contender.rate:.3g} {unit}"
            print(f"| {title} | {contender.name} | {shown} | {ratio} | {contender.check:.3f} |", flush=True)
            versions[contender.version] = None
            rows.append({"work": title, "program": contender.name, "rate": contender.rate, "check": contender.check})
        actors = first.work["actors"]
        if first.work["name"] == "choice" and actors in RSIENA:
            cited = RSIENA[actors]
            print(f"| {title} | RSiena 1.6.5 (cited) | {cited:.3g} {unit} | {first.rate / cited:.3g} | |", flush=True)
    print("\n" + "; ".join(versions))
    print("RSiena's rates are cited from another machine (2 cores, Zen 4 class): R is not installed here.")
    if options.json:
        Path(options.json).write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
