"""Reading the whole corpus in the product's own child, and judging each file."""

import time
from dataclasses import dataclass
from pathlib import Path

from county_desk.intake.delivery import Delivery
from county_desk.intake.reader import Reader
from county_desk.text import language
from tests.intake.corpus.case import Case, Findings, judged
from tests.intake.corpus.people import TERMS

SECONDS = 30.0


@dataclass(frozen=True)
class Treated:
    """A file, what the program said of it, what was wrong with that, and how long it took."""

    case: Case
    delivery: Delivery
    findings: Findings
    seconds: float


def treat(cases, folder: Path, terms=TERMS):
    """Read every case in one warm child."""
    with language("en"), Reader(SECONDS) as reader:
        for case in cases:
            place = folder / case.name
            place.mkdir(parents=True, exist_ok=True)
            path = place / case.file
            path.write_bytes(case.content)
            began = time.monotonic()
            delivery = reader.read(path, terms)
            yield Treated(case, delivery, judged(case, delivery), time.monotonic() - began)
