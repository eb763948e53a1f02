# SPDX-License-Identifier: Apache-2.0
"""In what two scenarios differ, defaults resolved, in words and grouped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from types import ModuleType
from typing import Any

from gemeinsim import words
from gemeinsim.scenario import Scenario
from gemeinsim.wording.labels import column_label, parameter_label
from gemeinsim.wording.resolved import Resolved, choosers, texts

#: What tells the rows of a table apart; a table that is not listed here goes by the place of its rows.
_KEYS = {
    "population.actors": ("id",),
    "population.ties": ("from", "to"),
    "population.dyads": ("from", "to"),
    "population.places": ("id",),
    "topics": ("name",),
    "funding.programmes": ("name",),
    "relations.effects": ("name", "covariate", "kind"),
    "initiatives.prescribed": ("founder", "topic"),
    "jurisdiction.topics": ("name",),
    "jurisdiction.signatories": ("actor", "topic", "level"),
    "shocks": ("kind", "target"),
    "remedies": ("kind",),
}
_MANY = 6  # rows of a table that differ one by one; more are told column by column


@dataclass(frozen=True)
class Line:
    """One value that differs: `a` and `b` as a reader sees them, `because` the path of the choice that sets it."""

    path: str
    label: str
    a: str
    b: str
    because: str | None = None


@dataclass
class Group:
    """What differs in one part of the scenario: single values, and sentences about rows of tables."""

    name: str
    heading: str
    lines: list[Line] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Difference:
    """In what two scenarios differ; `str()` is the text, `groups` the parts that differ."""

    first: str
    second: str
    lang: str
    groups: list[Group]

    @property
    def same(self) -> bool:
        return not self.groups

    def __str__(self) -> str:
        t = texts(self.lang).DIFF
        text = [t["heading"].format(first=self.first, second=self.second)]
        if self.same:
            return "\n".join([*text, t["same"]])
        count = sum(len(group.lines) + len(group.rows) for group in self.groups)
        values = t["value"] if count == 1 else t["values"].format(count=count)
        parts = len(self.groups)
        sections = t["section"] if parts == 1 else t["sections"].format(count=parts)
        text.append(t["summary"].format(values=values, sections=sections))
        for group in self.groups:
            text += ["", group.heading]
            for line in group.lines:
                indent = "    " if line.because else "  "
                text.append(indent + t["line"].format(label=line.label, a=line.a, b=line.b))
            text += [f"  {row}" for row in group.rows]
        return "\n".join(text)

    def to_dict(self) -> dict[str, Any]:
        return {
            "first": self.first,
            "second": self.second,
            "lang": self.lang,
            "same": self.same,
            "groups": [asdict(group) for group in self.groups],
        }


def diff(first: Scenario, second: Scenario, *, lang: str = "en", names: tuple[str, str] | None = None) -> Difference:
    """In what two scenarios differ, whether a value is given, set by a choice or a dial, or a default.

    >>> print(gs.diff(scenario, scenario.set("governance.preset", "network_office")))

    Parameters
    ----------
    first, second : Scenario
    lang : str
        "en" or "de".
    names : tuple of str, optional
        What to call them; their names where it is left out.

    Raises
    ------
    ValueError
        There is no such language.
    """
    t, w = texts(lang), words.language(lang)
    a, b = Resolved(first), Resolved(second)
    groups: dict[str, Group] = {}

    def group(path: str) -> Group:
        name = path.split(".")[0]
        return groups.setdefault(name, Group(name, t.SECTIONS.get(name, words.sentence_case(words.plain(name)))))

    differing = [path for path, row in a.parameters.items() if row["value"] != b[path]]
    for path in _causes_first(differing, a):
        one, other = a.parameters[path], b.parameters[path]
        because = _cause(path, one, other, differing)
        line = Line(
            path,
            label_of(one, t),
            shown(one["value"], one, t, w),
            shown(other["value"], other, t, w),
            because,
        )
        group(because or path).lines.append(line)
    for table in a.tables:
        found = list(_rows(table, a, b, t, w))
        if found:
            group(table).rows.extend(found)
    order = {name: place for place, name in enumerate(t.SECTIONS)}
    chosen = sorted(groups.values(), key=lambda one: order.get(one.name, len(order)))
    return Difference(*(names or (a.title, b.title)), lang, chosen)


def _causes_first(paths: list[str], resolved: Resolved) -> Iterator[str]:
    """The paths, each choice or dial followed by what it sets."""
    waiting = dict.fromkeys(paths)

    def followers(path: str) -> list[str]:
        return [
            one
            for one in paths
            if path in choosers().get(one, ())
            or (resolved.parameters[one]["dial"] or {}).get("challenge") == path.removeprefix("challenges.")
        ]

    for path in paths:
        for one in [path, *followers(path)] if followers(path) else []:
            if one in waiting:
                waiting.pop(one)
                yield one
    yield from waiting


def _cause(path: str, one: dict[str, Any], other: dict[str, Any], differing: list[str]) -> str | None:
    """The choice or challenge that makes this value differ, where it differs itself and sets it on either side."""
    origins = {one["origin"], other["origin"]}
    if "preset" in origins:
        for chooser in sorted(choosers().get(path, ())):
            if chooser in differing:
                return chooser
    challenge = f"challenges.{one['dial']['challenge']}" if one["dial"] else None
    if challenge in differing and origins <= {"dial", "default"}:
        return challenge
    return None


def label_of(parameter: dict[str, Any], t: ModuleType) -> str:
    """What a reader calls a parameter: its label, else in English the first clause of its text, with the path."""
    path = str(parameter["path"])
    known = parameter_label(path, t.LANG)
    if known is not None:
        return words.sentence_case(known)
    if t.LANG != "en":
        return path
    clause = re.split(r"[;:.](?:\s|$)", str(parameter["text"]), maxsplit=1)[0].strip()
    return f"{words.sentence_case(clause)} ({path})"


def shown(value: Any, about: dict[str, Any], t: ModuleType, w: ModuleType) -> str:
    """A value as a reader sees it; `about` has its path, unit and kind."""
    unit, kind = about["unit"], about["kind"]
    if isinstance(value, bool) or value is None:
        return str(t.YES_NO[value])
    if isinstance(value, list):
        each = {**about, "unit": "1", "kind": "text"}
        return ", ".join(shown(one, each, t, w) for one in value) or str(t.YES_NO[None])
    if isinstance(value, (int, float)):
        text = t.amount(value)
        if unit == "months" and value == int(value):
            return str(w.count(int(value), "month"))
        behind = t.UNITS_OF_ONE.get(unit) if value == 1 else None
        return f"{text} {behind or t.UNITS.get(unit, unit)}".rstrip()
    text = " ".join(str(value).split())
    if not text:
        return str(t.YES_NO[None])
    if kind == "date":
        year, month = (int(part) for part in text.split("-")[:2])
        return str(w.date(year, month))
    if kind == "choice":
        return str(t.CHOICES.get(f"{about['path']}={text}", t.CHOICES.get(text, words.plain(text))))
    return f"{text[:57]}..." if len(text) > 60 else text


def _keyed(table: str, rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The rows by what tells them apart; further rows with the same key are numbered."""
    found: dict[str, dict[str, Any]] = {}
    columns = _KEYS.get(table)
    for place, row in enumerate(rows):
        parts = [str(row.get(column) or "") for column in columns] if columns else [f"#{place + 1}"]
        given = [part for part in parts if part and part != "none"]
        key = f"{given[0]} ({', '.join(given[1:])})" if len(given) > 1 else "".join(given)
        number = 2
        unique = key
        while unique in found:
            unique = f"{key} #{number}"
            number += 1
        found[unique] = row
    return found


