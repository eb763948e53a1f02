# SPDX-License-Identifier: Apache-2.0
"""The command `gemeinsim` as a script meets it: exit codes, what is printed where, what is written."""

from __future__ import annotations

import hashlib
import json
import os
import re
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
import xarray as xr

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.usefixtures("folder")
DONE, FAILED, BAD_INPUT, PARTIAL = 0, 1, 2, 3

TOWN = """
[scenario]
name = "town"
[time]
months = 12
[population]
administration = 3
civil_society = 5
business = 2
[topics.youth]
"""

SWEEP = """
scenario = "town.toml"
[design]
method = "grid"
replicates = 3
master_seed = 5
[[factors]]
path = "governance.preset"
values = ["mandated", "network_office"]
[[factors]]
path = "challenges.opposing_logics"
values = [0, 0.5, 1]
"""


def command() -> str:
    """The executable: the one named, or the one built last."""
    named = os.environ.get("GEMEINSIM_COMMAND")
    built = [Path(named)] if named else list(ROOT.glob("build/*/product/gemeinsim"))
    if not built:
        pytest.fail("the command is not built; build the target gemeinsim or set GEMEINSIM_COMMAND")
    return str(max(built, key=lambda path: path.stat().st_mtime))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "town.toml").write_text(TOWN)
    (tmp_path / "sweep.toml").write_text(SWEEP)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def gemeinsim(*arguments: object, code: int | None = DONE, **options: object) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [command(), *map(str, arguments)], capture_output=True, text=True, timeout=120, check=False, **options
    )
    assert code is None or done.returncode == code, (done.returncode, done.stdout, done.stderr)
    return done


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


# --- run ----------------------------------------------------------------------------------------------------------


def test_run_prints_a_summary_and_writes_nothing(folder: Path) -> None:
    before = names(folder)
    done = gemeinsim("run", "town.toml", "--replicates", 4)
    assert "After 12 months, mean of 4 runs" in done.stdout
    assert done.stderr == ""
    assert names(folder) == before


def test_run_writes_a_file_that_tells_where_it_comes_from(folder: Path) -> None:
    gemeinsim("run", "town.toml", "-o", "a.h5", "--replicates", 4, "--seed", 9, "--months", 7)
    with xr.open_dataset(folder / "a.h5", engine="h5netcdf") as ds:
        assert dict(ds.sizes)["run"] == 4
        assert ds.sizes["month"] == 7
        assert ds.attrs["master_seed"] == "9"
        assert 'name = "town"' in ds.attrs["scenario"]
        assert "months = 7" in ds.attrs["scenario"]
        assert re.fullmatch("[0-9a-f]{16}", ds.attrs["plan_hash"])
        assert "complete" not in ds.attrs
        np.testing.assert_array_equal(ds["replicate"], range(4))


def test_the_seed_is_one_where_none_is_given(folder: Path) -> None:
    assert re.search(r"--seed.*=1\b", gemeinsim("run", "--help").stdout)
    gemeinsim("run", "town.toml", "-o", "a.h5", "--replicates", 1)
    gemeinsim("run", "town.toml", "-o", "b.h5", "--replicates", 1, "--seed", 1)
    assert (folder / "a.h5").read_bytes() == (folder / "b.h5").read_bytes()
    gemeinsim("run", "town.toml", "-o", "c.h5", "--replicates", 1, "--seed", 2)
    assert (folder / "a.h5").read_bytes() != (folder / "c.h5").read_bytes()


@pytest.mark.parametrize("verb", ["run", "sweep"])
def test_the_file_does_not_depend_on_threads(folder: Path, verb: str) -> None:
    digests = set()
    for threads in (1, 2, 3, 8):
        source = ["town.toml", "--replicates", 8] if verb == "run" else ["sweep.toml"]
        gemeinsim(verb, *source, "-o", "a.h5", "--threads", threads)
        digests.add(hashlib.sha256((folder / "a.h5").read_bytes()).hexdigest())
    assert len(digests) == 1


def test_set_overrides_the_scenario(folder: Path) -> None:
    gemeinsim("run", "town.toml", "-o", "a.h5", "--replicates", 1, "--set", "time.months=3", "--set", "scenario.name=x")
    with xr.open_dataset(folder / "a.h5", engine="h5netcdf") as ds:
        assert ds.sizes["month"] == 3
        assert 'name = "x"' in ds.attrs["scenario"]


