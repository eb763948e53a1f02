# SPDX-License-Identifier: Apache-2.0
"""Messages about names that do not exist: "problem (why); what to do"."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def unknown(kind: str, name: str, known: Iterable[str]) -> str:
    """The message for a name that is none of the known ones, with the nearest of them.

    >>> unknown("metric", "impct_index", ["impact_index", "density"])
    "no metric 'impct_index' (there are density, impact_index); did you mean 'impact_index'?"
    """
    names = sorted(known)
    listed = ", ".join(names[:30]) + (f" and {len(names) - 30} more" if len(names) > 30 else "")
    near = get_close_matches(name, names, n=1, cutoff=0.5)
    remedy = f"did you mean {near[0]!r}?" if near else "take one of these"
    return f"no {kind} {name!r} (there {'is' if len(names) == 1 else 'are'} {listed or 'none'}); {remedy}"
