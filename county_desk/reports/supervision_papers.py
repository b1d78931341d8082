"""The papers of an inspection round: the list of its households with the seed, and its findings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from county_desk.reports.lists.outgoing import OutgoingList
from county_desk.tables.supervision.inspections import (
    FINDINGS,
    SHEETS,
    FieldSheetRow,
    InspectionFindingRow,
    RoundRow,
    RoundTownship,
    WithdrawnDraw,
)
from county_desk.text import _

_SHEET = (
    *("row", "household_id", "township", "village", "group_name", "head", "standing", "persons"),
    *("visited_on", "visitors"),
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


@dataclass(frozen=True, kw_only=True)
class RoundPaper:
    """The round and the words that both of its papers bear; `head` is the head of the history.

    `withdrawn` are the draws of the year that were withdrawn.
    """

    found: RoundRow
    townships: Sequence[RoundTownship]
    county: str
    day: date
    head: str = ""
    withdrawn: Sequence[WithdrawnDraw] = ()


def round_list(about: RoundPaper, rows: Sequence[FieldSheetRow]) -> SupervisionPaper[FieldSheetRow]:
    """Return the list of a round as field sheets to fill in, with the seed above them."""
    words = _("{title}: households drawn").format(title=about.found.title)
    return SupervisionPaper(
        SHEETS.only(*_SHEET),
        rows,
        about.county,
        about.day,
        head=about.head,
        heading=words,
        about=(*_drawn(about), *_withdrawn(about)),
        signing=(_("Drawn by:"), _("Witness:"), _("Day:")),
    )


def finding_sheet(
    about: RoundPaper, rows: Sequence[InspectionFindingRow]
) -> SupervisionPaper[InspectionFindingRow]:
    """Return the findings of a round in the language in force, with who mends each by when."""
    words = _("{title}: findings to be mended").format(title=about.found.title)
    return SupervisionPaper(
        FINDINGS.only(*_FINDING),
        rows,
        about.county,
        about.day,
        head=about.head,
        heading=words,
        about=_drawn(about)[:1],
        signing=(_("Issued by:"), _("Received by:"), _("Day:")),
    )


def _drawn(about: RoundPaper) -> tuple[str, ...]:
    """How many were drawn from how many, by which seed and figures, and in which townships."""
    found = about.found
    counts = _("{size} of {population} households drawn on {day}").format(
        size=f"{found.size:,}", population=f"{found.population:,}", day=found.drawn_on
    )
    frame = _("Frame: SHA-256 {digest} over record, township, standing and persons of each household")
    framed = frame.format(digest=found.frame) if found.frame else ""
    if not found.seed or found.confidence is None or found.margin is None:
        return (counts, *filter(None, [framed]))
    figures = _("Seed: {seed}; confidence {confidence} %, margin {margin} %").format(
        seed=found.seed, confidence=_plain(found.confidence), margin=_plain(found.margin)
    )
    remote = [each.name for each in about.townships if each.remote]
    weight = _("Weight {weight} for {townships}").format(
        weight=_plain(found.weight or Decimal(1)), townships=_(", ").join(remote)
    )
    sizes = [
        _("{township} {drawn} of {population}").format(
            township=each.name, drawn=f"{each.drawn:,}", population=f"{each.population:,}"
        )
        for each in about.townships
    ]
    rule = _("First in each township by SHA-256 of the seed, a space and the record of the household")
    weighted = weight if remote else ""
    return tuple(filter(None, (counts, figures, weighted, _(", ").join(sizes), rule, framed)))


def _withdrawn(about: RoundPaper) -> Iterator[str]:
    """A line for each draw of the year that was withdrawn."""
    words = _("Withdrawn on {day}: {title}, drawn on {drawn} by the seed {seed}, {size} households. {reason}")
    for each in about.withdrawn:
        yield words.format(
            day=each.withdrawn_on,
            title=each.title,
            drawn=each.drawn_on,
            seed=each.seed or "—",
            size=f"{each.size:,}",
            reason=each.reason,
        )


def _plain(number: Decimal) -> str:
    """A number without noughts behind it."""
    return f"{number.normalize():f}"