# --- sweep --------------------------------------------------------------------------------------------------------


def test_sweep_writes_every_point_with_its_factors(folder: Path) -> None:
    done = gemeinsim("sweep", "sweep.toml", "-o", "s.h5")
    assert "6 points x 3 replicates = 18 runs" in done.stdout
    with xr.open_dataset(folder / "s.h5", engine="netcdf4") as ds:
        np.testing.assert_array_equal(ds["point"], np.repeat(range(6), 3))
        np.testing.assert_array_equal(ds["replicate"], np.tile(range(3), 6))
        assert ds["governance_preset"].values.tolist() == ["mandated"] * 9 + ["network_office"] * 9
        np.testing.assert_array_equal(ds["challenges_opposing_logics"], np.tile(np.repeat([0, 0.5, 1], 3), 2))
        assert ds["governance_preset"].attrs["long_name"] == "governance.preset"
        assert ds.attrs["master_seed"] == "5"
        assert "[[factors]]" in ds.attrs["plan"]
        assert "mandated" not in ds.attrs["scenario"]


def test_sweep_of_a_list_takes_values_together(folder: Path) -> None:
    text = SWEEP.replace("grid", "list").replace("[0, 0.5, 1]", "[0, 1]")
    (folder / "list.toml").write_text(text)
    gemeinsim("sweep", "list.toml", "-o", "s.h5")
    with xr.open_dataset(folder / "s.h5", engine="h5netcdf") as ds:
        assert ds["governance_preset"].values.tolist() == ["mandated"] * 3 + ["network_office"] * 3
        assert ds["challenges_opposing_logics"].values.tolist() == [0] * 3 + [1] * 3


def test_a_point_of_a_sweep_is_the_run_of_its_scenario(folder: Path) -> None:
    gemeinsim("sweep", "sweep.toml", "-o", "s.h5")
    gemeinsim(
        "run", "town.toml", "-o", "r.h5", "--seed", 5, "--replicates", 3,
        "--set", "governance.preset=network_office", "--set", "challenges.opposing_logics=1.0",
    )  # fmt: skip
    with (
        xr.open_dataset(folder / "s.h5", engine="h5netcdf") as sweep,
        xr.open_dataset(folder / "r.h5", engine="h5netcdf") as run,
    ):
        last = sweep.isel(run=slice(15, 18))
        for name in run.data_vars:
            np.testing.assert_array_equal(last[name], run[name])


# --- bad input ----------------------------------------------------------------------------------------------------


def test_all_errors_come_at_once_and_nothing_is_written(folder: Path) -> None:
    (folder / "bad.toml").write_text(TOWN + "severty = 1\n[relations]\nnonsense = 1\n[time2]\nx = 1\n")
    before = names(folder)
    done = gemeinsim("run", "bad.toml", "-o", "a.h5", code=BAD_INPUT)
    assert done.stdout == ""
    lines = done.stderr.splitlines()
    assert len(lines) == 3
    assert all(re.match(r"bad\.toml:\d+:\d+: .*\(.*\); .*", line) for line in lines), lines
    assert names(folder) == before


def test_contradictions_come_with_what_could_not_be_read(folder: Path) -> None:
    (folder / "a.csv").write_text("id,sector\nmayor,administration\nclub,civil\n")
    (folder / "t.csv").write_text("from,to\nmayor,nobody\n")
    (folder / "bad.toml").write_text("""
[scenario]
name = "town"
[time]
months = -1
[population]
actors = "a.csv"
ties = "t.csv"
[topics.youth]
[relations]
kernel = "improving"
consent = "joint"
""")
    lines = gemeinsim("validate", "bad.toml", code=BAD_INPUT).stderr.splitlines()
    keys = {"population.actors.sector", "time.months", "relations.consent", "population.ties.to"}
    assert len(lines) == len(keys), lines
    assert {key for key in keys for line in lines if f"{key}: " in line} == keys, lines


