"""After a batch was undone nothing of it lives on: what comes again comes as if for the first time."""

from decimal import Decimal

from sqlalchemy import select

from county_desk.intake.delivery import MonitoredIn, Verdict, VillageIn
from county_desk.models.household import Household, HouseholdYear, Member, MemberYear, Sex
from county_desk.models.monitored import Monitored
from county_desk.models.village import VillageYear
from county_desk.tables.checks.checked_facts import household_facts as checked_facts
from county_desk.tables.household_detail import household_detail
from county_desk.tables.households import LISTING
from county_desk.tables.listing import Query, page
from county_desk.tables.rule_facts import rule_facts
from county_desk.workflow.audit import verify
from county_desk.workflow.registry import RecordYear
from tests.intake.register.taking import DAY, looked_at, take_in
from tests.workflow.deliveries import SHEET, a_family, a_list, a_person

NUMBER = "9901010001"
FULL = {"telephone": "13900000001", "remark": "低保", "income": "2500", "grade": "C", "claimed": "申请"}
CHILD = {"serial": 2, "relation": "之女", "born": "20060901", "sex": Sex.FEMALE}


def undo(office, delivery):
    """Take in a delivery and undo it again."""
    office.at(DAY).do(take_in(office, delivery).undo)


def told(office, mapped):
    """All that stands of some records, without their numbers and versions."""
    left = {"id", "version", "batch_id", "household_id", "member_id"}
    names = [column.name for column in mapped.__table__.c if column.name not in left]
    with office.sessions() as session:
        rows = session.scalars(select(mapped).where(mapped.withdrawn_on.is_(None)).order_by(mapped.id))
        return [{name: getattr(row, name) for name in names} for row in rows]


def everything(office):
    """All that is on record of households."""
    return [told(office, mapped) for mapped in (Household, Member, HouseholdYear, MemberYear)]


def test_a_household_that_was_undone_comes_again_without_what_it_had(office, deliver):
    child = a_person("张小", **CHILD, ethnicity="苗族", health="健康")
    undo(office, deliver(a_family(NUMBER, a_person(ethnicity="苗族", health="残疾"), child, **FULL)))
    bare = a_person("张小", id_number="", relation="之女", sex=None)
    again = deliver(a_family(NUMBER, a_person(health="健康"), bare, persons=0, grade="B"))
    take_in(office, again)
    households, people, years, of_people = everything(office)
    blank = dict.fromkeys(("telephone", "remark", "claimed"), "")
    assert [{name: one[name] for name in blank} for one in households] == [blank]
    assert (households[0]["persons"], households[0]["head"]) == (2, "张大有")
    assert [(one["name"], one["id_number"], one["ethnicity"]) for one in people] == [
        ("张大有", a_person().id_number, ""),
        ("张小", "", ""),
    ]
    assert (people[1]["sex"], people[1]["born_on"]) == (None, None)
    assert [(one["income_per_head"], one["housing_grade"], one["persons"]) for one in years] == [
        (None, "B", 2)
    ]
    assert [one["health"] for one in of_people] == ["健康"]
    assert office.read(verify).ok


def test_figures_that_were_undone_are_nowhere(office, deliver):
    take_in(office, deliver(a_family(NUMBER, a_person(), income="2100"), year=2015))
    undo(office, deliver(a_family(NUMBER, a_person(health="健康"), income="2500", grade="C")))
    record = office.read(lambda session: session.scalars(select(Household.id)).one())
    facts = office.read(lambda session: rule_facts(session, "household_exit", record, 2016))
    assert (facts.income_per_head, facts.housing_grade) == (None, None)
    (row,) = office.read(lambda session: page(session, LISTING, Query()))
    assert row.income_per_head == Decimal(2100)
    detail = office.read(lambda session: household_detail(session, record))
    assert [year.year for year in detail.years] == [2015]
    checked = office.read(lambda session: checked_facts(session, 2016, DAY))
    assert [each.asked for each in checked] == [frozenset()]
    assert "健康状况" not in checked[0].people[0].asked


