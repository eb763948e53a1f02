# SPDX-License-Identifier: Apache-2.0
"""A scenario as `describe --json` tells it, for looking things up."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from gemeinsim import words
from gemeinsim.scenario import Scenario

SECTORS = ("administration", "civil_society", "business")
LEVELS = ("municipal", "district", "state", "federal", "european")


def texts(lang: str) -> ModuleType:
    """The sentences of a language; both modules have the same tables with the same keys."""
    words.language(lang)  # complains where there is none
    return import_module({"en": "gemeinsim.wording.english", "de": "gemeinsim.wording.german"}[lang])


@cache
def choosers() -> dict[str, set[str]]:
    """For each parameter the named choices, such as governance.preset, that may give it its value."""
    import json

    from gemeinsim import _core

    found: dict[str, set[str]] = {}
    for preset in json.loads(_core.parameters_json())["presets"]:
        for path in preset["assigns"]:
            found.setdefault(path, set()).add(preset["parameter"])
    return found


@dataclass
class Resolved:
    """Parameters by path and rows by table; every value is there, defaults included."""

    scenario: Scenario
    parameters: dict[str, dict[str, Any]] = field(init=False)
    tables: dict[str, list[dict[str, Any]]] = field(init=False)

    def __post_init__(self) -> None:
        document = self.scenario._described()
        self.parameters = {row["path"]: row for row in document["parameters"]}
        self.tables = document["tables"]

    def __getitem__(self, path: str) -> Any:
        return self.parameters[path].get("value")

    def rows(self, table: str) -> list[dict[str, Any]]:
        """The rows of a table with their values alone, under the name that a table gives them."""
        return [
            ({"name": row["name"]} if "name" in row else {})
            | {column: entry["value"] for column, entry in row["values"].items()}
            for row in self.tables.get(table, [])
        ]

    @property
    def title(self) -> str:
        return str(self["scenario.title"] or self["scenario.name"] or "scenario")

    def name_of(self, actor: str) -> str:
        """What readers call an actor: its title, else its id."""
        for row in self.rows("population.actors"):
            if row["id"] == actor:
                return str(row["title"] or actor)
        return actor

    def topic_title(self, topic: str, lang: str = "en") -> str:
        """A topic's title, in German its German one where it has one, else its name."""
        for row in self.rows("topics"):
            if row["name"] == topic:
                return str((lang == "de" and row["title_de"]) or row["title"] or topic)
        return topic

    @property
    def _settled(self) -> int:
        return sum(int(row["inhabitants"] or 0) for row in self.rows("population.places"))

    @property
    def inhabitants(self) -> int:
        """People of all places that list them, else of the scenario as a whole; 0 where nobody says."""
        return self._settled or int(self["population.inhabitants"] or 0)

    @property
    def municipalities(self) -> int:
        """Over how many municipalities the inhabitants are spread; 0 where they are not."""
        told = any(self[f"population.{sector}"] for sector in SECTORS) or self.rows("population.actors")
        if told or self.rows("population.places") or not self["population.inhabitants"]:
            return 0
        return int(self["population.municipalities"] or 0)

    def actors_by_sector(self) -> dict[str, int]:
        """How many actors there are of each sector: listed, or what the counts and rates ask for."""
        listed = self.rows("population.actors")
        if listed:
            found = Counter(row["sector"] for row in listed)
            return {sector: found[sector] for sector in SECTORS}
        counts = {sector: int(self[f"population.{sector}"] or 0) for sector in SECTORS}
        people = self.inhabitants
        # Places that list inhabitants beat what is counted for one.
        if people and (not any(counts.values()) or self._settled):
            counts = {sector: round(people * self[f"population.{sector}_per_1000"] / 1000) for sector in SECTORS}
        return counts

    def tallest_chain(self) -> int:
        """Superiors above the lowest of the listed units."""
        above = {row["id"]: row["superior"] for row in self.rows("population.actors")}

        def depth(unit: str) -> int:
            steps = 0
            while above.get(unit) and steps <= len(above):
                unit, steps = above[unit], steps + 1
            return steps

        return max((depth(unit) for unit in above), default=0)


def is_assumed(parameter: dict[str, Any]) -> bool:
    """Whether the registry calls the parameter's default an assumption; the rest has a source, or is the user's."""
    return str(parameter["source"]).startswith(("assumption", "practitioners"))


def is_the_users(parameter: dict[str, Any]) -> bool:
    return str(parameter["source"]).startswith(("the user", "given by the user", "a numerical method", "the memory"))
