# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import gemeinsim as gs
import numpy as np
import pytest
import synthetic
from gemeinsim import plot
from gemeinsim.plot.network import layout
from gemeinsim.plot.style import spread


@pytest.fixture(scope="module")
def ds(synthetic_file):
    return gs.open(synthetic_file)


FIGURES = {"fan": plot.fan, "phases": plot.phases, "network": plot.network}


@pytest.mark.parametrize("name", FIGURES)
def test_equal_figures_are_equal_files(ds, name, tmp_path):
    for ending in ("svg", "png"):
        one, two = (plot.save(FIGURES[name](ds), tmp_path / f"{number}.{ending}") for number in (1, 2))
        assert one.read_bytes() == two.read_bytes()


@pytest.mark.parametrize("name", ["fan", "phases"])
def test_every_axis_says_what_it_shows(ds, name):
    figure = FIGURES[name](ds)
    label = {"fan": ds["impact_index"].attrs["long_name"], "phases": "initiatives founded so far [%]"}[name]
    assert figure.get_supylabel() == label
    assert "months since 2008-01" in {axes.get_xlabel() for axes in figure.axes}


def test_units_stand_in_brackets(ds):
    values = ds["density"].assign_attrs(units="EUR")
    assert plot.fan(ds.assign(density=values), "density").get_supylabel() == "density of ties [EUR]"


def test_fan_bands_hold_the_share_of_runs_that_they_name(ds):
    one = ds.isel(run=ds["governance_preset"].to_numpy() == "mandated")
    figure = plot.fan(one, "impact_index", None)
    bands = figure.axes[0].collections
    values = one["impact_index"].isel(month=-1).to_numpy()
    for band, share in zip(bands, (0.95, 0.80, 0.50), strict=True):
        at_end = band.get_paths()[0].vertices
        at_end = at_end[at_end[:, 0] == 96][:, 1]
        inside = np.mean((values >= at_end.min() - 1e-6) & (values <= at_end.max() + 1e-6))
        assert inside == pytest.approx(share, abs=2 / len(values))


def test_fan_says_how_many_runs_have_missing_months(ds):
    values = ds["impact_index"].to_numpy().copy()
    values[0, 5] = np.nan
    broken = ds.assign(impact_index=ds["impact_index"].copy(data=values))
    assert "1 runs with missing months" in plot.fan(broken).axes[0].get_title("left")


def test_phases_stack_up_to_all_initiatives(ds):
    figure = plot.phases(ds)
    top = figure.axes[0].collections[-1].get_paths()[0].vertices[:, 1].max()
    assert top == pytest.approx(100)
    counts = plot.phases(ds, quantity="count").axes[0].collections[-1].get_paths()[0].vertices
    runs = ds["governance_preset"].to_numpy() == "participant"
    founded = sum(ds[f"initiatives_{name}"].isel(month=-1).to_numpy()[runs].mean() for name in synthetic.PHASES)
    assert counts[:, 1].max() == pytest.approx(founded, rel=1e-5)


def test_network_panels_keep_the_places_of_actors(ds):
    before, after = plot.network(ds, 3).axes
    places = [
        sorted(map(tuple, np.vstack([c.get_offsets() for c in axes.collections[2:]]))) for axes in (before, after)
    ]
    assert places[0] == places[1]


def test_layout_is_fixed_and_brings_partners_together():
    rng = np.random.default_rng(1)
    ends = np.array(
        [(i, j) for i in range(20) for j in range(i + 1, 20) if (i < 10) == (j < 10) and rng.random() < 0.6]
    )
    places = layout(ends, [0] * 20)
    assert (places == layout(ends, [0] * 20)).all()
    apart = np.sqrt(((places[:, None] - places[None]) ** 2).sum(axis=2))
    inside = apart[:10, :10].sum() / 90
    assert inside < 0.6 * apart[:10, 10:].mean()
    assert np.abs(places).max() == pytest.approx(1)
    assert np.isfinite(layout(np.empty((0, 2), int), [0, 1, 2])).all()


def test_layout_keeps_sectors_apart_where_ties_do_not_say():
    places = layout(np.empty((0, 2), int), [0] * 10 + [1] * 10 + [2] * 10)
    centres = places.reshape(3, 10, 2).mean(axis=1)
    spread_inside = places.reshape(3, 10, 2).std(axis=1).max()
    assert np.linalg.norm(centres - np.roll(centres, 1, axis=0), axis=1).min() > 2 * spread_inside


def test_labels_move_apart_and_keep_their_order():
    places = spread([0.50, 0.51, 0.52, 0.9], 0.1, 0, 1)
    assert (np.diff(places) >= 0.1 - 1e-6).all()
    assert spread([0.9, 0.5], 0.1, 0, 1).tolist() == [0.9, 0.5]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda ds: plot.fan(ds, "impact_indx"), "did you mean 'impact_index'"),
        (lambda ds: plot.fan(ds, by="governance_pres"), "did you mean 'governance_preset'"),
        (lambda ds: plot.phases(ds.drop_vars("initiatives_design")), "initiatives_design"),
        (lambda ds: plot.phases(ds, quantity="number"), "'share' or 'count'"),
        (lambda ds: plot.network(ds, 10_000), "no run 10000"),
        (lambda ds: plot.network(ds, 0, months=[5]), "no snapshot of month 5"),
        (lambda ds: plot.save(plot.fan(ds), "figure.bmp"), "take .svg, .png or .pdf"),
    ],
)
def test_mistakes_are_named_with_what_to_do(ds, call, message):
    with pytest.raises(ValueError, match=message):
        call(ds)


@pytest.mark.parametrize("name", FIGURES)
def test_a_notebook_shows_a_figure_that_a_cell_ends_with(ds, name):
    assert FIGURES[name](ds)._repr_png_().startswith(b"\x89PNG")
