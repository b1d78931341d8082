"""Pasting rows of a spreadsheet into the registry: the preview, the one act, and what is left out."""

from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from sqlalchemy import func, select

from county_desk.models.case import Case
from county_desk.models.household import HouseholdYear
from county_desk.models.inspection import RoundKind, RoundPeople
from county_desk.models.project import FundLevel, Payment
from county_desk.models.proposal import Proposal
from county_desk.views.administration.figures_page import FiguresPage
from county_desk.views.assistance.measure_pages import MeasuresPage, NeedsPage
from county_desk.views.assistance.official_pages import OfficialsPage
from county_desk.views.assistance.plans_page import PlansPage
from county_desk.views.assistance.project_pages import AssetsPage, FundsPage, PaymentsPage, ProjectsPage
from county_desk.views.assistance.team_pages import PledgesPage, TeamsPage, TeamWeeksPage
from county_desk.views.cases.queue_page import QueuePage
from county_desk.views.monitoring.clues_page import CluesPage
from county_desk.views.pasting.paste_dialog import PasteDialog
from county_desk.views.register.registry_page import RegistryPage
from county_desk.views.supervision.finding_pages import FindingsPage
from county_desk.views.supervision.inspection_pages import EvaluationsPage, InspectionsPage, SheetsPage
from county_desk.views.widgets.banner import Banner
from county_desk.workflow.gate.proposals import PutInForce
from county_desk.workflow.projects.money import RecordFund, ReleaseFund
from county_desk.workflow.supervision.rounds import DrawRound
from tests.build import (
    ADMINISTRATOR,
    CLERK,
    INSPECTOR,
    REVIEWER,
    a_household,
    a_registered_household,
    case_of,
    household_of,
    two_households,
    walk,
)
from tests.second_person import agreed
from tests.views.showing import shown
from tests.workflow.projects.test_projects import RECEIVED, proposal

TODAY = date(2016, 11, 24)
LATER = date(2018, 12, 28)
Role = Qt.ItemDataRole


@pytest.fixture
def pair(office):
    """Two households of one village."""
    return tuple(case_of(office, case).household_id for case in two_households(office))


@pytest.fixture
def paste(office, pair, jobs, qtbot):
    """Copy a text and paste it into the registry; gives the preview when it was read."""

    def made(text, person=CLERK):
        QGuiApplication.clipboard().setText(text)
        page = shown(RegistryPage(office.at(TODAY, person), jobs), qtbot, size=(1300, 800))
        qtbot.waitUntil(lambda: page.list.model.rowCount() == 2)
        return pasted_into(page, qtbot)

    return made


