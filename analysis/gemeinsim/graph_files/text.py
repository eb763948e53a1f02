# SPDX-License-Identifier: Apache-2.0
"""Text files and the values in them: decoding, CSV, and the one type that each column of attributes has."""

from __future__ import annotations

import math
import os
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from gemeinsim.graph_files.problems import Problems, quoted

Value = bool | int | float | str

#: More actors than this are refused before memory is taken for them: a wrong count must not stop the machine.
MOST_ACTORS = 5_000_000

_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_REAL = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,4})?")
_LEADING_ZERO = re.compile(r"[+-]?0[0-9]")


def read_text(path: str | os.PathLike[str], encoding: str = "utf-8") -> str:
    """The text of a file, without byte order mark, lines ended by LF.

    Raises ValueError for folders, empty and binary files and bytes that are not of the encoding; OSError for what the
    file system says.
    """
    place = Path(path)
    problems = Problems(str(place))
    if place.is_dir():
        raise ValueError(f"{place}: is a folder; name a file in it")
    if not place.exists():
        raise FileNotFoundError(f"{place}: no such file; check the name")
    data = place.read_bytes()
    utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if utf16 and encoding.lower().replace("-", "") not in ("utf16", "utf32"):
        raise problems.stop(1, "the file is UTF-16", "save it as UTF-8, or give the encoding utf-16")
    if b"\0" in data and not utf16:
        line = data.count(b"\n", 0, data.index(b"\0")) + 1
        raise problems.stop(line, "the file is binary (it holds a zero byte)", "name a text file")
    try:
        text = data.decode("utf-8-sig" if encoding.lower() in ("utf-8", "utf8") else encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        byte = data[error.start]
        raise problems.stop(
            line, f"the byte 0x{byte:02x} is no {encoding}", "save the file as UTF-8, or give its encoding (latin-1)"
        ) from None
    except LookupError:
        raise ValueError(f"there is no encoding {encoding!r}; give one like utf-8, latin-1 or cp1252") from None
    if not text.strip():
        raise problems.stop(1, "the file is empty", "name a file that holds a network")
    return text.replace("\r\n", "\n").replace("\r", "\n")


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of a text file and whether it stood in quotes: quoted fields are texts, whatever they look like."""

    text: str
    is_quoted: bool = False

    @property
    def missing(self) -> bool:
        """Nothing, or R's mark for a value that is not known."""
        return not self.is_quoted and self.text in ("", "NA")


@dataclass(frozen=True, slots=True)
class Row:
    line: int
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class Csv:
    separator: str
    rows: list[Row]

    @property
    def decimal_comma(self) -> bool:
        return self.separator != ","


def read_csv(text: str, problems: Problems) -> Csv:
    """Splits a CSV text (RFC 4180; comma, semicolon or tab, told from the first line; blank lines skipped)."""
    first = re.sub(r'"[^"]*"', "", next(line for line in text.split("\n") if line.strip()))
    seen = [separator for separator in ",;\t" if separator in first]
    if len(seen) > 1:
        raise problems.stop(
            1, "the first line mixes commas, semicolons or tabs", "use one of them, and quotes around the others"
        )
    separator = seen[0] if seen else ","
    field = re.compile(rf'[ ]*"((?:[^"]|"")*)"[ ]*(?=[{separator}\n]|\Z)|([^{separator}\n]*)')
    rows: list[Row] = []
    at, line = 0, 1
    while at < len(text):
        start, cells = line, []
        while True:
            match = field.match(text, at)
            assert match is not None  # the second alternative matches nothing too
            inside, plain = match.groups()
            if inside is not None:
                cells.append(Cell(inside.replace('""', '"'), True))
                line += inside.count("\n")
            else:
                if '"' in plain:
                    raise problems.stop(
                        line,
                        "a quote that does not enclose a whole field, or is never closed",
                        "put the whole field in quotes and double the quotes in it",
                    )
                cells.append(Cell(plain.strip()))
            at = match.end()
            if at >= len(text) or text[at] == "\n":
                break
            at += 1
        at, line = at + 1, line + 1
        if len(cells) > 1 or cells[0].text or cells[0].is_quoted:
            rows.append(Row(start, cells))
    if all(cell.is_quoted for row in rows for cell in row.cells):  # quotes around everything mean nothing
        rows = [Row(row.line, [Cell(cell.text) for cell in row.cells]) for row in rows]
    return Csv(separator, rows)


def number(text: str, *, decimal_comma: bool = False) -> float | None:
    """The number that a text is, None where it is none or not finite. 0123 is a code, no number."""
    if decimal_comma and text.count(",") == 1 and "." not in text:
        text = text.replace(",", ".")
    if not _REAL.fullmatch(text) or _LEADING_ZERO.match(text):
        return None
    value = float(text)
    return value if math.isfinite(value) else None


def typed(cells: Sequence[Cell], *, decimal_comma: bool = False) -> list[Value | None]:
    """The values of one column, all of one type: truth values, whole numbers, numbers or texts; None where missing."""
    present = [cell for cell in cells if not cell.missing]
    texts = [cell.text for cell in present]
    if any(cell.is_quoted for cell in present):
        return [None if cell.missing else cell.text for cell in cells]
    if texts and all(text in ("true", "false") for text in texts):
        return [None if cell.missing else cell.text == "true" for cell in cells]
    if texts and all(_WHOLE.fullmatch(text) for text in texts):
        return [None if cell.missing else int(cell.text) for cell in cells]
    if texts and all(number(text, decimal_comma=decimal_comma) is not None for text in texts):
        return [None if cell.missing else number(cell.text, decimal_comma=decimal_comma) for cell in cells]
    return [None if cell.missing else cell.text for cell in cells]


def looks_like_no_text(text: str) -> bool:
    """Whether a reader would take the unquoted text for something else."""
    return text in ("", "NA", "true", "false") or number(text) is not None


def plain(value: Value) -> str:
    """A value as text: true and false, numbers so that they are read back exactly."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value) if isinstance(value, float) else str(value)


def csv_field(value: Value | None, *, is_name: bool = False) -> str:
    """A value as a field of a CSV file with commas; texts that look like numbers are quoted, names are not."""
    if value is None:
        return ""
    text = plain(value)
    doubtful = isinstance(value, str) and not is_name and looks_like_no_text(text)
    if doubtful or text != text.strip() or any(sign in text for sign in ',;\t"\n') or (is_name and not text):
        return '"' + text.replace('"', '""') + '"'
    return text


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    return "".join(",".join(row) + "\n" for row in rows)


def unprintable(text: str) -> str | None:
    """The name of the first character that not every format can hold, None where there is none."""
    for sign in text:
        if unicodedata.category(sign) in ("Cc", "Cs") or sign in "\ufffe\uffff\u2028\u2029":
            return f"U+{ord(sign):04X}"
    return None


def describe_value(value: object) -> str:
    return f"{quoted(value)}, a {type(value).__name__}"
