# SPDX-License-Identifier: Apache-2.0
"""What ./dev build and pip install leave behind."""

import importlib.metadata
import re
import subprocess
import sys
from pathlib import Path

import gemeinsim
from gemeinsim import _core

ROOT = Path(__file__).parents[2]


def test_the_version_is_the_same_everywhere():
    declared = re.search(r"project\(gemeinsim\s+VERSION ([0-9.]+)", (ROOT / "CMakeLists.txt").read_text())
    citation = re.search(r"^version: (.+)$", (ROOT / "CITATION.cff").read_text(), re.MULTILINE)
    assert declared is not None
    assert citation is not None
    expected = declared.group(1)
    assert gemeinsim.__version__ == expected
    assert importlib.metadata.version("gemeinsim") == expected
    assert citation.group(1) == expected


def test_the_package_is_the_installed_one_and_not_the_source_folder():
    assert Path(gemeinsim.__file__).is_relative_to(sys.prefix)


def test_the_module_links_no_hdf5():
    libraries = subprocess.run(["ldd", _core.__file__], capture_output=True, text=True, check=True).stdout
    assert "libstdc++" in libraries
    assert "hdf5" not in libraries


def test_the_command_lies_beside_python_and_knows_its_version():
    command = Path(sys.executable).with_name("gemeinsim")
    done = subprocess.run([command, "--version"], capture_output=True, text=True, check=True)
    assert gemeinsim.__version__ in done.stdout
    assert command.read_bytes()[:4] == b"\x7fELF"  # native: it starts without Python


def test_the_command_finds_the_python_verbs():
    command = Path(sys.executable).with_name("gemeinsim")
    environment = {"PATH": f"{command.parent}:/usr/bin:/bin"}
    done = subprocess.run([command, "compare", "--help"], capture_output=True, text=True, env=environment, check=True)
    assert "--by" in done.stdout
