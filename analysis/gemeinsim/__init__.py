# SPDX-License-Identifier: Apache-2.0
"""gemeinsim: simulate and compare how organisations of different sectors come to act together.

>>> import gemeinsim as gs
>>> scenario = gs.Scenario.load("scenarios/pirmasens/scenario.toml")
>>> result = scenario.set("governance.preset", "network_office").run(seed=1, replicates=200)
>>> gs.compare(gs.open("out/demo/results.h5"), by="governance_preset", metric="impact_index")

Every name is imported when it is first used, so that ``import gemeinsim`` costs a few milliseconds.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gemeinsim import plot as plot
    from gemeinsim.calibration.matching import Matched as Matched
    from gemeinsim.comparison import Comparison as Comparison
    from gemeinsim.comparison import compare as compare
    from gemeinsim.explaining import TimeLost as TimeLost
    from gemeinsim.explaining import explain as explain
    from gemeinsim.exporting import export as export
    from gemeinsim.fitting import Fit as Fit
    from gemeinsim.fitting import fit as fit
    from gemeinsim.graph_files import read_graph as read_graph
    from gemeinsim.graph_files import read_matrix as read_matrix
    from gemeinsim.graph_files import write_graph as write_graph
    from gemeinsim.measures import degree_distribution as degree_distribution
    from gemeinsim.measures import network_measures as network_measures
    from gemeinsim.networks import to_networkx as to_networkx
    from gemeinsim.results import Tables as Tables
    from gemeinsim.results import open as open  # noqa: A004 - the public name
    from gemeinsim.results import tables as tables
    from gemeinsim.scenario import Scenario as Scenario
    from gemeinsim.scenario import parameters as parameters
    from gemeinsim.sensitivities import Sensitivity as Sensitivity
    from gemeinsim.sensitivities import sensitivity as sensitivity
    from gemeinsim.story import Explanation as Explanation
    from gemeinsim.surviving import Survival as Survival
    from gemeinsim.surviving import survival as survival
    from gemeinsim.sweeps.store import Store as Store
    from gemeinsim.sweeps.store import sweep as sweep
    from gemeinsim.wording import Difference as Difference
    from gemeinsim.wording import Page as Page
    from gemeinsim.wording import diff as diff
    from gemeinsim.wording import in_words as in_words

    __version__: str

_HOME = {
    "Comparison": "gemeinsim.comparison",
    "Difference": "gemeinsim.wording",
    "Explanation": "gemeinsim.story",
    "Fit": "gemeinsim.fitting",
    "Matched": "gemeinsim.calibration.matching",
    "Page": "gemeinsim.wording",
    "Scenario": "gemeinsim.scenario",
    "Sensitivity": "gemeinsim.sensitivities",
    "Store": "gemeinsim.sweeps.store",
    "Survival": "gemeinsim.surviving",
    "Tables": "gemeinsim.results",
    "TimeLost": "gemeinsim.explaining",
    "compare": "gemeinsim.comparison",
    "degree_distribution": "gemeinsim.measures",
    "export": "gemeinsim.exporting",
    "diff": "gemeinsim.wording",
    "explain": "gemeinsim.explaining",
    "fit": "gemeinsim.fitting",
    "in_words": "gemeinsim.wording",
    "network_measures": "gemeinsim.measures",
    "open": "gemeinsim.results",
    "parameters": "gemeinsim.scenario",
    "read_graph": "gemeinsim.graph_files",
    "read_matrix": "gemeinsim.graph_files",
    "sensitivity": "gemeinsim.sensitivities",
    "survival": "gemeinsim.surviving",
    "sweep": "gemeinsim.sweeps.store",
    "tables": "gemeinsim.results",
    "to_networkx": "gemeinsim.networks",
    "write_graph": "gemeinsim.graph_files",
}

__all__ = [*_HOME, "plot"]


def __getattr__(name: str) -> Any:
    if name in _HOME:
        value = getattr(import_module(_HOME[name]), name)
        globals()[name] = value
        return value
    if name == "plot":
        return import_module("gemeinsim.plot")
    if name == "__version__":
        from gemeinsim._core import version

        return version
    raise AttributeError(f"module 'gemeinsim' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
