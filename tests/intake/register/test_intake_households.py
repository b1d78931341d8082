"""Households without a number, of several villages, and what blank and marked cells do to the register."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from sqlalchemy import select, update

from county_desk.intake.comparing.snapshot import KnownHousehold, counted_again
from county_desk.intake.delivery import Verdict
from county_desk.intake.marking.sender_problems import problems_of
from county_desk.intake.taking_in.arrivals import look_at
from county_desk.intake.taking_in.undo_batch import UndoBatch, batch_blockers
from county_desk.models.batch import Batch
from county_desk.models.case import Case
from county_desk.models.household import Household, Member, Sex
from county_desk.workflow.audit import verify
from county_desk.workflow.command import Refused
from county_desk.workflow.registry import AddMember, RecordYear
from tests.build import CLERK, TOWNSHIP, a_household
from tests.intake.register.taking import DAY, looked_at, take_in, whole_files_only
from tests.workflow.deliveries import SHEET, a_family, a_person

WIFE = a_person("李秀英", 2, "配偶", "19680725", sex=Sex.FEMALE)


def found(office):
    """The households that stand, in order."""
    wanted = select(Household).where(Household.withdrawn_on.is_(None)).order_by(Household.id)
    return office.read(lambda session: list(session.scalars(wanted)))


def test_a_household_without_a_number_gets_one_of_ours(office, deliver):
    a_household(office, "赵来福", serial=9, village="柳湾村")
    take_in(office, deliver(a_family("", a_person()), a_family("", a_person("王秀田", 4))))
    assert [one.number for one in found(office)] == [
        "9901011000020001",
        "9901011000020002",
        "9901011000020003",
    ]
    assert office.read(verify).ok


def test_a_change_is_seen_behind_somebody_new_and_somebody_who_comes_back(office, deliver):
    child = a_person("张小明", 3, "之子", "20010912")
    take_in(office, deliver(a_family("9901010001", a_person(), WIFE, child)))
    with office.sessions.begin() as session:
        session.execute(update(Member).where(Member.name == WIFE.name).values(withdrawn_on=DAY))
    new = a_person("张小红", 5, "之女", "20040912")
    newer = deliver(a_family("9901010001", a_person(), new, WIFE, replace(child, relation="之外甥")))
    kinds = {line.values["姓名"]: line.kinds for line in looked_at(office, newer).lines}
    assert kinds["张小明"] == ("changed",)


@pytest.mark.parametrize(
    ("said", "counted"),
    [(4, 3), (5, 5)],
    ids=["the count of those listed follows them", "another count is a fact of its own"],
)
def test_persons_are_counted_again_where_somebody_of_a_file_stays_off(said, counted):
    people = [a_person(f"张{n}", n) for n in range(4)]
    known = KnownHousehold(
        SimpleNamespace(persons=4, withdrawn_on=None), 1, members=[*map(on_record, people)]
    )
    delivered = a_family("9901010001", *people, persons=said)
    assert counted_again(known, delivered, replace(delivered, members=delivered.members[:3])) == counted


def on_record(person):
    """A person as a row of the register."""
    return SimpleNamespace(name=person.name, withdrawn_on=None)


def test_a_number_of_ours_is_none_that_the_file_gives_to_another(office, deliver):
    numbered = a_family("9901011000020001", a_person("王秀田", 4))
    take_in(office, deliver(a_family("", a_person()), numbered))
    assert sorted(one.number for one in found(office)) == ["9901011000020001", "9901011000020002"]


def test_a_household_without_a_number_is_found_again_by_its_head(office, deliver):
    take_in(office, deliver(a_family("", a_person(), telephone="13900000001")))
    again = deliver(a_family("", a_person(), telephone="13900000001"), name="又一份.xlsx")
    assert looked_at(office, again).counts["unchanged"] == 1
    newer = deliver(a_family("", a_person(), telephone="13900000002"), name="新.xlsx")
    (line,) = looked_at(office, newer).lines
    assert (line.verdict, line.kinds) == (Verdict.ACCEPT, ("changed",))
    take_in(office, newer)
    (one,) = found(office)
    assert one.telephone == "13900000002"
    certificate = a_person(id_number=f"{a_person().id_number}44")
    assert looked_at(office, deliver(a_family("", certificate), name="残.xlsx")).counts["ask"] == 0
    assert office.read(verify).ok


def test_a_list_of_heads_does_not_say_that_the_other_members_left(office, deliver):
    take_in(office, deliver(a_family("", a_person(), WIFE)))
    heads = deliver(a_family("", a_person(), persons=2, telephone="13900000001"), name="户主.xlsx")
    assert looked_at(office, heads).lines[0].kinds == ("changed",)
    uncounted = deliver(a_family("", a_person(), persons=0), name="没有人数.xlsx")
    assert looked_at(office, uncounted).lines[0].kinds == ()
    alone = deliver(a_family("", a_person(), persons=1), name="一人.xlsx")
    assert "member_left" in looked_at(office, alone).lines[0].kinds


def test_a_head_is_somebody_else_in_another_village(office, deliver):
    take_in(office, deliver(a_family("", a_person())))
    elsewhere = deliver(a_family("", a_person()), place="大河村", name="大河.xlsx")
    assert looked_at(office, elsewhere).lines[0].kinds == ("duplicate_person",)


def test_a_marked_copy_names_nobody_of_another_village(office, deliver):
    take_in(office, deliver(a_family("", a_person())))
    elsewhere = looked_at(office, deliver(a_family("", a_person()), place="大河村", name="大河.xlsx"))
    (shown,), (sent,) = elsewhere.lines[0].problems, problems_of(elsewhere)
    assert "柳湾村" in shown.message
    assert "another village" in sent.message
    assert "柳湾村" not in sent.message


def test_a_marked_copy_names_the_households_of_its_own_village(office, deliver):
    take_in(office, deliver(a_family("9901010001", a_person(), WIFE)))
    other = looked_at(
        office, deliver(a_family("9901010009", a_person("王秀田", 4), WIFE), name="又一份.xlsx")
    )
    assert any("9901010001" in each.message for each in problems_of(other))


def test_a_head_without_an_identity_number_is_told_by_the_name(office, deliver):
    take_in(office, deliver(a_family("", a_person(id_number=""))))
    again = deliver(a_family("", a_person(id_number="")), name="又一份.xlsx")
    assert looked_at(office, again).counts["unchanged"] == 1


def test_a_household_that_was_undone_comes_back_under_its_number(office, deliver):
    delivery = deliver(a_family("", a_person(), WIFE))
    office.at(DAY).do(take_in(office, delivery).undo)
    assert found(office) == []
    take_in(office, delivery)
    (one,) = found(office)
    assert (one.number, one.persons) == ("9901011000020001", 2)
    with office.sessions() as session:
        people = session.scalars(select(Member.name).where(Member.withdrawn_on.is_(None))).all()
    assert sorted(people) == ["张大有", "李秀英"]
    assert office.read(verify).ok


def test_a_case_was_received_on_the_day_of_its_application(office, deliver):
    take_in(office, deliver(a_family("", a_person(), filed_on=date(2016, 10, 9)), a_family("", WIFE)))
    with office.sessions() as session:
        days = session.scalars(select(Case.received_on).order_by(Case.id)).all()
        steps = [case.steps[0].done_on for case in session.scalars(select(Case).order_by(Case.id))]
    assert days == steps == [date(2016, 10, 9), DAY]


def test_an_application_of_a_day_that_has_not_come_is_refused_in_words(office, deliver):
    file = deliver(a_family("", a_person(), filed_on=date(2016, 11, 25)))
    (line,) = looked_at(office, file).lines
    assert (line.verdict, "2016-11-25 has not come yet" in line.problems[0].message) == (Verdict.ASK, True)
    with pytest.raises(Refused, match="wait for an answer"):
        take_in(office, file)


def test_one_file_brings_households_of_several_villages(office, deliver):
    here, there = office.place("柳湾村"), office.place("上坝村", "青山镇")
    file = deliver(
        a_family("", a_person(), village=here), a_family("", WIFE, village=there), place=None, name="县.xlsx"
    )
    change = take_in(office, file)
    assert "2 villages" in change.summary
    assert [one.village_id for one in found(office)] == [here, there]
    batch = office.read(lambda session: session.get_one(Batch, change.id))
    assert (batch.place_id, batch.report["villages"]) == (None, [here, there])
    assert looked_at(office, file).counts["unchanged"] == 2
    with pytest.raises(Refused, match="acts only for"):
        office.at(DAY, TOWNSHIP).do(UndoBatch(batch=change.id))
    office.at(DAY).do(change.undo)
    assert found(office) == []
    assert office.read(verify).ok


def test_who_acts_for_one_township_takes_in_no_file_with_a_village_of_another(office, deliver):
    here, there = office.place("柳湾村"), office.place("上坝村", "青山镇")
    both = (a_family("", a_person(), village=here), a_family("", WIFE, village=there))
    with pytest.raises(Refused, match="acts only for"):
        take_in(office, deliver(*both, place=None), by=TOWNSHIP)
    take_in(office, deliver(both[0], place=None), by=TOWNSHIP)


def test_a_household_of_no_village_does_not_go_in(office, deliver):
    with pytest.raises(Refused, match="village of this file"):
        take_in(office, deliver(a_family("", a_person()), place=None))
    one = a_family("", a_person(), village=office.place("柳湾村"))
    with pytest.raises(Refused, match="village of this file"):
        take_in(office, deliver(one, a_family("", WIFE), place=None))


def test_a_household_that_moved_to_another_village_is_asked_about(office, deliver):
    take_in(office, deliver(a_family("9901010001", a_person())))
    moved = a_family("9901010001", a_person(), village=office.place("大河村"))
    (line,) = looked_at(office, deliver(moved, place=None, name="县.xlsx")).lines
    assert line.kinds == ("household_number",)


FULL = {"telephone": "13900000001", "remark": "低保", "income": "3000", "grade": "C"}


def test_blank_erases_nothing_and_a_marked_cell_becomes_blank(office, deliver):
    take_in(office, deliver(a_family("9901010001", a_person(ethnicity="苗族", health="健康"), **FULL)))
    blank = deliver(a_family("9901010001", a_person()), name="空.xlsx")
    assert looked_at(office, blank).counts["unchanged"] == 1
    gone = a_person(ethnicity="", erase=("民族", "健康状况", "姓名"))
    marked = a_family("9901010001", gone, erase=("联系电话", "危房等级", "务工收入", "户主姓名"))
    file = deliver(marked, name="划去.xlsx")
    (line,) = looked_at(office, file).lines
    told = {problem.cell: problem.message for problem in line.problems}
    assert told["F3"] == "联系电话: 139****0001 becomes blank."
    assert "危房等级: C becomes blank." in told.values()
    assert "民族: 苗族 becomes blank." in told.values()
    change = take_in(office, file)
    with office.sessions() as session:
        household = session.scalars(select(Household)).one()
        member = household.members[0]
        assert (household.telephone, household.remark, household.head) == ("", "低保", "张大有")
        assert (household.years[0].housing_grade, household.years[0].income_per_head) == (None, Decimal(3000))
        assert (member.ethnicity, member.name, member.years[0].health) == ("", "张大有", None)
    assert office.read(verify).ok
    office.at(DAY).do(change.undo)
    assert found(office)[0].telephone == "13900000001"
    assert office.read(verify).ok


def test_figures_of_a_new_year_are_added_to_those_on_record(office, deliver):
    take_in(office, deliver(a_family("9901010001", a_person(health="健康"), **FULL)))
    next_year = a_family("9901010001", a_person(health="健康"), income="3500", grade="B")
    file = deliver(next_year, year=2017, name="2017.xlsx")
    assert looked_at(office, file).lines[0].kinds == ("changed",)
    take_in(office, file, day=date(2017, 11, 24))
    with office.sessions() as session:
        household = session.scalars(select(Household)).one()
        assert [(year.year, year.housing_grade) for year in household.years] == [(2016, "C"), (2017, "B")]
        assert len(household.members[0].years) == 2
    assert office.read(verify).ok


def test_the_county_can_decide_that_files_go_in_whole_or_not_at_all(office, deliver):
    first = a_family("9901010001", a_person())
    take_in(office, deliver(first))
    other = a_family("9901010002", a_person("张大友"))
    file = deliver(a_family("9901010003", a_person("王秀田", 4)), other, name="二.xlsx")
    assert looked_at(office, file).counts["ask"] == 1
    whole_files_only(office)
    with pytest.raises(Refused, match="1 row cannot go in"):
        take_in(office, file)
    take_in(office, file, kinds=("duplicate_id_other_name",))
    assert len(found(office)) == 3


def test_what_blocks_an_undo_is_named_with_its_rows_and_the_act(office, deliver):
    both = a_family("9901010001", a_person(), WIFE), a_family("", a_person("王秀田", 4))
    change = take_in(office, deliver(*both))
    first, second = found(office)
    assert office.read(lambda session: batch_blockers(session, change.id)) == []
    child = {"name": "张小", "relation": "之子", "id_number": a_person("张小", 7, born="20060901").id_number}
    office.at(DAY).do(AddMember(household=first.id, **child))
    (blocker,) = office.read(lambda session: batch_blockers(session, change.id))
    assert (blocker.subject, blocker.number) == ("张大有", "9901010001")
    assert blocker.rows == f"{SHEET}!3-4"
    assert (blocker.by, blocker.on, "张小" in blocker.act) == (CLERK, DAY, True)
    with pytest.raises(Refused, match=f"{SHEET}!3-4.*张小.*{CLERK}"):
        office.at(DAY).do(change.undo)
    office.at(DAY).do(RecordYear(household=second.id, year=2016, safe_water=True))
    found_two = office.read(lambda session: batch_blockers(session, change.id))
    assert {blocker.subject for blocker in found_two} == {"张大有", "王秀田"}


def test_figures_of_a_later_year_rest_on_the_batch_that_brought_the_household(office, deliver):
    first = take_in(office, deliver(a_family("9901010001", a_person(health="健康"), **FULL)))
    next_year = a_family("9901010001", a_person(health="健康"), income="3500", grade="B")
    second = take_in(office, deliver(next_year, year=2017, name="2017.xlsx"), day=date(2017, 11, 24))
    with pytest.raises(Refused, match=r"2017\.xlsx taken in"):
        office.at(DAY).do(first.undo)
    office.at(date(2017, 11, 25)).do(second.undo)
    office.at(date(2017, 11, 25)).do(first.undo)
    assert found(office) == []
    assert office.read(verify).ok


def test_the_file_is_compared_and_nothing_is_written(office, deliver):
    arrival = look_at(office.at(DAY), deliver(a_family("", a_person())))
    assert (arrival.batch, arrival.conflicts) == (None, ())
    assert found(office) == []


def test_a_household_of_which_nobody_said_how_many_it_has_counts_those_listed(office, deliver):
    take_in(office, deliver(a_family("9901010001", a_person(), WIFE, persons=0, income="2000")))
    (one,) = found(office)
    assert one.persons == 2
    same = a_family("9901010001", a_person(), WIFE, persons=0, income="2000")
    assert looked_at(office, deliver(same, name="又.xlsx")).counts["unchanged"] == 2


def test_a_batch_of_an_older_program_can_still_be_undone(office, deliver):
    """It named every record that it made, with its version, and kept every row."""
    change = take_in(office, deliver(a_family("9901010001", a_person(), WIFE)))
    with office.sessions.begin() as session:
        batch = session.get_one(Batch, change.id)
        records = batch.report["records"]
        made = {
            table: {str(number): 1 for first, last in spans for number in range(first, last + 1)}
            for table, spans in records["many"].items()
        }
        batch.report = {"rows": [], "records": {"made": made, "changed": {}}}
    assert looked_at(office, deliver(a_family("9901010001", a_person(), WIFE))).counts["unchanged"] == 2
    office.at(DAY).do(change.undo)
    assert found(office) == []


def test_somebody_who_is_named_twice_in_a_household_is_changed_once(office, deliver):
    nameless = {"id_number": "", "relation": "之子"}
    take_in(office, deliver(a_family("9901010001", a_person(), a_person("张小", **nameless))))
    twice = [a_person("张小", health=health, ethnicity="汉族", **nameless) for health in ("健康", "残疾")]
    take_in(office, deliver(a_family("9901010001", a_person(), *twice, persons=2), name="新.xlsx"))
    with office.sessions() as session:
        child = session.scalars(select(Member).where(Member.name == "张小")).one()
        assert (child.ethnicity, len(child.years)) == ("汉族", 1)
    assert office.read(verify).ok


def test_a_known_household_about_to_leave_opens_its_exit(office, deliver):
    leaving = {"claimed": "预脱贫", "identified": "2014"}
    take_in(office, deliver(a_family("9901010001", a_person(), **leaving)))
    (case,) = office.read(lambda session: session.scalars(select(Case)).all())
    assert case.kind == "household_exit"
    again = a_family("9901010001", a_person(), **leaving, telephone="13900000001")
    take_in(office, deliver(again, name="新.xlsx"))
    assert len(office.read(lambda session: session.scalars(select(Case)).all())) == 1


def test_a_case_at_its_first_step_follows_the_household(office, deliver):
    take_in(office, deliver(a_family("9901010001", a_person())))
    change = take_in(office, deliver(a_family("9901010001", a_person("张大友"), WIFE), name="新.xlsx"))
    (case,) = office.read(lambda session: session.scalars(select(Case)).all())
    assert (case.subject, case.persons) == ("张大友", 2)
    office.at(DAY).do(change.undo)
    (case,) = office.read(lambda session: session.scalars(select(Case)).all())
    assert (case.subject, case.persons) == ("张大有", 1)
    assert office.read(verify).ok