def test_every_fault_of_bad_lines_is_told_at_once(folder: Path) -> None:
    (folder / "a.csv").write_text(
        "id,sector,level,superior,hours\n"
        "mayor,administraton,municipal,mayr,abc\n"  # three faults in one line
        "office,administration,municipal,mayor\n"  # short, but known to the ties
        '"club"x,civil_society,none,nobody,-3\n'
        "a,administration,municipal,b,1\n"
        "b,administration,municipal,a,1\n"
        "firm,business,none,,5,7\n"
        "firm,business,none,,5\n"
    )
    (folder / "t.csv").write_text("from,to,pact\nmayor,offce,\noffice\nclub,firm,perhaps\nfirm,firm,true\n")
    (folder / "bad.toml").write_text("""
[population]
actors = "a.csv"
ties = "t.csv"
[topics.youth]
[[jurisdiction.signatories]]
actor = "cort"
[[initiatives.prescribed]]
founder = "office"
topic = "youht"
date = "2010-01"
""")
    told = gemeinsim("validate", "bad.toml", code=BAD_INPUT).stderr
    wanted = [
        "a.csv:2:7: population.actors.sector",
        'a.csv:2:31: population.actors.superior: there is no actor "mayr"',
        "a.csv:2:36: population.actors.hours",
        "a.csv:3:1: population.actors: the line has 4 fields",
        "a.csv:4:7: population.actors: text after the closing quote",
        'population.actors.superior: there is no actor "nobody"',
        "population.actors.hours: -3 is out of range",
        "population.actors.superior: the hierarchy runs in a circle",
        "a.csv:7:1: population.actors: the line has 6 fields",
        'a.csv:8:1: population.actors.id: the actor "firm" is listed twice',
        't.csv:2:7: population.ties.to: there is no actor "offce"',
        "t.csv:3:1: population.ties: the line has 1 field",
        "t.csv:4:11: population.ties.pact",
        't.csv:5:6: population.ties: a tie from "firm" to itself',
        'jurisdiction.signatories.actor: there is no actor "cort"',
        'initiatives.prescribed.topic: there is no topic "youht"',
    ]
    assert [line for line in wanted if line not in told] == [], told
    assert len(told.splitlines()) == len(wanted), told


def test_what_follows_from_an_unreadable_table_is_not_told(folder: Path) -> None:
    (folder / "t.csv").write_text("from,to\nmayor,nobody\n")
    (folder / "bad.toml").write_text(TOWN.replace("business = 2", 'actors = "absent.csv"\nties = "t.csv"'))
    lines = gemeinsim("validate", "bad.toml", code=BAD_INPUT).stderr.splitlines()
    assert any("absent.csv" in line for line in lines)
    assert not any("nobody" in line for line in lines), lines


def test_all_errors_of_a_sweep_come_at_once(folder: Path) -> None:
    (folder / "bad.toml").write_text("""
scenario = "town.toml"
extra = 1
[design]
method = "latin"
replicates = 0
[[factors]]
path = "governance.prest"
values = ["mandated"]
[[factors]]
path = "challenges.opposing_logics"
values = [0, 2]
[[factors]]
path = "challenges.hierarchy_silos"
values = []
[[factors]]
path = "challenges.missing_know_how"
values = [0, 0]
[[factors]]
path = "challenges.missing_know_how"
values = [1]
[[factors]]
path = "topics.yuth.severity"
values = [1]
[[factors]]
path = "time.months"
values = [1]
""")
    before = names(folder)
    errors = gemeinsim("sweep", "bad.toml", "-o", "s.h5", code=BAD_INPUT).stderr
    for expected in (
        "bad.toml:3:1: extra: unknown key",
        "grid, list",
        "design.replicates: ",
        "governance.prest: there is no such parameter (a factor is a path of the registry); did you mean",
        "challenges.opposing_logics: 2 is out of range",
        "challenges.hierarchy_silos: the list of values is empty",
        "challenges.missing_know_how: the value 0.0 stands twice",
        "challenges.missing_know_how: the factor stands twice",
        '"yuth" is no row of topics (the scenario has: youth); did you mean "youth"?',
        "time.months: cannot be a factor",
    ):
        assert expected in errors, (expected, errors)
    assert len(errors.splitlines()) == 10
    assert names(folder) == before


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "scenario: the key is missing"),
        ('scenario = "town.toml"\n[design]\nreplicates = 2\n', "there is no factor"),
        (SWEEP.replace("town.toml", "none.toml"), "there is no file"),
        (SWEEP.replace("replicates = 3", ""), "design.replicates: the key is missing"),
        (SWEEP.replace("replicates = 3", "replicates = 900000"), "one file holds at most"),
        (SWEEP.replace("[0, 0.5, 1]", "[0]").replace("grid", "list"), "in a list the k-th values go together"),
        (SWEEP + "[outputs]\nmetrics = ['nothing']\n", "outputs.metrics"),
        (SWEEP + "[outputs]\nmetric = ['nothing']\n", 'did you mean "metrics"?'),
        (SWEEP.replace("[0, 0.5, 1]", "0.5"), "found the number 0.5"),
        ("\x00\x01\x02", "text"),
    ],
)
def test_a_bad_sweep_file_is_explained(folder: Path, text: str, message: str) -> None:
    (folder / "bad.toml").write_text(text)
    done = gemeinsim("sweep", "bad.toml", "-o", "s.h5", code=BAD_INPUT)
    assert message in done.stderr
    assert not (folder / "s.h5").exists()


