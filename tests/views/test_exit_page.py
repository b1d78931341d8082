"""Exit checks: the matrix, its filters, the argument under it, and what can be done."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt

from county_desk.rules.findings import Outcome
from county_desk.views.exits.exit_page import ExitPage
from county_desk.views.exits.matrix_rows import PartColumn, cell_words, read_households
from county_desk.views.jobs import Jobs
from county_desk.views.widgets.bands import Band
from tests.build import INSPECTOR
from tests.views import exits, showing

INCOME, HOUSE, INSURED = "Net income a head", "Grade of the house", "Basic medical insurance of every member"
Role = Qt.ItemDataRole


@pytest.fixture
def made(guizhou):
    """The numbers of the households by head, and of the one case there is."""
    return exits.scene(guizhou)


@pytest.fixture
def open_page(qtbot):
    """Show the page to somebody at a desk."""
    return lambda desk, jobs: showing.shown(ExitPage(desk, jobs), qtbot)


@pytest.fixture
def page(guizhou, made, open_page, jobs):
    """The page of a county clerk."""
    return open_page(guizhou.at(exits.TODAY), jobs)


def heads(page):
    model = page.stack.view.matrix
    return [row.subject for row in model.rows(range(model.rowCount()))]


def section(page, key):
    return [column.key for column in page.stack.view.matrix.table.columns].index(key)


def cell(page, head, key):
    model = page.stack.view.matrix
    return model.index(heads(page).index(head), section(page, key))


def test_the_columns_are_the_criteria_of_the_rule(page):
    columns = [c for c in page.stack.view.matrix.table.columns if isinstance(c, PartColumn)]
    assert [column.key for column in columns] == [part.label for part in page.rows[0].finding.parts]
    assert len(columns) == 10


def test_the_tabs_count_who_is_ready_who_is_blocked_and_who_cannot_be_told(page):
    words = [page.tabs.tabText(place) for place in range(page.tabs.count())]
    assert words == ["All 8", "Ready 3", "Blocked 2", "Cannot tell 2", "With an exit case 1"]
    page.tabs.choose("blocked")
    assert heads(page) == ["张大有", "杨志明"]


def test_ready_leaves_out_whose_exit_is_under_way(page):
    page.tabs.choose("ready")
    assert heads(page) == ["李秀英", "吴春花", "郑长江"]


def test_an_exit_under_way_since_another_year_counts_too(guizhou, made, open_page, jobs):
    page = open_page(guizhou.at(exits.TODAY), jobs)
    showing.turn(page, 2015)
    page.tabs.choose("cases")
    assert heads(page) == ["孙有田"]


def test_a_cell_speaks_in_words_and_its_tooltip_gives_the_sentence(page):
    index = cell(page, "张大有", INCOME)
    assert index.data() == "not met 2,640.50 yuan"
    assert index.data(Role.AccessibleTextRole) == "Net income a head: not met 2,640.50 yuan"
    assert index.data(Role.ToolTipRole).startswith(
        "Net income a head: standard above 3,146 yuan, actual 2,640.50 yuan: not met"
    )
    assert cell(page, "赵桂兰", INCOME).data() == "cannot tell"
    assert cell(page, "张大有", "result").data() == "2 not met"


def test_the_figure_in_a_cell_is_short(page):
    row = next(row for row in page.rows if row.subject == "李秀英")
    words = {label: cell_words(row.part(label)) for label in (INCOME, INSURED, HOUSE)}
    assert words == {INCOME: "4,812", INSURED: "", HOUSE: "B"}


def test_sorting_by_the_result_puts_the_most_failures_together(page):
    page.stack.view.sortByColumn(section(page, "result"), Qt.SortOrder.DescendingOrder)
    assert heads(page)[:2] == ["张大有", "杨志明"]
    page.filters.search.setText("村")
    page.refresh()
    assert heads(page)[:2] == ["张大有", "杨志明"]


def test_a_criterion_narrows_the_matrix_and_says_so(page):
    page.filters.criterion.pick(HOUSE, Outcome.NOT_MET)
    assert heads(page) == ["张大有"]
    assert page.filters.criterion.text() == "Grade of the house: not met"
    page.filters.criterion.pick(INSURED, Outcome.UNKNOWN)
    assert page.filters.criterion.text() == "Criteria (2)"
    assert page.stack.currentWidget() is page.stack.empty
    page.stack.empty.button.click()
    assert len(heads(page)) == 8


def test_the_search_and_the_village_narrow_it_too(page, qtbot):
    page.filters.village.set_values(["柳湾村"])
    page.filters.village.picked.emit()
    assert heads(page) == ["杨志明", "周玉珍", "孙有田"]
    page.filters.search.setText("孙")
    qtbot.waitUntil(lambda: heads(page) == ["孙有田"])
    assert page.filters.clear_button.isVisible()
    page.filters.clear_button.click()
    assert len(heads(page)) == 8


def test_the_arrow_keys_walk_the_cells_and_the_argument_follows(page, made, qtbot):
    view = page.stack.view
    view.choose(made["张大有"], INCOME)
    explained = page.below.argument.widget().findChildren(type(page.heading))
    words = "\n".join(label.text() for label in explained)
    assert "Would be met if “Net income a head” rose by more than 505.50 yuan, above 3,146 yuan" in words
    assert "Income line for exit" in words
    assert "2016-01-01" in words
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.label() == "Stable income"
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert page.below.row.subject == "赵桂兰"


def test_the_name_of_the_household_gives_the_whole_argument(page, made):
    page.stack.view.choose(made["周玉珍"])
    labels = page.below.argument.widget().findChildren(type(page.heading))
    words = "\n".join(label.text() for label in labels)
    assert "Exit of the household: cannot tell (0 not met, 1 cannot be told)" in words
    assert "Open until known: Basic medical insurance of every member" in words


def test_space_ticks_and_the_button_counts(page, made, qtbot):
    assert not page.open_button.isEnabled()
    assert "Space" in page.open_button.toolTip()
    page.stack.view.choose(made["李秀英"])
    qtbot.keyClick(page.stack.view, Qt.Key.Key_Space)
    assert page.open_button.text() == "Open exit cases (1)"
    assert cell(page, "李秀英", "tick").data(Role.CheckStateRole) is Qt.CheckState.Checked
    assert cell(page, "李秀英", "tick").data(Role.AccessibleTextRole) == "ticked"
    qtbot.keyClick(page.stack.view, Qt.Key.Key_Space)
    assert page.open_button.text() == "Open exit cases (0)"


def test_a_click_into_the_box_ticks(page, made):
    model = page.stack.view.matrix
    index = cell(page, "郑长江", "tick")
    assert model.flags(index) & Qt.ItemFlag.ItemIsUserCheckable
    model.setData(index, Qt.CheckState.Checked.value, Role.CheckStateRole)
    assert model.ticked == {made["郑长江"]}


def test_cases_are_opened_for_those_ticked_and_a_refusal_is_named(page, made):
    page.stack.tick_shown()
    page.stack.view.matrix.tick([made["孙有田"]], on=True)
    page.open_button.click()
    panel = page.drawer.panel
    assert panel.do_button.text() == "Open 8 exit cases"
    panel.do_button.click()
    words = showing.confirm(panel)
    assert "张大有: Exit of the household: not met (2 not met, 0 cannot be told)" in words
    assert "· Net income a head: standard above 3,146 yuan, actual 2,640.50 yuan: not met" in words
    assert "周玉珍: Exit of the household: cannot tell (0 not met, 1 cannot be told)" in words
    assert "李秀英" not in words
    assert page.tabs.tabText(4) == "With an exit case 8"
    assert page.drawer.isHidden()
    assert page.stayed.isVisible()
    assert page.stayed.words.text() == (
        "No case was opened for:\n· 孙有田: Case {case} of this household is under way".format(
            case=made["case"]
        )
    )
    assert page.stack.ticked() == set()


def test_all_shown_ticks_those_that_can_begin_and_the_check_counts_them_by_outcome(page, made):
    page.tick_button.click()
    assert page.stack.ticked() == {made[head] for head, *_about in exits.FACTS if head != "孙有田"}
    page.open_button.click()
    page.drawer.panel.do_button.click()
    words = page.drawer.panel.step.effect.words.text()
    assert words.startswith("7 households: 3 can exit, 2 not met, 2 cannot be told")
    page.drawer.panel.step.back.emit()
    page.tick_button.click()
    assert page.stack.ticked() == set()


def test_facts_are_recorded_where_they_are_unknown(page, made):
    page.stack.view.choose(made["赵桂兰"], INCOME)
    page.below.facts_button.click()
    panel = page.drawer.panel
    panel.form.fill({"net_income": Decimal(20000)})
    panel.do_button.click()
    assert page.tabs.tabText(1) == "Ready 4"
    assert page.below.row.subject == "赵桂兰"
    assert cell(page, "赵桂兰", INCOME).data() == "met 5,000 yuan"


def test_the_case_is_one_press_away(page, made, qtbot):
    page.stack.view.choose(made["李秀英"])
    assert not page.below.case_button.isEnabled()
    assert page.below.case_button.toolTip() == "There is no exit case of 2016."
    page.stack.view.choose(made["孙有田"])
    with qtbot.waitSignal(page.go) as gone:
        page.below.case_button.click()
    assert gone.args == ["case", made["case"]]


def test_a_case_that_another_page_asks_for_is_found(page, made):
    page.tabs.choose("blocked")
    page.show_subject(made["case"])
    assert page.below.row.subject == "孙有田"
    assert page.tabs.key == "all"


def test_villages_have_the_criteria_of_their_province(page):
    page.scope.village_button.click()
    assert heads(page) == ["大河村", "柳湾村"]
    columns = [c.key for c in page.stack.view.matrix.table.columns if isinstance(c, PartColumn)]
    assert columns[0] == "Incidence of poverty"
    assert len(columns) > 1
    assert page.open_button.isEnabled()
    assert not page.tick_button.isVisible()


def test_a_village_files_for_its_exit(page):
    page.scope.village_button.click()
    page.open_button.click()
    panel = page.drawer.panel
    assert panel.form.editors["persons"].text() == "900"
    assert panel.do_button.text() == "Open an exit case"
    panel.do_button.click()
    assert page.tabs.tabText(4) == "With an exit case 1"


def test_a_village_whose_criteria_are_not_met_says_so_before_its_exit_starts(page):
    page.scope.village_button.click()
    page.open_button.click()
    panel = page.drawer.panel
    panel.form.fill({"persons": 200})
    panel.do_button.click()
    assert page.tabs.tabText(4) == "With an exit case 0"
    panel.step.back_button.click()
    assert panel.form.isVisible()
    panel.do_button.click()
    words = showing.confirm(panel)
    assert words.startswith("大河村: Exit of the village: not met (1 not met, 0 cannot be told)")
    assert "Incidence of poverty: standard below 3%, actual 6%" in words
    assert page.tabs.tabText(4) == "With an exit case 1"


def test_another_year_has_other_facts(page):
    showing.turn(page, 2015)
    words = [page.tabs.tabText(place) for place in range(page.tabs.count())]
    assert words[:4] == ["All 8", "Ready 0", "Blocked 0", "Cannot tell 8"]


def test_an_empty_register_has_one_way_on(desk, jobs, open_page, qtbot):
    page = open_page(desk, jobs)
    assert page.stack.empty.words.text() == "No household stands in the register yet."
    with qtbot.waitSignal(page.go) as gone:
        page.stack.empty.button.click()
    assert gone.args == ["applications", None]


def test_somebody_without_the_right_sees_who_has_it(guizhou, made, open_page, jobs):
    page = open_page(guizhou.at(exits.TODAY, INSPECTOR), jobs)
    page.stack.tick_shown()
    for button in (page.open_button, page.below.facts_button):
        assert not button.isEnabled()
        assert button.toolTip().startswith("孙宁 (Inspector) may not file applications.")


def test_an_error_is_shown_and_the_matrix_stays(page, monkeypatch):
    def broken(*_args):
        raise OSError("disk gone")

    failed = []
    page.failed.connect(failed.append)
    monkeypatch.setattr(type(page.desk), "read", broken)
    page.refresh()
    assert [str(error) for error in failed] == ["disk gone"]
    assert len(heads(page)) == 8


def test_a_check_off_the_window_s_thread_can_be_stopped(guizhou, made, open_page, qtbot, monkeypatch):
    from county_desk.views.exits import exit_page

    def slow(desk, year, progress):
        for done in range(1000):
            progress(done, 1000)
        return read_households(desk, year, progress)

    monkeypatch.setattr(exit_page, "read_households", slow)
    threads = Jobs()
    page = open_page(guizhou.at(exits.TODAY), threads)
    page.progress.stopped.emit()
    assert page.stack.empty.words.text() == "The check was stopped."
    page.stack.empty.button.click()
    qtbot.waitUntil(lambda: page.rows is not None)
    assert len(heads(page)) == 8
    threads.close()


def test_it_fits_the_smallest_window(page):
    page.fit(Band.of(911, 450))
    assert page.minimumSizeHint().width() <= 828
    assert page.minimumSizeHint().height() <= 340
    assert page.stack.view.isColumnHidden(section(page, "village"))
