"""R10: the rounds of a period, counted by round and township, and every household drawn with its answers."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Annotated

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.fields import Count, Text, YesNo
from county_desk.models.household import Household
from county_desk.models.inspection import (
    InspectedHousehold,
    InspectionFinding,
    InspectionRound,
    RoundKind,
)
from county_desk.tables.county import County
from county_desk.tables.declared import Shown, ShownRow, table_of
from county_desk.tables.figures import FigureLine, ReturnPage
from county_desk.tables.period import Period
from county_desk.tables.returns.page import PageKind, households
from county_desk.tables.returns.postings import places
from county_desk.tables.usual_fields import HeadName, HouseholdNumber, LineNumber, TownshipName, VillageName
from county_desk.text import N_


class RoundFigures(ShownRow):
    """One round in one township: the households drawn and visited, their answers, and the findings."""

    title: Annotated[str, Shown(InspectionRound.title, width=26)]
    kind: Annotated[RoundKind, Shown(InspectionRound.kind, width=14)]
    unit: Annotated[str | None, Shown(InspectionRound.unit, width=16)]
    drawn_on: Annotated[date, Shown(InspectionRound.drawn_on, width=11)]
    township: TownshipName
    drawn: Annotated[int, Shown(label=N_("Households drawn"), kind=Count(width=9))]
    visited: Annotated[int, Shown(label=N_("Sheets entered"), kind=Count(width=9))]
    checked: Annotated[int, Shown(label=N_("Sheets entered twice"), kind=Count(width=9))]
    wrong: Annotated[int, Shown(label=N_("Decision is wrong"), kind=Count(width=9))]
    fell_back: Annotated[int, Shown(label=N_("Poor again"), kind=Count(width=9))]
    discontent: Annotated[int, Shown(label=N_("Not content with the help"), kind=Count(width=9))]
    findings: Annotated[int, Shown(label=N_("Problems found"), kind=Count(width=9))]
    mended: Annotated[int, Shown(label=N_("Of these mended"), kind=Count(width=9))]
    confirmed: Annotated[int, Shown(label=N_("Of these confirmed"), kind=Count(width=9))]


ROUND_FIGURES = table_of("round_figures", N_("Statistics of rounds"), RoundFigures)
SUMMED = tuple(column.key for column in ROUND_FIGURES.columns[5:])


class RoundDetail(ShownRow):
    """One household of a round; its answers are None until its sheet is entered."""

    position: LineNumber
    title: Annotated[str, Shown(InspectionRound.title, width=22)]
    township: TownshipName
    village: VillageName
    number: HouseholdNumber
    head: HeadName
    persons: Annotated[int, Shown(label=N_("Persons"), kind=Count(width=6))]
    visited_on: Annotated[date | None, Shown(InspectedHousehold.visited_on, width=11)]
    visitors: Annotated[str | None, Shown(InspectedHousehold.visitors, width=14)]
    decided_rightly: Annotated[bool | None, Shown(InspectedHousehold.decided_rightly, width=8)]
    fell_back: Annotated[bool | None, Shown(InspectedHousehold.fell_back, width=8)]
    satisfied: Annotated[bool | None, Shown(InspectedHousehold.satisfied, width=8)]
    note: Annotated[str | None, Shown(InspectedHousehold.note, width=20)]
    findings: Annotated[str | None, Shown(label=N_("Problem found"), kind=Text(width=26))]
    mended: Annotated[bool | None, Shown(label=N_("All mended"), kind=YesNo(width=8))]


ROUND_DETAIL = table_of("round_detail", N_("Detail of rounds"), RoundDetail)


class _Rounds:
    """The rounds drawn in a period, with their households and their findings as they stand now."""

    def __init__(self, session: Session, period: Period) -> None:
        drawn = select(InspectionRound).where(
            InspectionRound.drawn_on.between(period.first, period.last),
            InspectionRound.withdrawn_on.is_(None),
        )
        in_order = (InspectionRound.drawn_on, InspectionRound.id)
        self.rounds = {each.id: each for each in session.scalars(drawn.order_by(*in_order))}
        sheets = (
            select(InspectedHousehold, Household)
            .join(Household, Household.id == InspectedHousehold.household_id)
            .where(InspectedHousehold.withdrawn_on.is_(None))
            .order_by(InspectedHousehold.row)
        )
        self.sheets: dict[int, list[tuple[InspectedHousehold, Household]]] = defaultdict(list)
        for sheet, household in session.execute(sheets):
            self.sheets[sheet.round_id].append((sheet, household))
        self.findings: dict[int, list[InspectionFinding]] = defaultdict(list)
        found = select(InspectionFinding).where(InspectionFinding.withdrawn_on.is_(None))
        for finding in session.scalars(found.order_by(InspectionFinding.id)):
            if finding.round_id is not None:
                self.findings[finding.round_id].append(finding)


def round_figures_page(session: Session, county: County, period: Period) -> ReturnPage[RoundFigures]:
    """One line a round and township, rounds by day and townships in their order."""
    kept, named = _Rounds(session, period), places(session)
    townships = dict.fromkeys(village.township_id for village in county.villages)
    of_village = {village.id: village.township_id for village in county.villages}
    lines = []
    for number, round_ in kept.rounds.items():
        sheets, findings = kept.sheets[number], kept.findings[number]
        for township in townships:
            here = [sheet for sheet, household in sheets if of_village.get(household.village_id) == township]
            found = [each for each in findings if of_village.get(each.village_id) == township]
            if here or found:
                row = RoundFigures(
                    title=round_.title,
                    kind=round_.kind,
                    unit=round_.unit or None,
                    drawn_on=round_.drawn_on,
                    township=named[township][1],
                    **_counted(here, found),
                )
                records = {"drawn": tuple(sheet.household_id for sheet in here)}
                lines.append(FigureLine(row, records if here else {}, township))
    totals = {key: sum(getattr(line.row, key) for line in lines) for key in SUMMED}
    return ReturnPage(ROUND_FIGURES, "households", tuple(lines), totals)


def _counted(sheets: Sequence[InspectedHousehold], found: Sequence[InspectionFinding]) -> dict[str, int]:
    return {
        "drawn": len(sheets),
        "visited": sum(sheet.entered_by is not None for sheet in sheets),
        "checked": sum(sheet.checked_by is not None for sheet in sheets),
        "wrong": sum(sheet.decided_rightly is False for sheet in sheets),
        "fell_back": sum(sheet.fell_back is True for sheet in sheets),
        "discontent": sum(sheet.satisfied is False for sheet in sheets),
        "findings": len(found),
        "mended": sum(each.mended_on is not None for each in found),
        "confirmed": sum(each.confirmed_on is not None for each in found),
    }


def round_detail_page(session: Session, county: County, period: Period) -> ReturnPage[RoundDetail]:
    """Every household of the rounds, in the order of the rounds and of their lists."""
    kept, named = _Rounds(session, period), places(session)
    of_county = {village.id for village in county.villages}
    lines: list[FigureLine[RoundDetail]] = []
    for number, round_ in kept.rounds.items():
        for sheet, household in kept.sheets[number]:
            if household.village_id not in of_county:
                continue
            found = [each for each in kept.findings[number] if each.household_id == household.id]
            township, village = named[household.village_id]
            row = RoundDetail(
                position=len(lines) + 1,
                title=round_.title,
                township=township,
                village=village,
                number=household.number,
                head=household.head,
                persons=household.persons,
                visited_on=sheet.visited_on,
                visitors=sheet.visitors or None,
                decided_rightly=sheet.decided_rightly,
                fell_back=sheet.fell_back,
                satisfied=sheet.satisfied,
                note=sheet.note or None,
                findings="；".join(each.words for each in found) or None,
                mended=all(each.mended_on for each in found) if found else None,
            )
            lines.append(FigureLine(row, {"number": (household.id,)}, household.village_id))
    persons = sum(line.row.persons for line in lines)
    return ReturnPage(ROUND_DETAIL, "households", tuple(lines), {"persons": persons})


ROUND_FIGURES_PAGE = PageKind(
    table=ROUND_FIGURES,
    collect=round_figures_page,
    title=N_("Statistics of inspection rounds of {county}, {period}"),
    units=N_("households, problems"),
)


ROUND_DETAIL_PAGE = PageKind(
    table=ROUND_DETAIL,
    collect=round_detail_page,
    title=N_("Detail of inspection rounds of {county}, {period}"),
    units=N_("persons"),
    counts=("head", households),
)
