# SPDX-License-Identifier: Apache-2.0
"""What is wrong with a graph file, collected so that all of it is told at once, each with its place."""

from __future__ import annotations

from difflib import get_close_matches

_MOST_SHOWN = 25


class Problems:
    """Complaints about one file: ``file:line: problem (why); what to do``."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._found: list[tuple[int, str]] = []

    def __len__(self) -> int:
        return len(self._found)

    def add(self, line: int | None, problem: str, remedy: str) -> None:
        place = self.file if line is None else f"{self.file}:{line}"
        self._found.append((line or 0, f"{place}: {problem}; {remedy}"))

    def stop(self, line: int | None, problem: str, remedy: str) -> ValueError:
        """Adds a complaint after which nothing can be read, and gives the error to raise."""
        self.add(line, problem, remedy)
        return self.error()

    def error(self) -> ValueError:
        texts = [text for _, text in sorted(self._found, key=lambda found: found[0])]
        more = len(texts) - _MOST_SHOWN
        return ValueError("\n".join(texts[:_MOST_SHOWN] + ([f"{self.file}: and {more} more"] if more > 0 else [])))

    def raise_if_any(self) -> None:
        if self._found:
            raise self.error()


def quoted(name: object) -> str:
    """A name as messages show it: cut where it is long, control characters visible."""
    text = str(name)
    return repr(text if len(text) <= 60 else text[:57] + "...")


def nearest(name: str, known: list[str], otherwise: str) -> str:
    """The remedy for a name that nobody bears. Names are compared only where they are few enough to be quick."""
    near = get_close_matches(name, known, n=1, cutoff=0.6) if len(known) <= 5000 and len(name) <= 200 else []
    return f"did you mean {quoted(near[0])}?" if near else otherwise
