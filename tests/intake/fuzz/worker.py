"""Reading mutated files in a process of its own, which may die of one: then it is known of which."""

import json
import os
import resource
import time
import traceback
from pathlib import Path

from county_desk.intake.delivery import Delivery
from county_desk.intake.reading.report import read_delivery
from county_desk.sheets.packing import pack, unpack
from tests.intake.corpus.people import TERMS
from tests.intake.fuzz.agree import STORED, disagreements
from tests.intake.fuzz.mutant import mutant
from tests.intake.fuzz.oracle import Unsure, pages_of

ROOM = 1 << 30


def serve(pipe, folder):
    """Read the files whose numbers come through the pipe, and answer with what was wrong with each."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # what libraries say while they fall is of no use here
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    read_delivery(place / "gone.xlsx", TERMS)  # what is imported late is imported now
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + ROOM, used + ROOM))
    while (asked := pipe.recv()) is not None:
        seed, number = asked
        answer = examined(seed, number, place, pipe)
        pipe.send(json.dumps(answer))


def examined(seed, number, place, pipe):
    """What became of one file: its kind, what was wrong, its rows stored, seconds, and memory in KB.

    A word in between says that the program has read it: who dies after that is the second reader.
    """
    made = mutant(seed, number)
    path = place / f"申请名单.{made.suffix}"
    path.write_bytes(made.raw)
    before, began = _peak(), time.monotonic()
    try:
        delivery = read_delivery(path, TERMS)
        took = time.monotonic() - began
        wrong = [] if unpack(Delivery, pack(delivery)) == delivery else ["does not survive being packed"]
    except BaseException:
        pipe.send("null")
        return _told(made, [f"crash: {traceback.format_exc(limit=-3)}"], 0, time.monotonic() - began, before)
    stored = sum(1 for line in delivery.lines if line.verdict.value in STORED)
    told = _told(made, wrong, stored, took, before, read=delivery.read)
    pipe.send(json.dumps(told))
    return told | {"wrong": (wrong + _compared(made, delivery, stored))[:6]}


def _compared(made, delivery, stored):
    wrong = []
    if made.plain:
        seen = [line.row for line in delivery.lines if line.verdict.value in STORED and line.row in made.held]
        wrong += [f"rows {seen} are hidden and stored"] if seen else []
    try:
        pages = pages_of(made.suffix, made.raw, made.encoding)
    except Unsure as doubt:
        unsafe = stored and made.suffix != "xls"
        return (
            [*wrong, f"{stored} rows stored of a file that cannot be trusted: {doubt}"] if unsafe else wrong
        )
    return wrong + (disagreements(delivery, pages) if delivery.read else [])


def _told(made, wrong, stored, took, before, *, read=False):
    return {
        "suffix": made.suffix,
        "done": list(made.done),
        "wrong": wrong[:6],
        "stored": stored,
        "read": read,
        "seconds": took,
        "memory": _peak() - before,
    }


def _peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
