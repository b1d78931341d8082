"""The file itself is kept with its batch, proven, and given back byte for byte."""

import hashlib
import random
import zlib
from pathlib import Path

import pytest
from sqlalchemy import select, text

from county_desk.intake.taking_in.originals import original_of
from county_desk.models.audit import Event
from county_desk.models.original import Original
from county_desk.workflow.audit import verify
from county_desk.workflow.command import Refused
from county_desk.workflow.journal import listening
from county_desk.workflow.originals import keep_original
from tests.intake.register.taking import DAY, take_in
from tests.workflow.deliveries import a_family, a_person

A_WORKBOOK = b"PK\x03\x04" + random.Random(1).randbytes(70_000)  # packed already


@pytest.fixture
def delivery(deliver):
    """A file of one household."""
    return deliver(a_family("9901010001", a_person()), name="名册.xlsx")


def test_the_file_comes_back_as_it_was_delivered(office, delivery):
    content = Path(delivery.file).read_bytes()
    change = take_in(office, delivery)
    Path(delivery.file).unlink()
    kept = office.read(lambda session: original_of(session, change.id))
    assert (kept.name, kept.digest, kept.content) == ("名册.xlsx", delivery.digest, content)
    assert office.read(lambda session: original_of(session, 99)) is None


@pytest.mark.parametrize(
    "content",
    [b"a" * 100_000, bytes(range(256)) * 300, b"PK\x03\x04" + random.Random(1).randbytes(70_000), b""],
)
def test_what_can_be_made_smaller_is(office, tmp_path, content):
    path = tmp_path / "x"
    path.write_bytes(content)
    with office.sessions.begin() as session, listening(session):
        keep_original(session, path, "x", hashlib.sha256(content).hexdigest())
        kept = session.scalars(select(Original)).one()
        assert kept.size == len(content)
        assert zlib.decompress(kept.content) == content
        assert len(kept.content) < len(content) + 50


def test_the_history_holds_the_digest_and_never_the_content(office, delivery):
    take_in(office, delivery)
    changes = office.read(lambda s: s.scalars(select(Event.changes).where(Event.command == "TakeIn")).one())
    assert delivery.digest in changes
    assert '"content"' not in changes
    assert office.read(verify).ok


def test_a_file_that_was_changed_behind_the_desk_is_found(office, delivery):
    take_in(office, delivery)
    with office.sessions.begin() as session:
        session.execute(text("UPDATE original SET content = :content"), {"content": b"x\x9c"})
    (said,) = office.read(verify).replay
    assert "名册.xlsx" in said
    with office.sessions.begin() as session:
        session.execute(text("DELETE FROM original"))
    assert office.read(verify).replay == ("Delivered file 1 is in the history but not in the register",)


def test_the_same_file_is_kept_once(office, delivery):
    change = take_in(office, delivery)
    office.at(DAY).do(change.undo)
    take_in(office, delivery)
    assert len(office.read(lambda session: session.scalars(select(Original.id)).all())) == 1


def test_a_file_that_is_gone_or_another_is_not_taken_in(office, delivery, tmp_path):
    path = Path(delivery.file)
    elsewhere = tmp_path / "存.bin"
    elsewhere.write_bytes(path.read_bytes())
    path.write_text("another")
    with pytest.raises(Refused, match="changed since it was read"):
        take_in(office, delivery)
    path.unlink()
    with pytest.raises(Refused, match="not there any more"):
        take_in(office, delivery)
    assert take_in(office, delivery, path=elsewhere).id == 1
