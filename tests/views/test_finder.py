"""Ctrl+K finds records, pages and every action of the present page, the best first, in both languages."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from county_desk.tables.all_lists import LISTS
from county_desk.tables.listing import page as read_page
from county_desk.text import CHINESE, ENGLISH, _
from county_desk.views.finder_answers import KINDS, MOST, kinds_of
from county_desk.views.page_offers import offers_of
from county_desk.views.widgets.acts_box import ActsBox
from tests.build import DAY, FOUNDED, national
from tests.busy import fill
from tests.views.all_pages import PAGES
from tests.views.windows import open_window, shown_page

TOWNSHIP = "赵敏"


@pytest.fixture
def office(files, policy, tmp_path):
    """An office with something on each list."""
    office, engine = files.fresh(national(policy), tmp_path / "青岚县.cdesk", fill)
    yield office
    engine.dispose()


@pytest.fixture(params=[ENGLISH, CHINESE])
def window(request, office, qapp, tmp_path):
    """A window for one test."""
    with open_window(office.at(FOUNDED + 400 * DAY), tmp_path, request.param) as window:
        yield window


def looked_into(window):
    """The box of a window."""
    finder = window.frame.top.finder
    finder.hasFocus = lambda: True  # the offscreen window is never active
    return finder


@pytest.fixture
def finder(window):
    return looked_into(window)


def found(finder, words):
    """What some words find, by the name of the kind."""
    finder._look(words)
    kinds = {
        _(title)
        for title in (*(kind.title for kind in kinds_of(PAGES)), "On this page", "Acts", "Pages", "Menu")
    }
    groups, title = {}, ""
    for text in finder.texts():
        if text in kinds and text not in groups:
            title = text
            groups[title] = []
        elif title:
            groups[title].append(text)
    return groups


@pytest.mark.parametrize(
    ("words", "kind", "part"),
    [
        ("lwc", "Villages", "柳湾村"),
        ("zlf", "Household roster", "赵来福"),
        ("wxt", "Members of households", "王秀田"),
        ("wangxiutian", "Members of households", "王秀田"),
        ("秀田", "Members of households", "王秀田"),
        ("zlf", "Cases", "赵来福"),
        ("R6", "Returns", "2016"),
        ("H0098", "Household roster", "H0098"),
    ],
)
def test_each_kind_of_record_is_found_under_its_name(finder, words, kind, part):
    assert any(part in text for text in found(finder, words)[_(kind)])


def test_a_record_with_a_name_of_its_own_is_found_by_it_and_leads_to_its_page(window, finder, office, qtbot):
    desk = office.at(FOUNDED + 400 * DAY)
    for kind in set(kinds_of(PAGES)) - set(KINDS):
        rows = desk.read(read_page, LISTS[kind.list])
        row = next(each for each in rows if getattr(each, kind.columns[0]))
        finder._look(getattr(row, kind.columns[0]))
        assert _(kind.title) in finder.texts()
        finder._choose([line and line.reach for line in finder._lines].index((kind.page, row.id)))
        page = window.frame.page
        qtbot.waitUntil(lambda page=page, row=row: getattr(page.current_row(), "id", 0) == row.id)
        assert page.key == kind.page


def test_records_that_have_the_name_of_another_are_found_by_that_one():
    lists = {kind.list for kind in kinds_of(PAGES)}
    assert {"projects", "funds", "officials", "trainings", "clues"} <= lists
    assert not lists & {"visits", "pairings", "needs", "history", "places"}


def test_notices_and_posted_lists_are_found(finder):
    groups = found(finder, "2017")
    assert groups[_("Notices")]
    assert found(finder, "dahe")[_("Disclosures")]


def test_no_personal_number_is_shown_in_full(finder):
    groups = found(finder, "990101")
    assert not any("19650312" in text for texts in groups.values() for text in texts)


def test_what_is_exactly_so_comes_before_what_begins_so(finder):
    texts = found(finder, "张一")[_("Household roster")]
    assert texts[0].startswith("张一")
    assert found(finder, "zy")[_("Household roster")][0].startswith("张一")


def test_more_is_said_when_there_is_more_and_leads_to_the_list(window, finder, qtbot):
    texts = found(finder, "0")[_("Household roster")]
    assert len(texts) == MOST + 1
    finder._choose(finder.texts().index(texts[-1]))
    assert window.frame.page.key == "registry"
    assert window.frame.page.list.search.text() == "0"


def test_a_person_of_a_township_finds_what_the_lists_show_their_own_records_first(window, finder, office):
    elsewhere = found(finder, "qd")[_("Household roster")]
    everybody = office.at(FOUNDED + 400 * DAY).read(read_page, LISTS["households"])
    own = {row.head for row in everybody if row.township == "城关镇"}
    window.enter(window.opened, office.at(FOUNDED + 400 * DAY, TOWNSHIP))
    there = looked_into(window)
    assert found(there, "qd")[_("Household roster")] == elsewhere
    first, *_others = found(there, "z")[_("Household roster")]
    assert any(first.startswith(head) for head in own)
    assert found(there, "zy")[_("Household roster")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_every_action_of_the_present_page_is_found(shared_window, page):
    shown = shown_page(shared_window, page)
    finder = looked_into(shared_window)
    finder.keep_to([shared_window.frame.kinds[page.key]])  # with the records of this page alone
    boxes = shown.findChildren(ActsBox)
    menus = {box.more for box in boxes}  # each act in the menu “More” is found by its own words instead
    dropped = [each for box in boxes if box.isVisibleTo(shown) for each in box.dropped() if not each.menu()]
    visible = [each for each in shown.findChildren(QAbstractButton) if each.isVisibleTo(shown)]
    buttons = {
        (button.text() or button.accessibleName()).replace("&", "").strip()
        for button in (*visible, *dropped)
        if button not in menus
    } - {""}
    assert buttons
    offered = {answer.words: answer for answer in offers_of(shown)}
    assert buttons <= offered.keys()
    for words in sorted(buttons):
        finder._look(words)
        assert words in finder.texts(), words


def test_an_action_says_its_keys_and_one_that_is_not_possible_its_reason(window, finder):
    window.frame.show_page("queue")
    finder._look(_("Find in this list"))
    row = finder.texts().index(_("Find in this list"))
    assert finder.answers.topLevelItem(row).text(1) == "Ctrl+F"
    finder._look(_("Undo the last act"))
    row = finder.texts().index(_("Undo the last act"))
    line = finder.answers.topLevelItem(row)
    assert line.isDisabled()
    assert line.text(0).splitlines()[1:], "the reason is text in the list"
    finder._choose(row)
    assert finder.answers.isVisible()


def test_commands_are_found_by_initials_in_chinese(finder):
    assert _("Keyboard") in found(finder, "jp" if _("Keyboard") == "键盘" else "key")[_("Menu")]


def test_an_empty_box_shows_what_was_used_last(window, finder, qtbot):
    finder._look("zlf")
    words = next(text for text in finder.texts() if text.startswith("赵来福"))
    finder._choose(finder.texts().index(words))
    finder._look("")
    assert finder.texts()[:2] == [_("Last used"), words]
    assert _("On this page") in finder.texts()


def test_the_last_used_is_forgotten_with_the_person(window, finder, office):
    finder._look("zlf")
    qtwords = next(text for text in finder.texts() if text.startswith("赵来福"))
    finder._choose(finder.texts().index(qtwords))
    window.enter(window.opened, office.at(FOUNDED + 400 * DAY, TOWNSHIP))
    there = window.frame.top.finder
    there.hasFocus = lambda: True
    there._look("")
    assert _("Last used") not in there.texts()


def test_a_village_opens_its_place_of_work(window, finder):
    finder._look("lwc")
    finder._choose(next(row for row, text in enumerate(finder.texts()) if text.startswith("柳湾村")))
    page = window.frame.page
    assert (page.key, page.row.name) == ("village", "柳湾村")


def test_the_newest_answer_wins(window, finder, monkeypatch):
    """An answer to an older question is not heard."""
    waiting = []

    def start(work, **calls):
        waiting.append((work, calls))
        return len(waiting)

    monkeypatch.setattr(finder._jobs, "start", start)
    monkeypatch.setattr(
        finder._jobs, "forget", lambda number: number and waiting.__setitem__(number - 1, None)
    )
    finder._look("z")
    finder._look("zlf")
    assert waiting[0] is None
    work, calls = waiting[1]
    calls["then"](work(None))
    assert any(text.startswith("赵来福") for text in finder.texts())


def test_enter_before_the_answer_waits_for_it_and_runs_no_old_line(window, finder, qtbot):
    reached = []
    finder.reach.connect(lambda *place: reached.append(place))
    finder.setText("R6")
    qtbot.waitUntil(lambda: finder._answered == "R6")
    finder.setText("lwc")
    qtbot.keyClick(finder, Qt.Key.Key_Return)
    assert reached == [], "the lines still answer R6"
    qtbot.waitUntil(lambda: reached != [])
    page = window.frame.page
    assert (page.key, page.row.name) == ("village", "柳湾村")


def test_letters_in_composition_are_looked_for(finder, type_text, qtbot):
    type_text(finder, composing="z'l'f")
    qtbot.waitUntil(lambda: any(text.startswith("赵来福") for text in finder.texts()))


def test_up_and_down_pass_over_the_names_of_kinds(finder, qtbot):
    finder._look("zlf")
    assert finder.answers.currentItem().text(0) == finder.texts()[1]
    for _step in range(20):
        qtbot.keyClick(finder, Qt.Key.Key_Down)
    assert finder._lines[finder._current()] is not None


def test_of_answers_found_equally_well_the_one_used_last_comes_first(window, finder):
    first, *_others, last = found(finder, "withdraw a ")[_("Acts")][1:]
    finder._choose(finder.texts().index(last))
    order = found(finder, "withdraw a ")[_("Acts")]
    assert order.index(last) < order.index(first)
