# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # for the module `synthetic`
os.environ.setdefault("MPLBACKEND", "agg")


@pytest.fixture(scope="session")
def synthetic_ds():
    import synthetic

    return synthetic.dataset()


@pytest.fixture(scope="session")
def synthetic_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SYNTHETIC result file: made-up numbers in the shape of a result."""
    import synthetic

    return synthetic.write(tmp_path_factory.mktemp("results") / "results.h5", synthetic.dataset())
