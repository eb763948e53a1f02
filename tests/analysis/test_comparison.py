# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import json

import gemeinsim as gs
import numpy as np
import pandas as pd
import pytest
import synthetic
import xarray as xr
from gemeinsim import comparison


def small(values: dict[str, list[float]], **attrs: str) -> xr.Dataset:
    """One number per run: policies by replicates."""
    names = list(values)
    replicates = len(values[names[0]])
    return xr.Dataset(
        {"benefit": (("run",), np.concatenate([values[name] for name in names]), attrs)},
        {
            "run": np.arange(replicates * len(names)),
            "replicate": (("run",), np.tile(np.arange(replicates), len(names))),
            "seed": (("run",), np.full(replicates * len(names), 3)),
            "policy": (("run",), np.repeat(np.array(names, object), replicates)),
        },
    )


def test_differences_are_means_over_pairs_of_equal_luck():
    ds = small({"a": [1, 2, 3, 4], "b": [2, 2, 5, 3]}, better="higher", units="EUR")
    result = gs.compare(ds, "policy", "benefit")
    row = result.pairs.iloc[0]
    assert (row["first"], row["second"], row["pairs"]) == ("a", "b", 4)
    assert row["difference"] == pytest.approx(-0.5)  # mean of -1, 0, -2, 1
    assert row["p_better"] == pytest.approx(0.375)  # one of four better, one tie
    assert row["p_value"] == pytest.approx(6 / 8)  # |+-1 +-2 +-1| >= 2: six of eight patterns
    assert result.table.loc["b", "difference"] == pytest.approx(0.5)
    assert result.table.loc["a", "mean"] == pytest.approx(2.5)


def test_order_of_runs_does_not_matter():
    ds = synthetic.dataset(12, 5)
    mixed = ds.isel(run=np.random.default_rng(1).permutation(ds.sizes["run"]))
    straight, other = gs.compare(ds), gs.compare(mixed, reference="participant")
    for name in synthetic.PRESETS:
        assert other.table.loc[name, "difference"] == pytest.approx(straight.table.loc[name, "difference"], nan_ok=True)


def test_known_truth_is_found_and_the_sentence_says_so():
    result = gs.compare(synthetic.dataset(200), reference="participant")
    row = result.between("network_office", "participant")
    assert row["lower"] < 0.08 < row["upper"]
    assert row["clear"]
    assert result.sentence("network_office").startswith("network_office does better than participant by 0.0")
    assert result.sentence("participant", "network_office") == result.sentence("network_office", "participant")
    alike = result.between("lead_organisation", "mandated")
    assert not alike["clear"]
    assert alike["lower"] < 0 < alike["upper"]
    assert "no clear difference between" in result.sentence("lead_organisation", "mandated")
    assert result.ranking[0] == "network_office"


def test_pairing_removes_the_common_luck():
    ds = synthetic.dataset(100)
    paired = gs.compare(ds).between("network_office", "participant")
    runs = {name: ds["impact_index"][ds["governance_preset"] == name, -1].to_numpy() for name in synthetic.PRESETS}
    unpaired = 2 * 1.96 * np.sqrt(sum(runs[name].var() for name in ("network_office", "participant")) / 100)
    assert paired["upper"] - paired["lower"] < 0.7 * unpaired


def test_interval_of_a_paired_difference_covers_the_truth():
    trials, covered = 300, 0
    for seed in range(trials):
        ds = synthetic.dataset(30, 3, seed=seed, presets=("participant", "network_office"))
        row = gs.compare(ds, resamples=499).between("network_office", "participant")
        covered += row["lower"] <= 0.08 <= row["upper"]
    assert 0.95 - 0.015 - 0.05 < covered / trials <= 1  # four standard errors are .05, BCa of 30 falls short by .015


def test_further_factors_add_no_certainty():
    ds = synthetic.dataset(40, 5, arms=("as_financed",))
    copy = ds.assign_coords(funding_arm=("run", np.full(ds.sizes["run"], "equal_money", object)))
    both = xr.concat([ds, copy.assign_coords(run=copy["run"] + copy.sizes["run"])], "run")
    one, two = gs.compare(ds), gs.compare(both)
    assert two.table["difference_lower"].to_numpy() == pytest.approx(
        one.table["difference_lower"].to_numpy(), nan_ok=True
    )
    assert two.pairs["p_value"].to_numpy() == pytest.approx(one.pairs["p_value"].to_numpy())


