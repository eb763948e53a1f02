# SPDX-License-Identifier: Apache-2.0
"""A sweep in a notebook: a real kernel, its messages as a front end sees them, its stop button."""

from __future__ import annotations

import hashlib
import os
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import gemeinsim as gs
import pytest
from small_town import small_town

nbclient = pytest.importorskip("nbclient")
pytest.importorskip("ipykernel")
pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
SWEEP = """
scenario = "town.toml"
[design]
replicates = 2000
master_seed = 5
shard_runs = 20
[[factors]]
path = "governance.preset"
values = ["mandated", "network_office"]
"""


class Notebook:
    """A kernel and what its cells print, as a front end would show it."""

    def __init__(self, folder: Path) -> None:
        from jupyter_client.manager import KernelManager

        self.manager = KernelManager(kernel_name="python3")
        self.manager.start_kernel(cwd=str(folder))
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=60)

    def cell(self, code: str, watch: Callable[[str], None] = lambda _: None, seconds: float = 120) -> str:
        """Runs a cell and returns all it printed; `watch` sees what is there after every message."""
        number = self.client.execute(code, stop_on_error=False)
        text, end = "", time.monotonic() + seconds
        while time.monotonic() < end:
            message = self.client.get_iopub_msg(timeout=seconds)
            if message["parent_header"].get("msg_id") != number:
                continue
            kind, content = message["msg_type"], message["content"]
            if kind == "stream":
                text += content["text"]
                watch(text)
            elif kind == "error":
                raise AssertionError("\n".join(content["traceback"]))
            elif kind == "status" and content["execution_state"] == "idle":
                return text
        raise AssertionError(f"the cell has not ended after {seconds} s; it printed: {text}")

    def interrupt(self) -> None:
        self.manager.interrupt_kernel()

    def close(self) -> None:
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


@pytest.fixture
def notebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Notebook]:
    for name in ("IPYTHONDIR", "JUPYTER_DATA_DIR", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    (tmp_path / "town.toml").write_text(small_town(60))
    (tmp_path / "sweep.toml").write_text(SWEEP)
    started = Notebook(tmp_path)
    yield started
    started.close()


def content(store: Path) -> dict[str, str]:
    files = sorted(path for path in store.rglob("*") if path.is_file() and path.name != ".lock")
    return {str(path.relative_to(store)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_a_cell_shows_progress_and_its_stop_button_leaves_a_store_to_go_on_with(
    notebook: Notebook, tmp_path: Path
) -> None:
    notebook.cell("import threading, time\nimport gemeinsim as gs\nticks = []")
    # Somebody else's thread: the interpreter is not held while runs are on.
    notebook.cell(
        "def tick():\n"
        "    while not done.wait(0.01): ticks.append(time.monotonic())\n"
        "done = threading.Event(); threading.Thread(target=tick, daemon=True).start()"
    )
    pressed = []

    def press(text: str) -> None:
        shown = re.findall(r"(\d+)/4000", text)
        if not pressed and shown and int(shown[-1]) >= 200:
            pressed.append(text)
            notebook.interrupt()

    text = notebook.cell('store = gs.sweep("sweep.toml", store="store", watch="contacts")', press)
    assert pressed, text
    assert re.search(r"\d+%.*/4000 \[.*<.*\]", pressed[0]), "no bar with the time that is left"
    assert re.search(r"mandated \d[\d.]*±", pressed[0]), "no running interval"
    assert "IProgress" not in text
    assert "interrupted; call again to go on" in text
    assert int(notebook.cell("done.set(); print(len(ticks))")) > 20

    some = int(notebook.cell('print(store.status()["runs"])'))
    assert 200 <= some < 4000
    assert f"\n{some}\n" in "\n" + notebook.cell('print(gs.open("store").sizes["run"])')  # beside a warning
    notebook.cell('store = gs.sweep("sweep.toml", store="store")')
    assert notebook.cell("print(store.complete)").strip() == "True"
    (tmp_path / "whole").mkdir()
    here = Path.cwd()
    os.chdir(tmp_path)
    try:
        gs.sweep("sweep.toml", store="reference")
    finally:
        os.chdir(here)
    assert content(tmp_path / "store") == content(tmp_path / "reference")


def test_the_stop_button_during_runs_of_a_scenario_keeps_what_is_finished(notebook: Notebook) -> None:
    notebook.cell('import gemeinsim as gs\nscenario = gs.Scenario.load("town.toml")')
    pressed = []

    def press(text: str) -> None:
        shown = re.findall(r"(\d+)/20000", text)
        if not pressed and shown and int(shown[-1]) >= 50:
            pressed.append(text)
            notebook.interrupt()

    text = notebook.cell("ds = scenario.run(seed=1, replicates=20000)", press)
    assert pressed, text
    assert "these are returned" in text
    assert 50 <= int(notebook.cell('print(ds.sizes["run"])')) < 20000


@pytest.mark.parametrize("path", sorted((ROOT / "docs").glob("**/*.ipynb")), ids=lambda path: path.stem)
def test_the_notebooks_of_the_documentation_run(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nbformat = pytest.importorskip("nbformat")
    for name in ("IPYTHONDIR", "JUPYTER_DATA_DIR", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    notebook = nbformat.read(path, as_version=4)
    assert all(not cell.get("outputs") for cell in notebook.cells), "outputs are not kept in the repository"
    (tmp_path / "scenarios").symlink_to(ROOT / "scenarios")
    nbclient.NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(tmp_path)}}).execute()
    pictures = [
        output for cell in notebook.cells for output in cell.get("outputs", []) if "image/png" in output.get("data", {})
    ]
    assert pictures