def pasted_into(page, qtbot):
    """The preview after Ctrl+V over the list of a page, once the clipboard was read."""
    with qtbot.waitActive(page):
        page.activateWindow()
    page.list.table.show()
    page.list.table.setFocus()
    qtbot.keyClick(page.list.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    dialog = next(iter(page.findChildren(PasteDialog)))
    qtbot.waitUntil(lambda: dialog.block is not None)
    return dialog


def incomes(office):
    """The net income of each household this year."""
    wanted = select(HouseholdYear.household_id, HouseholdYear.net_income)
    rows = office.read(lambda session: session.execute(wanted.where(HouseholdYear.year == 2016)).all())
    return dict(map(tuple, rows))


def block(office, pair, *amounts):
    """A village's incomes as a spreadsheet copies them."""
    rows = zip((household_of(office, number) for number in pair), amounts, strict=True)
    lines = [f"{each.number}\t{each.head}\t{amount}" for each, amount in rows]
    return "\r\n".join(["户编号\t户主姓名\t年纯收入", *lines, ""])


def test_a_column_of_incomes_goes_in_as_one_act_with_one_undo(office, pair, paste, qtbot):
    dialog = paste(block(office, pair, "9,000", "7500"))
    assert dialog.said.text().startswith("2 rows fit.")
    assert dialog.take.text() == "Take in 2 rows"
    with qtbot.waitSignal(dialog.page.done) as done:
        dialog.take.click()
    assert incomes(office) == {pair[0]: Decimal(9000), pair[1]: Decimal(7500)}
    office.at(TODAY).do(done.args[0].undo)
    assert incomes(office) == {pair[0]: Decimal(2000), pair[1]: Decimal(2000)}


def test_what_does_not_fit_is_marked_named_and_can_be_left_out(office, pair, paste, qtbot):
    dialog = paste(block(office, pair, "九千多", "7500"))
    assert dialog.said.text().startswith("1 row fits, 1 does not.")
    cell = dialog.table.block.index(0, 2)
    assert cell.data(Role.BackgroundRole) is not None
    assert "九千多" in cell.data(Role.ToolTipRole)
    assert dialog.problems.item(0).text().startswith("Row 2 · Net income of the household (yuan a year): ")
    assert dialog.take.text() == "Take in 1 row, leave out 1"
    with qtbot.waitSignal(dialog.page.done):
        dialog.take.click()
    assert incomes(office) == {pair[0]: Decimal(2000), pair[1]: Decimal(7500)}


def test_a_cell_is_put_right_in_place(office, pair, paste, qtbot):
    dialog = paste(block(office, pair, "九千多", "7500"))
    dialog.table.block.setData(dialog.table.block.index(0, 2), "9000")
    qtbot.waitUntil(lambda: dialog.take.text() == "Take in 2 rows")


def test_a_column_without_a_title_is_told(office, pair, paste, qtbot):
    text = "\n".join(block(office, pair, "9000", "7500").splitlines()[1:])
    dialog = paste(text)
    assert not dialog.take.isEnabled()
    assert dialog.problems.item(0).text().startswith("No column says what a row is about")
    for place, key in enumerate(("household_number", "head_name", "net_income")):
        label = next(each.label for each in dialog.grid.columns if each.key == key)
        actions = {action.text(): action for action in dialog.table.menu_of(place).actions()}
        actions[label].trigger()
        qtbot.waitUntil(lambda place=place: place in dialog.block.heading.columns)
    assert dialog.take.text() == "Take in 2 rows"


def test_rows_left_out_go_back_to_the_clipboard_with_the_reasons(office, pair, paste):
    dialog = paste(block(office, pair, "九千多", "7500"))
    dialog.copy.click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "户编号\t户主姓名\t年纯收入\tWhat does not fit"
    assert lines[1].split("\t")[2] == "九千多"
    assert len(lines) == 2
    assert 'mso-number-format:"\\@"' in QGuiApplication.clipboard().mimeData().html()


def test_a_clipboard_of_people_is_offered_for_people(office, pair, paste):
    dialog = paste("姓名\t务工时间\t健康状况\n张大有\t6\t健康\n")
    assert dialog.grid.key == "member_years"
    assert dialog.take.text() == "Take in 1 row"


def test_an_empty_clipboard_says_what_to_do(paste):
    dialog = paste("")
    assert dialog.problems.item(0).text().startswith("The clipboard holds no rows of a spreadsheet")


def test_an_inspector_may_look_and_not_take_in(office, pair, paste):
    dialog = paste(block(office, pair, "9000", "7500"), INSPECTOR)
    assert not dialog.take.isEnabled()
    assert dialog.take.toolTip()
    assert [dialog.problems.item(0).text()] == [dialog.take.toolTip()]
    assert dialog.problems.count() == 1


def test_a_form_over_the_table_is_read_with_the_block(office, pair, paste, qtbot):
    dialog = paste(block(office, pair, "9000", "7500"))
    year = dialog.given.editors["year"]
    year.setText("二零")
    year.left.emit()
    assert not dialog.take.isEnabled()
    year.setText("2015")
    year.left.emit()
    with qtbot.waitSignal(dialog.page.done):
        dialog.take.click()
    assert incomes(office) == {pair[0]: Decimal(2000), pair[1]: Decimal(2000)}


@pytest.mark.parametrize(
    ("page", "person", "grid"),
    [(QueuePage, CLERK, "visits"), (FiguresPage, ADMINISTRATOR, "figures")],
    ids=["queue", "figures"],
)
def test_visits_and_figures_are_pasted_where_they_are_listed(office, pair, jobs, qtbot, page, person, grid):
    QGuiApplication.clipboard().setText("")
    page = shown(page(office.at(TODAY, person), jobs), qtbot)
    tool = next(each for each in page.findChildren(QPushButton) if each.accessibleName() == "Paste…")
    tool.click()
    dialog = next(iter(page.findChildren(PasteDialog)))
    assert dialog.grid.key == grid


def test_who_may_not_visit_is_offered_no_paste(office, jobs, qtbot):
    page = shown(QueuePage(office.at(TODAY, INSPECTOR), jobs), qtbot)
    assert [each for each in page.findChildren(QPushButton) if each.accessibleName() == "Paste…"] == []


def test_a_blank_workbook_goes_out_and_its_filled_copy_is_previewed(office, pair, jobs, qtbot, tmp_path):
    QGuiApplication.clipboard().clear()
    page = shown(CluesPage(office.at(TODAY), jobs), qtbot, size=(1300, 800))
    page.paste_button.click()
    dialog = next(iter(page.findChildren(PasteDialog)))
    path = tmp_path / "clues.xlsx"
    dialog.blank_to(path)
    qtbot.waitUntil(path.exists, timeout=10_000)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    household = household_of(office, pair[0])
    typed = {"Household number": household.number, "* Source of the clue": "Hotline 12317"}
    typed |= {"* Risks": "因学", "* Found on": TODAY}
    for cell in sheet[1]:
        sheet.cell(2, cell.column).value = typed.get(cell.value)
    book.save(path)
    dialog.read_workbook(path)
    qtbot.waitUntil(lambda: dialog.take.text() == "Take in 1 row", timeout=20_000)
    with qtbot.waitSignal(page.done):
        dialog.take.click()


def test_a_file_that_is_no_workbook_is_told_in_the_preview(office, pair, paste, qtbot, tmp_path):
    dialog = paste(block(office, pair, "9000", "7500"))
    path = tmp_path / "bad.xlsx"
    path.write_bytes(b"nothing")
    dialog.read_workbook(path)
    qtbot.waitUntil(lambda: bool(dialog.findChildren(Banner)), timeout=20_000)
    assert dialog.source.rows[0].cells[2] == "9000"  # the block stays


@pytest.fixture
def money(office, jobs, qtbot):
    """Copy payments of a project and paste them into the page of payments; gives the preview."""
    number, day = office.at(RECEIVED).do(proposal(office)).id, date(2018, 12, 20)
    case = office.read(lambda session: session.scalar(select(Case.id).where(Case.project_id == number)))
    walk(office, (case,))
    a_registered_household(office)
    desk = office.at(LATER)
    asked = {"document": "青财农〔2018〕12号", "name": "中央资金", "level": FundLevel.CENTRAL, "year": 2018}
    fund = desk.do(RecordFund(**asked, received_on=day, amount=Decimal(5000))).id
    share = {"project": number, "amount": Decimal(1000), "released_on": day, "document": "3号"}
    agreed(office, ReleaseFund(fund=fund, **share), LATER)

    def pasted(*rows):
        titles = "Project\t户主姓名\tAmount (yuan)\tPaid on\tVoucher\tPayee\tAccount"
        QGuiApplication.clipboard().setText("\n".join((titles, *rows)))
        return pasted_into(shown(PaymentsPage(desk, jobs), qtbot, size=(1300, 800)), qtbot)

    return pasted


ROW = "大河村三组产业路硬化\t{head}\t{amount}\t2018-12-20\t凭{voucher}\t{payee}\t6222020000001234567"


def put_in_force(office):
    """Put in force the block that was proposed last."""
    last = office.read(lambda session: session.scalar(select(func.max(Proposal.id))))
    office.at(LATER, REVIEWER).do(PutInForce(proposal=last))


def test_rows_that_do_not_fit_together_are_kept_aside_and_the_others_go_in(office, money, qtbot):
    rows = [ROW.format(head="", payee="供货商", amount=600, voucher=number) for number in (1, 2)]
    rows.append(ROW.format(head="", payee="供货商", amount=400, voucher=3))
    dialog = money(*rows)
    assert dialog.take.text() == "Take in 3 rows"
    assert "All rows wait until another person puts them in force: Reviewer." in dialog.said.text()
    dialog.take.click()
    qtbot.waitUntil(lambda: dialog.take.text() == "Take in 2 rows, leave out 1")
    assert "200.00 yuan are too much" in dialog.problems.item(0).text()
    assert office.read(lambda session: session.scalars(select(Payment.amount)).all()) == []
    with qtbot.waitSignal(dialog.page.done):
        dialog.take.click()
    amounts = select(Payment.amount).order_by(Payment.id)
    assert office.read(lambda session: session.scalars(amounts).all()) == []
    put_in_force(office)
    assert office.read(lambda session: session.scalars(amounts).all()) == [600, 400]


def test_a_consequence_is_named_beside_its_row_and_account_numbers_are_masked(office, money, qtbot):
    dialog = money(ROW.format(head="张大有", payee="", amount=100, voucher=1))
    with qtbot.waitSignal(dialog.page.done):
        dialog.take.click()
    put_in_force(office)
    again = money(ROW.format(head="张大有", payee="", amount=100, voucher=2))
    words = "The household of 张大有 was paid 100.00 yuan for this project on 2018-12-20 already."
    assert again.problems.item(0).text() == f"Row 2: {words}"
    assert again.take.text() == "Take in 1 row"
    cell = again.table.block.index(0, 6)
    assert cell.data(Role.DisplayRole) == "622************4567"
    assert cell.data(Role.EditRole) == "6222020000001234567"


def test_rows_that_stayed_blank_are_counted_apart(money):
    dialog = money(ROW.format(head="张大有", payee="", amount=100, voucher=1), "大河村三组产业路硬化\t张大有")
    assert dialog.said.text().startswith("1 row fits, 1 was not filled in.")
    assert dialog.take.text() == "Take in 1 row"
    assert dialog.problems.count() == 0


def test_a_blank_workbook_names_the_rows_that_the_list_shows(office, jobs, qtbot, tmp_path):
    for serial, head in enumerate(("户一", "户二"), 1):
        a_household(office, head, serial=serial)
    drawn = {"kind": RoundKind.SURVEY, "name": "年末调查", "drawn_on": TODAY, "people": RoundPeople.ALL}
    office.at(TODAY, REVIEWER).do(DrawRound(**drawn))
    page = shown(SheetsPage(office.at(TODAY, REVIEWER), jobs), qtbot, size=(1300, 800))
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 2)
    QGuiApplication.clipboard().setText("")
    dialog = pasted_into(page, qtbot)
    dialog.blank_to(tmp_path / "sheets.xlsx")
    qtbot.waitUntil(lambda: (tmp_path / "sheets.xlsx").exists())
    rows = list(openpyxl.load_workbook(tmp_path / "sheets.xlsx").worksheets[0].values)
    assert [row[2] for row in rows[1:3]] == ["户一", "户二"]
    assert {row[4] for row in rows[1:3]} == {"年末调查"}
    dialog.read_workbook(tmp_path / "sheets.xlsx")
    qtbot.waitUntil(lambda: dialog.block is not None and len(dialog.block.blank) == 2)
    assert "It cannot be undone, only corrected." in dialog.said.text()


