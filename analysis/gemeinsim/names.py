# SPDX-License-Identifier: Apache-2.0
"""Messages about names that do not exist: "problem (why); what to do"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches


def unknown(kind: str, name: str, known: Iterable[str]) -> str:
    """The message for a name that is none of the known ones, with the nearest of them.

    >>> unknown("metric", "impct_index", ["impact_index", "density"])
    "no metric 'impct_index' (there are density, impact_index); did you mean 'impact_index'?"
    """
    names = sorted(known)
    listed = ", ".join(names[:30]) + (f" and {len(names) - 30} more" if len(names) > 30 else "")
    near = _near(name, names)
    if near:
        remedy = f"did you mean {near!r}?"
    else:
        far = get_close_matches(name, names, n=3, cutoff=0.0) if len(names) > 3 else []
        remedy = "take one of these" + (f"; the nearest are {', '.join(map(repr, far))}" if far else "")
    return f"no {kind} {name!r} (there {'is' if len(names) == 1 else 'are'} {listed or 'none'}); {remedy}"


def _near(name: str, names: list[str]) -> str | None:
    """What was meant: a name with a letter wrong, else one that shares words with it, else one that is similar."""
    close = get_close_matches(name, names, n=1, cutoff=0.8)
    if close:
        return close[0]
    words = _words(name)
    shared = max((len(words & _words(other)) for other in names), default=0)
    kin = [other for other in names if shared and len(words & _words(other)) == shared]
    close = get_close_matches(name, kin, n=1, cutoff=0.0) or get_close_matches(name, names, n=1, cutoff=0.5)
    return close[0] if close else None


def _words(name: str) -> set[str]:
    return {word for word in re.split(r"[^a-z0-9]+", name.lower()) if len(word) > 3}
