# SPDX-License-Identifier: Apache-2.0
"""The timeline of one initiative and the shares of time lost of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gemeinsim import words
from gemeinsim.plot.phases import PHASES
from gemeinsim.plot.style import INK, PALETTE, QUIET, new_figure, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from gemeinsim.explaining import TimeLost
    from gemeinsim.story import Explanation

_BLUE, _VERMILION, _GREEN, _PINK, _BROWN, _SKY, _ORANGE, _DARK = PALETTE
#: Colour of each cause; none of them is told apart by colour alone, each has a lane or a label of its own.
COLOURS = {
    "work": _BLUE,
    "coordination": _SKY,
    "know_how": _GREEN,
    "common_goal": _PINK,
    "impact_orientation": _BROWN,
    "money": _VERMILION,
    "no_host": _VERMILION,
    "approval": _ORANGE,
    "vote": _DARK,
    "members": "#5c4a72",
    "own_pace": "#b5b5b5",
}
_SHADES = {name: colour for name, _, colour, _ in PHASES}


def timeline(story: Explanation) -> Figure:
    """Phases and gates above, what the initiative waited for month by month, its members below; months on x."""
    w = words.language(story.lang)
    text = w.EXPLAIN
    months = story.months
    lost = months["cause"].value_counts() if len(months) else {}
    causes = [cause for cause in COLOURS if cause in lost]
    last = story.ended if story.ended >= 0 else story.last_month + 1
    with style():
        lanes = max(1, len(causes))
        figure = new_figure(7.4, 2.55 + 0.23 * lanes, w_pad=0.06, h_pad=0.04, hspace=0.03)
        phase, waits, members = figure.subplots(3, 1, sharex=True, height_ratios=[1.25, 0.25 + 0.3 * lanes, 1.05])
        _draw_phases(phase, story, last)
        _draw_waits(waits, story, causes)
        _draw_members(members, story, last)
        for axes in (phase, waits):
            axes.tick_params(axis="x", length=0)
        members.set_xlim(story.founded - 0.5, max(last, story.founded + 6) + 0.5)
        _calendar(members, story, last)
        members.set_xlabel(text["axis"] if story.start is None else text["axis_date"].format(date=w.date(*story.start)))
        figure.suptitle(story.heading, x=0.01, ha="left", fontsize=9.5, fontweight="bold", color=INK)
    return figure


def _draw_phases(axes: Axes, story: Explanation, last: int) -> None:
    w = words.language(story.lang)
    text = w.EXPLAIN
    axes.set_ylim(0, 2.5)
    axes.set_yticks([0.4], [text["phase"]])
    axes.tick_params(axis="y", length=0)
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)
    for name, rows in story.months.groupby(story.months["phase"].astype(str), sort=False):
        first, end = int(rows["month"].min()), int(rows["month"].max()) + 1
        axes.broken_barh([(first, end - first)], (0, 0.8), color=_SHADES[str(name)], linewidth=0)
        if (end - first) / max(1, last - story.founded) > 0.11:
            colour = "white" if name == "implementation" else INK
            label = w.PHASE_NAMES[str(name)]
            axes.text((first + end) / 2, 0.4, label, ha="center", va="center", fontsize=8, color=colour)
    span = max(1, last - story.founded)
    marks: list[tuple[float, str, str, str]] = []
    reports = 0
    for month, of in story.products:
        if of == "implementation":
            reports += 1
            marks.append((month, "^", _GREEN, text["report"] if reports == 1 else ""))
        else:
            marks.append((month, "^", _GREEN, text["agreement" if of == "initiation" else "action_plan"]))
    seen = False
    for one in story.refusals:
        marks.append((one.month, "x", _VERMILION, "" if seen else text["refused"]))
        seen = True
    if story.ended >= 0:
        done = story.phase == "completed"
        label = w.PHASE_NAMES[story.phase]
        marks.append((story.ended, "*" if done else "X", _GREEN if done else _VERMILION, label))
    taken = [-1e9, -1e9]  # where the labels of the two rows end
    for month, marker, colour, label in sorted(marks):
        axes.plot([month], [1.15], marker=marker, color=colour, markersize=6.5, clip_on=False, linestyle="none")
        if not label:
            continue
        width = 0.0125 * span * len(label)
        right = month + width > last + 0.02 * span
        left_end = month - width if right else month
        row = 0 if left_end >= taken[0] else 1
        taken[row] = month + (0.01 * span if right else width + 0.02 * span)
        axes.annotate(
            label,
            (month, 1.15),
            xytext=(0, 6 + 10 * row),
            textcoords="offset points",
            ha="right" if right else "left",
            fontsize=7.5,
            color=colour if colour != _GREEN else "#00694c",
            annotation_clip=False,
        )


def _draw_waits(axes: Axes, story: Explanation, causes: list[str]) -> None:
    w = words.language(story.lang)
    axes.set_ylim(len(causes) - 0.4, -0.6)
    axes.set_yticks(range(len(causes)), [w.CAUSES[cause][0] for cause in causes])
    axes.tick_params(axis="y", length=0, colors=INK)
    axes.spines["left"].set_visible(False)
    # Lines of our own: those of a grid are clipped under a name that hangs on where they lie in memory.
    axes.hlines(range(len(causes)), 0, 1, transform=axes.get_yaxis_transform(), color="#eeeeee", linewidth=0.8,
                zorder=0, clip_on=False)  # fmt: skip
    axes.set_title(w.EXPLAIN["waited"], fontsize=8, fontweight="normal", color=QUIET, pad=2)
    for lane, cause in enumerate(causes):
        at = story.months.loc[story.months["cause"] == cause, "month"].to_numpy()
        axes.broken_barh([(month, 1) for month in at], (lane - 0.36, 0.72), color=COLOURS[cause], linewidth=0)
        axes.annotate(
            w.count(len(at), "month"),
            (1, lane),
            xycoords=("axes fraction", "data"),
            xytext=(4, 0),
            textcoords="offset points",
            va="center",
            fontsize=7.5,
            color=QUIET,
        )


def _draw_members(axes: Axes, story: Explanation, last: int) -> None:
    w = words.language(story.lang)
    rows = story.months
    if len(rows):
        x = np.append(rows["month"].to_numpy(), rows["month"].iloc[-1] + 1)
        y = np.append(rows["members"].to_numpy(), rows["members"].iloc[-1])
        axes.step(x, y, where="post", color=INK, linewidth=1.2)
        axes.fill_between(x, y, step="post", color="#e9eef3", linewidth=0)
        axes.set_ylim(0, max(3, 1.18 * y.max()))
    if not story.moves.empty:
        for kind, marker, colour in (("join", "+", _GREEN), ("leave", "_", _VERMILION)):
            at = story.moves.loc[story.moves["kind"].astype(str) == kind, "month"].to_numpy()
            at = at[at <= last]
            height = axes.get_ylim()[1]
            axes.plot(
                at, np.full(len(at), (0.97 if kind == "join" else 0.06) * height), linestyle="none", marker=marker,
                color=colour, markersize=5, clip_on=False,
                label=f"{w.EXPLAIN[kind]} ({len(at)})",
            )  # fmt: skip
        axes.legend(
            loc="center left", bbox_to_anchor=(1.0, 0.5), fontsize=7.5, handletextpad=0.2, borderaxespad=0.3,
            handlelength=1.2,
        )  # fmt: skip
    axes.set_ylabel(w.EXPLAIN["members"], fontsize=8)


def _calendar(axes: Axes, story: Explanation, last: int) -> None:
    """Months, with the date below where the calendar is known: on Januaries, in short stories every so often."""
    span = max(6, last - story.founded)
    if story.start is None:
        step = next((step for step in (1, 3, 6, 12, 24) if span / step <= 8), 48)
        axes.set_xticks(range(story.founded, last + 1, step))
        return
    year, month = story.start
    if span < 18:
        step = 3 if span > 8 else 1
        at = list(range(story.founded, story.founded + span + 1, step))
        labels = [f"{m}\n{(month - 1 + m) % 12 + 1:02d}/{year + (month - 1 + m) // 12}" for m in at]
        axes.set_xticks(at, labels)
        return
    every = 1 if span <= 132 else 2
    first = -(month - 1)
    at = [m for m in range(first, last + 1, 12 * every) if story.founded - 1 <= m <= last + 1]
    axes.set_xticks(at, [f"{m}\n{year + (month - 1 + m) // 12}" for m in at])


def shares(lost: TimeLost) -> Figure:
    """Shares of months by cause as stacked bars, one for each level of the factor."""
    w = words.language(lost.lang)
    table = lost.frame.pivot(index="level", columns="cause", values="share")
    levels = list(dict.fromkeys(lost.frame["level"]))
    causes = [cause for cause in COLOURS if cause in table and table[cause].fillna(0).gt(0).any()]
    with style():
        figure = new_figure(7.4, 1.35 + 0.42 * len(levels), w_pad=0.06, h_pad=0.05)
        axes = figure.subplots()
        left = np.zeros(len(levels))
        for cause in causes:
            values = 100 * table[cause].reindex(levels).fillna(0).to_numpy()
            axes.barh(range(len(levels)), values, left=left, color=COLOURS[cause], height=0.68,
                      label=w.CAUSES[cause][0], edgecolor="white", linewidth=0.8)  # fmt: skip
            for place, (start, width) in enumerate(zip(left, values, strict=True)):
                if width >= 6:
                    colour = INK if cause in ("coordination", "approval", "common_goal", "own_pace") else "white"
                    axes.text(start + width / 2, place, f"{width:.0f}", ha="center", va="center", fontsize=8,
                              color=colour)  # fmt: skip
            left = left + values
        names = [w.POLICY_NAMES.get(level, words.plain(level)) if level else w.EXPLAIN["all_runs"] for level in levels]
        axes.set_yticks(range(len(levels)), names)
        axes.tick_params(axis="y", length=0, colors=INK)
        axes.invert_yaxis()
        axes.set_xlim(0, 100)
        axes.set_xlabel(w.EXPLAIN["lost_axis"])
        figure.legend(loc="outside lower center", ncols=min(5, max(1, len(causes))), handlelength=1.2)
    return figure
