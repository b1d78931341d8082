"""Rounds of inspection: drawn by their seed, their sheets entered twice, their findings mended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from county_desk.demo.homes import Home
from county_desk.demo.office import Office, Thread
from county_desk.demo.places import REVIEWER, SECOND_REVIEWER, DemoVillage
from county_desk.models.inspection import Severity
from county_desk.tables.listing import Query, page
from county_desk.tables.supervision.inspections import SHEETS_LISTING
from county_desk.workflow.supervision.concluding import ConcludeEvaluation
from county_desk.workflow.supervision.findings import ConfirmFinding, MendFinding, RecordFinding
from county_desk.workflow.supervision.rounds import CheckSheet, DrawRound, EnterSheet

_VISITED, _ENTERED, _MENDED, _CONFIRMED, _CONCLUDED = 5, 8, 16, 19, 21  # days after the draw


@dataclass(frozen=True)
class Flaw:
    """One finding of a round with the days for its mending; `proof` of the mending is blank before it."""

    place: DemoVillage
    words: str
    severity: Severity
    home: Home | None = None
    mender: str = ""
    proof: str = ""
    days: int = 20


@dataclass(frozen=True)
class Inspecting:
    """A round with its inspectors and its findings.

    The first `twice` sheets are entered a second time. With a `document` the round is concluded.
    """

    draw: DrawRound
    inspectors: str
    twice: int
    flaws: Sequence[Flaw]
    document: str = ""

    @property
    def drawn(self) -> date:
        """The day of the draw."""
        return self.draw.drawn_on


def inspect(office: Office, going: Inspecting) -> Thread:
    """Draw the round, enter its sheets, and mend each finding that has a proof."""
    yield going.drawn
    number = office.made(REVIEWER, going.draw)
    yield going.drawn + timedelta(_ENTERED)
    _enter(office, going, number)
    mending = [(_finding(office, going, number, each), each) for each in going.flaws]
    yield going.drawn + timedelta(_MENDED)
    mended = [(finding, each) for finding, each in mending if each.proof]
    for finding, each in mended:
        mend = MendFinding(finding=finding, mended_on=office.today, proof=each.proof)
        office.do(office.clerk(each.place), mend)
    yield going.drawn + timedelta(_CONFIRMED)
    for finding, _each in mended:
        office.do(REVIEWER, ConfirmFinding(finding=finding, confirmed_on=office.today))
    if going.document:
        yield going.drawn + timedelta(_CONCLUDED)
        concluded = ConcludeEvaluation(round=number, found_on=office.today, document=going.document)
        office.do(REVIEWER, concluded)


def _finding(office: Office, going: Inspecting, number: int, each: Flaw) -> int:
    recorded = RecordFinding(
        village=office.place(each.place.code),
        household=office.household(each.home) if each.home else None,
        round=number,
        severity=each.severity,
        words=each.words,
        found_on=going.drawn + timedelta(_VISITED),
        mender=each.mender or each.place.contact,
        due_on=office.today + timedelta(each.days),
    )
    return office.made(REVIEWER, recorded)


def _enter(office: Office, going: Inspecting, number: int) -> None:
    """Enter each field sheet, and some a second time by another person."""
    sheets = office.read(page, SHEETS_LISTING, Query(where={"round_id": number}))
    for place, sheet in enumerate(sheets):
        visited, content = going.drawn + timedelta(_VISITED), place % 6 != 0
        first = EnterSheet(
            sheet=sheet.id,
            visited_on=visited,
            visitors=going.inspectors,
            decided_rightly=True,
            fell_back=False,
            satisfied=content,
        )
        office.do(REVIEWER, first)
        if place < going.twice:
            again = CheckSheet(
                sheet=sheet.id,
                visited_on=visited,
                decided_rightly=True,
                fell_back=False,
                satisfied=content,
            )
            office.do(SECOND_REVIEWER, again)
