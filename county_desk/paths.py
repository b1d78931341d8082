"""The places of the program's own files: in a checkout, an installed package or a packed program."""

import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def resources() -> Path:
    """The folder of fonts, parameters, procedures, calendars, icons and words."""
    bundle = getattr(sys, "_MEIPASS", None)
    package = Path(__file__).resolve().parent
    installed = package / "resources"  # a wheel carries them inside the package
    if bundle:
        return Path(bundle) / "resources"
    return installed if installed.is_dir() else package.parent / "resources"


@cache
def toml_resource(*names: str) -> dict[str, Any]:
    """The content of a TOML file among the resources, named by its folders and its own name."""
    return tomllib.loads(resources().joinpath(*names).read_text("utf8"))


@cache
def guides() -> Path:
    """The folder of the guides: beside the other resources of a package, or docs/guides of a checkout."""
    packed = resources() / "guides"
    return packed if packed.is_dir() else resources().parent / "docs" / "guides"