def test_figures_that_were_undone_can_come_again(office, deliver):
    take_in(office, deliver(a_family(NUMBER, a_person())))
    file = deliver(a_family(NUMBER, a_person(health="健康"), income="2500", grade="C"))
    undo(office, file)
    (line,) = looked_at(office, file).lines
    assert (line.verdict, {problem.message for problem in line.problems}) == (
        Verdict.ACCEPT,
        {"The figures of 2016 are new."},
    )
    take_in(office, deliver(a_family(NUMBER, a_person(), grade="B")))
    (year,) = told(office, HouseholdYear)
    assert (year["housing_grade"], year["income_per_head"]) == ("B", None)
    assert office.read(verify).ok


def test_what_the_county_records_of_an_undone_year_stands_alone(office, deliver):
    take_in(office, deliver(a_family(NUMBER, a_person())))
    undo(office, deliver(a_family(NUMBER, a_person(), grade="C", income="2500")))
    record = office.read(lambda session: session.scalars(select(Household.id)).one())
    office.at(DAY).do(RecordYear(household=record, year=2016, safe_water=True))
    (year,) = told(office, HouseholdYear)
    assert (year["safe_water"], year["housing_grade"], year["persons"]) == (True, None, 1)


def test_somebody_whom_an_undone_file_added_comes_again_as_the_file_says(office, deliver):
    take_in(office, deliver(a_family(NUMBER, a_person())))
    undo(office, deliver(a_family(NUMBER, a_person(), a_person("张小", **CHILD, ethnicity="苗族"))))
    bare = a_person("张小", id_number="", relation="之女", sex=None)
    take_in(office, deliver(a_family(NUMBER, a_person(), bare)))
    child = told(office, Member)[1]
    assert (child["name"], child["id_number"], child["ethnicity"], child["born_on"]) == ("张小", "", "", None)


def test_villages_and_watched_households_come_again_as_the_file_says(office, tmp_path):
    place = office.place("柳湾村")
    full = {"自然村数": 4, "总户数": 210}
    undo(office, a_list(tmp_path, VillageIn(SHEET, 0, place, full), kind="villages"))
    bare = VillageIn(SHEET, 0, place, {"总户数": 200})
    take_in(office, a_list(tmp_path, bare, kind="villages", name="村.xlsx"))
    (village,) = told(office, VillageYear)
    assert (village["natural_villages"], village["households"]) == (None, 200)
    assert village["facts"] == {"总户数": 200}
    watched = (SHEET, 0, "H1", "张大有", a_person().id_number, place)
    undo(office, a_list(tmp_path, MonitoredIn(*watched, {"监测对象类别": "边缘易致贫户"}), kind="monitored"))
    again = MonitoredIn(*watched, {"致贫返贫风险1": "因病"})
    take_in(office, a_list(tmp_path, again, kind="monitored", name="监测.xlsx"))
    (row,) = told(office, Monitored)
    assert (row["kind"], row["risks"], row["facts"]) == ("", "因病", {"致贫返贫风险1": "因病"})
    assert office.read(verify).ok


def test_who_belongs_to_another_household_meanwhile_is_named(office, deliver):
    child = a_person("张小", **CHILD)
    take_in(office, deliver(a_family(NUMBER, a_person(), child)))
    left = take_in(office, deliver(a_family(NUMBER, a_person())), kinds=("member_left",))
    aunt = a_person("张秀兰", 5, born="19700101", sex=Sex.FEMALE)
    take_in(office, deliver(a_family("9901010002", aunt, a_person("张小", **{**CHILD, "relation": "侄女"}))))
    told = office.at(DAY).do(left.undo).summary
    assert told.endswith(
        "undone. On record in two households now: 张小; rule on them among the possible duplicates"
    )
    other = take_in(office, deliver(a_family("9901010002", aunt, telephone="13900000001", persons=2)))
    assert "two households" not in office.at(DAY).do(other.undo).summary
