"""Forms that follow a choice: only its fields are shown, those it needs are starred, all gaps are named."""

import pytest

from county_desk.models.county_exit import EvaluationParameter
from county_desk.models.project import ProjectStanding
from county_desk.views.widgets.form import CommandForm
from county_desk.workflow.assistance.measures import RecordMeasure
from county_desk.workflow.command import Refused
from county_desk.workflow.county_exit import RecordEvaluation
from county_desk.workflow.monitoring.clues import RecordClue
from county_desk.workflow.projects.project_acts import RecordProgress
from tests.build import a_registered_household


@pytest.fixture
def form(desk, qtbot):
    """The form of a command, shown."""

    def open_(command, **fixed):
        made = CommandForm(command, desk, **fixed)
        qtbot.addWidget(made)
        made.resize(700, 700)
        made.show()
        return made

    return open_


def shown(form):
    """The fields that the form shows or has behind its button, with a star after those it needs."""
    parts = form.fields._parts
    titles = {name: parts[name][0] for name in parts if not parts[name][0].isHidden()}
    return {name: title.text().endswith("*") for name, title in titles.items()}


def test_a_tender_is_asked_for_its_papers_and_a_stop_for_its_reason(form):
    made = form(RecordProgress, project=1)
    made.put_in({"standing": ProjectStanding.TENDERED})
    assert {"tender_document", "contractor"} <= shown(made).keys()
    made.put_in({"contractor": "青岚建筑公司", "standing": ProjectStanding.STOPPED})
    assert {"tender_document", "contractor"} & shown(made).keys() == set()
    assert shown(made)["remark"], "the reason is starred, and no longer behind the button"
    made.put_in({"remark": "资金调整"})
    assert made.command().contractor == "", "words of another choice are not sent"
    made.put_in({"standing": ProjectStanding.TENDERED})
    assert made.editors["contractor"].value() == "青岚建筑公司", "they are kept for it"


def test_a_programme_names_all_that_it_needs_at_once(form, guizhou):
    household = a_registered_household(guizhou)
    made = form(RecordMeasure, household=household)
    assert shown(made)["content"], "help of no programme is described"
    assert "departure" not in shown(made)
    made.put_in({"programme": "small_loan"})
    stars = {name for name, needed in shown(made).items() if needed}
    assert {"member", "amount", "months"} <= stars
    assert "content" not in stars
    with pytest.raises(Refused) as refused:
        made.command()
    assert {"member", "amount", "months"} <= refused.value.problems.keys()


def test_a_clue_asks_for_village_and_head_only_without_a_household(form, guizhou):
    household = a_registered_household(guizhou)
    made = form(RecordClue)
    assert (shown(made)["village"], shown(made)["head"]) == (True, True)
    made.put_in({"household": household})
    assert {"village", "head", "group_name"} & shown(made).keys() == set()


def test_only_the_incidence_adds_missed_and_wrong_persons(form):
    made = form(RecordEvaluation, year=2018)
    assert {"missed", "wrong"} & shown(made).keys() == set()
    made.put_in({"parameter": EvaluationParameter.INCIDENCE})
    assert {"missed", "wrong"} <= shown(made).keys()
