"""Starts County Desk: the window, or one verb of the command line."""

import gc
import sys
from argparse import Namespace
from collections.abc import Sequence
from multiprocessing import freeze_support
from pathlib import Path


def main(argv: Sequence[str] | None = None) -> int:
    """Run with these words, or those of the process; returns the exit status."""
    from county_desk.cli.run import main as run

    freeze_support()  # a packed program starts itself again to read a workbook
    return run(sys.argv[1:] if argv is None else argv, window=_window, pictures=_pictures)


def _window(given: Namespace) -> int:
    gc.disable()  # what begins here are modules, which stay; the window collects by itself once it is there
    from county_desk.views.app import run

    return run(given.database, given.name, given.today, given.language)


def _pictures(register: Path, folder: Path, language: str) -> Sequence[Path]:
    from county_desk.views.pictures import photograph

    return photograph(register, folder, language)


if __name__ == "__main__":
    sys.exit(main())
