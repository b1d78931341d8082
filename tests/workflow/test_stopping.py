"""An act that takes long tells how far it is, and can be stopped until its commit; nothing of it stays."""

from datetime import date

import pytest
from sqlalchemy import select

from county_desk.intake.delivery import EntryIn
from county_desk.intake.taking_in import known_households, undo
from county_desk.intake.taking_in.arrivals import look_at
from county_desk.intake.taking_in.take_in import TakeIn
from county_desk.intake.taking_in.undo_batch import UndoBatch
from county_desk.models.base import Base
from county_desk.progress import Cancelled
from county_desk.workflow import journal
from county_desk.workflow.audit import verify
from county_desk.workflow.registry import SetContact
from tests.workflow.deliveries import a_delivery, a_family, a_list, a_person

DAY = date(2016, 11, 24)


@pytest.fixture(autouse=True)
def word_for_word(monkeypatch):
    """Word is given for every row, as otherwise for some thousand."""
    monkeypatch.setattr(journal, "SOME", 1)
    monkeypatch.setattr(known_households, "SOME", 1)
    monkeypatch.setattr(undo, "_AT_ONCE", 1)


@pytest.fixture
def desk(office):
    return office.at(DAY)


@pytest.fixture
def families(office, tmp_path):
    """A file of three households, each time under a name of its own."""
    names = iter(f"第{n}份.xlsx" for n in range(1, 9))

    def made(**about):
        people = [a_person(f"张{n}", serial=n, health="健康") for n in range(3)]
        homes = [a_family(f"990101000{n}", one, income="2500", **about) for n, one in enumerate(people)]
        return a_delivery(tmp_path, office.place("柳湾村"), *homes, name=next(names))

    return made


def everything(office):
    """Every row of every table."""

    def rows(session):
        tables = Base.metadata.sorted_tables
        return {each.name: session.execute(select(each).order_by(each.c.id)).all() for each in tables}

    return office.read(rows)


def stopped_everywhere(office, desk, command):
    """Do it, stopped at its first word, at its second and so on, then not at all; returns its words."""
    before, last = everything(office), 0
    while True:
        words = []

        def listen(done, total, words=words, last=last):
            words.append((done, total))
            if len(words) > last:
                raise Cancelled

        try:
            desk.do(command, listen)
        except Cancelled:
            assert everything(office) == before
            last += 1
        else:
            assert office.read(verify).ok
            return words


def goes_on(words):
    """Whether what was told goes from the beginning to the end, and never back."""
    shares = [done / total for done, total in words if total]
    return shares == sorted(shares) and shares[-1] == 1


def test_any_act_can_be_stopped_before_its_commit(office, desk):
    command = SetContact(place=office.place("柳湾村"), telephone="0000-7654321", contact="李有田")
    assert stopped_everywhere(office, desk, command) == [(1, 1)]


def test_a_file_of_new_households(office, desk, families):
    words = stopped_everywhere(office, desk, TakeIn(delivery=families()))
    assert goes_on(words)
    assert len(words) > 6 * 3  # six tables of three rows each


def test_a_file_that_was_looked_at_before(office, desk, families):
    delivery = families()
    found = look_at(desk, delivery).found
    words = stopped_everywhere(office, desk, TakeIn(delivery=delivery, found=found))
    assert goes_on(words)
    assert words[0][0] / words[0][1] < 0.1  # nothing is compared once more


def test_a_file_of_known_households(office, desk, families):
    desk.do(TakeIn(delivery=families()))
    assert goes_on(stopped_everywhere(office, desk, TakeIn(delivery=families(telephone="13900000001"))))


def test_a_file_that_was_undone_and_comes_again(office, desk, families):
    delivery = families()
    desk.do(desk.do(TakeIn(delivery=delivery)).undo)
    assert goes_on(stopped_everywhere(office, desk, TakeIn(delivery=delivery)))


def test_a_list_of_another_department(office, desk, tmp_path):
    rows = [EntryIn("", 0, f"张{n}", a_person(serial=n).id_number, "车辆", None) for n in range(3)]
    assert goes_on(stopped_everywhere(office, desk, TakeIn(delivery=a_list(tmp_path, *rows))))


@pytest.mark.parametrize("newer", [False, True])
def test_the_undoing_of_a_batch(office, desk, families, newer):
    batch = desk.do(TakeIn(delivery=families())).id
    if newer:
        batch = desk.do(TakeIn(delivery=families(telephone="13900000001"))).id
    words = stopped_everywhere(office, desk, UndoBatch(batch=batch))
    assert goes_on(words)
    assert len({total for _done, total in words[:-1]}) == 1
