"""An administrator who forgot the password comes back in with the recovery code, once, on record."""

from datetime import date

import pytest
from sqlalchemy import select

from county_desk.models.audit import Event
from county_desk.workflow.accounts.recovering import recover
from county_desk.workflow.accounts.recovery import MakeRecoveryCode, UseRecoveryCode, digest_of, recovery_code
from county_desk.workflow.accounts.signing_in import TRIES
from county_desk.workflow.audit import verify
from county_desk.workflow.command import Refused
from county_desk.workflow.entry import sit_down
from county_desk.workflow.guarded import prove_guarded
from tests.accounts import ADMINISTRATOR, CLERK, OWN, a_real_register, set_own_password
from tests.build import ADMINISTRATOR as HERE
from tests.build import refusal


@pytest.fixture
def made(tmp_path):
    """A register of real people; the administrator has a password of the own."""
    opened, passwords = a_real_register(tmp_path / "青岚县.cdesk")
    yield opened, set_own_password(opened, ADMINISTRATOR, passwords[ADMINISTRATOR])
    opened.close()


@pytest.fixture
def code(made):
    """The code that is in force."""
    code = recovery_code()
    made[1].do(MakeRecoveryCode(digest=digest_of(code)))
    return code


def test_the_code_gives_a_one_time_password_once_and_is_on_record(made, code):
    opened, _desk = made
    secret = recover(opened, ADMINISTRATOR, code.lower().replace("-", " "))
    with pytest.raises(Refused):
        sit_down(opened, ADMINISTRATOR, password=OWN)
    assert set_own_password(opened, ADMINISTRATOR, secret, "雪岭松涛-2027-04").actor.name == ADMINISTRATOR
    with pytest.raises(Refused, match="The name or the recovery code is wrong"):
        recover(opened, ADMINISTRATOR, code)
    with opened.sessions() as session:
        assert verify(session).ok
        assert prove_guarded(session).trouble == ""
        acts = session.scalars(select(Event.summary).where(Event.command == "UseRecoveryCode")).all()
        every = "\n".join(session.scalars(select(Event.request)))
    assert acts == [f"{ADMINISTRATOR} came back in with the recovery code, which serves no more"]
    assert code not in every


def test_a_newer_code_takes_the_place_of_the_one_before(made, code):
    opened, desk = made
    newer = recovery_code()
    desk.do(MakeRecoveryCode(digest=digest_of(newer)))
    with pytest.raises(Refused):
        recover(opened, ADMINISTRATOR, code)
    assert recover(opened, ADMINISTRATOR, newer)


def test_it_serves_administrators_alone(made, code):
    with pytest.raises(Refused, match="The name or the recovery code is wrong"):
        recover(made[0], CLERK, code)


def test_wrong_codes_lock_the_account_like_wrong_passwords(made, code):
    for _try in range(TRIES):
        with pytest.raises(Refused):
            recover(made[0], ADMINISTRATOR, recovery_code())
    with pytest.raises(Refused, match="locked until"):
        recover(made[0], ADMINISTRATOR, code)


def test_a_rehearsal_has_no_code(office):
    act = MakeRecoveryCode(digest=digest_of(recovery_code()))
    assert list(refusal(office.at(date(2016, 11, 24), HERE), act)) == [""]


def test_without_a_code_nobody_comes_in(made):
    assert list(refusal(made[1], UseRecoveryCode(digest=digest_of("")))) == [""]
