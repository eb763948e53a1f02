# SPDX-License-Identifier: Apache-2.0
"""In what two scenarios differ, defaults resolved, in words and grouped."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from itertools import zip_longest
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
#: What tells rows with the same key apart: for whom, and from when.
_WITHIN = ("audience", "start", "date")
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


def _key(table: str, row: dict[str, Any], place: int) -> str:
    """What tells a row apart, as far as its names do."""
    columns = _KEYS.get(table)
    parts = [str(row.get(column) or "") for column in columns] if columns else [f"#{place + 1}"]
    given = [part for part in parts if part and part != "none"]
    return f"{given[0]} ({', '.join(given[1:])})" if len(given) > 1 else "".join(given)


def _by_key(table: str, rows: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for place, row in enumerate(rows):
        found.setdefault(_key(table, row, place), []).append(row)
    return found


_Pair = tuple[dict[str, Any] | None, dict[str, Any] | None]


def _pairs(ours: list[dict[str, Any]], theirs: list[dict[str, Any]]) -> list[_Pair]:
    """Rows with one key side by side: those that are identical, then those alike in when and for whom, the rest."""
    left, right = list(ours), list(theirs)
    found: list[_Pair] = []
    columns = [name for name in _WITHIN if any(name in row for row in left + right)]
    alike: list[Callable[[dict[str, Any]], Any]] = [lambda row: row]
    alike += [
        lambda row, names=names: [row.get(name) for name in names] for names in [columns, *([c] for c in columns)]
    ]
    for look in alike if columns else alike[:1]:
        for row in list(left):
            same = next((other for other in right if look(row) == look(other)), None)
            if same is not None:
                left.remove(row)
                right.remove(same)
                found.append((row, same))
    return [*found, *zip_longest(left, right)]


def _keyed(
    table: str, a: list[dict[str, Any]], b: list[dict[str, Any]], t: ModuleType, w: ModuleType
) -> tuple[dict[str, dict[str, Any]], dict[str, dict[str, Any]]]:
    """The rows of both sides by a name that one row has on either side; further ones are told apart by when they are
    and for whom, and numbered where that is not enough."""
    first: dict[str, dict[str, Any]] = {}
    second: dict[str, dict[str, Any]] = {}
    ours, theirs = _by_key(table, a), _by_key(table, b)
    about = _columns(table) if ours or theirs else {}
    for key in {**ours, **theirs}:
        pairs = _pairs(ours.get(key, []), theirs.get(key, []))
        taken: set[str] = set()
        for one, other in pairs:
            name = unique = key if len(pairs) == 1 else _named(key, one, other, about, t, w)
            number = 2
            while unique in taken:
                unique = f"{name} #{number}"
                number += 1
            taken.add(unique)
            for side, row in ((first, one), (second, other)):
                if row is not None:
                    side[unique] = row
    return first, second


def _named(
    key: str,
    one: dict[str, Any] | None,
    other: dict[str, Any] | None,
    about: dict[str, dict[str, Any]],
    t: ModuleType,
    w: ModuleType,
) -> str:
    """A key with when and for whom, as far as both sides say the same."""
    sides = [row for row in (one, other) if row is not None]
    shared = [name for name in _WITHIN if name in sides[0] and all(row.get(name) == sides[0][name] for row in sides)]
    told = [shown(sides[0][name], about[name], t, w) for name in shared if sides[0][name]]
    return ", ".join([key, *told])


def _rows(table: str, a: Resolved, b: Resolved, t: ModuleType, w: ModuleType) -> Iterator[str]:
    first, second = _keyed(table, a.rows(table), b.rows(table), t, w)
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
