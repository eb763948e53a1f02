# SPDX-License-Identifier: Apache-2.0
"""Files of designs and calibrations: read as tables, and told all that is wrong with them at once."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def read_document(place: Path, what: str) -> dict[str, Any]:
    """The tables of a TOML file, or of JSON where the name ends in .json."""
    try:
        text = place.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise FileNotFoundError(f"{place}: no such file; name {what}") from None
    try:
        return json.loads(text) if place.suffix == ".json" else tomllib.loads(text)
    except ValueError as error:
        raise ValueError(f"{place}: cannot be understood ({error}); correct it") from None


class DocumentReader:
    """Collects what is wrong with a file, a line for each problem."""

    def __init__(self, file: Path, document: Mapping[str, Any]) -> None:
        self.file, self.document = file, document
        self.problems: list[str] = []

    def complain(self, key: str, problem: str) -> None:
        self.problems.append(f"{self.file}: {key}: {problem}")

    def whole(self, table: Mapping[str, Any], key: str, default: int | None, lower: int, upper: int = 2**62) -> int:
        value = table.get(key, default)
        if value is None:
            self.complain(
                f"design.{key}", "the key is missing (there is no number that suits every question); write it"
            )
            return lower
        if isinstance(value, bool) or not isinstance(value, int) or not lower <= value <= upper:
            self.complain(f"design.{key}", f"found {value!r} (a whole number from {lower} to {upper}); give one")
            return lower
        return value
