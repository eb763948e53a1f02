# SPDX-License-Identifier: Apache-2.0
"""Scenarios in words: what one says (:func:`in_words`) and in what two differ (:func:`diff`), in English or German."""

from __future__ import annotations

from gemeinsim.wording.difference import Difference, diff
from gemeinsim.wording.page import Page, in_words

__all__ = ["Difference", "Page", "diff", "in_words"]
