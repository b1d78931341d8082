"""The title of a step is that of the procedure of its case, wherever it is shown."""

from datetime import date
from operator import attrgetter

import pytest
from sqlalchemy import select

from county_desk.models.audit import Event
from county_desk.reports.lists.form import ListForm
from county_desk.reports.lists.outgoing import outgoing
from county_desk.reports.lists.writing import write_lists
from county_desk.tables.cases import case_list, disclosures
from county_desk.tables.county import county_of
from county_desk.tables.history.act_details import details_of_act
from county_desk.tables.history.act_sentences import change_words
from county_desk.tables.listing import Query, page
from county_desk.tables.period import Period
from county_desk.tables.procedure_words import StepName, shipped, step_in
from county_desk.tables.returns.postings import posting_page
from county_desk.text import language
from county_desk.workflow.cases.filing import OpenCase
from tests.build import a_registered_household, walk

RECEIVED = date(2017, 3, 1)


@pytest.fixture
def removal(office):
    """A case of removal that waits for its list in the village."""
    household = a_registered_household(office)
    opened = OpenCase(
        household=household, kind="household_removal", year=2017, received_on=RECEIVED, reason="有商品房"
    )
    case = office.at(RECEIVED).do(opened).id
    walk(office, (case,), to="disclosure")
    return case


def shown(office, listing):
    """The title of the step in the last row of a list, in Chinese."""
    with language("zh"):
        return listing.table["step"].shown(max(office.read(lambda s: page(s, listing)), key=attrgetter("id")))


def posted_lists(session):
    """The lists that were posted."""
    return page(session, disclosures.LISTING)


def in_history(office):
    """The step of the list that was posted last, as the history names it in Chinese."""

    def posted(session):
        acts = session.scalars(select(Event.id).order_by(Event.id)).all()
        changes = [change for act in acts for change in details_of_act(session, act).changes]
        return [each for each in changes if (each.table, each.column) == ("disclosure", "step")]

    with language("zh"):
        return change_words(office.read(posted)[-1])[2]


def test_a_removal_posted_in_a_village_is_never_called_a_list_in_the_township(office, removal, tmp_path):
    assert shown(office, case_list.LISTING) == "拟清退名单公示"
    day = walk(office, (removal,), to="township_review")
    assert shown(office, disclosures.LISTING) == "拟清退名单公示"
    assert in_history(office) == "拟清退名单公示"
    path = tmp_path / "out.csv"
    with language("zh"):
        listed = outgoing(disclosures.LISTING, Query(), office.read(posted_lists), county="青岚县", day=day)
        write_lists(path, ListForm.CSV, [listed])
    assert "拟清退名单公示" in path.read_text("utf-8")
    year = Period.read(str(day.year))
    r11 = office.read(lambda session: posting_page(session, county_of(session, year.last), year))
    with language("zh"):
        assert r11.table["step"].shown(r11.lines[-1].row) == "拟清退名单公示"


@pytest.mark.parametrize("version", shipped().versions(), ids=lambda version: version.version)
def test_each_step_has_the_title_of_its_own_procedure(version):
    for step in version.steps:
        assert StepName().show(step_in(version.version, step.key)) == step.title


def test_a_key_that_procedures_call_otherwise_gives_no_single_title():
    with language("zh"):
        assert StepName().show("disclosure").startswith("省级向社会公示（县内张贴）、村内公示、复核结果公示")
        assert StepName().show("monitoring_disclosure") == "村内公示"
