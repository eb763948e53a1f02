# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import subprocess
import sys

import gemeinsim as gs
import numpy as np
import pandas as pd
import pytest
import synthetic


def test_opened_file_holds_metrics_labels_and_provenance(synthetic_file, synthetic_ds):
    with gs.open(synthetic_file) as ds:
        assert set(ds.coords) == {"run", "month", "point", "replicate", "seed", "governance_preset"}
        assert ds.attrs["master_seed"] == "1"
        np.testing.assert_array_equal(ds["impact_index"], synthetic_ds["impact_index"])


def test_tables_are_frames_with_the_run_in_front(synthetic_file):
    tables = gs.tables(gs.open(synthetic_file))
    assert sorted(tables) == ["actors", "network"]
    ties = tables["network"]
    rows = synthetic.network_rows(300)
    assert ties.columns.tolist() == ["run", "month", "from", "to", "form"]
    assert ties.groupby("run").size().reindex(range(300), fill_value=0).tolist() == rows["row_size"].tolist()
    assert ties["form"].cat.categories.tolist() == ["contact", "pact"]
    assert ties.attrs["units"]["month"] == "month"
    assert "run" not in tables["actors"]


def test_tables_of_selected_runs_hold_these_runs(synthetic_file):
    ds = gs.open(synthetic_file)
    part = ds.isel(run=[4, 2])
    assert sorted(gs.tables(part)["network"]["run"].unique()) == [2, 4]
    pd.testing.assert_frame_equal(gs.tables(part)["actors"], gs.tables(synthetic_file)["actors"])
    assert set(gs.tables(ds.isel(run=7))["network"]["run"]) == {7}


def test_unknown_tables_and_datasets_without_tables_are_named(synthetic_file, synthetic_ds):
    with pytest.raises(KeyError, match="did you mean 'network'"):
        gs.tables(synthetic_file)["networks"]
    with pytest.raises(ValueError, match="as it was opened or run"):
        gs.tables(synthetic_ds)


def test_other_files_are_refused(tmp_path):
    (tmp_path / "text.h5").write_text("no HDF5")
    with pytest.raises(ValueError, match="not a result file"):
        gs.open(tmp_path / "text.h5")
    with pytest.raises(ValueError, match="is no store"):
        gs.open(tmp_path)
    with pytest.raises(FileNotFoundError, match="no such file"):
        gs.open(tmp_path / "absent.h5")
    import h5py

    with h5py.File(tmp_path / "other.h5", "w") as file:
        file["numbers"] = [1, 2]
    with pytest.raises(ValueError, match="no result of gemeinsim"):
        gs.open(tmp_path / "other.h5")


def test_importing_the_package_loads_nothing_heavy():
    code = "import gemeinsim, sys; print([m for m in ('numpy', 'pandas', 'xarray', 'matplotlib') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_every_public_name_can_be_imported():
    for name in gs.__all__:
        assert getattr(gs, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'repot'"):
        _ = gs.repot
