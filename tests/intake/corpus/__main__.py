"""Read the corpus and tell what is wrong: python -m tests.intake.corpus [part of a name] [--write FOLDER]."""

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.intake.corpus.catalogue import cases
from tests.intake.corpus.run import treat


def main():
    """Run; the status is 1 when anything was not as it has to be."""
    asked = argparse.ArgumentParser(prog="python -m tests.intake.corpus", description=__doc__)
    asked.add_argument("part", nargs="*", help="only files whose name holds one of these")
    asked.add_argument("--write", type=Path, help="leave the files in this folder")
    given = asked.parse_args()
    chosen = [case for case in cases() if not given.part or any(part in case.name for part in given.part)]
    with tempfile.TemporaryDirectory() as folder:
        treated = list(treat(chosen, given.write or Path(folder)))
    for one in treated:
        _tell(one)
    unsafe = sum(1 for one in treated if one.findings.unsafe)
    strict = sum(1 for one in treated if one.findings.strict)
    slowest = max(treated, key=lambda one: one.seconds)
    owners = Counter(one.case.owner for one in treated if one.findings.unsafe or one.findings.strict)
    print(f"{len(treated)} files: UNSAFE {unsafe}, not as expected {strict}; by owner {dict(owners)}")
    print(f"slowest {slowest.case.name} {slowest.seconds:.2f} s")
    return int(bool(unsafe or strict))


def _tell(one):
    if not (one.findings.unsafe or one.findings.strict):
        return
    print(f"{one.case.name} [{one.case.owner}] {one.seconds:.2f} s: {one.case.says}")
    for said in one.findings.unsafe:
        print(f"    UNSAFE {said[:240]}")
    for said in one.findings.strict[:4]:
        print(f"    expected otherwise: {said[:240]}")


if __name__ == "__main__":
    sys.exit(main())
