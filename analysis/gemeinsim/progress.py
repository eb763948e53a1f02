# SPDX-License-Identifier: Apache-2.0
"""The bar that shows how far runs are: on a terminal and in a notebook, nowhere else unless asked for."""

from __future__ import annotations

import sys
import warnings
from typing import Any


def progress_bar(total: int, shown: bool | None) -> Any:
    """A bar over `total` runs; where `shown` is None, only if somebody looks.

    In a notebook it is a widget where ipywidgets are installed, else text.
    """
    from tqdm import TqdmWarning

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", TqdmWarning)  # text does as well
        from tqdm.auto import tqdm

    return tqdm(total=total, unit="run", disable=not (_watched() if shown is None else shown), leave=False)


def _watched() -> bool:
    if "ipykernel" in sys.modules:
        return True
    return sys.stderr is not None and sys.stderr.isatty()
