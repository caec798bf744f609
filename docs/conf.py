"""How Sphinx builds these pages: offline, and every warning is an error."""

import importlib.metadata


project = "leadflow"
author = "The leadflow maintainers"
copyright = f"2026 {author}"
release = importlib.metadata.version("leadflow")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = f"leadflow {release}"

# Headings are link targets: `[…](page.md#heading)`.
myst_heading_anchors = 3

# The same short name may stand for a class and for a field (`Stage`, `stage`),
# and a link from a signature then has two targets; either is fine.
suppress_warnings = ["ref.python"]

autodoc_class_signature = "mixed"
autodoc_default_options = {
    "members": True,
    "member-order": "bysource",
    "show-inheritance": True,
}
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
# A default is shown as it is written, not as its repr.
autodoc_preserve_defaults = True
napoleon_numpy_docstring = False
python_maximum_signature_line_length = 72
