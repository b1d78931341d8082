"""Showing one page without the window around it, looking again after each act as the window does."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QPushButton
from sqlalchemy import func, select

from county_desk.models.proposal import Proposal
from county_desk.views.widgets.acts_box import ActsBox
from county_desk.views.widgets.chart import ChartView
from county_desk.views.widgets.record_card import RowAct
from county_desk.workflow.gate.proposals import PutInForce
from tests.build import REVIEWER

PATIENCE = 60  # seconds that a busy machine may need; only a test that fails waits so long


def shown(page: Any, qtbot: Any, *, size: tuple[int, int] = (1200, 700)) -> Any:
    """The page on the screen, with what it knows."""
    qtbot.addWidget(page)
    page.resize(*size)
    page.done.connect(lambda _change: page.refresh())
    page.show()
    page.refresh()
    return page


def turn(page: Any, year: int) -> None:
    """Have a page follow another year, as the choice in the top bar does."""
    page.memory.choose_year(year, page.desk.today.year)
    page.turn_year()
    page.refresh()


def choose(page: Any, wanted: Callable[[Any], bool]) -> Any:
    """Make the first row of that kind the current one."""
    model, table = page.list.model, page.list.table
    place = next(place for place in range(model.rowCount()) if wanted(model.row_at(place)))
    column = next(s for s in range(model.columnCount()) if not table.isColumnHidden(s))
    table.setCurrentIndex(model.index(place, column))
    return model.row_at(place)


def choose_first(page: Any, qtbot: Any) -> Any:
    """Choose the first row once it is listed."""
    qtbot.waitUntil(lambda: page.list.model.rowCount() > 0 and page.list.model.row_at(0) is not None)
    page.list.choose(page.list.model.row_at(0).id)
    qtbot.waitUntil(lambda: page.current() is not None)
    return page.current()


def said(widget: Any, kind: type[Any]) -> str:
    """All that is written on the labels of a kind inside a widget."""
    return "\n".join(label.text() for label in widget.findChildren(kind))


def confirm(panel: Any) -> str:
    """Confirm the effect that a form shows before its act; returns the words of the effect."""
    words = str(panel.step.effect.words.text())
    panel.step.confirm_button.click()
    return words


def put_in_force(office: Any, day: date) -> None:
    """Have the reviewer put the newest proposal in force."""
    newest = office.read(lambda session: session.scalar(select(func.max(Proposal.id))))
    office.at(day, REVIEWER).do(PutInForce(proposal=newest))


def buttons_beside(page: Any) -> list[QPushButton]:
    """The buttons beside a list: the acts first, those in the menu “More” too."""
    boxes = page.pane.findChildren(ActsBox)
    acts = [button for box in boxes for button in box.buttons]
    others = [each for each in page.pane.findChildren(QPushButton) if each.isVisibleTo(page)]
    more = [box.more for box in boxes]
    return [*acts, *(each for each in others if each not in acts and each not in more)]


def chart_of(page: Any, words: str, qtbot: Any) -> ChartView:
    """The chart that the tool with these words shows beside the list."""
    next(each for each in page.findChildren(QPushButton) if each.accessibleName() == words).click()
    qtbot.waitUntil(lambda: bool(page.pane.findChildren(ChartView)))
    (chart,) = page.pane.findChildren(ChartView)
    return chart


def acts_on(page: Any, row: Any) -> dict[str, Any]:
    """The acts that a row offers, by the words of their buttons."""
    return {offer.shown: offer for offer in page.acts(row) if isinstance(offer, RowAct)}
