"""Columns of a roster that are read and checked, but of which the register has no place to keep."""

from collections.abc import Iterator
from itertools import islice

from county_desk.facts import TITLES
from county_desk.facts.kept_aside import KEPT_OTHERWISE
from county_desk.intake.delivery import Delivery, Level, Problem, SheetIn
from county_desk.intake.vocabulary import standard_title
from county_desk.text import _

NOT_KEPT = "column_not_kept"
_KEPT_OTHERWISE = frozenset({"row", "income"})  # where a row belongs; lines are kept with their income
_ROSTERS = frozenset({"persons", "heads", "living"})
_KNOWN = frozenset((*TITLES.values(), *KEPT_OTHERWISE))
_LOOKED_AT = 300  # rows in which a column shows whether it is filled in


def not_kept(delivery: Delivery) -> Iterator[Problem]:
    """One remark a sheet, with the titles of its columns that are filled in and go nowhere."""
    for sheet in delivery.sheets:
        if sheet.kind in _ROSTERS and (titles := _filled(delivery, sheet)):
            message = _("Read and checked, but not kept on the register: {titles}. The file itself is kept.")
            words = message.format(titles="、".join(titles))
            yield Problem(sheet.name, "", NOT_KEPT, words, Level.NOTE)


def _filled(delivery: Delivery, sheet: SheetIn) -> list[str]:
    rows = list(islice((line for line in delivery.lines if line.sheet == sheet.name), _LOOKED_AT))
    found = []
    for title in sheet.columns:
        known = standard_title(sheet.calls.get(title, title))
        goes = known is None or known.of in _KEPT_OTHERWISE or (known.instead or known.title) in _KNOWN
        if not goes and any(line.values.get(title) not in (None, "") for line in rows):
            found.append(title)
    return found
