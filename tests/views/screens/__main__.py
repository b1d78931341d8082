"""Take every page, form and face of the entrance in every look, and check each picture.

    python -m tests.views.screens --out FOLDER [--quick] [--only PAGE,PAGE]

The looks are shared out among the cores.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Collection, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from county_desk.views.navigation import ENTRIES, PAGES
from installer.words import build
from tests.views.screens.checks import CHECKS
from tests.views.screens.contact_sheet import write_index
from tests.views.screens.looks import Run, take_look
from tests.views.screens.shots import ALL_LOOKS, QUICK_LOOKS, Shot

WORKERS = 2  # each holds a window with both chapters


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
    return take(Run(given.out, pages, not given.only, given.quick))


def take(run: Run) -> int:
    """Take all looks; the last line that is printed has the count of each check."""
    began = time.monotonic()
    build()
    looks = QUICK_LOOKS if run.quick else ALL_LOOKS
    shots: list[Shot] = []
    missing: set[str] = set()
    with ProcessPoolExecutor(WORKERS, get_context("spawn"), max_tasks_per_child=1) as pool:
        for look, (taken, without) in zip(looks, pool.map(take_look, [run] * len(looks), looks), strict=True):
            shots += taken
            missing |= without
            print(f"{look}: {len(taken)} pictures after {time.monotonic() - began:.0f} s", flush=True)
    return report(run.folder, shots, missing)


def report(folder: Path, shots: Sequence[Shot], missing: Collection[str]) -> int:
    """Write the index, and print each finding and the count of each check; 1 for a finding."""
    found = [(shot, each) for shot in shots for each in shot.findings]
    for shot, each in found:
        print(f"{shot.file}: {each.check}: {each.part}: {each.words}")
    for act in sorted(missing):
        print(f"no form: {act}")
    counts = Counter(each.check for _shot, each in found)
    forms = len({shot.form for shot in shots if shot.form})
    last = f"{len(shots)} pictures, {forms} forms; " + ", ".join(f"{each} {counts[each]}" for each in CHECKS)
    write_index(folder, shots, last)
    print(last)
    return int(bool(found or missing))


if __name__ == "__main__":
    sys.exit(main())
