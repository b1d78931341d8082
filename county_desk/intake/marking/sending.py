"""With which words a marked workbook goes back to its sender, and under which name."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from county_desk.intake.delivery import STORED, Delivery, Verdict
from county_desk.intake.marking.sender_problems import count_wrong
from county_desk.sheets.writing.saving import safe_name
from county_desk.text import _, _n

_BEFORE = re.compile(r"_((退回\d+处|\d+_returned)|已看|looked_at)_\d{4}(_\d+)?$")


def chat_message(delivery: Delivery) -> str:
    """Return a message to the sender, ready to paste; it calls the file by its first name."""
    verdicts = Counter(line.verdict for line in delivery.lines)
    taken, right = verdicts[Verdict.UNCHANGED], sum(verdicts[verdict] for verdict in STORED)
    if delivery.taken:
        taken, right = taken + right, 0
    rows = _("{right} rows are right")
    if taken:
        rows = _("{taken} rows are in, {right} rows are right") if right else _("{taken} rows are in")
    wrong, name = count_wrong(delivery), _sent(Path(delivery.file))
    words = _("{name}: {rows}, nothing to correct.")
    if wrong:
        words = _n(
            "{name}: {rows}, {count} place to correct, see the red cells.",
            "{name}: {rows}, {count} places to correct, see the red cells.",
            wrong,
        )
    return words.format(name=name, rows=rows.format(taken=taken, right=right), count=wrong)


def annotated_name(delivery: Delivery, day: date) -> str:
    """The name of the file that goes back: the sender's own, how many places, and the day."""
    stem, count = _sent(Path(delivery.file)), count_wrong(delivery)
    words = _("{stem}_{count}_returned_{day}") if count else _("{stem}_looked_at_{day}")
    return safe_name(words.format(stem=stem, count=count, day=f"{day:%m%d}"), ".xlsx")


class MarkedNames:
    """The places of the marked workbooks of one run: each has its own, and none replaces a sender's file.

    Files of the same name get the folder added to their name, and a number where the folders match too. A
    file that an earlier run wrote is replaced.
    """

    def __init__(self, folder: Path, files: Sequence[Path], day: date) -> None:
        self._folder, self._day = folder, day
        self._called = Counter(_sent(each).casefold() for each in files)
        self._taken = set(map(_key, files))

    def place_of(self, path: Path, delivery: Delivery) -> Path:
        """The path for the marked workbook of one of the files."""
        name = annotated_name(delivery, self._day)
        if self._called[_sent(path).casefold()] > 1:
            name = safe_name(f"{path.absolute().parent.name}_{Path(name).stem}", ".xlsx")
        out, number = self._folder / name, 1
        while _key(out) in self._taken:
            number += 1
            out = self._folder / f"{Path(name).stem}_{number}.xlsx"
        self._taken.add(_key(out))
        return out


def _sent(path: Path) -> str:
    """The name under which a file was first sent."""
    return _BEFORE.sub("", path.stem)


def _key(path: Path) -> str:
    return str(path.resolve()).casefold()
