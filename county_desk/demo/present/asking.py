"""Requests to departments about monitored households, and the answer of one of them."""

from datetime import date, timedelta

from county_desk.demo.drafts import DraftBook, DraftSheet, Row, headings
from county_desk.demo.office import Office, Thread
from county_desk.demo.places import CLERK
from county_desk.demo.present.later import home
from county_desk.demo.present.taking_over import take_in
from county_desk.models.department import Department, HitOutcome, Persons
from county_desk.tables.departments.department_lists import DEPARTMENT_LISTS_LISTING, MATCHES_LISTING
from county_desk.tables.departments.requests import REQUESTS_LISTING
from county_desk.tables.listing import page
from county_desk.workflow.departments import AnswerRequest, AskDepartments
from county_desk.workflow.hit_decisions import DecideHit

_ILL = ("柳湾村 袁树朝", "田坝村 王天寿", "柳湾村 张大有")
_DUE, _ANSWERED, _DECIDED = 14, 10, 12  # days after the request


def ask_departments(office: Office, begins: date) -> Thread:
    """Ask two departments; the medical insurance office answers with the persons who were ill."""
    yield begins
    office.do(
        CLERK,
        AskDepartments(
            departments=(Department.MEDICAL_INSURANCE, Department.BANK),
            persons=Persons.MONITORED,
            asked_on=office.today,
            due_on=begins + timedelta(_DUE),
        ),
    )
    yield begins + timedelta(_ANSWERED)
    take_in(office, _answer(), begins.year)
    (listed,) = office.read(page, DEPARTMENT_LISTS_LISTING)
    asked = office.read(page, REQUESTS_LISTING)
    request = next(row.id for row in asked if row.department is Department.MEDICAL_INSURANCE)
    office.do(CLERK, AnswerRequest(request=request, list=listed.id))
    yield begins + timedelta(_DECIDED)
    hit = min(office.read(page, MATCHES_LISTING), key=lambda row: row.entry_id)
    office.do(
        CLERK,
        DecideHit(
            entry=hit.entry_id,
            member=hit.member_id,
            outcome=HitOutcome.NOTHING,
            explanation="已纳入监测，医疗救助已落实",
        ),
    )


def _answer() -> DraftBook:
    """The list of the medical insurance office: the payment of each person for treatment, in yuan."""
    rows: list[Row] = [
        {
            "序号": place,
            "姓名": ill.head.name,
            "证件": ill.head.id_number,
            "类别": "住院自付费用",
            "金额": 12000 + 3500 * place,
        }
        for place, ill in enumerate(map(home, _ILL), start=1)
    ]
    title = "青岚县医保局大额自付费用人员名单"
    sheet = DraftSheet("department", "名单", headings("insurance"), rows, (title,))
    return DraftBook("", "医保局大额自付费用人员名单.xlsx", [sheet])