def test_lower_is_better_turns_the_verdict_and_not_the_difference():
    ds = small({"slow": [30.0] * 12, "fast": list(np.linspace(18, 22, 12))}, better="lower", units="month")
    result = gs.compare(ds, "policy", "benefit")
    assert result.table.loc["fast", "difference"] == pytest.approx(-10)
    assert result.table.loc["fast", "p_better"] == 1
    row = result.between("slow", "fast")
    ends = f"[{row['lower']:.1f}, {row['upper']:.1f}] month"
    assert result.sentences[1] == f"fast does better than slow by 10.0 {ends}; better in 100 % of 12 paired runs"
    assert row["lower"] < 10 < row["upper"]
    assert result.ranking == ["fast", "slow"]
    assert "better" not in gs.compare(small({"a": [1.0] * 9, "b": [2.0] * 9}), "policy", "benefit").sentences[1]


def test_missing_values_are_counted_and_said():
    ds = small({"a": [1, np.nan, 3, 4, 5], "b": [2, 2, np.nan, 5, 7]}, better="higher")
    result = gs.compare(ds, "policy", "benefit")
    row = result.pairs.iloc[0]
    assert (row["pairs"], row["missing"]) == (3, 2)
    assert row["difference"] == pytest.approx((-1 - 1 - 2) / 3)
    assert list(result.table["missing"]) == [1, 1]
    assert "2 further pairs without a value left out" in result.sentences[1]


def test_a_policy_without_any_value_is_not_compared_but_named():
    ds = small({"a": [1.0, 2.0, 3.0], "b": [np.nan] * 3}, better="higher")
    result = gs.compare(ds, "policy", "benefit")
    assert "cannot be compared" in result.sentences[1]
    assert str(result)
    assert result.to_dict()["pairs"][0]["difference"] is None
    nothing = gs.compare(small({"a": [np.nan] * 3, "b": [np.nan] * 3}), "policy", "benefit")
    assert nothing.answer == "No run has a value for the benefit: nothing can be compared."


def test_identical_policies_are_called_identical():
    ds = small({"a": [1.0, 2.0, 3.0], "b": [1.0, 2.0, 3.0]}, better="higher")
    result = gs.compare(ds, "policy", "benefit")
    assert result.sentences[1] == "b and a do not differ in any of 3 paired runs"
    assert result.answer.startswith("The policies do not differ")
    assert [row[-1] for row in result.rows()] == ["reference", "identical"]


def test_an_interval_without_zero_is_not_clear_when_the_adjusted_p_is_not():
    rng = np.random.default_rng(4)
    luck = rng.normal(size=6)
    ds = small({name: list(luck + rng.normal(0.1 * place, 0.1, 6)) for place, name in enumerate("abcdef")})
    result = gs.compare(ds, "policy", "benefit")
    row = result.between("f", "a")  # six pairs of equal sign: p = 2/64, times 15 pairs of policies
    assert row["lower"] > 0
    assert row["p_value"] == 2 / 64
    assert row["p_holm"] == pytest.approx(15 * 2 / 64)
    assert result.sentence("f").startswith("no clear difference between f and a")
    assert result.sentence("f").endswith("but not when all pairs of policies are allowed for")


def test_a_single_replicate_cannot_tell():
    result = gs.compare(small({"a": [1.0], "b": [2.0]}, better="higher"), "policy", "benefit")
    assert not result.pairs["clear"].any()
    assert "a single pair" in result.sentences[1]


def test_unpaired_runs_are_an_error_that_says_so():
    ds = synthetic.dataset(10, 3)
    with pytest.raises(ValueError, match=r"not paired: 4 of 49 .*incomplete='drop'"):
        gs.compare(ds.isel(run=slice(0, 49)))
    assert gs.compare(ds.isel(run=slice(0, 49)), incomplete="drop").table["runs"].tolist() == [9] * 5
    strangers = ds.assign_coords(seed=("run", np.repeat(np.arange(5), 10)))
    with pytest.raises(ValueError, match="same seed"):
        gs.compare(strangers, incomplete="drop")