def test_a_huge_grid_is_refused_without_being_built(folder: Path) -> None:
    values = ", ".join(str(i / 100) for i in range(100))
    dials = ("opposing_logics", "funding_logics", "hierarchy_silos", "personal_differences", "missing_overview")
    factors = "".join(f'[[factors]]\npath = "challenges.{dial}"\nvalues = [{values}]\n' for dial in dials)
    (folder / "huge.toml").write_text('scenario = "town.toml"\n[design]\nreplicates = 1\n' + factors)
    assert "there are 10000000000 points" in gemeinsim("sweep", "huge.toml", "-o", "s.h5", code=BAD_INPUT).stderr


UNWRITABLE = {
    "none/a.h5": "there is no folder none",
    "town.toml/a.h5": "not a directory",
    ".": "it is a folder",
    "/proc/a.h5": "takes no new files",
    "/dev/full": "no regular file",
    "town.toml": "it is the input file",
    "n" * 300: "shorter name",
}


# To a sweep a name without .h5 is the folder of a store; see test_sweep_store.py.
@pytest.mark.parametrize(
    ("verb", "place"),
    [("run", place) for place in UNWRITABLE] + [("sweep", place) for place in UNWRITABLE if place.endswith(".h5")],
)
def test_a_place_that_cannot_be_written_is_found_before_running(folder: Path, verb: str, place: str) -> None:
    # So many runs that the test would time out if they came first.
    source = ["town.toml", "--replicates", 50000, "--months", 120] if verb == "run" else ["sweep.toml"]
    before = names(folder)
    done = gemeinsim(verb, *source, "-o", place, code=BAD_INPUT)
    assert "cannot be written" in done.stderr
    assert UNWRITABLE[place] in done.stderr
    assert names(folder) == before
    assert (folder / "town.toml").read_text() == TOWN


@pytest.mark.skipif(os.geteuid() == 0, reason="permissions do not bind root")
def test_a_folder_without_permission_is_found_before_running(folder: Path) -> None:
    (folder / "locked").mkdir(mode=0o500)
    done = gemeinsim("run", "town.toml", "-o", "locked/a.h5", code=BAD_INPUT)
    assert "permission denied" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "no command"),
        (["rum", "town.toml"], 'unknown command "rum" (there are: run,'),
        (["rum", "town.toml"], 'did you mean "run"?'),
        (["run"], "SCENARIO is required"),
        (["run", "town.toml", "--replicate", "3"], 'did you mean "--replicates"?'),
        (["run", "town.toml", "--replicates", "0"], "a whole number from 1 to"),
        (["run", "town.toml", "--replicates", "many"], "a whole number from 1 to"),
        (["run", "town.toml", "--seed", "-1"], "a whole number from 0 to"),
        (["run", "town.toml", "--seed", "99999999999999999999"], "a whole number from 0 to"),
        (["run", "town.toml", "--threads", "0"], "a whole number from 1 to"),
        (["run", "town.toml", "--months", "0"], "time.months"),
        (["run", "town.toml", "--set", "time.months"], "write --set time.months=60"),
        (["run", "town.toml", "--set", "time.moths=3"], 'did you mean "months"?'),
        (["run", "town.toml", "other.toml"], "unexpected argument"),
        (["run", "town.toml", "--replicates", "1000000", "--months", "1200"], "one file holds at most"),
        (["run", "none.toml"], "none.toml: the file does not exist"),
        (["sweep", "sweep.toml"], "--output is required"),
        (["schema", "--nonsense"], "unknown option --nonsense"),
    ],
)
def test_bad_usage_is_explained_with_a_remedy(arguments: list[str], message: str) -> None:
    done = gemeinsim(*arguments, code=BAD_INPUT)
    assert message in done.stderr
    assert ";" in done.stderr
    assert done.stdout == ""


