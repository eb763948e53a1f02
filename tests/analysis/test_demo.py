# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from gemeinsim import demo


@pytest.fixture
def command(tmp_path, monkeypatch, synthetic_file):
    """A stand-in for the native command that hands out SYNTHETIC results and leaves with a code of choice."""

    def install(code: int) -> None:
        folder = tmp_path / "bin"
        folder.mkdir()
        script = folder / "gemeinsim"
        script.write_text(f'#!/bin/sh\n[ "$1 $3" = "sweep -o" ] || exit 9\ncp "{synthetic_file}" "$4"\nexit {code}\n')
        script.chmod(0o755)
        monkeypatch.setattr("sys.executable", str(folder / "python"))

    monkeypatch.chdir(tmp_path)
    return install


def test_demo_compares_draws_and_reports(command, capfd):
    command(0)
    assert demo.main([]) == 0
    out = capfd.readouterr().out
    assert "gemeinsim sweep scenarios/pirmasens/sweep.toml -o out/demo/results.h5" in out
    assert "network_office does better than participant" in out
    assert "Open out/demo/report.html" in out
    written = {path.name for path in Path("out/demo").iterdir()}
    figures = {f"{name}.{ending}" for name in ("fan", "phases", "network") for ending in ("svg", "png")}
    assert written == {"results.h5", "report.html", *figures}


def test_demo_of_a_stopped_sweep_says_so_and_keeps_its_code(command, capfd):
    command(3)
    assert demo.main([]) == 3
    assert "stopped before its end" in capfd.readouterr().out
    assert "not finished" in Path("out/demo/report.html").read_text()


def test_demo_ends_with_the_code_of_a_failed_sweep(command, capfd):
    command(2)
    assert demo.main([]) == 2
    assert not Path("out/demo/report.html").exists()
    capfd.readouterr()


def test_demo_without_the_command_says_what_to_do(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("sys.executable", str(tmp_path / "python"))
    monkeypatch.setenv("PATH", os.fspath(tmp_path))
    assert shutil.which("gemeinsim") is None
    assert demo.main([]) == 1
    assert "run ./dev build" in capsys.readouterr().err