def test_the_field_sheets_of_a_round_go_out_from_the_round(office, jobs, qtbot, tmp_path):
    a_household(office, "户一")
    drawn = {"kind": RoundKind.SURVEY, "drawn_on": TODAY, "people": RoundPeople.ALL}
    for name in ("春季抽查", "年末调查"):
        office.at(TODAY, REVIEWER).do(DrawRound(name=name, **drawn))
    page = shown(InspectionsPage(office.at(TODAY, REVIEWER), jobs), qtbot, size=(1300, 800))
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 2)
    page.list.choose(1)
    QGuiApplication.clipboard().setText("")
    dialog = pasted_into(page, qtbot)
    dialog.blank_to(tmp_path / "sheets.xlsx")
    qtbot.waitUntil(lambda: (tmp_path / "sheets.xlsx").exists())
    rows = list(openpyxl.load_workbook(tmp_path / "sheets.xlsx").worksheets[0].values)
    assert [row[4] for row in rows[1:3]] == ["春季抽查", None]


@pytest.mark.parametrize(
    ("page", "keys"),
    [
        (NeedsPage, ["needs", "measures", "needs_ended"]),
        (MeasuresPage, ["measures", "loans", "stages", "deliveries"]),
        (ProjectsPage, ["projects", "progress", "payments"]),
        (FundsPage, ["funds", "releases"]),
        (PaymentsPage, ["payments"]),
        (AssetsPage, ["assets", "asset_years"]),
        (OfficialsPage, ["pairings"]),
        (TeamsPage, ["teams", "team_members"]),
        (TeamWeeksPage, ["team_weeks"]),
        (PledgesPage, ["pledges", "results"]),
        (PlansPage, ["plans"]),
        (FindingsPage, ["findings", "mendings"]),
        (InspectionsPage, ["sheets", "sheets_again"]),
        (EvaluationsPage, ["sheets", "sheets_again"]),
    ],
    ids=lambda value: getattr(value, "key", ""),
)
def test_each_list_of_help_and_supervision_takes_rows(office, jobs, qtbot, page, keys):
    QGuiApplication.clipboard().setText("")
    dialog = pasted_into(shown(page(office.at(LATER, REVIEWER), jobs), qtbot, size=(1300, 800)), qtbot)
    assert [grid.key for grid in dialog.place.grids] == keys


