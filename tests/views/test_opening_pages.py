"""An opening balance in the window: its counts, and its confirmation from the queue."""

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel

from county_desk.intake.reading.households.verdicts import OPENING
from county_desk.intake.taking_in.take_in import TakeIn
from county_desk.models.batch import Batch
from county_desk.views.administration.proposals_page import ProposalsPage
from county_desk.views.cases.queue_page import QueuePage
from county_desk.views.importing.batches_panel import BatchCard
from county_desk.views.returns.returns_page import BATCHES, ReturnsPage
from county_desk.workflow.gate.proposals import PutInForce
from tests.build import CLERK, REVIEWER
from tests.views.importing import banners
from tests.views.showing import choose, said, shown
from tests.workflow.deliveries import a_delivery, a_family, a_person

TODAY = date(2026, 11, 27)


@pytest.fixture
def opened(office, tmp_path):
    """Two files of an opening balance."""
    for serial, village in enumerate(("大河村", "柳湾村"), 1):
        family = a_family(f"99010110000{serial}0001", a_person(f"周{serial}", serial), claimed="脱贫")
        delivery = a_delivery(tmp_path, office.place(village), family, name=f"{village}.xlsx", year=2026)
        office.at(TODAY).do(TakeIn(delivery=delivery, kinds=(OPENING,)))
    return office


def cells(table):
    columns = range(table.columnCount())
    return [[table.item(row, column).text() for column in columns] for row in range(table.rowCount())]


def test_a_second_person_confirms_all_files_among_the_proposals(opened, jobs, qtbot):
    queue = shown(QueuePage(opened.at(TODAY, REVIEWER), jobs), qtbot)
    assert (queue.list.model.rowCount(), QueuePage.waiting(queue.desk)) == (0, 0)
    queue.tabs.choose("second")
    waits = [(row.task, row.subject) for row in queue.list.model.rows(range(9))]
    assert waits == [("ConfirmOpening", "大河村.xlsx · 柳湾村.xlsx")]
    assert ProposalsPage.waiting(queue.desk) == 1
    page = shown(ProposalsPage(opened.at(TODAY, REVIEWER), jobs), qtbot)
    (row,) = page.list.model.rows(range(9))
    choose(page, lambda each: each.id == row.id)
    assert "城关镇, Exited: 2" in said(page.pane, QLabel)
    assert opened.read(lambda session: [each.confirmed_on for each in session.query(Batch)]) == [None, None]
    opened.at(TODAY, REVIEWER).do(PutInForce(proposal=row.id))
    assert opened.read(lambda session: [each.confirmed_on for each in session.query(Batch)]) == [TODAY] * 2


def test_its_card_counts_by_township_and_standing(opened, jobs, qtbot):
    page = shown(ReturnsPage(opened.at(TODAY, CLERK), jobs), qtbot)
    page.tabs.choose(BATCHES)
    card = page.batches.pane.findChild(BatchCard)
    assert cells(card.opening.table) == [["城关镇", "Exited", "1", "1"]]
    assert "proposed as number 1, and waits" in card.opening.confirm.button.toolTip()


STANDING = {"S3": "未脱贫", "S6": "脱贫"}


def test_a_roster_of_a_register_asks_once_for_all_files_by_the_box_of_an_opening(page, a_file):
    page.open_files(
        [a_file(STANDING, name="甲/城关镇柳湾.xlsx"), a_file(STANDING, name="乙/城关镇柳湾新.xlsx")]
    )
    bar, files = page.imports.bar, page.imports.files.files
    ready = [row.ready for row in files.files()]
    assert "tick “Opening balance”" in bar.words.text()
    assert any("未脱贫 1、脱贫 1" in words for words in banners(page))
    bar.opening.click()
    assert bar.opening.isChecked()
    assert all(row.ready > before for row, before in zip(files.files(), ready, strict=True))
    page.open_files([a_file(STANDING, name="丙/城关镇柳湾三.xlsx")])
    assert [row.answers.opening for row in files.files()] == [True] * 3
    bar.opening.click()
    assert not bar.opening.isChecked()
    assert not any(row.answers.opening for row in files.files())
