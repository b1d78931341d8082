#!/usr/bin/env python3
"""Build what an office installs, from a checkout on Debian 13. Everything goes into dist/.

    python3 installer/build.py wheel        the wheel and the source archive
    python3 installer/build.py wheelhouse   a folder for a USB stick: README's commands without a network
    python3 installer/build.py deb          a .deb for Debian 13 and its relatives
    python3 installer/build.py windows      a set-up program for Windows 10 and 11
    python3 installer/build.py all

The same commit gives the same bytes.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from installer import desk  # noqa: E402


def main(arguments: list[str]) -> int:
    """Set up what building needs, and build; returns the exit status."""
    verbs = ("wheel", "wheelhouse", "deb", "windows", "all")
    if not arguments or not set(arguments) <= set(verbs):
        print(__doc__.strip(), file=sys.stdout if arguments[:1] == ["--help"] else sys.stderr)
        return 0 if arguments[:1] == ["--help"] else 2
    try:
        desk.set_up("build")
    except desk.Trouble as trouble:
        desk.say(str(trouble))
        return 77  # as of a test that is left out: something cannot be had here
    return subprocess.run([str(desk.PYTHON), "-m", "installer.packing", *arguments], cwd=ROOT).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
