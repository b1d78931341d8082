"""Take every page in every look, and check each: python -m tests.views.screens --out FOLDER."""

import argparse
import os
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from county_desk.demo.chapters import CHAPTERS
from county_desk.views.navigation import ENTRIES, PAGES
from county_desk.workflow.entry import open_register
from installer.words import build
from tests.demos import KEPT, Demos, state_of_the_code
from tests.views.screens.checks import CHECKS
from tests.views.screens.contact_sheet import write_index
from tests.views.screens.shots import ALL_LOOKS, QUICK_LOOKS, QUICK_WINDOWS, WINDOWS


def main() -> int:
    """Take the pictures and write the index; the status is 1 when a check found something."""
    asked = argparse.ArgumentParser(prog="desk.py screens", description=__doc__)
    asked.add_argument("--out", type=Path, required=True, help="the folder of the pictures and of index.html")
    asked.add_argument("--only", default="", help="pages, with commas between them")
    asked.add_argument("--quick", action="store_true", help="two looks and two sizes of window")
    given = asked.parse_args()
    pages = given.only.split(",") if given.only else [entry.key for entry in PAGES]
    if unknown := set(pages) - ENTRIES.keys():
        asked.error(f"{', '.join(sorted(unknown))}? The pages are {', '.join(ENTRIES)}.")
    return take(given.out, pages, quick=given.quick)


def take(folder: Path, pages: list[str], *, quick: bool) -> int:
    """Take pages from copies of the demo; the last line that is printed has the count of each check."""
    began = time.monotonic()
    build()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # a screen has its own size and scale
    looks, windows = (QUICK_LOOKS, QUICK_WINDOWS) if quick else (ALL_LOOKS, WINDOWS)
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        os.environ["COUNTY_DESK_HOME"] = str(home)
        from PySide6.QtWidgets import QApplication

        from tests.views.screens.gallery import Gallery

        _app = QApplication([])
        demos, chapters = Demos(KEPT, state_of_the_code()), {}
        for key, chapter in CHAPTERS.items():
            chapters[key] = open_register(demos.copy(chapter, home / f"{key}.cdesk"))
            stack.callback(chapters[key].close)
        gallery = Gallery(folder, chapters, windows)
        for look in looks:
            gallery.take(look, pages)
            print(f"{look}: {len(gallery.shots)} pictures after {time.monotonic() - began:.0f} s", flush=True)
        gallery.close()
    counts = gallery.counts()
    last = f"{len(gallery.shots)} pictures; " + ", ".join(f"{check} {counts[check]}" for check in CHECKS)
    write_index(folder, gallery.shots, last)
    print(last)
    return int(bool(counts.total()))


if __name__ == "__main__":
    sys.exit(main())
