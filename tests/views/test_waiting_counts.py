"""The numbers of the navigation: kept while no act touches what they were counted from, and always right."""

from contextlib import suppress

import pytest

from county_desk.demo.present.story import PRESENT, TODAY
from county_desk.workflow.command import Refused
from county_desk.workflow.entry import open_register, sit_down
from county_desk.workflow.gate.proposals import PutInForce
from county_desk.workflow.kept_answers import KeptAnswers
from tests.build import Office
from tests.views.all_pages import PAGES
from tests.workflow.drawn_acts import Drawing, drawable

TRIES = 6  # numbers by which an act of a kind is drawn until one is not refused
ELSEWHERE = {"DeclareTie", "PostHolders"}  # drawn with accounts and places of another office
KINDS = [kind for kind in drawable() if kind.__name__ not in ELSEWHERE]


@pytest.fixture
def county(demos, tmp_path):
    """The demo county of 2026."""
    opened = open_register(demos.copy(PRESENT, tmp_path / "demo.cdesk"))
    yield opened
    opened.close()


def counted(desk, ask):
    return {page.key: ask(page.key, lambda page=page: page.waiting(desk)) for page in PAGES}


def attempt(desks, command, number):
    """The change of an act by the first desk that is not refused."""
    first = number % len(desks)
    for desk in [*desks[first:], *desks[:first]]:
        if desk.actor.may(command.permission):
            with suppress(Refused):
                return desk.do(command)
    return None


def walk(desks):
    """Do an act of each kind that can be drawn; put in force what waits, and undo every other act."""
    office = Office(desks[0].sessions, desks[0].shipped)
    for place, kind in enumerate(KINDS):
        for number in range(TRIES):
            command = Drawing(office, TODAY, number, {}).act(kind)
            if command is None or (change := attempt(desks, command, number)) is None:
                continue
            yield command
            if change.waits and (settled := attempt(desks, PutInForce(proposal=change.id), number)):
                change = settled
                yield command
            if place % 2 and change.undo and attempt(desks, change.undo, number):
                yield change.undo
            break


@pytest.mark.slow
def test_after_every_act_each_number_is_the_one_that_a_new_count_gives(county):
    desks = [sit_down(county, person.name, today=TODAY) for person in county.people]
    watching = [(desk, KeptAnswers(desk)) for desk in desks[:2]]
    done, asked = [], 0
    for number, command in enumerate(walk(desks)):
        desk, kept = watching[number % 2]
        done.append(type(command).__name__)
        desk.read(kept.renew)
        asked += sum(not kept.has(page.key) for page in PAGES)
        assert counted(desk, kept.of) == counted(desk, lambda _key, ask: ask()), done
    assert len(set(done)) > 80, sorted(set(done))
    assert asked < len(done) * len(PAGES) / 4
