# SPDX-License-Identifier: Apache-2.0
"""The one-page report: a single HTML file that needs no network and no JavaScript, and prints."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import xarray as xr

from gemeinsim import plot, words
from gemeinsim.plot.phases import PHASES
from gemeinsim.plot.style import groups
from gemeinsim.results import tables
from gemeinsim.words import REPORT

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from gemeinsim.comparison import Comparison

_STYLE = """
:root { color-scheme: light; --ink: #1d1d1f; --quiet: #5c5c62; --line: #d5d5da; --blue: #0072b2; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.25rem 3rem; max-width: 58rem; color: var(--ink); background: #fff;
  font: 16px/1.5 system-ui, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0; }
h2 { font-size: 1.15rem; margin: 2.2rem 0 .5rem; }
p { margin: .4rem 0; max-width: 46rem; }
.subtitle, figcaption, caption, .quiet { color: var(--quiet); }
.subtitle { margin-bottom: 1.4rem; }
.answer { border-left: 5px solid var(--blue); padding: .2rem 0 .2rem 1rem; }
.answer p { font-size: 1.2rem; line-height: 1.45; }
.box { border: 1px solid var(--line); background: #f7f7f9; border-radius: 6px; padding: .7rem 1rem; margin: 1.3rem 0; }
.box strong { display: block; }
.box p { font-size: .93rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; padding-bottom: .5rem; font-size: .9rem; }
th, td { padding: .35rem .8rem .35rem 0; border-bottom: 1px solid var(--line); text-align: right; white-space: nowrap; }
thead th { font-weight: 600; vertical-align: bottom; white-space: normal; }
th:first-child, td:first-child, th:last-child, td:last-child, td.bar, th.bar { text-align: left; }
th:last-child, td:last-child { padding-right: 0; }
tbody th { font-weight: 600; text-align: left; white-space: nowrap; vertical-align: middle; }
small { color: var(--quiet); font-weight: 400; }
td.bar svg { display: block; width: 9rem; height: 1.1rem; }
ul.plain { padding-left: 1.1rem; margin: .7rem 0; max-width: 46rem; }
ul.plain li { margin: .25rem 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1rem; margin: .5rem 0; max-width: 50rem; }
dt { font-weight: 600; } dd { margin: 0; overflow-wrap: anywhere; }
figure { margin: 1.2rem 0 1.8rem; }
figure svg { display: block; width: 100%; height: auto; max-width: 58rem; }
figcaption { font-size: .9rem; max-width: 46rem; margin-top: .5rem; }
pre { background: #f7f7f9; border: 1px solid var(--line); border-radius: 6px; padding: .6rem .8rem;
  white-space: pre-wrap; overflow-wrap: anywhere; font: .88rem/1.4 ui-monospace, "DejaVu Sans Mono", monospace; }
@media (max-width: 36rem) { dl { display: block; } dd { margin: 0 0 .5rem; } }
@media print {
  @page { margin: 14mm; }
  body { padding: 0; max-width: none; font-size: 10.5pt; }
  h2 { break-after: avoid; } figure, .box, table, .answer { break-inside: avoid; }
  .scroll { overflow: visible; }
}
"""


def write(
    ds: xr.Dataset,
    comparison: Comparison,
    path: str | os.PathLike[str],
    *,
    command: str,
    complete: bool = True,
) -> Path:
    """Write the one-page report of a comparison.

    Parameters
    ----------
    ds : Dataset
        The results that were compared, with the metrics of the phase timeline. Without snapshots of the network
        its figure is left out.
    comparison : Comparison
        Of a monthly metric.
    path : path
        The file to write.
    command : str
        What makes the result file anew, shown as it is.
    complete : bool
        False where the sweep was stopped before its end; the report then says so.

    Notes
    -----
    The same results and the same version of matplotlib give the same bytes.
    """
    place = Path(path)
    place.write_text(page(ds, comparison, command=command, complete=complete), encoding="utf-8")
    return place


def page(ds: xr.Dataset, comparison: Comparison, *, command: str, complete: bool = True) -> str:
    """The report as HTML; see :func:`write`."""
    levels = list(comparison.table.index)
    case = case_name(ds)
    title = f"{REPORT['heading']} – {case}"
    parts = [
        f"<h1>{escape(REPORT['heading'])}</h1>",
        f"<p class='subtitle'>{escape(REPORT['subtitle'].format(policies=len(levels), case=case))}</p>",
        f"<section class='answer'><p>{escape(comparison.answer)}</p></section>",
        f"<aside class='box'><strong>{escape(REPORT['not_a_forecast_title'])}</strong>"
        f"<p>{escape(REPORT['not_a_forecast'])}</p></aside>",
        _section("policies", _policies(levels)),
        _section("table", _table(comparison) + _list(_readable(comparison))),
        _section("figures", "".join(_figures(ds, comparison))),
        _section("confidence", _confidence(ds, comparison, complete)),
        _section("reproduce", _provenance(ds, command)),
    ]
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(parts)
        + "\n</main>\n</body>\n</html>\n"
    )


def case_name(ds: xr.Dataset) -> str:
    """Title or name of the scenario, from the TOML text in the file's attributes."""
    try:
        head = tomllib.loads(ds.attrs.get("scenario", "")).get("scenario", {})
    except tomllib.TOMLDecodeError:
        head = {}
    return str(head.get("title") or head.get("name") or "without a name")


def _section(name: str, body: str) -> str:
    return f"<section><h2>{escape(REPORT[name])}</h2>\n{body}\n</section>"


def _list(sentences: Iterable[str]) -> str:
    return "<ul class='plain'>" + "".join(f"<li>{escape(text)}</li>" for text in sentences) + "</ul>"


def _readable(comparison: Comparison) -> Iterable[str]:
    """The sentences with the policies' names as words."""
    for sentence in comparison.sentences[1:]:
        text = sentence
        for name in comparison.table.index:
            text = text.replace(name, words.plain(name))
        yield f"{words.sentence_case(text)}."


def _policies(levels: list[str]) -> str:
    rows = [
        f"<dt>{escape(words.plain(level))}</dt><dd>{escape(words.POLICIES.get(level, words.plain(level)))}</dd>"
        for level in levels
    ]
    return f"<dl>{''.join(rows)}</dl>"


def _table(comparison: Comparison) -> str:
    caption = REPORT["table_caption"].format(
        metric=words.sentence_case(comparison.long_name),
        unit=words.unit_after(comparison.unit),
        at=comparison.at,
        reference=words.plain(comparison.reference),
    )
    ends = comparison.table[["lower", "upper", "mean"]].to_numpy()
    ends = ends[np.isfinite(ends)]
    lower, upper = (min(0.0, ends.min()), max(0.0, ends.max())) if len(ends) else (0.0, 1.0)
    digits = words.decimals_for(lower, upper, upper)
    scale = REPORT["scale"].format(lower=words.number(lower, digits), upper=words.number(upper, digits))
    policy, mean, span, against, _, share, p, verdict = (escape(name) for name in comparison.columns())
    small = "<br><small>{}</small>".format
    heads = [policy, mean + small(span), escape(scale), against + small(span), share, p, verdict]
    head = "".join(f"<th scope='col'{' class=bar' if k == 2 else ''}>{text}</th>" for k, text in enumerate(heads))
    body = []
    for name, row in zip(comparison.ranking, comparison.rows(), strict=True):
        _, mean, span, difference, apart, share, p, verdict = (escape(text) for text in row)
        bar = _bar(comparison.table.loc[name], lower, upper)
        cells = [mean + small(span), bar, difference + (small(apart) if apart else ""), share, p, verdict]
        data = "".join(f"<td{' class=bar' if k == 1 else ''}>{text}</td>" for k, text in enumerate(cells))
        body.append(f"<tr><th scope='row'>{escape(words.plain(name))}</th>{data}</tr>")
    return (
        f"<div class='scroll'><table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{''.join(body)}</tbody></table></div>"
    )


def _bar(row: object, lower: float, upper: float) -> str:
    """Mean and interval on the common scale, 120 units wide."""
    mean, left, right = (row[name] for name in ("mean", "lower", "upper"))  # type: ignore[index]

    def at(value: float) -> str:
        return f"{4 + 112 * (value - lower) / ((upper - lower) or 1):.1f}"

    marks = f"<line x1='{at(0)}' x2='{at(0)}' y1='1' y2='17' stroke='#b9b9c0'/>"
    if np.isfinite(left) and np.isfinite(right):
        marks += f"<line x1='{at(left)}' x2='{at(right)}' y1='9' y2='9' stroke='#0072b2' stroke-width='2'/>"
    if np.isfinite(mean):
        marks += f"<circle cx='{at(mean)}' cy='9' r='3' fill='#0072b2'/>"
    return f"<svg viewBox='0 0 120 18' aria-hidden='true'>{marks}</svg>"


def figures(ds: xr.Dataset, comparison: Comparison) -> dict[str, Figure]:
    """The report's figures by name; without snapshots of the network none of it."""
    drawn = {"fan": plot.fan(ds, comparison.metric, comparison.by), "phases": plot.phases(ds, comparison.by)}
    if "network" in tables(ds) and not tables(ds)["network"].empty:
        drawn["network"] = plot.network(ds, int(ds["run"][_example(ds, comparison)]))
    return drawn


def _example(ds: xr.Dataset, comparison: Comparison) -> int:
    """Place of the run that the network shows: the first of the policy with the best mean."""
    return int(groups(ds, comparison.by)[comparison.ranking[0]][0])


def _figures(ds: xr.Dataset, comparison: Comparison) -> Iterable[str]:
    drawn = figures(ds, comparison)
    months = ds.sizes["month"]
    levels = groups(ds, comparison.by)
    last = ds[comparison.metric].isel(month=-1).to_numpy()
    middle = {name: float(np.nanmedian(last[runs])) for name, runs in levels.items() if np.isfinite(last[runs]).any()}
    digits = words.decimals_for(min(middle.values()), max(middle.values()), 1) + 1 if middle else 2
    values = words.listing([f"{words.plain(name)} {words.number(value, digits)}" for name, value in middle.items()])
    alt = REPORT["fan_alt"].format(metric=comparison.long_name, months=months, values=values)
    yield _figure("fan", drawn["fan"], REPORT["fan"], alt)
    alt = REPORT["phases_alt"].format(months=months, values="; ".join(_phase_shares(ds, levels)))
    yield _figure("phases", drawn["phases"], REPORT["phases"], alt)
    if "network" in drawn:
        place = _example(ds, comparison)
        caption = REPORT["network"].format(
            replicate=int(ds["replicate"][place]), policy=words.plain(comparison.ranking[0])
        )
        alt = REPORT["network_alt"].format(values="; ".join(_tie_counts(ds, int(ds["run"][place]))))
        yield _figure("network", drawn["network"], caption, alt)


def _phase_shares(ds: xr.Dataset, levels: dict[str, np.ndarray]) -> Iterable[str]:
    names = [row[0] for row in PHASES]
    ends = np.stack([ds[f"initiatives_{name}"].isel(month=-1).to_numpy() for name in names])
    for level, runs in levels.items():
        total = np.nansum(ends[:, runs], axis=1)
        if total.sum() == 0:
            yield f"{words.plain(level)}: no initiative was founded"
            continue
        shares = [f"{words.percent(share)} {name}" for name, share in zip(names, total / total.sum(), strict=True)]
        yield f"{words.plain(level)}: {', '.join(shares)}"


def _tie_counts(ds: xr.Dataset, run: int) -> Iterable[str]:
    ties = tables(ds)["network"]
    ties = ties[ties["run"] == run]
    for month in sorted({ties["month"].min(), ties["month"].max()}):
        forms = ties.loc[ties["month"] == month, "form"].astype(str).value_counts()
        yield f"Month {month}: {forms.get('contact', 0)} contacts and {forms.get('pact', 0)} pacts"


def _figure(name: str, figure: Figure, caption: str, alt: str) -> str:
    svg = plot.svg(figure)
    body = svg[svg.index("<svg") :]
    body = re.sub(r"<metadata>.*?</metadata>", "", body, flags=re.DOTALL)
    # Several drawings in one page: identifiers get the figure's name in front so that none means two things.
    body = re.sub(r'\bid="', f'id="{name}-', body)
    body = re.sub(r'(xlink:href="#|url\(#)', rf"\g<1>{name}-", body)
    body = re.sub(r'<svg ([^>]*?)height="[^"]*" ?', r"<svg \1", body, count=1)
    body = re.sub(r'<svg ([^>]*?)width="[^"]*" ?', r"<svg \1", body, count=1)
    body = body.replace("<svg ", f'<svg role="img" aria-label="{escape(alt)}" ', 1)
    return f"<figure>{body}<figcaption>{escape(caption)}</figcaption></figure>"


def _confidence(ds: xr.Dataset, comparison: Comparison, complete: bool) -> str:
    missing = int(comparison.table["missing"].sum())
    replicates = len(np.unique(ds["replicate"].to_numpy()))
    lines = [
        REPORT["runs"].format(replicates=replicates, runs=ds.sizes["run"], months=ds.sizes["month"]),
        REPORT["missing"].format(missing=missing) if missing else REPORT["no_missing"],
        comparison.note,
    ]
    if not complete:
        lines.insert(0, REPORT["incomplete"])
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


def _provenance(ds: xr.Dataset, command: str) -> str:
    rows = [
        ("plan hash", "plan_hash"),
        ("master seed", "master_seed"),
        ("version", "engine_version"),
        ("commit", "git_commit"),
        ("compiler", "compiler"),
    ]
    known = [(label, str(ds.attrs[key])) for label, key in rows if ds.attrs.get(key)]
    terms = "".join(f"<dt>{escape(label)}</dt><dd>{escape(value)}</dd>" for label, value in known)
    return f"<p>{escape(REPORT['reproduce_text'])}</p><pre>{escape(command)}</pre><dl>{terms}</dl>"
