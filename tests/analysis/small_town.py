# SPDX-License-Identifier: Apache-2.0
"""A town of ten organisations, quick enough for sweeps of thousands of runs."""

from __future__ import annotations


def small_town(months: int) -> str:
    """Its scenario as TOML."""
    return f"""
[scenario]
name = "town"
[time]
months = {months}
burn_in = 2
[population]
administration = 3
civil_society = 5
business = 2
[topics.youth]
"""
