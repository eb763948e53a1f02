# SPDX-License-Identifier: Apache-2.0
"""Figures of results: each function returns a matplotlib Figure that :func:`save` writes byte for byte alike.

Colours come from a palette that people with colour-blindness tell apart, and nothing is said by colour alone.
"""

from gemeinsim.plot.fan import fan
from gemeinsim.plot.money import money_flows
from gemeinsim.plot.network import network
from gemeinsim.plot.phases import phases
from gemeinsim.plot.ranking import fit, sensitivity
from gemeinsim.plot.style import save, svg
from gemeinsim.plot.survival import survival

__all__ = ["fan", "fit", "money_flows", "network", "phases", "save", "sensitivity", "survival", "svg"]
