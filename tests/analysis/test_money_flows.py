# SPDX-License-Identifier: Apache-2.0
"""Flows of money: what the file says, what the picture shows."""

from __future__ import annotations

import itertools
import subprocess
import sys
from pathlib import Path

import gemeinsim as gs
import pytest
import xarray as xr
from gemeinsim import plot

TOWN = """
[time]
months = 24
start = "2008-01"
[population]
administration = 3
civil_society = 8
business = 4
[topics.youth]
[governance]
preset = "round_table"
[outputs]
money_flows = "{kept}"
[[funding.programmes]]
preset = "donation_fund"
[[funding.programmes]]
preset = "partnership_programme"
"""


def run(tmp_path, kept="total"):
    place = tmp_path / f"{kept}.toml"
    place.write_text(TOWN.format(kept=kept))
    return gs.Scenario.load(place).run(seed=3, replicates=2)


@pytest.fixture(scope="module")
def ds(tmp_path_factory):
    return run(tmp_path_factory.mktemp("flows"))


def test_months_add_up_to_the_total(ds, tmp_path):
    keys = ["run", "from", "to", "purpose"]
    total = gs.tables(ds)["flows"]
    monthly = gs.tables(run(tmp_path, "monthly"))["flows"]
    assert (total["months"] == 24).all()
    assert (monthly["months"] == 1).all()
    assert monthly["month"].between(0, 23).all()
    sums = [frame.groupby(keys, observed=True)["amount"].sum().round(2) for frame in (total, monthly)]
    assert sums[0].equals(sums[1])
    assert gs.tables(run(tmp_path, "none"))["flows"].empty


def test_flows_are_what_the_metrics_say(ds):
    flows = gs.tables(ds)["flows"]
    one = flows[flows["run"] == 1]
    paid = one[one["purpose"].isin(["measure", "preparation", "overhead"])]["amount"].sum()
    assert paid == pytest.approx(float(ds["money_spent"].isel(run=1, month=-1)), rel=1e-6)
    offices = one[one["purpose"] == "office"]["amount"].sum()
    assert offices == pytest.approx(float(ds["office_cost"].isel(run=1, month=-1)), rel=1e-6)


def test_what_programmes_received_is_awarded_returned_or_held(ds):
    flows = gs.tables(ds)["flows"]
    for name in ("grants", "donations"):
        came = flows[flows["to"] == name]["amount"].sum()
        left = flows[flows["from"] == name]["amount"].sum()
        assert came > 0
        assert -1e-6 <= came - left <= came


def test_xarray_opens_the_group(tmp_path):
    place, result = tmp_path / "town.toml", tmp_path / "result.h5"
    place.write_text(TOWN.format(kept="monthly"))
    command = Path(sys.executable).with_name("gemeinsim")
    subprocess.run([command, "run", place, "-o", result, "--quiet"], check=True)
    with xr.open_dataset(result, engine="h5netcdf", group="flows") as group:
        assert group["amount"].attrs["units"] == "EUR"
        assert set(group.variables) >= {"month", "months", "from", "to", "purpose", "amount", "row_size"}
        assert int(group["row_size"].sum()) == group["amount"].size > 0


def ribbons(figure):
    return {
        patch.get_gid(): patch.get_path().vertices
        for patch in figure.axes[0].patches
        if patch.get_gid() and " " in patch.get_gid()
    }


def test_ribbons_are_as_high_as_the_amounts(ds):
    flows = gs.tables(ds)["flows"]
    flows = flows[flows["run"] == 1]
    drawn = ribbons(plot.money_flows(ds, 1))
    assert len(drawn) == len(flows)
    for start, stop, purpose, amount in flows[["from", "to", "purpose", "amount"]].itertuples(index=False, name=None):
        corners = drawn[f"{start} {stop} {purpose}"]
        for upper, lower in ((0, 7), (3, 4)):
            assert corners[upper][1] - corners[lower][1] == pytest.approx(amount)


def test_ribbons_stay_within_their_nodes_and_do_not_overlap(ds):
    figure = plot.money_flows(ds, 0)
    bars = {p.get_gid(): p for p in figure.axes[0].patches if p.get_gid() and " " not in p.get_gid()}
    ends: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for name, corners in ribbons(figure).items():
        start, stop, _ = name.split(" ")
        ends.setdefault((start, "out"), []).append((corners[7][1], corners[0][1]))
        ends.setdefault((stop, "in"), []).append((corners[4][1], corners[3][1]))
    for (node, _), spans in ends.items():
        bar = bars[node]
        spans.sort()
        assert spans[0][0] >= bar.get_y() - 1e-6 * bar.get_height()
        assert spans[-1][1] <= bar.get_y() + bar.get_height() * (1 + 1e-6)
        for (_, top), (bottom, _) in itertools.pairwise(spans):
            assert bottom >= top - 1e-6 * bar.get_height()


def test_labels_name_every_node_with_its_money_and_do_not_overlap(ds):
    figure = plot.money_flows(ds, 0)
    figure.canvas.draw()
    texts = figure.axes[0].texts
    boxes = [text.get_window_extent() for text in texts]
    for k, one in enumerate(boxes):
        assert all(not one.overlaps(other) for other in boxes[k + 1 :]), texts[k].get_text()
        assert figure.bbox.x0 <= one.x0
        assert one.x1 <= figure.bbox.x1
    assert any(text.get_text().startswith("donations") for text in texts)


def test_the_mean_over_runs_is_drawn_without_a_run(ds):
    flows = gs.tables(ds)["flows"]
    mean = flows[(flows["from"] == "outside") & (flows["to"] == "donations")]["amount"].sum() / 2
    corners = ribbons(plot.money_flows(ds, None))["outside donations donation"]
    assert corners[0][1] - corners[7][1] == pytest.approx(mean)


def test_equal_figures_are_equal_files(ds, tmp_path):
    one, two = (plot.save(plot.money_flows(ds), tmp_path / f"{k}.svg").read_bytes() for k in (1, 2))
    assert one == two


def test_mistakes_are_named_with_what_to_do(ds, tmp_path):
    with pytest.raises(ValueError, match="no run 7"):
        plot.money_flows(ds, 7)
    with pytest.raises(ValueError, match=r"outputs.money_flows"):
        plot.money_flows(run(tmp_path, "none"))
