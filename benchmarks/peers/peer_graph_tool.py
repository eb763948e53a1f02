# SPDX-License-Identifier: Apache-2.0
"""News along ties by graph-tool's own compiled SISState, updated synchronously. Set-up is not timed."""

from __future__ import annotations

import json
import sys
import warnings

warnings.filterwarnings("ignore")  # about drawing, which nobody asks for

import graph_tool  # noqa: E402
import numpy as np  # noqa: E402
import workloads  # noqa: E402
from graph_tool.dynamics import SISState  # noqa: E402


def main() -> None:
    work = json.load(sys.stdin)
    graph_tool.openmp_set_num_threads(work["threads"])
    graph_tool.seed_rng(work["seed"])
    graph = graph_tool.Graph(directed=False)
    graph.add_vertex(work["actors"])
    graph.add_edge_list(work["ties"])
    start = graph.new_vertex_property("int32_t")
    start.a = np.random.default_rng(work["seed"]).integers(0, 2, work["actors"])
    state = SISState(graph, beta=work["passing"], gamma=work["forgetting"], s=start)
    began = workloads.clock(work["threads"])
    state.iterate_sync(niter=work["months"])
    seconds = workloads.clock(work["threads"]) - began
    result = {
        "work": 2 * len(work["ties"]) * work["months"],
        "check": float(state.get_state().a.mean()),
        "seconds": seconds,
        "version": f"graph-tool {graph_tool.__version__.split()[0]}",
    }
    json.dump(result, sys.stdout)


main()
