# SPDX-License-Identifier: Apache-2.0
"""Agent-based simulation of cross-sector cooperation in towns."""

from gemeinsim._core import version as __version__

__all__ = ["__version__"]
