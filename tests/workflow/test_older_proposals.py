"""What waited for a second person in a register of an earlier version becomes a proposal."""

from datetime import UTC, date, datetime

import pytest

from county_desk.models.batch import Batch
from county_desk.models.policy_text import OwnPolicyFile, PolicyText
from county_desk.models.register import OwnParameter
from county_desk.models.user import User
from county_desk.rules.own_files import digest_of
from county_desk.tables.listing import page
from county_desk.tables.proposals import LISTING
from county_desk.workflow.gate.proposals import PutInForce
from county_desk.workflow.registry import SetContact
from tests.build import ADMINISTRATOR, CLERK, REVIEWER
from tests.workflow.policy_files import KNOWN

PROPOSED, TODAY = date(2016, 11, 1), date(2016, 11, 24)


@pytest.fixture
def older(office):
    """A register in which a figure and a policy file wait as an earlier version kept them."""
    with office.sessions.begin() as session:
        by = session.query(User).filter_by(name=ADMINISTRATOR).one().id
        about = {"reference": "青政办〔2016〕4号", "entered_by": by, "proposed_on": PROPOSED}
        figure = {"name": "spot_check_township", "since": date(2017, 1, 1), "value": "30%"}
        session.add(OwnParameter(**figure, **about))
        digest = digest_of(KNOWN)
        named = {"kind": "parameters", "name": "grace_years", "digest": digest}
        session.add(PolicyText(text=KNOWN, **named))
        session.flush()
        session.add(OwnPolicyFile(entered_on=PROPOSED, dated_back="文件晚到", **named, **about))
    return office


def grace(office):
    return office.at(TODAY).policy.terms(TODAY)["grace_years"].whole


def test_what_waits_is_not_in_force_and_becomes_proposals_with_the_first_act(older):
    assert grace(older) == 5
    older.at(TODAY).do(SetContact(place=older.place("大河村"), telephone="0000-1234577"))
    rows = older.at(TODAY).read(page, LISTING)
    assert {(row.act, row.proposer, row.proposed_on) for row in rows} == {
        ("SetParameter", ADMINISTRATOR, PROPOSED),
        ("ImportPolicyFile", ADMINISTRATOR, PROPOSED),
    }
    for row in rows:
        older.at(TODAY, REVIEWER).do(PutInForce(proposal=row.id))
    assert grace(older) == 3
    assert older.at(TODAY).policy.terms(date(2017, 1, 1))["spot_check_township"].text() == "30%"


def test_an_opening_balance_that_waits_is_proposed_by_who_took_it_in(office):
    by = office.at(TODAY).actor.id
    with office.sessions.begin() as session:
        about = {
            "digest": "0" * 64,
            "year": 2016,
            "taken_by": by,
            "counts": {},
            "report": {},
            "opening": True,
            "place_id": office.place("大河村"),
        }
        moment = datetime(2016, 11, 1, 9, tzinfo=UTC)
        session.add_all([Batch(file_name=name, taken_at=moment, **about) for name in ("甲.xlsx", "乙.xlsx")])
    office.at(TODAY).do(SetContact(place=office.place("大河村"), telephone="0000-1234577"))
    (row,) = office.at(TODAY).read(page, LISTING)
    assert (row.act, row.proposer, row.proposed_on) == ("ConfirmOpening", CLERK, PROPOSED)
    assert row.place_id is None
    office.at(TODAY, REVIEWER).do(PutInForce(proposal=row.id))
    found = office.read(lambda session: [each.confirmed_by for each in session.query(Batch)])
    assert found == [office.at(TODAY, REVIEWER).actor.id] * 2
    office.at(TODAY).do(SetContact(place=office.place("大河村"), telephone="0000-1234578"))
    assert len(office.at(TODAY).read(page, LISTING)) == 1
