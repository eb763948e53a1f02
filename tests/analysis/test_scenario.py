# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import inspect
import os
import pickle
import signal
import threading
import time

import gemeinsim as gs
import numpy as np
import pytest
import xarray as xr
from gemeinsim import _core
from gemeinsim.scenario import _toml

TEXT = """
[scenario]
name = "small"
title = "Kleine Stadt an der Grenze"
[time]
months = 12
burn_in = 2
[population]
administration = 3
civil_society = 5
business = 2

[topics.youth]
"""


@pytest.fixture(scope="module")
def small() -> gs.Scenario:
    return gs.Scenario.parse(TEXT)


def test_a_file_and_its_text_give_the_same_scenario(tmp_path, small):
    (tmp_path / "town.toml").write_text(TEXT, encoding="utf-8")
    assert gs.Scenario.load(tmp_path / "town.toml") == small
    assert gs.Scenario.parse(small.to_toml()) == small
    assert pickle.loads(pickle.dumps(small)) == small


def test_set_gives_another_scenario_and_leaves_the_first_alone(small):
    longer = small.set("time.months", 24)
    assert (small["time.months"], longer["time.months"]) == (12, 24)
    assert longer != small
    assert longer.parameters().loc["time.months", "origin"] == "override"
    both = small.set({"time.months": np.int64(24), "scenario.title": 'with "quotes" and \\'})
    assert (both["time.months"], both["scenario.title"]) == (24, 'with "quotes" and \\')


def test_every_fault_is_told_at_once_with_the_nearest_name(small):
    with pytest.raises(ValueError, match=r"(?s)time\.monhs.*did you mean \"months\".*time\.months: -1 is out of range"):
        small.set({"time.monhs": 3, "time.months": -1})
    with pytest.raises(ValueError, match=r'^set\("time.months", -1\): time.months: '):
        small.set("time.months", -1)
    with pytest.raises(ValueError, match=r"(?s)3:1: .*unknown.*4:1: .*unknown"):
        gs.Scenario.parse("[scenario]\nname = 'x'\ncolour = 1\nsize = 2\n")


def test_actors_from_csv_have_dates(tmp_path):
    (tmp_path / "town.toml").write_text('[population]\nactors = "actors.csv"\n[topics.youth]\n', encoding="utf-8")
    table = tmp_path / "actors.csv"
    table.write_text(
        "id,sector,appears,ends\noffice,administration,2010-01,\nbank,business,,2012-06\nclub,civil_society,,\n",
        encoding="utf-8",
    )
    town = gs.Scenario.load(tmp_path / "town.toml")
    rows = town.rows("population.actors").set_index("id")
    assert rows.loc["office", "appears"] == "2010-01"
    assert rows.loc["bank", "ends"] == "2012-06"
    assert not rows.loc["club", ["appears", "ends"]].notna().any()
    events = gs.tables(town.run(seed=1, replicates=1))["events"]
    events = events[events["kind"].astype(str).isin(["actor_birth", "actor_end"])]
    ids = sorted(["office", "bank", "club"])
    dated = {(ids[one.actor], one.kind, one.month) for one in events.itertuples() if ids[one.actor] != "club"}
    assert {("office", "actor_birth", 24), ("bank", "actor_end", 53)} <= dated
    table.write_text("id,sector,appears\noffice,administration,2010-13\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"actors\.csv:2:23: population\.actors\.appears: "):
        gs.Scenario.load(tmp_path / "town.toml")


def test_files_that_cannot_be_read_are_os_errors(tmp_path):
    with pytest.raises(FileNotFoundError):
        gs.Scenario.load(tmp_path / "absent.toml")
    with pytest.raises(IsADirectoryError):
        gs.Scenario.load(tmp_path)


def test_values_become_toml():
    values = [True, 3, -0.5, float("inf"), "Fö\n", [1, "a"], np.float64(2)]
    assert list(map(_toml, values)) == ["true", "3", "-0.5", "inf", '"Fö\\n"', '[1, "a"]', "2.0"]
    with pytest.raises(TypeError, match="is a dict"):
        _toml({})


def test_names_that_do_not_exist_are_told_with_the_nearest(small):
    with pytest.raises(KeyError, match=r"did you mean 'time\.months'"):
        _ = small["time.month"]
    with pytest.raises(KeyError, match=r"did you mean 'population\.actors'"):
        small.rows("population.actor")


def test_the_registry_is_one_frame():
    frame = gs.parameters()
    assert frame.index.is_unique
    assert set(frame["role"]) <= {"uncertainty", "lever", "constant"}
    assert frame.loc["time.months", "unit"] == "months"
    assert (frame["text"].str.len() > 0).all()
    assert (frame["source"].str.len() > 0).all()


def test_the_columns_of_a_table_are_a_frame():
    frame = gs.parameters("funding.programmes")
    assert frame.loc["budget", "unit"] == "EUR/year"
    assert (frame["text"].str.len() > 0).all()
    with pytest.raises(KeyError, match=r"did you mean 'topics'"):
        gs.parameters("topic")


def test_money_is_in_euros():
    money = gs.parameters().query("kind == 'money'")
    for path, row in money.iterrows():
        assert row["lower"] <= row["default"] <= row["upper"], path


def test_notebooks_see_what_was_given(small):
    assert "'small': 12 months" in repr(small)
    page = small._repr_html_()
    assert "time.months" in page
    assert "time.start" not in page


def test_a_seed_is_never_a_default(small):
    assert inspect.signature(gs.Scenario.run).parameters["seed"].default is inspect.Parameter.empty
    with pytest.raises(TypeError, match="seed"):
        small.run()


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"seed": -1}, ValueError),
        ({"seed": 2**64}, ValueError),
        ({"seed": 1.0}, TypeError),
        ({"seed": 1, "replicates": 0}, ValueError),
        ({"seed": 1, "threads": 0}, ValueError),
    ],
)
def test_arguments_out_of_range_are_refused(small, arguments, error):
    with pytest.raises(error, match=list(arguments)[-1]):
        small.run(**arguments)


