"""Names of offices and of the deciding group hold from their day; papers of earlier days keep theirs."""

from dataclasses import replace
from datetime import date

import pytest

from county_desk.models.office_name import OfficeName
from county_desk.tables.county import county_of
from county_desk.tables.policy.office_names import names_on, names_through_time
from county_desk.workflow.audit import verify
from county_desk.workflow.policy.office_naming import NameOffice, WithdrawOfficeName
from county_desk.workflow.registry import SetContact
from tests.build import ADMINISTRATOR, CLERK, DAY, refusal
from tests.second_person import in_force

TODAY = date(2021, 6, 1)
SINCE = date(2021, 5, 28)


@pytest.fixture
def administrator(office):
    """The administrator at the desk."""
    return office.at(TODAY, ADMINISTRATOR)


def naming(county, /, **about):
    """The county's office after the reform of 2021."""
    asked = {
        "place": county.place("青岚县"),
        "since": SINCE,
        "office": "青岚县乡村振兴局",
        "agency_code": "青振局",
        "leading_group": "青岚县委农村工作领导小组",
        "reference": "青机编〔2021〕8号",
        "dated_back": "文件6月1日收到",
    }
    return NameOffice(**(asked | about))


def names(office, day):
    county = office.place("青岚县")
    return office.read(lambda session: names_on(session, county, day))


def test_a_name_holds_from_its_day_on_and_the_one_before_until_then(office, administrator):
    before = names(office, TODAY)
    change = in_force(office, naming(office), TODAY)
    assert change.summary.endswith(
        "青岚县 from 2021-05-28: 青岚县乡村振兴局, 青振局, 青岚县委农村工作领导小组"
    )
    now = names(office, SINCE)
    assert (now.office, now.agency_code) == ("青岚县乡村振兴局", "青振局")
    assert now.leading_group == "青岚县委农村工作领导小组"
    earlier = names(office, SINCE - DAY)
    assert (earlier.office, earlier.leading_group) == (before.office, "青岚县扶贫开发领导小组")
    assert earlier.until == SINCE - DAY
    assert office.read(lambda session: county_of(session, SINCE).office) == "青岚县乡村振兴局"
    assert office.read(lambda session: verify(session).ok)


def test_a_blank_keeps_the_name_before_and_a_withdrawn_name_holds_no_more(office, administrator):
    in_force(office, naming(office), TODAY)
    later = naming(office, since=TODAY, office="青岚县乡村振兴局", agency_code="", leading_group="")
    named = in_force(office, replace(later, office="", agency_code="青乡振"), TODAY).id
    assert names(office, TODAY).office == "青岚县乡村振兴局"
    withdrawal = WithdrawOfficeName(name=named)
    in_force(office, withdrawal, TODAY)
    assert names(office, TODAY).office == "青岚县乡村振兴局"
    county = office.place("青岚县")
    assert len(office.read(lambda session: names_through_time(session, county))) == 2
    assert refusal(administrator, withdrawal) == {"name": "There is no such name of an office"}


def test_an_office_that_is_gone_numbers_no_paper(office, administrator):
    in_force(office, naming(office), TODAY)
    merged = naming(office, since=TODAY, office="青岚县农业农村局", agency_code="", leading_group="")
    assert refusal(administrator, merged) == {
        "agency_code": "青岚县乡村振兴局 numbered its papers 青振局; write the code of 青岚县农业农村局"
    }
    in_force(office, replace(merged, agency_code="青农"), TODAY)
    assert names(office, TODAY).agency_code == "青农"


def test_a_name_that_was_entered_without_a_code_took_none_from_the_office_before(office, administrator):
    in_force(office, naming(office), TODAY)
    merged = naming(office, since=TODAY, office="青岚县农业农村局", agency_code="青农", leading_group="")
    number = in_force(office, merged, TODAY).id
    with office.sessions.begin() as session:
        session.get_one(OfficeName, number).agency_code = ""  # as an earlier version let it be
    assert names(office, TODAY).agency_code == ""


@pytest.mark.parametrize(
    ("about", "field"),
    [
        ({"office": "", "agency_code": "", "leading_group": " "}, "office"),
        ({"reference": " "}, "reference"),
        ({"place": 999}, "place"),
        ({"agency_code": "QL"}, "agency_code"),
        ({"since": SINCE}, "since"),
        ({"since": SINCE - DAY, "dated_back": " "}, "dated_back"),
    ],
)
def test_what_cannot_be_a_name_is_said_beside_its_field(office, administrator, about, field):
    in_force(office, naming(office), TODAY)
    assert list(refusal(administrator, naming(office, **({"since": TODAY} | about)))) == [field]


def test_only_the_county_has_a_deciding_group_and_each_office_a_sign_of_its_own(office, administrator):
    in_force(office, naming(office), TODAY)
    town = naming(office, place=office.place("城关镇"))
    assert list(refusal(administrator, town)) == ["leading_group"]
    same = naming(office, place=office.place("城关镇"), leading_group="")
    assert list(refusal(administrator, same)) == ["agency_code"]
    clerk = office.at(TODAY, CLERK)
    contact = SetContact(place=office.place("城关镇"), telephone="0000-1234577", agency_code="青振局")
    assert list(refusal(clerk, contact)) == ["agency_code"]
    assert list(refusal(clerk, naming(office))) == [""]
