# SPDX-License-Identifier: Apache-2.0
"""Sphinx with MyST: `./dev docs` builds into build/docs/. Nothing is fetched while building or reading."""

import sys
from importlib.metadata import version as installed_version
from pathlib import Path

project = "gemeinsim"
author = "The gemeinsim developers"
project_copyright = author
release = version = installed_version("gemeinsim")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx-mathjax-offline"]
myst_enable_extensions = ["colon_fence", "deflist", "dollarmath"]
myst_heading_anchors = 3
napoleon_google_docstring = False
autodoc_typehints = "description"

included = ("selfcheck", "steps", "purposes", "parameter_counts", "structure")
exclude_patterns = ["_build", *(f"generated/{name}.md" for name in included), "requirements.lock", "figures"]
nitpicky = False

html_theme = "furo"
html_title = "gemeinsim"
html_show_copyright = False


def setup(app):
    sys.path.insert(0, str(Path(__file__).parent))
    from reference_pages import write_reference_pages
    from selfcheck_table import write_selfcheck_table

    app.connect("builder-inited", lambda _app: write_reference_pages(Path(__file__).parent / "generated"))
    app.connect("builder-inited", lambda _app: write_selfcheck_table(Path(__file__).parent / "generated"))
