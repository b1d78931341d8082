"""Two people at one register at the same time."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

from sqlalchemy import select

from county_desk.fields import Sex
from county_desk.models.audit import Event
from county_desk.models.household import Household, Member
from county_desk.models.user import Permission
from county_desk.workflow.audit import verify
from county_desk.workflow.command import Change, Command
from county_desk.workflow.gate.law import ONE_PERSON
from county_desk.workflow.journal import insert_rows, next_number
from county_desk.workflow.registry import SetContact
from tests.build import CLERK, TOWNSHIP, a_household

TODAY = date(2016, 10, 8)
EACH = 25


def test_two_people_writing_at_once_lose_nothing_and_fork_nothing(office):
    places = {CLERK: office.place("大河村"), TOWNSHIP: office.place("柳湾村")}
    before = office.read(verify).events

    def work(name):
        desk = office.at(TODAY, name)
        return [
            desk.do(SetContact(place=places[name], telephone=f"{12000 + number}", contact=name)).seal
            for number in range(EACH)
        ]

    with ThreadPoolExecutor(2) as pool:
        seals = [seal for done in pool.map(work, places) for seal in done]
    proof = office.read(verify)
    assert proof.ok
    assert proof.events == before + 2 * EACH
    kept = office.read(lambda session: set(session.scalars(select(Event.seal))))
    assert kept >= set(seals)


def test_two_people_changing_one_record_at_once_both_come_through(office):
    village = office.place("大河村")

    def work(name):
        desk = office.at(TODAY, name)
        for number in range(EACH):
            desk.do(SetContact(place=village, telephone=f"{12000 + number}", contact=name))

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(work, (CLERK, TOWNSHIP)))
    assert office.read(verify).ok


class TakeMany(Command):
    """Insert several members at once, as an import does."""

    permission = Permission.READ
    law = ONE_PERSON

    def run(self, work):
        first = next_number(work.session, Member)
        names = ("id", "position", "name", "relation", "born_on", "sex")
        born = date(1999, 2, 3)
        rows = [(first + n, 2 + n, f"张{n}", "之子", born if n else None, Sex.MALE) for n in range(3)]
        insert_rows(work.session, Member, names, rows, {"household_id": 1})
        insert_rows(work.session, Member, names, [])
        return Change("Three members")


def test_after_many_at_once_the_next_one_has_a_number_of_its_own(office):
    a_household(office)
    office.at(TODAY).do(TakeMany())
    a_household(office, "王秀田", serial=2)
    members = office.read(lambda session: session.scalars(select(Member.id).order_by(Member.id)).all())
    assert members == [1, 2, 3, 4, 5]
    assert office.read(lambda session: len(session.scalars(select(Household)).all())) == 2
    assert office.read(verify).ok