def test_factors_of_a_list_that_vary_with_the_policy_are_part_of_it():
    ds = synthetic.dataset(10, 3)
    policies = ds["governance_preset"].to_numpy()
    dose = np.array([0.05 if policy in ("round_table", "participant") else 0.0 for policy in policies])
    listed = ds.assign_coords(dose=("run", dose))
    result = gs.compare(listed, "governance_preset", "impact_index")
    assert result.together == ("dose",)
    assert result.sentences[-1].startswith("each governance preset stands for a dose of its own")
    same = gs.compare(ds, "governance_preset", "impact_index")
    pd.testing.assert_frame_equal(result.pairs, same.pairs)
    assert same.together == ()
    assert same.sentences == result.sentences[:-1]


def test_a_stopped_grid_is_not_taken_for_a_list():
    runs = pd.DataFrame({"policy": ["a", "b", "a"], "arm": ["x", "x", "y"]})
    assert comparison.varied_together(runs, "policy", ["arm"]) == ()
    runs = pd.DataFrame({"policy": ["a", "b"], "arm": ["x", "x"]})
    assert comparison.varied_together(runs, "policy", ["arm"]) == ()


def test_repeated_runs_are_an_error():
    ds = synthetic.dataset(4, 3)
    with pytest.raises(ValueError, match="20 runs repeat"):
        gs.compare(xr.concat([ds, ds], "run"))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"by": "governance_prset"}, "did you mean 'governance_preset'"),
        ({"metric": "impct_index"}, "did you mean 'impact_index'"),
        ({"reference": "network_offce"}, "did you mean 'network_office'"),
        ({"at": 500}, "no month 500"),
        ({"metric": "months_to_agreement", "at": 3}, "has no months"),
        ({"confidence": 95}, "between 0 and 1"),
        ({"better": "up"}, "say 'higher' or 'lower'"),
        ({"resamples": 9}, "at least 99"),
    ],
)
def test_mistakes_are_named_with_what_to_do(synthetic_ds, arguments, message):
    with pytest.raises(ValueError, match=message):
        gs.compare(synthetic_ds, **arguments)


def test_month_can_be_chosen_and_a_path_with_dots_given(synthetic_ds):
    early = gs.compare(synthetic_ds, "governance.preset", at=10)
    assert early.at == "in month 10"
    assert early.table["mean"].max() < 0.05
    mean = gs.compare(synthetic_ds, at="mean").table["mean"]
    by_hand = synthetic_ds["impact_index"].mean("month").groupby("governance_preset").mean()
    assert mean["round_table"] == pytest.approx(float(by_hand.sel(governance_preset="round_table")), rel=1e-5)


def test_same_data_give_the_same_table_and_json(synthetic_ds):
    one, two = gs.compare(synthetic_ds), gs.compare(synthetic_ds)
    assert json.dumps(one.to_dict(), allow_nan=False) == json.dumps(two.to_dict(), allow_nan=False)
    other = gs.compare(synthetic_ds, seed=1)
    assert other.table["difference"].equals(one.table["difference"])
    assert not other.table["lower"].equals(one.table["lower"])


def test_prints_and_shows_every_policy(synthetic_ds):
    result = gs.compare(synthetic_ds)
    for name in synthetic.PRESETS:
        assert name in str(result)
        assert name in result._repr_html_()


def test_a_result_without_the_usual_factor_names_its_own(synthetic_ds):
    other = synthetic_ds.rename({"governance_preset": "governance_broker"})
    with pytest.raises(ValueError, match=r"these runs vary .*governance_broker.*name one: --by ") as said:
        gs.compare(other)
    assert "did you mean" not in str(said.value)
    with pytest.raises(ValueError, match="did you mean 'governance_broker'"):
        gs.compare(other, by="governance_brokr")
    alone = synthetic_ds.drop_vars([str(name) for name in gs.results.factors_of(synthetic_ds)])
    with pytest.raises(ValueError, match="nothing varies"):
        gs.compare(alone)
