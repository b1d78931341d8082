"""Households that come in: in the villages' workbooks, and at the counter with a form."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from county_desk.demo.homes import Home, newcomers
from county_desk.demo.office import Office, Thread
from county_desk.demo.places import LIUWAN, REVIEWER, DemoVillage, town_clerk
from county_desk.demo.workbooks import Sent, first_deliveries
from county_desk.intake.comparing.snapshot import villages
from county_desk.intake.delivery import Delivery, ReadingTerms
from county_desk.intake.reading.households.verdicts import OPENING
from county_desk.intake.reading.report import read_delivery
from county_desk.intake.taking_in.take_in import TakeIn
from county_desk.intake.taking_in.undo_batch import UndoBatch
from county_desk.workflow.cases.filing import FileHousehold
from county_desk.workflow.gate.proposals import PutInForce
from county_desk.workflow.openings import waiting_confirmation
from county_desk.workflow.registry import AddMember, RecordYear

YEAR = 2016
_DAYS = {"石桥镇": date(2016, 9, 27), "河口镇": date(2016, 9, 28), "云岭乡": date(2016, 9, 29)}
_COUNTERS = (LIUWAN, "990101100204")
_TWICE = "老屋湾村"  # taken in, undone on the same day, and taken in again


def arrive(office: Office) -> Thread:
    """Each township takes in the workbooks of its villages."""
    every = first_deliveries()
    for town, day in _DAYS.items():
        yield day
        for path, delivery in _read(office, tuple(sent for sent in every if sent.village.town == town)):
            _take_in(office, town_clerk(town), path, delivery)


def _read(office: Office, every: tuple[Sent, ...]) -> Iterator[tuple[Path, Delivery]]:
    with TemporaryDirectory() as folder:
        for sent in every:
            path = sent.write(Path(folder))
            yield path, read_here(office, path, Path(folder), YEAR)


def read_here(office: Office, path: Path, folder: Path, year: int) -> Delivery:
    """Read a workbook here and not in a child, because the program made it itself.

    The report says neither where the workbook lay nor how long it took, so that it is the same every time.
    """
    found = read_delivery(path, ReadingTerms(office.read(villages), year))
    return replace(found, file=path.relative_to(folder).as_posix(), seconds=0.0)


def _take_in(office: Office, who: str, path: Path, delivery: Delivery) -> None:
    """Take in the applicants and the households about to leave, then those that left earlier."""
    batch = office.made(who, TakeIn(delivery=delivery, path=path))
    if _TWICE.removesuffix("村") in delivery.file:
        office.do(who, UndoBatch(batch=batch, reason="村里来电说还有两户未填完，先撤销"))
        office.do(who, TakeIn(delivery=delivery, path=path))
    left = TakeIn(delivery=delivery, path=path, kinds=(OPENING,))
    if not office.desk(who).problems(left):
        waiting = office.read(waiting_confirmation, office.made(who, left))
        office.do(REVIEWER, PutInForce(proposal=waiting))


def come_to_the_counter(office: Office) -> Thread:
    """Households that apply themselves, with a form."""
    for day, (village, home) in enumerate(newcomers(*_COUNTERS), start=8):
        yield date(YEAR, 11, day)
        file_home(office, village, home)


def file_home(office: Office, village: DemoVillage, home: Home) -> None:
    """File the application of one household with its members and how it lives."""
    who = office.clerk(village)
    household = office.household_of(office.made(who, _filed(office, village, home)))
    for someone in home.people[1:]:
        office.do(
            who,
            AddMember(
                household=household,
                name=someone.name,
                relation=someone.relation,
                id_number=someone.id_number,
                ethnicity=someone.ethnicity,
            ),
        )
    lives = home.living
    office.do(
        who,
        RecordYear(
            household=household,
            year=YEAR,
            housing_grade=lives.grade,
            housing_area=Decimal(lives.area),
            safe_water=lives.water,
            all_insured=home.insured,
            dropouts=lives.dropouts,
        ),
    )


def _filed(office: Office, village: DemoVillage, home: Home) -> FileHousehold:
    return FileHousehold(
        village=office.place(village.code),
        head=home.head.name,
        id_number=home.head.id_number,
        persons=len(home.people),
        year=YEAR,
        received_on=office.today,
        net_income=Decimal(home.ledger.net),
        group_name=home.group,
        telephone=home.telephone,
    )