# --- output -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["run", "town.toml", "--json", "--replicates", 2], DONE),
        (["sweep", "sweep.toml", "-o", "s.h5", "--json"], DONE),
        (["validate", "town.toml", "--json"], DONE),
        (["describe", "town.toml", "--json"], DONE),
        (["schema", "--json"], DONE),
        (["schema"], DONE),
        (["--version", "--json"], DONE),
        (["validate", "none.toml", "--json"], BAD_INPUT),
        (["rum", "--json"], BAD_INPUT),
        (["run", "--json", "--nonsense"], BAD_INPUT),
    ],
)
def test_json_is_one_document_on_stdout(arguments: list[object], code: int) -> None:
    document = json.loads(gemeinsim(*arguments, code=code).stdout)
    assert isinstance(document, dict)
    assert ("error" in document) == (code != DONE)


def test_json_of_a_run_agrees_with_its_file(folder: Path) -> None:
    document = json.loads(gemeinsim("run", "town.toml", "-o", "a.h5", "--json", "--replicates", 21).stdout)
    assert document["seed"] == 1
    assert document["runs"] == document["runs_wanted"] == 21
    assert document["complete"] is True
    assert document["output"] == "a.h5"
    with xr.open_dataset(folder / "a.h5", engine="h5netcdf") as ds:
        assert {row["name"] for row in document["metrics"]} == set(ds.data_vars)
        for row in document["metrics"]:
            values = ds[row["name"]].isel(month=-1, missing_dims="ignore").values.astype(float)
            values = values[~np.isnan(values)]
            assert row["runs"] == len(values)
            if len(values) == 0:
                assert row["mean"] is None
                continue
            assert row["mean"] == pytest.approx(values.mean(), rel=1e-12)
            assert [row["lower"], row["upper"]] == pytest.approx(list(np.quantile(values, [0.05, 0.95])), rel=1e-12)


def test_describe_tells_value_origin_and_steps() -> None:
    text = gemeinsim("describe", "town.toml", "--set", "time.months=24").stdout
    assert re.search(r"^time\.months +24 .*override", text, re.MULTILINE)
    assert "The steps of a month, in order" in text
    document = json.loads(gemeinsim("describe", "town.toml", "--json").stdout)
    assert [step["name"] for step in document["steps"]][:2] == ["calendar", "awareness"]


def test_validate_says_valid() -> None:
    assert gemeinsim("validate", "town.toml").stdout == "town.toml: valid\n"


def test_version_names_the_commit() -> None:
    assert re.match(r"gemeinsim \d+\.\d+\.\d+ \(commit (unknown|[0-9a-f]{40})", gemeinsim("--version").stdout)


def test_quiet_leaves_stderr_empty() -> None:
    assert gemeinsim("sweep", "sweep.toml", "-o", "s.h5", "--quiet").stderr == ""
    assert gemeinsim("sweep", "sweep.toml", "-o", "s.h5").stderr != ""


def test_progress_is_for_terminals_only() -> None:
    arguments = [command(), "run", "town.toml", "--replicates", "3"]
    assert "of 3 runs" not in subprocess.run(arguments, capture_output=True, text=True, check=True).stderr
    import pty

    reader, writer = pty.openpty()
    environment = {**os.environ, "TERM": "xterm"}
    done = subprocess.run(arguments, stdout=subprocess.PIPE, stderr=writer, env=environment, check=True)
    os.close(writer)
    drawn = os.read(reader, 65536).decode()
    os.close(reader)
    assert "3 of 3 runs" in drawn
    assert drawn.endswith("\x1b[K")
    assert b"\x1b" not in done.stdout


