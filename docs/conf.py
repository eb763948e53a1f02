# SPDX-License-Identifier: Apache-2.0
"""Sphinx with MyST: `./dev docs` builds into build/docs/. Nothing is fetched from anywhere while building or reading."""

from importlib.metadata import version as installed_version

project = "gemeinsim"
author = "The gemeinsim developers"
project_copyright = author
release = version = installed_version("gemeinsim")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx-mathjax-offline"]
myst_enable_extensions = ["colon_fence", "deflist", "dollarmath"]
myst_heading_anchors = 3
napoleon_google_docstring = False
autodoc_typehints = "description"

exclude_patterns = ["_build", "requirements.lock"]
nitpicky = False

html_theme = "furo"
html_title = "gemeinsim"
html_show_copyright = False
