# SPDX-License-Identifier: Apache-2.0
"""The real networks, which are not part of the project: tests that need them are skipped where they are absent."""

from __future__ import annotations

import os
from pathlib import Path

import gemeinsim as gs
import networkx as nx
import pandas as pd
import pytest

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("GEMEINSIM_REFERENCE_DATA", ROOT.parent / "shared" / "data"))

needs_data = pytest.mark.skipif(
    not (DATA / "chemnet_pol.csv").exists(),
    reason=f"no real networks in {DATA}; say where they are with GEMEINSIM_REFERENCE_DATA",
)


def chemnet() -> tuple[nx.DiGraph, pd.DataFrame]:
    """Political information exchange among 30 organisations, and how similar their preferences are."""
    graph = gs.read_graph(DATA / "chemnet_pol.csv", directed=True, actors=DATA / "chemnet_types.csv")
    return graph, gs.read_matrix(DATA / "chemnet_prefsim_derived.csv")