def test_a_full_disk_behind_stdout_is_a_failure() -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run([command(), "schema"], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == FAILED
    assert "could not be printed" in done.stderr


# --- faults -------------------------------------------------------------------------------------------------------


def test_a_full_disk_leaves_no_half_file(folder: Path) -> None:
    before = names(folder)
    done = gemeinsim(
        "run", "town.toml", "-o", "a.h5", code=FAILED,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY)),
    )  # fmt: skip
    assert "a.h5: cannot be written (file too large)" in done.stderr
    assert "After 12 months" in done.stdout
    assert names(folder) == before


def test_a_full_disk_keeps_the_older_file(folder: Path) -> None:
    (folder / "a.h5").write_text("older")
    gemeinsim(
        "run", "town.toml", "-o", "a.h5", code=FAILED,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY)),
    )  # fmt: skip
    assert (folder / "a.h5").read_text() == "older"


def until_caught(process: subprocess.Popen[str], number: signal.Signals) -> None:
    """Waits until the process has a handler for the signal, however busy the machine is."""
    for _ in range(600):
        status = Path(f"/proc/{process.pid}/status").read_text()
        if int(re.search(r"SigCgt:\s*([0-9a-f]+)", status)[1], 16) >> (number - 1) & 1:
            return
        time.sleep(0.05)
    pytest.fail("the command does not catch signals")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("json_wanted", [False, True])
def test_a_signal_keeps_finished_replicates(folder: Path, number: signal.Signals, json_wanted: bool) -> None:
    arguments = [command(), "run", "town.toml", "-o", "a.h5", "--replicates", "100000", "--months", "60"]
    process = subprocess.Popen(
        arguments + ["--json"] * json_wanted, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    until_caught(process, number)
    time.sleep(1)
    process.send_signal(number)
    out, err = process.communicate(timeout=60)
    assert process.returncode == PARTIAL, err
    kept = int(re.search(r"stopped early: (\d+) of 100000 runs were finished", err)[1])
    assert kept > 0
    with xr.open_dataset(folder / "a.h5", engine="h5netcdf") as ds:
        assert ds.sizes["run"] == kept
        assert ds.attrs["complete"] == "no"
        assert len(set(ds["replicate"].values)) == kept
    assert names(folder) == {"town.toml", "sweep.toml", "a.h5"}
    if json_wanted:
        document = json.loads(out)
        assert document["runs"] == kept
        assert document["complete"] is False
    # What was kept is what a whole run gives.
    gemeinsim("run", "town.toml", "-o", "b.h5", "--replicates", 3, "--months", 60)
    with (
        xr.open_dataset(folder / "a.h5", engine="h5netcdf") as part,
        xr.open_dataset(folder / "b.h5", engine="h5netcdf") as whole,
    ):
        for name in whole.data_vars:
            np.testing.assert_array_equal(part[name][:3], whole[name])


# --- external verbs -----------------------------------------------------------------------------------------------


@pytest.fixture
def greeter(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    tools = folder / "tools"
    tools.mkdir()
    program = tools / "gemeinsim-greet"
    program.write_text(f"#!{sys.executable}\nimport sys\nprint('greetings', sys.argv[1:])\nsys.exit(7)\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}:{os.environ['PATH']}")
    return program


@pytest.mark.usefixtures("greeter")
def test_other_verbs_are_programs_on_the_path() -> None:
    done = gemeinsim("greet", "a b", "--json", code=7)
    assert done.stdout == "greetings ['a b', '--json']\n"


@pytest.mark.usefixtures("greeter")
def test_help_and_suggestions_name_programs_found() -> None:
    assert re.search(r"^ +greet$", gemeinsim("--help").stdout, re.MULTILINE)
    assert 'did you mean "greet"?' in gemeinsim("gret", code=BAD_INPUT).stderr


def test_programs_never_replace_native_verbs_or_lie_in_other_folders(greeter: Path) -> None:
    greeter.rename(greeter.with_name("gemeinsim-schema"))
    assert "greetings" not in gemeinsim("schema").stdout
    gemeinsim("../tools/greet", code=BAD_INPUT)