def _rows(table: str, a: Resolved, b: Resolved, t: ModuleType, w: ModuleType) -> Iterator[str]:
    first, second = _keyed(table, a.rows(table)), _keyed(table, b.rows(table))
    one, many = t.ROWS.get(table, (table, table))
    for sentence, here, there in (("only_a", first, second), ("only_b", second, first)):
        alone = [key for key in here if key not in there]
        if alone:
            noun = one if len(alone) == 1 else many
            yield words.sentence_case(f"{t.amount(len(alone))} {noun} " + t.DIFF[sentence].format(names=t.some(alone)))
    changed: dict[str, list[str]] = {}  # columns that differ, by row
    for key in first:
        if key not in second:
            continue
        columns = [name for name in {**first[key], **second[key]} if first[key].get(name) != second[key].get(name)]
        if columns:
            changed[key] = columns
    if len(changed) > _MANY:
        by_column: dict[str, list[str]] = {}
        for key, columns in changed.items():
            for column in columns:
                by_column.setdefault(column, []).append(key)
        both = sum(key in second for key in first)
        for column, keys in by_column.items():
            label = column_label(column, t.LANG)
            known = {"count": len(keys), "all": both, "rows": many, "names": t.some(keys)}
            yield words.sentence_case(t.DIFF["many"].format(column=label, **known))
        return
    units = _columns(table)
    for key, columns in changed.items():
        for column in columns:
            # Columns by key, such as salience.youth, are numbers without a unit.
            about = units.get(column, {"path": column, "unit": "1", "kind": "text"})
            values = [shown(side[key].get(column), about, t, w) for side in (first, second)]
            label = f"{one} {w.name(key)}, {column_label(column, t.LANG)}"
            yield words.sentence_case(t.DIFF["line"].format(label=label, a=values[0], b=values[1]))


def _columns(table: str) -> dict[str, dict[str, Any]]:
    """Unit and kind of a table's columns."""
    from gemeinsim.scenario import parameters

    frame = parameters(table)
    return {str(name): {"path": name, "unit": row["unit"], "kind": row["kind"]} for name, row in frame.iterrows()}
