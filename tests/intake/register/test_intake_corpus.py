"""What a report says of an application is what the register then holds, for odd files of the corpus too."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from county_desk.intake.taking_in.arrivals import take_in_files
from county_desk.intake.taking_in.undo_batch import UndoBatch
from county_desk.models.household import Household
from county_desk.models.register import RegisterKind
from county_desk.models.user import Role
from county_desk.workflow.entry import found, sit_down
from county_desk.workflow.founding import Person
from county_desk.workflow.place_list import PlaceLine
from tests.build import CLERK, FOUNDED
from tests.intake.corpus.catalogue import cases
from tests.intake.corpus.people import CARD, HEAD, ID, INCOME, PERSONS, PHONE, REMARK, TODAY

ABOVE = (2016, "99", "青岚省", "9901", "青岚市", "990101", "青岚县")
TOWNSHIPS = {
    ("石桥镇", "990101101"): ("柳湾", "上坝", "龙潭"),
    ("青山镇", "990101102"): ("青溪社区", "大河", "龙潭"),
}
CHOSEN = (
    *("sound_clean", "identity_wide", "identity_lower_x", "identity_disability", "account_grouped"),
    *("account_two_phones", "amount_chinese", "amount_wan", "amount_precision", "count_chinese"),
    *("name_bullet", "name_extension", "name_remark_lines", "day_numerals", "since_1904_one"),
    *("csv_gb18030_four", "header_two_rows"),
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """The clerk of a register that has the villages of the corpus."""
    lines = tuple(
        PlaceLine(*ABOVE, f"{code}000", town, f"{code}{place}", village)
        for (town, code), villages in TOWNSHIPS.items()
        for place, village in enumerate(villages, 201)
    )
    people = (
        Person(CLERK, Role.COUNTY_CLERK),
        Person("李强", Role.REVIEWER),
        Person("周平", Role.ADMINISTRATOR),
    )
    where = tmp_path_factory.mktemp("corpus") / "青岚县.cdesk"
    kind = RegisterKind.REHEARSAL
    opened = found(where, name="青岚县", code="990101", places=lines, people=people, kind=kind, today=FOUNDED)
    yield sit_down(opened, CLERK, today=TODAY)
    opened.close()


def _held(session):
    """What the register holds of each household, by head."""
    held = {}
    for one in session.scalars(select(Household).where(Household.withdrawn_on.is_(None))):
        year = next(each for each in one.years if each.year == 2016)
        member = next(each for each in one.members if each.withdrawn_on is None)
        facts = {ID: member.id_number, PERSONS: year.persons, INCOME: year.income_per_head}
        held[one.head] = facts | {CARD: one.account, PHONE: one.telephone, REMARK: one.remark}
    return held


@pytest.mark.parametrize("name", CHOSEN)
def test_the_register_holds_what_the_report_says(desk, tmp_path, name):
    case = next(each for each in cases() if each.name in (name, f"amount_{name}"))
    path = tmp_path / case.file
    path.write_bytes(case.content)
    (arrival,) = take_in_files(desk, [path], 2016)
    held = desk.read(_held)
    stored = [
        line for line in arrival.delivery.lines if line.values and line.verdict.value.startswith("accept")
    ]
    assert len(stored) >= 4
    assert held.keys() == {line.values[HEAD] for line in stored}
    for line in stored:
        for title, value in held[line.values[HEAD]].items():
            said = line.values.get(title, "")
            assert value == (Decimal(said) if title == INCOME else said), (line.row, title)
    assert arrival.batch is not None
    desk.do(UndoBatch(batch=arrival.batch))
    assert desk.read(_held) == {}


def test_an_application_may_be_older_than_the_procedure_of_leaving(desk, tmp_path):
    case = next(each for each in cases() if each.name == "sound_clean")
    path = tmp_path / case.file
    path.write_bytes(case.content)
    (arrival,) = take_in_files(desk, [path], 2016)
    assert min(each.filed_on for each in arrival.delivery.households) < date(2016, 4, 1)
    assert arrival.batch is not None
    desk.do(UndoBatch(batch=arrival.batch))
