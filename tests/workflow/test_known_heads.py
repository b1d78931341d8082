"""A copy that lacks an act that was seen or written down is told from the register that holds it."""

import pytest
from sqlalchemy import delete, update

from county_desk import settings
from county_desk.models.audit import Event, history_code
from county_desk.models.event_record import EventRecord
from county_desk.workflow.audit import head
from county_desk.workflow.command import Refused
from county_desk.workflow.known_heads import act_with, found_or_not, missing_act
from county_desk.workflow.registry import SetContact
from tests.build import FOUNDED
from tests.databases import open_history

UID = "1b4e28ba-2fa1-11d2-883f-0016d3cca427"


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A folder of settings of one's own."""
    monkeypatch.setenv("COUNTY_DESK_HOME", str(tmp_path / "home"))


@pytest.fixture
def last(office):
    """The last act of a register with a few acts."""
    for telephone in ("0000-1111111", "0000-2222222"):
        office.at(FOUNDED).do(SetContact(place=3, telephone=telephone, address="村部"))
    return office.read(head)


def forget_last_act(office):
    """Take the last act out of the file, as an older copy lacks it."""
    with office.sessions.begin() as session, open_history(session.connection()):
        number = head(session).id
        session.execute(delete(EventRecord).where(EventRecord.event_id == number))
        session.execute(delete(Event).where(Event.id == number))


def test_a_head_and_a_code_name_their_act(office, last):
    code = history_code(last.seal)
    for text in (last.seal, last.seal[:32].upper(), code, code.lower(), f"{last.id} · {code}"):
        assert office.read(lambda session, text=text: act_with(session, text)).id == last.id
    forget_last_act(office)
    found, words = office.read(lambda session: found_or_not(session, code))
    assert not found
    assert words.startswith(f"{code}: no act bears it.")


@pytest.mark.parametrize("text", ["", "abc", "柳湾〔2016〕4号", "KXYW-HXIN"])
def test_what_is_no_head_is_refused(office, text):
    with pytest.raises(Refused):
        office.read(lambda session: act_with(session, text))


def test_an_older_copy_lacks_the_act_that_was_seen_last(office, last):
    look = lambda: office.read(lambda session: missing_act(session, UID))  # noqa: E731
    assert look() == ""
    forget_last_act(office)
    words = look()
    assert f"act {last.id} of this register (code {history_code(last.seal)})" in words
    assert look() == words
    office.at(FOUNDED).do(SetContact(place=3, telephone="0000-3333333", address="村部"))
    assert look() == words


def test_a_history_that_grew_lacks_nothing(office, last):
    assert office.read(lambda session: missing_act(session, UID)) == ""
    office.at(FOUNDED).do(SetContact(place=3, telephone="0000-3333333", address="村部"))
    assert office.read(lambda session: missing_act(session, UID)) == ""
    kept = (settings.folder() / "heads" / UID).read_text("utf8")
    assert kept == f"{last.id + 1} {office.read(head).seal}"


def test_after_a_restored_backup_it_is_told_once(office, last):
    assert office.read(lambda session: missing_act(session, UID)) == ""
    forget_last_act(office)
    with office.sessions.begin() as session, open_history(session.connection()):
        session.execute(update(Event).where(Event.id == 1).values(command="RestoreRegister"))
    assert "a backup was restored on" in office.read(lambda session: missing_act(session, UID))
    assert office.read(lambda session: missing_act(session, UID)) == ""


def test_a_damaged_memory_is_believed_in_nothing(office, last):
    kept = settings.folder() / "heads" / UID
    kept.parent.mkdir(parents=True)
    kept.write_text("9 zz", "utf8")
    assert office.read(lambda session: missing_act(session, UID)) == ""
