"""The papers of an inspection round: the list of its households with the seed, and its findings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from county_desk.reports.lists.outgoing import OutgoingList
from county_desk.tables.supervision.inspections import (
    FINDINGS,
    SHEETS,
    FieldSheetRow,
    InspectionFindingRow,
    RoundRow,
)
from county_desk.text import _

_SHEET = (
    *("row", "township", "village", "group_name", "head", "persons", "visited_on", "visitors"),
    *("decided_rightly", "fell_back", "satisfied", "note"),
)
_FINDING = (
    *("id", "severity", "village", "head", "words", "found_on", "mender", "due_on", "mended_on", "proof"),
    "confirmed_on",
)


@dataclass(frozen=True)
class SupervisionPaper[R](OutgoingList[R]):
    """A list of a round; `heading` is its title, `about` the lines that say how the round was drawn."""

    heading: str = ""
    about: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The title of the paper."""
        return self.heading

    @property
    def facts(self) -> tuple[str, ...]:
        """The lines under the title: those of every list, and how the round was drawn."""
        return (*super().facts, *self.about)


def round_list(
    found: RoundRow, rows: Sequence[FieldSheetRow], county: str, day: date
) -> SupervisionPaper[FieldSheetRow]:
    """Return the list of a round as field sheets to fill in, with the seed above them."""
    words = _("{title}: households drawn").format(title=found.title)
    return SupervisionPaper(SHEETS.only(*_SHEET), rows, county, day, heading=words, about=_drawn(found))


def finding_sheet(
    found: RoundRow, rows: Sequence[InspectionFindingRow], county: str, day: date
) -> SupervisionPaper[InspectionFindingRow]:
    """Return the findings of a round in the language in force, with who mends each by when."""
    words = _("{title}: findings to be mended").format(title=found.title)
    return SupervisionPaper(FINDINGS.only(*_FINDING), rows, county, day, heading=words, about=_drawn(found))


def _drawn(found: RoundRow) -> tuple[str, ...]:
    """How many were drawn from how many, and by which seed and figures."""
    counts = _("{size} of {population} households drawn on {day}").format(
        size=f"{found.size:,}", population=f"{found.population:,}", day=found.drawn_on
    )
    if not found.seed or found.confidence is None or found.margin is None:
        return (counts,)
    figures = _("Seed: {seed}; confidence {confidence} %, margin {margin} %").format(
        seed=found.seed,
        confidence=f"{found.confidence.normalize():f}",
        margin=f"{found.margin.normalize():f}",
    )
    return counts, figures
