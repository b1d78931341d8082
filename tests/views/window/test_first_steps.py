"""The first steps of each post: five jobs, ticked by doing them."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from county_desk.commands import KNOWN
from county_desk.models.user import Role
from county_desk.tables.history.acts_done import acts_done_by
from county_desk.text import LANGUAGES
from county_desk.views.first_steps import FirstStepsDialog, GuidedStep, guided_jobs
from county_desk.views.navigation import ENTRIES
from tests.views.window.test_main_window import a_contact


@pytest.mark.parametrize("role", Role)
def test_each_post_has_five_jobs_of_pages_and_acts_that_it_has(role):
    jobs = guided_jobs(role)
    assert len(jobs) == 5
    for job in jobs:
        assert 3 <= len(job.steps) <= 5
        assert set(job.title) == set(LANGUAGES)
        for step in job.steps:
            assert set(step.title) == set(LANGUAGES)
            assert role.may(ENTRIES[step.page].needs), step
    acts = {step.act for job in jobs for step in job.steps if step.act}
    assert acts <= KNOWN.keys()
    if role is not Role.VILLAGE_CLERK:  # a clerk of a village shares the guide and does less
        assert [act for act in acts if not role.may(KNOWN[act].permission)] == []


def test_a_step_is_done_by_its_act_or_by_opening_its_page():
    act, look = GuidedStep({}, "clues", "RecordClue"), GuidedStep({}, "visits")
    assert (act.is_done((), ("clues",)), act.is_done(("RecordClue",), ())) == (False, True)
    assert (look.is_done((), ()), look.is_done((), ("visits",))) == (False, True)


def test_the_acts_of_a_person_are_read_from_the_history(desk):
    desk.do(a_contact())
    assert "SetContact" in desk.read(acts_done_by, desk.actor.name)
    assert "SetContact" not in desk.read(acts_done_by, "孙宁")


def test_the_list_shows_ticks_and_follows_the_work(window):
    window.acts["show_first_steps"].trigger()
    dialog = window.findChild(FirstStepsDialog)
    words = [label.text() for label in dialog.findChildren(QLabel) if label.isVisibleTo(dialog)]
    assert sum("0/3" in each for each in words) == 5
    window.frame.memory.opened.add("visits")
    window.frame.told.emit("", "")
    QApplication.processEvents()
    words = [label.text() for label in dialog.findChildren(QLabel) if label.isVisibleTo(dialog)]
    assert sum("1/3" in each for each in words) == 1
    assert sum("✓" in each for each in words) == 1
    dialog.close()


def test_the_pages_that_a_person_opened_are_kept(window):
    assert "villages" in window.frame.memory.opened
    assert window.frame.memory.collect()["opened"] == ["villages"]