def test_equal_calls_give_identical_results_on_any_number_of_threads(small):
    one, two = small.run(seed=2**63, replicates=5, threads=1), small.run(seed=2**63, replicates=5, threads=3)
    xr.testing.assert_identical(one, two)
    assert one["replicate"].to_numpy().tolist() == [0, 1, 2, 3, 4]
    assert one["seed"].to_numpy().tolist() == [2**63] * 5
    assert one.attrs["master_seed"] == str(2**63)
    for name in gs.tables(one):
        assert gs.tables(one)[name].equals(gs.tables(two)[name])


def test_the_results_remember_the_scenario(small):
    result = small.run(seed=1)
    assert gs.Scenario.parse(result.attrs["scenario"]) == small
    actors = gs.tables(result)["actors"]
    assert actors["sector"].value_counts().to_dict() == {"civil_society": 5, "administration": 3, "business": 2}
    assert np.isnan(result["month"].attrs.get("_FillValue", np.nan))


def test_other_threads_go_on_while_the_engine_runs(small):
    long = small.set("time.months", 1200)
    began, ended = threading.Event(), threading.Event()
    count = 0

    def work() -> None:
        nonlocal count
        began.set()
        while not ended.is_set():
            count += 1
            time.sleep(0.001)

    thread = threading.Thread(target=work)
    thread.start()
    began.wait()
    job = _core.Job([long._core], 1, 50, 1)
    before, start = count, time.perf_counter()
    job.execute()
    passed, seconds = count - before, time.perf_counter() - start
    ended.set()
    thread.join()
    assert job.done == 50
    if seconds > 0.1:
        assert passed > 3


@pytest.fixture
def heeds_ctrl_c():
    """Shells start what runs in the background with SIGINT ignored; Python then leaves it so."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heeds_ctrl_c")
def test_ctrl_c_returns_the_finished_replicates_with_a_warning(small, monkeypatch):
    jobs: list[_core.Job] = []
    create = _core.Job
    monkeypatch.setattr(_core, "Job", lambda *arguments: jobs.append(create(*arguments)) or jobs[-1])

    def press_ctrl_c() -> None:
        while not jobs or jobs[0].done < 2:
            time.sleep(0.01)
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=press_ctrl_c, daemon=True).start()
    with pytest.warns(UserWarning, match="stopped after"):
        result = small.run(seed=1, replicates=100_000)
    monkeypatch.undo()
    assert 0 < result.sizes["run"] < 100_000
    assert result.attrs["complete"] == "no"
    whole = small.run(seed=1, replicates=int(result["replicate"].max()) + 1)
    kept = whole.isel(run=result["replicate"].to_numpy()).assign_coords(run=result["run"])
    xr.testing.assert_identical(kept.assign_attrs(complete="no"), result)


def test_the_stub_names_what_the_module_holds():
    import ast
    from pathlib import Path

    def names(body: list[ast.stmt]) -> set[str]:
        found = {node.name for node in body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
        return found | {node.target.id for node in body if isinstance(node, ast.AnnAssign)}

    stub = ast.parse((Path(gs.__file__).parent / "_core.pyi").read_text(encoding="utf-8"))
    assert names(stub.body) == {name for name in dir(_core) if not name.startswith("_")}
    for node in stub.body:
        if isinstance(node, ast.ClassDef):
            public = {name for name in dir(getattr(_core, node.name)) if not name.startswith("_")}
            assert names(node.body) - {"__init__"} == public


class BrokenJob:
    """A job some of whose runs failed, as the engine tells it."""

    done = 0

    def __init__(self, result, failed: int) -> None:
        self.result = result
        runs = len(result["replicate"])
        status = np.array([1] * failed + [0] * (runs - failed), dtype=np.int8)
        labels = (
            ("status", status, ["done", "failed"]),
            ("message", ["too deep"] * failed + [""] * (runs - failed), []),
        )
        self.result |= {
            "failed": failed,
            "first_failure": "too deep",
            "labels": [
                {"name": name, "unit": "1", "long_name": name, "values": values, "flag_meanings": meanings}
                for name, values, meanings in labels
            ],
        }

    def execute(self):
        return self.result


def test_runs_that_fail_are_told_and_take_no_other_with_them(small, monkeypatch):
    create = _core.Job
    sound = create([small._core], 1, 3, 1).execute
    monkeypatch.setattr(_core, "Job", lambda *_: BrokenJob(sound(), 1))
    with pytest.warns(UserWarning, match="1 of 3 runs failed and have no numbers, the first with: too deep"):
        ds = small.run(seed=1, replicates=3)
    assert ds["status"].values.tolist() == [1, 0, 0]
    assert ds["status"].attrs["flag_meanings"] == "done failed"
    assert ds["message"].values[0] == "too deep"
    assert "status" not in gs.results.factors_of(ds)
    monkeypatch.setattr(_core, "Job", lambda *_: BrokenJob(sound(), 3))
    with pytest.raises(RuntimeError, match="too deep"):
        small.run(seed=1, replicates=3)
