# SPDX-License-Identifier: Apache-2.0
"""Actors whose ties follow a law that can be written down: nothing but the weight of a tie counts."""

from __future__ import annotations

import math


def bare_world(actors: int, months: int) -> str:
    """Its scenario as TOML: each pair meets 2 contact_rate / (actors - 1) times a month and is tied afterwards with
    probability 1 / (1 + exp(-weight)), weight that of the effect `density`.
    """
    zero = (
        "motive_scale contact_cost pact_cost contact_hours pact_hours pact_rate crowding g_logic g_silo g_level "
        "g_person g_compete g_depend g_role g_distance h_know_how h_trust"
    )
    return "\n".join(
        [
            f'[scenario]\nname = "bare"\n[time]\nmonths = {months}\nburn_in = 0',
            f"[population]\ncivil_society = {actors}\n[topics.youth]",
            "[actors]\nbirth_rate = 0\nend_rate = 0",
            '[relations]\nkernel = "pair"\nconsent = "unilateral"\nconsideration = "complete"\nrationality = 1',
            "contact_rate = 1",
            *(f"{name} = 0" for name in zero.split()),
            '[[relations.effects]]\nname = "density"\nweight = 0.0',
            "[leadership]\nturnover = 0",
            '[initiatives]\nfounding = "date"',  # none: hours for them would be missing for ties
        ]
    )


def tied(weight: float) -> float:
    """Share of pairs that are tied in the long run."""
    return 1 / (1 + math.exp(-weight))


def ended(weight: float, contact_rate: float, actors: int, months: int) -> float:
    """Share of ties that are gone after some months."""
    return (1 - tied(weight)) * (1 - math.exp(-2 * contact_rate / (actors - 1) * months))
