"""Every declared fact comes in with a workbook and is in the record, the list, an export and the history."""

from sqlalchemy import select

from county_desk.facts import FACTS, VILLAGE_FACTS
from county_desk.facts.fact import FactSection, FactSubject
from county_desk.fields import Count, IdNumber, Measure, YesNo
from county_desk.intake.delivery import VillageIn
from county_desk.models.audit import Event
from county_desk.models.household import Household, HouseholdYear, Member, MemberYear
from county_desk.models.village import VillageYear
from county_desk.tables.household_detail import facts_on_record, household_detail
from county_desk.tables.households import LISTING, MEMBERS_LISTING
from county_desk.tables.listing import Query, page
from county_desk.tables.returns.villages import VILLAGE_LIST
from county_desk.tables.village_figures import in_table
from county_desk.tables.village_years import LISTING as VILLAGE_YEARS
from county_desk.workflow.audit import verify
from county_desk.workflow.cases.village_filing import FileVillage
from tests.intake.register.taking import take_in
from tests.intake.register.workbooks import reader
from tests.intake.villages import LIVING, ROSTER, a_workbook, an_id
from tests.workflow.deliveries import a_list

RECORDS = {
    FactSubject.HOUSEHOLD: Household,
    FactSubject.HOUSEHOLD_YEAR: HouseholdYear,
    FactSubject.PERSON: Member,
    FactSubject.PERSON_YEAR: MemberYear,
}
DELIVERED = {
    key: fact for key, fact in FACTS.items() if fact.title and fact.section is not FactSection.INCOME
}
WORDS = {
    "planned_exit": "2017",
    "exit_year": "2016",
    "relapsed": "2016",
    "other_causes": "缺资金",
    "identified": "2014",
    "person_identified": "201403",
    "own_telephone": "13900000078",
    "official_phone": "13900000079",
}


def a_value(fact):
    """What a village writes of a fact that the usual workbook leaves out."""
    kind = fact.kind
    if fact.key in WORDS:
        return WORDS[fact.key]
    if isinstance(kind, YesNo):
        return "是"
    if isinstance(kind, Measure):
        return "3.5"
    if isinstance(kind, Count):
        return 2
    if isinstance(kind, IdNumber):
        return f"{an_id(1, '19650312')}43"
    if options := kind.options():
        return options[0][0]
    return {"official": "王干部", "person_number": "9901010000000001"}.get(fact.key, "青山")


def with_every_column():
    """The usual workbook, with a column for each fact that it has not."""
    book = a_workbook()
    book[ROSTER]["W3"] = "201403"
    for sheet, row, of in ((book[ROSTER], 3, ("household", "member", "member_year")), (book[LIVING], 3, ())):
        header = [str(cell.value) for cell in sheet[2]]
        for fact in DELIVERED.values():
            wanted = fact.of in of if of else fact.section is FactSection.LIVING
            if wanted and (fact.of, fact.key) not in USUAL:
                column = len(header) + 1
                header.append(fact.title)
                sheet.cell(2, column).value = fact.title
                sheet.cell(row, column).value = a_value(fact)
    return book


USUAL = {
    *((FactSubject.HOUSEHOLD, key) for key in ("head", "persons", "group_name", "kind", "cause", "claimed")),
    *((FactSubject.HOUSEHOLD, key) for key in ("telephone", "account", "remark", "identified")),
    *((FactSubject.PERSON, key) for key in ("name", "relation", "sex", "id_number", "born_on", "ethnicity")),
    *((FactSubject.PERSON_YEAR, key) for key in ("education", "schooling", "health", "labour", "insured")),
    *((FactSubject.HOUSEHOLD_YEAR, key) for key in ("housing_grade", "housing_area", "safe_water", "road")),
    *((FactSubject.HOUSEHOLD_YEAR, key) for key in ("electricity", "fuel", "arable_land", "dropouts")),
    (FactSubject.HOUSEHOLD_YEAR, "all_insured"),
}


def test_every_fact_is_in_the_record_the_lists_and_the_history(office, tmp_path):
    delivery = reader(office, tmp_path)(with_every_column())
    take_in(office, delivery, kinds=("check_d68",))  # an exit that nobody has announced yet

    with office.sessions() as session:
        household = session.scalars(select(Household).where(Household.head == "张大有")).one()
        detail = household_detail(session, household.id)
        (row,) = page(session, LISTING, Query(where={"id": household.id}))
        person = page(session, MEMBERS_LISTING, Query(where={"household_id": household.id}))[0]
        noted = "".join(session.scalars(select(Event.changes)))
    known = {
        FactSubject.HOUSEHOLD: facts_on_record(row, FactSubject.HOUSEHOLD),
        FactSubject.PERSON: facts_on_record(person, FactSubject.PERSON),
        FactSubject.HOUSEHOLD_YEAR: detail.years[0].facts,
        FactSubject.PERSON_YEAR: detail.years[0].people[0].facts,
    }
    missing = {key for key, fact in DELIVERED.items() if key not in known[fact.of]} - {"remark"}
    assert missing == set()
    assert [key for key in DELIVERED if f'"{key}"' not in noted] == []
    assert office.read(verify).ok


def test_every_fact_of_a_village_is_in_the_record_the_lists_the_form_and_the_history(office, tmp_path):
    counts = {"households": 305, "persons": 1046, "poor_households": 112, "poor_persons": 372}
    figures = {key: fact.type(counts.get(key, 6)) for key, fact in VILLAGE_FACTS.items()}
    given = {fact.title: str(figures[key]) for key, fact in VILLAGE_FACTS.items()}  # as JSON carries them
    of_table = VillageIn("", 0, office.place("柳湾村"), given | {"通客运班车": "是"})
    take_in(office, a_list(tmp_path, of_table, name="村.xlsx", kind="villages"))

    with office.sessions() as session:
        record = session.scalars(select(VillageYear)).one()
        (row,) = page(session, VILLAGE_YEARS)
        noted = "".join(session.scalars(select(Event.changes)))
    asks, returned = FileVillage.asks(), {column.key for column in VILLAGE_LIST.columns}
    for key, fact in VILLAGE_FACTS.items():
        assert getattr(record, key) == getattr(row, key) == figures[key]
        assert f'"{key}"' in noted
        assert (asks[key].kind, asks[key].title) == (fact.kind, fact.label)
        assert key in returned
    assert list(in_table(record.facts)) == [("Bus service", "Yes")]
    assert office.read(verify).ok