def test_a_workbook_of_two_sheets_shows_the_fitting_one_and_mends_a_word_everywhere(
    office, jobs, qtbot, tmp_path
):
    a_registered_household(office)
    a_registered_household(office, "王秀田", serial=2)
    path = tmp_path / "帮扶措施统计表.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["说明", "姓名", "电话"])
    book.active.append(["联系", "郑宝", "13900000001"])
    sheet = book.create_sheet("帮扶措施")
    sheet.append(["大河村监测对象帮扶措施统计表"])
    sheet.append(["户主", "措施类型", "计划金额（万元）", "开始日期", "措施名称"])
    sheet.append(["张大有", "种养", 0.35, "2018-12-20", "养殖补助"])
    sheet.append(["王秀田", "种养", 0.65, "2018-12-21", "养殖补助"])
    sheet.append(["合计", None, 2, None])
    book.save(path)
    QGuiApplication.clipboard().setText("")
    dialog = pasted_into(shown(MeasuresPage(office.at(LATER), jobs), qtbot, size=(1300, 800)), qtbot)
    dialog.read_workbook(path)
    qtbot.waitUntil(lambda: dialog.source.sheet == "帮扶措施" and len(dialog.block.rows) == 2, timeout=20_000)
    assert dialog.sheet_box.isVisibleTo(dialog)
    assert "Left out: rows 5" in dialog.said.text()
    said = [dialog.problems.item(row).text() for row in range(dialog.problems.count())]
    assert any("the total is 20000.00, its rows add up to 10000.00" in words for words in said)
    model = dialog.table.block
    assert model.index(0, 2).data(Role.DisplayRole).startswith("0.35 → 3,500")
    model.setData(model.index(0, 1), "产业帮扶")
    qtbot.waitUntil(lambda: dialog.take.text() == "Take in 2 rows", timeout=20_000)
