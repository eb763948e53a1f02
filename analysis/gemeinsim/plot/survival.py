# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gemeinsim import words
from gemeinsim.plot.style import INK, PALETTE, QUIET, panels, style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from gemeinsim.surviving import Survival

_RISK_EVERY = 24  # months between two numbers at risk
_FEW = 5  # below so many at risk a curve says little and is dotted


def survival(found: Survival) -> Figure:
    """Curves of :func:`gemeinsim.survival`: initiatives not dissolved (solid, with band) and still at work (dashed).

    One panel for each level, with the number under observation below; a curve is dotted where fewer than five are left.
    """
    levels = list(dict.fromkeys(found.frame["level"]))
    with style():
        columns = 3 if len(levels) > 1 else 1
        figure, axes = panels(len(levels), columns=columns, width=3.05 if len(levels) > 1 else 5.6, height=2.6)
        for number, (level, panel) in enumerate(zip(levels, axes, strict=True)):
            colour = PALETTE[number % len(PALETTE)]
            rows = found.frame[found.frame["level"] == level]
            age, many = rows["age"].to_numpy(), rows["at_risk"].to_numpy() >= _FEW
            panel.fill_between(age, rows["failure_free_lower"], rows["failure_free_upper"], where=many, step="post",
                               color=colour, alpha=0.22, linewidth=0)  # fmt: skip
            for column, line, label in (("failure_free", "-", "not dissolved"), ("active", "--", "still at work")):
                values = rows[column].to_numpy()
                panel.step(age, np.where(many, values, np.nan), line, where="post", color=colour, linewidth=1.7,
                           label=label)  # fmt: skip
                few = np.flatnonzero(~many)
                if len(few) and few[0] > 0:
                    tail = slice(few[0] - 1, None)
                    panel.step(age[tail], values[tail], ":", where="post", color=colour, linewidth=1.2)
            for month in range(0, int(age.max()) + 1, _RISK_EVERY):
                panel.text(
                    month, 0.02, f"{rows['at_risk'].to_numpy()[month]:.0f}", fontsize=7, color=QUIET, ha="center"
                )
            panel.set_title(
                f"{words.plain(str(level))} ({found.initiatives[str(level)]})" if len(levels) > 1 else
                f"{found.initiatives[str(level)]} initiatives", color=colour,
            )  # fmt: skip
            panel.set_ylim(0, 1.02)
            panel.set_xticks(range(0, int(age.max()) + 1, _RISK_EVERY))
            panel.set_xlabel("age [months]")
            panel.grid(axis="y", color="#ededed", linewidth=0.7)
            panel.set_axisbelow(True)
        axes[0].legend(loc="lower left", bbox_to_anchor=(0, 0.08), title="numbers: under observation", title_fontsize=7)
        figure.supylabel("share of initiatives", fontsize=9, color=INK)
    return figure
