"""Whom the office took off the register comes back with no file unasked."""

import pytest
from sqlalchemy import select

from county_desk.intake.delivery import Level, Verdict
from county_desk.models.household import Household, Member, Sex
from county_desk.workflow.audit import verify
from county_desk.workflow.duplicates import SettleDuplicate
from tests.build import CLERK, TOWNSHIP, leaving
from tests.intake.register.taking import DAY, held_against, take_in
from tests.workflow.deliveries import SHEET, a_family, a_person

NUMBER, OTHER = "9901010001", "9901010002"
HEAD = a_person()
WIFE = a_person("李秀英", 2, "配偶", "19680725", sex=Sex.FEMALE)
SON = a_person("张浩然", 3, "之子", "19900101")
HIS_ROW = f"{SHEET}!5!姓名"
OLD, NEW = "13900000001", "13900000002"


def family(*people, telephone=OLD, **about):
    """The household with its telephone."""
    return a_family(NUMBER, *(people or (HEAD, WIFE, SON)), telephone=telephone, **about)


def asks(line):
    """The kinds of the questions of a row."""
    return {problem.kind for problem in line.problems if problem.level is Level.ASK}


def there(office):
    """The names of those who stand, and the telephone of the first household."""
    wanted = select(Member.name).where(Member.withdrawn_on.is_(None)).order_by(Member.id)
    with office.sessions() as session:
        telephones = select(Household.telephone).order_by(Household.id)
        return list(session.scalars(wanted)), session.scalars(telephones).first()


def record(office, name):
    """The number of the record of a person."""
    return office.read(lambda session: session.scalar(select(Member.id).where(Member.name == name)))


@pytest.fixture
def dead(office, deliver):
    """A household that went in, and whose son the township then took off the register."""
    take_in(office, deliver(family()))
    office.at(DAY, TOWNSHIP).do(leaving(record(office, "张浩然"), DAY))


def test_a_person_whom_the_office_took_off_is_asked_about_at_his_row(office, deliver, dead):
    found = held_against(office, deliver(family(telephone=NEW)))
    (conflict,) = found.conflicts
    assert (conflict.key, conflict.theirs, conflict.by, conflict.on) == (HIS_ROW, "张浩然", TOWNSHIP, DAY)
    assert "Death" in conflict.ours
    line = found.delivery.lines[2]
    (asked,) = [problem for problem in line.problems if problem.level is Level.ASK]
    assert (line.verdict, asked.kind, asked.cell) == (Verdict.ASK, "county_corrected", "C5")
    assert all(word in asked.message for word in ("张浩然", TOWNSHIP, "2016-11-24", "Death"))
    assert found.delivery.counts["ask"] == 3


def test_kept_off_he_stays_and_the_rest_of_the_file_goes_in(office, deliver, dead):
    newer = deliver(family(telephone=NEW))
    found = held_against(office, newer, keep=(HIS_ROW,)).delivery
    assert [line.verdict for line in found.lines] == [
        Verdict.ACCEPT,
        Verdict.UNCHANGED,
        Verdict.UNCHANGED,
    ]
    assert found.lines[2].kinds == ("county_kept",)
    take_in(office, newer, keep=(HIS_ROW,))
    assert there(office) == (["张大有", "李秀英"], NEW)
    assert held_against(office, newer).delivery.counts["unchanged"] == 3
    assert office.read(verify).ok


def test_a_file_in_which_only_he_differs_changes_nothing_when_he_stays_off(office, deliver, dead):
    assert held_against(office, deliver(family()), keep=(HIS_ROW,)).delivery.counts["unchanged"] == 3


@pytest.mark.parametrize("answer", [{"take": (HIS_ROW,)}, {"kinds": ("county_corrected",)}])
def test_with_agreement_he_comes_back_and_nobody_is_asked_again(office, deliver, dead, answer):
    change = take_in(office, deliver(family(telephone=NEW)), **answer)
    assert there(office) == (["张大有", "李秀英", "张浩然"], NEW)
    assert held_against(office, deliver(family())).conflicts == ()
    office.at(DAY).do(change.undo)
    assert there(office) == (["张大有", "李秀英"], OLD)
    assert office.read(verify).ok


def test_he_is_told_by_his_name_where_there_is_no_number(office, deliver):
    nameless = a_person("张浩然", relation="之子", id_number="")
    take_in(office, deliver(family(HEAD, nameless)))
    office.at(DAY).do(leaving(record(office, "张浩然"), DAY))
    found = held_against(office, deliver(family(HEAD, SON)))
    assert [(each.row, each.by) for each in found.conflicts] == [(4, CLERK)]


def test_whom_a_file_left_out_comes_back_as_new(office, deliver):
    take_in(office, deliver(family()))
    take_in(office, deliver(family(HEAD, WIFE)), kinds=("member_left",))
    found = held_against(office, deliver(family()))
    assert (found.conflicts, asks(found.delivery.lines[2])) == ((), set())
    assert found.delivery.lines[2].kinds == ("changed",)


def test_who_is_left_out_still_goes_where_another_stays_off(office, deliver, dead):
    answers = {"keep": (f"{SHEET}!4!姓名",), "kinds": ("member_left",)}
    take_in(office, deliver(family(HEAD, SON)), **answers)
    assert there(office)[0] == ["张大有"]


def test_a_record_withdrawn_by_a_ruling_is_asked_about_once_it_is_listed_again(office, deliver):
    twin = a_person("张浩然", 3, "之孙子", "19900101")
    take_in(office, deliver(family()))
    take_in(office, deliver(a_family(OTHER, a_person("王秀田", 4), twin)), kinds=("duplicate_person",))
    here = record(office, "张浩然")
    ruling = {"same": True, "reason": "随孙家生活", "survives": here + 2}
    office.at(DAY).do(SettleDuplicate(one=here, other=here + 2, **ruling))
    newer = deliver(family(telephone=NEW))
    line = held_against(office, newer).delivery.lines[2]
    assert asks(line) == {"county_corrected", "duplicate_person"}
    assert "随孙家生活" in next(each.message for each in line.problems if each.kind == "county_corrected")
    take_in(office, newer, keep=(HIS_ROW,))
    assert there(office) == (["张大有", "李秀英", "王秀田", "张浩然"], NEW)


def test_who_was_taken_off_and_comes_in_another_household_is_asked_about(office, deliver, dead):
    elsewhere = a_family(OTHER, a_person("王秀田", 4), SON)
    line = held_against(office, deliver(elsewhere)).delivery.lines[1]
    (asked,) = [problem for problem in line.problems if problem.level is Level.ASK]
    assert (asked.kind, asked.cell) == ("duplicate_person", "D4")
    assert all(
        word in asked.message for word in ("张浩然", TOWNSHIP, "2016-11-24", "Death", NUMBER, "张大有")
    )
    take_in(office, deliver(elsewhere), kinds=("duplicate_person",))
    assert there(office)[0] == ["张大有", "李秀英", "王秀田", "张浩然"]
    assert held_against(office, deliver(elsewhere)).delivery.counts["unchanged"] == 2


def test_whom_a_file_left_out_may_come_in_another_household(office, deliver):
    take_in(office, deliver(family()))
    take_in(office, deliver(family(HEAD, WIFE)), kinds=("member_left",))
    found = held_against(office, deliver(a_family(OTHER, a_person("王秀田", 4), SON))).delivery
    assert [asks(line) for line in found.lines] == [set(), set()]
