"""A person gets another post or place: recorded, undone, and in force at the next sign-in."""

from datetime import date

import pytest

from county_desk.models.user import Role
from county_desk.workflow.accounts.people import AddUser, ChangePost, actor_of
from county_desk.workflow.audit import verify
from county_desk.workflow.guarded import prove_guarded
from county_desk.workflow.registry import SetContact
from tests.build import ADMINISTRATOR, CLERK, SECOND, TOWNSHIP, refusal
from tests.second_person import in_force

TODAY = date(2016, 11, 24)


@pytest.fixture
def administrator(office):
    """The administrator at the desk."""
    return office.at(TODAY, ADMINISTRATOR)


def test_a_change_of_post_is_recorded_proven_and_changed_back(office):
    clerk = office.read(lambda session: actor_of(session, TOWNSHIP))
    village = office.place("柳湾村")
    changed = ChangePost(user=clerk.id, role=Role.VILLAGE_CLERK, place=village)
    assert in_force(office, changed, TODAY).summary.endswith(f"{TOWNSHIP} is now Village clerk of 柳湾村")
    now = office.read(lambda session: actor_of(session, TOWNSHIP))
    assert (now.role, now.place_id) == (Role.VILLAGE_CLERK, village)
    assert office.read(lambda session: prove_guarded(session).trouble) == ""
    assert office.read(lambda session: verify(session).ok)
    in_force(office, ChangePost(user=clerk.id, role=clerk.role, place=clerk.place_id), TODAY)
    assert office.read(lambda session: actor_of(session, TOWNSHIP)) == clerk


def test_the_person_acts_no_more_in_the_old_post(office):
    at_the_desk = office.at(TODAY, CLERK)
    in_force(office, ChangePost(user=at_the_desk.actor.id, role=Role.INSPECTOR), TODAY)
    contact = SetContact(place=office.place("大河村"), telephone="0000-1234577")
    assert refusal(at_the_desk, contact) == {"": f"The post of {CLERK} was changed; sign in again"}


def test_nobody_changes_the_own_post_and_the_last_administrator_stays(office, administrator):
    own = ChangePost(user=administrator.actor.id, role=Role.REVIEWER)
    assert list(refusal(administrator, own)) == [""]
    second = in_force(office, AddUser(name="吴桐", role=Role.ADMINISTRATOR), TODAY).id
    in_force(office, own, TODAY, by="吴桐", second=SECOND)
    last = ChangePost(user=second, role=Role.REVIEWER)
    assert refusal(office.at(TODAY, "吴桐"), last) == {
        "": "This is an account of 吴桐; another person does this. If no other person has the right, an "
        "administrator opens an account for one"
    }


@pytest.mark.parametrize(
    ("about", "field"),
    [
        ({"user": 99}, "user"),
        ({"role": Role.COUNTY_CLERK}, "role"),
        ({"role": Role.VILLAGE_CLERK}, "place"),
        ({"role": Role.REVIEWER, "place": 999}, "place"),
    ],
)
def test_what_cannot_be_a_post_is_said_beside_its_field(office, administrator, about, field):
    clerk = office.read(lambda session: actor_of(session, CLERK))
    wanted = {"user": clerk.id, "role": Role.REVIEWER, "place": None} | about
    assert list(refusal(administrator, ChangePost(**wanted))) == [field]
