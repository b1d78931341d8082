"""Fuzz the reader of workbooks: python -m tests.intake.fuzz [--count N] [--seed S]."""

import argparse
import sys
import time
from pathlib import Path

from tests.intake.fuzz.run import fuzz

KEEP = Path(__file__).resolve().parents[3] / "build" / "fuzz"
SHOWN = 25  # failures that are told on the screen


def main():
    """Run and tell; the status is 1 when a file crashed the reader or was stored wrongly."""
    asked = argparse.ArgumentParser(prog="desk.py fuzz", description=__doc__)
    asked.add_argument("--count", type=int, default=10_000, help="how many files")
    asked.add_argument("--seed", default="1", help="the same seed makes the same files")
    asked.add_argument("--first", type=int, default=0, help="begin at this file")
    given = asked.parse_args()
    began = time.monotonic()
    run = fuzz(given.count, given.seed, KEEP, first=given.first)
    for number, wrong in list(run.failed.items())[:SHOWN]:
        print(f"{given.seed}-{number}: {wrong[0]}")
    formats = ", ".join(f"{kind} {count}" for kind, count in sorted(run.kinds.items()))
    took, (slow, slowest), (grown, largest) = time.monotonic() - began, run.slowest, run.largest
    print(f"{run.files} files ({formats}) in {took:.0f} s; {run.read} read, {run.stored} rows stored")
    print(f"slowest {slow:.2f} s (file {slowest}), most memory {grown / 1024:.0f} MB more (file {largest})")
    print(f"crashes {run.crashes}, silently wrong {len(run.failed) - run.crashes}; kept in {KEEP}")
    return int(bool(run.failed))


if __name__ == "__main__":
    sys.exit(main())
