# SPDX-License-Identifier: Apache-2.0
"""What the talk names in passing works and shows: each element in one small town, with it and without it."""

from __future__ import annotations

from pathlib import Path

import gemeinsim as gs
import numpy as np
import pytest
import xarray as xr

TOWN = Path(__file__).with_name("elements.toml")
REPLICATES = 24


@pytest.fixture(scope="module")
def town() -> gs.Scenario:
    return gs.Scenario.load(TOWN)


@pytest.fixture(scope="module")
def result(town: gs.Scenario) -> xr.Dataset:
    return town.run(seed=11, replicates=REPLICATES)


def row_of(town: gs.Scenario, actor: str) -> int:
    return list(town.rows("population.actors")["id"]).index(actor)


def memberships(ds: xr.Dataset, actor: str):
    tables = gs.tables(ds)
    number = list(tables["actors"]["id"]).index(actor)
    table = tables["memberships"]
    return table[table["actor"] == number]


def end(ds: xr.Dataset, metric: str) -> np.ndarray:
    values = ds[metric]
    return (values.isel(month=-1) if "month" in values.dims else values).to_numpy().astype(float)


def test_voices_sit_at_the_table_and_are_recorded(town, result):
    seats = memberships(result, "parents_council")
    assert len(seats) >= REPLICATES * 0.8
    assert seats["voice"].astype(bool).all()
    assert not memberships(result, "club")["voice"].astype(bool).any()
    # Their weight in the common goal is felt: without it runs differ, with the same luck.
    mute = town.set("initiatives.voice_goal_weight", 0).run(seed=11, replicates=REPLICATES)
    assert not np.array_equal(end(mute, "condition_goal"), end(result, "condition_goal"), equal_nan=True)
    # Nothing differs where nobody speaks for the target group.
    silent = town.set(f"population.actors.{row_of(town, 'parents_council')}.voice", False)
    one = silent.run(seed=11, replicates=4)
    other = silent.set("initiatives.voice_goal_weight", 0).run(seed=11, replicates=4)
    np.testing.assert_array_equal(one["condition_goal"], other["condition_goal"])


def test_cohesion_is_recorded_and_follows_kept_promises(town, result):
    for metric in ("trust_across_sectors", "trust_within_sector", "cross_sector_share", "ei_index", "polarisation"):
        assert np.isfinite(end(result, metric)).any(), metric
    faithful = town.set("exchange.keep_base", 3).run(seed=11, replicates=REPLICATES)
    gain = end(faithful, "trust_across_sectors") - end(result, "trust_across_sectors")
    known = gain[np.isfinite(gain)]
    assert known.mean() > 2 * known.std(ddof=1) / np.sqrt(known.size)


def test_who_wants_outreach_seeks_contacts_for_it(town, result):
    # Advertising: the content clients serves the motive outreach; where no pair sends clients there is none.
    assert end(result, "contacts_with_clients").mean() > 0
    none = town.set("relations.clients_content", 0).run(seed=11, replicates=4)
    assert (none["contacts_with_clients"] == 0).all()


def test_pacts_grow_beyond_two_and_stay_closed_where_two_is_the_most(town):
    lively = town.set({"relations.pact_trust": 0.5, "hierarchy.approval_depth": 0, "relations.pact_cost": 0.1})
    lively = lively.set({"jurisdiction.holders": 0, "relations.pact_rate": 1, "actors.end_rate": 0})
    many = lively.run(seed=11, replicates=REPLICATES)
    two = lively.set("relations.pact_parties", 2).run(seed=11, replicates=REPLICATES)
    assert np.nanmax(many["pact_size"]) > 2
    assert np.nanmax(two["pact_size"]) == 2


def test_pacts_need_a_common_interest(town):
    lively = town.set({"relations.pact_trust": 0.5, "hierarchy.approval_depth": 0, "relations.pact_cost": 0.1})
    assert end(lively.run(seed=11, replicates=8), "pacts").mean() > 0
    # Whoever shares less than all of its interest with nobody makes no pact, whatever its motives are.
    apart = lively.set("relations.pact_overlap", 1).run(seed=11, replicates=8)
    assert (apart["pacts"] == 0).all()


def test_a_court_is_asked_and_takes_time(town, result):
    events = gs.tables(result)["events"]
    actors = list(gs.tables(result)["actors"]["id"])
    deaf = town.set("jurisdiction.signatories", []).run(seed=11, replicates=REPLICATES)
    waited = end(result, "months_lost_approval").mean() - end(deaf, "months_lost_approval").mean()
    assert waited > 0
    # Heard, it refuses nobody.
    court = actors.index("family_court")
    vetoes = events[(events["kind"].astype(str) == "veto") & (events["actor"] == court)]
    assert len(vetoes) == 0
    assert town.rows("population.actors").set_index("id").loc["family_court", "superior"] == ""


def test_a_person_takes_part_like_any_actor(result):
    seats = memberships(result, "ms_weber")
    assert len(seats) > 0
    assert (seats["work_hours"] <= 10).all()
    assert (seats["work_hours"] > 0).any()


def test_actors_appear_and_end_on_their_dates(result):
    tables = gs.tables(result)
    ids = list(tables["actors"]["id"])
    events = tables["events"]
    kinds = events["kind"].astype(str)
    for actor, kind, month in (("family_centre", "actor_birth", 24), ("savings_bank_foundation", "actor_end", 36)):
        found = events[(events["actor"] == ids.index(actor)) & kinds.isin(["actor_birth", "actor_end"])]
        assert len(found) == REPLICATES, actor  # in every run once, and nobody takes its place
        assert (kinds[found.index] == kind).all()
        assert (found["month"] == month).all()


def test_organisations_end_and_others_take_their_place(town):
    mortal = town.set({"actors.end_rate": 0.3, "actors.birth_rate": 0.3, "time.months": 96})
    ds = mortal.run(seed=11, replicates=6)
    kinds = gs.tables(ds)["events"]["kind"].astype(str)
    assert (kinds == "actor_end").sum() > 10
    assert 0 < (kinds == "actor_birth").sum() <= (kinds == "actor_end").sum()
    still = town.set({"actors.end_rate": 0, "actors.birth_rate": 0}).run(seed=11, replicates=2)
    turnover = gs.tables(still)["events"]
    turnover = turnover[turnover["kind"].astype(str).isin(["actor_end", "actor_birth"])]
    ids = gs.tables(still)["actors"]["id"]
    assert set(ids[turnover["actor"]]) == {"family_centre", "savings_bank_foundation"}  # on their dates, nobody else


def test_the_portal_makes_offers_known(town, result):
    kinds = list(town.rows("remedies")["kind"])
    assert end(result, "portal_coverage").max() == 0  # it closed after two years
    shown = result["portal_coverage"].sel(month=30).to_numpy()
    assert (shown > 0).all()
    without = town.without_remedy(kinds.index("portal")).run(seed=11, replicates=REPLICATES)
    known = result["awareness_across_sectors"].sel(month=30) - without["awareness_across_sectors"].sel(month=30)
    assert float(known.mean()) > 0
