"""Setting up a new county: what each step asks, checks and shows."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from county_desk.models.place import Place
from county_desk.models.user import User
from tests.views.founding import PLACES, choose_list, fill, form, window

__all__ = ["form", "window"]


def test_a_step_that_is_half_filled_in_goes_no_further_and_says_so_beside_the_field(window, form):
    form.button.click()
    assert form.place == 0
    assert form.county.fields["name"].wrong
    assert form.county.notes["name"].problem == "“Name of the county” is still to be filled in"
    form.county.fields["name"].setText("青岚县")
    form.county.fields["code"].setText("5201")
    form.button.click()
    assert form.county.notes["name"].problem == ""
    assert form.county.notes["code"].problem == "The code of a county has 6 digits"


def test_enter_goes_on_to_the_next_field_and_step(form, qtbot):
    name, code = form.county.fields["name"], form.county.fields["code"]
    name.setText("青岚县")
    name.setFocus()
    qtbot.keyClick(name, Qt.Key.Key_Return)
    assert form.window().focusWidget() is code
    code.setText("520199")
    qtbot.keyClick(code, Qt.Key.Key_Return)
    assert form.steps[form.place] is form.villages


def test_a_county_is_found_by_its_sound_and_fills_in_name_and_code(form):
    form.county.search.setEditText("ziyangxian")
    form.county.search.lineEdit().textEdited.emit("ziyangxian")
    form.county.search._settle()
    assert form.county.fields["name"].text() == "紫阳县"
    assert form.county.fields["code"].text() == "610924"
    assert form.county.county().province == "陕西省"


def test_the_preview_counts_the_villages_and_names_the_rows_to_mend(form, tmp_path):
    form.county.fields["name"].setText("青岚县")
    form.county.fields["code"].setText("520199")
    form.button.click()
    choose_list(form, tmp_path, PLACES + "城关镇,52019910000,小河村\n外镇,520200100001,别县村\n")
    preview = form.villages.preview
    assert preview.words.text() == "2 villages · 2 townships · 1 row to mend · 1 row of another county"
    cells = [preview.unfit.item(0, column).text() for column in range(3)]
    assert cells == ["4", "城关镇 · 52019910000 · 小河村", "“52019910000” is not a village code of 12 digits"]
    assert [preview.towns.item(row, 0).text() for row in range(2)] == ["城关镇", "青山镇"]
    form.button.click()
    assert form.villages.notes["places"].problem.startswith("row 4: ")
    choose_list(form, tmp_path)
    form.villages.fields["places"].setText(str(tmp_path / "none.csv"))
    form.villages.file_chosen.emit()
    assert form.villages.notes["places"].problem
    assert not preview.isVisible()


def test_a_blank_list_of_villages_is_saved_and_read_back_empty(form, tmp_path):
    form.county.fields["name"].setText("青岚县")
    form.county.fields["code"].setText("520199")
    form.button.click()
    path = tmp_path / "villages.xlsx"
    form.villages.form_wanted.emit(path)
    assert path.exists()
    assert "villages.xlsx" in form.villages.notes["places"].text()


def test_each_person_has_a_name_of_their_own_a_place_and_the_needed_posts(form, tmp_path):
    fill(form, tmp_path, rehearsal=True)
    form.before.click()
    rows = form.people.rows
    rows[0].name.clear()
    rows[3].name.setText("李强")
    rows[1].place.set_value(None)
    form.button.click()
    assert form.steps[form.place] is form.people
    assert form.people.note.problem == "Name at least one person for: County clerk"
    assert rows[3].note.problem == "Every person has an account of their own; two have the same name"
    assert rows[1].note.problem == "Choose the place that 赵敏 acts for"
    assert [row.place.wrong for row in rows] == [number == 1 for number in range(6)]
    assert not rows[1].name.wrong
    rows[3].remove.click()
    assert len(form.people.rows) == 5
    form.people.add_button.click()
    assert [words for _value, words in form.people.rows[-1].place.offers()] == [
        "城关镇 520199100",
        "青山镇 520199101",
    ]


def test_a_township_clerk_gets_an_account_for_the_chosen_township(window, form, tmp_path):
    fill(form, tmp_path, rehearsal=True)
    assert "520199 · 2 townships · 2 villages · 5 persons" in form.keep.summary.text()
    form.button.click()
    placed = select(User.name, Place.name).join(Place, User.place_id == Place.id)
    assert [tuple(row) for row in window.desk.read(lambda session: session.execute(placed).all())] == [
        ("赵敏", "青山镇")
    ]


def test_the_primary_button_is_in_view_at_each_step_in_a_small_window(window, form, tmp_path):
    window.resize(911, 450)
    fill(form, tmp_path, rehearsal=True)
    for place in range(4):
        form.show_step(place)
        QApplication.processEvents()
        bottom = form.button.mapTo(window, form.button.rect().bottomLeft()).y()
        assert bottom <= 450, place
        assert form.button.isVisible()


def test_a_register_of_a_server_asks_for_its_parts(form, tmp_path):
    fill(form, tmp_path, rehearsal=True)
    form.keep.where.set_value(True)
    form.keep._turn()
    assert not form.keep.fields["file"].isVisible()
    form.button.click()
    assert form.keep.notes["server"].problem == "Server is needed"
    for field, words in zip(form.keep._server_lines(), ("h", "5432", "d", "r"), strict=True):
        field.setText(words)
    assert form.keep.place() == "postgresql://r@h:5432/d"


def test_a_folder_that_is_not_there_is_made_once_the_person_has_read_so(window, form, tmp_path):
    fill(form, tmp_path, rehearsal=True)
    folder = tmp_path / "没有的"
    form.keep.fields["file"].setText(str(folder / "青岚县.cdesk"))
    form.button.click()
    assert form.keep.notes["file"].problem.startswith(f"There is no folder {folder}.")
    assert not folder.exists()
    form.button.click()
    assert (folder / "青岚县.cdesk").exists()


def test_the_region_of_a_code_is_named(form):
    form.county.fields["code"].setText("520199")
    assert form.county.region.currentText() == "As the code says · the west"


def test_what_the_founding_refuses_is_said_in_its_step(window, form, tmp_path):
    fill(form, tmp_path, rehearsal=True)
    (tmp_path / "青岚县.cdesk").write_text("taken")
    form.button.click()
    assert form.keep.notes["file"].problem.endswith("exists; choose another name")
    assert form.keep.fields["file"].wrong
    assert form.button.isEnabled()
    form.show_problems({"code": "no village"})
    assert (form.place, form.county.notes["code"].problem) == (0, "no village")
