"""Builds the packages that the line names; `installer/build.py` starts it in .venv."""

import os
import sys
from importlib import import_module

from installer.packing.common import DIST, Missing, Trouble, epoch, finished, say
from installer.packing.wheels import own_wheel, source_archive

UNTRIED = 77  # the exit status, as of a test that is left out
PACKAGES = ("wheelhouse", "deb", "windows")


def main(names: list[str]) -> int:
    """Build each package; returns 1 with a sentence when one cannot be, `UNTRIED` if it lacks a tool."""
    os.umask(0o022)
    os.environ["SOURCE_DATE_EPOCH"] = str(epoch())
    DIST.mkdir(exist_ok=True)
    try:
        for name in ("wheel", *PACKAGES) if "all" in names else names:
            if name == "wheel":
                finished(own_wheel())
                finished(source_archive())
            else:
                import_module(f"installer.packing.{name}").build()
    except Trouble as trouble:
        say(str(trouble))
        return UNTRIED if isinstance(trouble, Missing) else 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
