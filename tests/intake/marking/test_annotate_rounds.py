"""Which round it is for a cell that is still wrong, also where its remark did not come back with the file."""

import pytest

from county_desk.intake.delivery import ReadingTerms
from county_desk.intake.marking.comments import round_of, rounds_in
from county_desk.intake.reading.report import read_delivery
from county_desk.text import language
from tests.intake.annotated import HEAD_ROW, PLACES, an_id, changed, sent_back
from tests.intake.office import converted


def without_remarks(_book, sheet):
    """What is left of a sheet that was saved where remarks are lost."""
    for cell in sheet._cells.values():
        if cell.comment is not None:
            cell.comment = None


@pytest.mark.parametrize("spoken", ["zh", "en"])
def test_rounds_go_on_where_the_remarks_were_lost(tmp_path, source, spoken):
    with language(spoken):
        sent_back(source, tmp_path / "1.xlsx")["花名册"]
        sent_back(changed(tmp_path / "1.xlsx", without_remarks), tmp_path / "2.xlsx")
        sheet = sent_back(changed(tmp_path / "2.xlsx", without_remarks), tmp_path / "3.xlsx")["花名册"]
    again = {"zh": "第 3 次退回。", "en": "Sent back, round 3."}[spoken]
    for cell in ("F12", "E20", "F33", "G41", "F57"):
        assert sheet[cell].comment.text.splitlines()[0] == again
        assert sheet[f"J{cell[1:]}"].value.startswith(f"■ {cell} {again} ")
        assert sheet[f"J{cell[1:]}"].value.count(again) == 1


def test_a_cell_that_became_wrong_only_now_is_in_its_first_round(tmp_path, source):
    def edited(_book, sheet):
        without_remarks(None, sheet)
        sheet["F12"].value, sheet["G12"].value = an_id(112), "火星族"

    sent_back(source, tmp_path / "1.xlsx")
    sheet = sent_back(changed(tmp_path / "1.xlsx", edited), tmp_path / "2.xlsx")["花名册"]
    assert sheet["G12"].comment.text.startswith("■ ")
    assert sheet["J12"].value.startswith("■ G12 “火星族”")


def test_the_column_tells_of_a_row_that_was_moved(tmp_path, source):
    def moved(_book, sheet):
        without_remarks(None, sheet)
        sheet.insert_rows(HEAD_ROW + 1)

    sent_back(source, tmp_path / "1.xlsx")
    sheet = sent_back(changed(tmp_path / "1.xlsx", moved), tmp_path / "2.xlsx")["花名册"]
    assert sheet["F13"].comment.text.startswith("Sent back, round 2.")


@pytest.mark.office
@pytest.mark.parametrize("suffix", ["xls"])
def test_rounds_go_on_as_another_office_program_saves_the_file(tmp_path, source, suffix):
    for number in ("1", "2"):
        sent_back(source, tmp_path / f"{number}.xlsx")
        source = converted(tmp_path / f"{number}.xlsx", suffix)
    sheet = sent_back(source, tmp_path / "3.xlsx")["花名册"]
    assert sheet["F12"].comment.text.startswith("Sent back, round 3.\n■ ")


def test_what_is_only_odd_has_no_round():
    assert [round_of("▲ look"), round_of("■ wrong"), round_of("Sent back, round 4.\n■ x"), round_of("")] == [
        *(0, 1, 4, 0)
    ]
    said = "■ F12 第 2 次退回。 错 ■ F12 又错 ▲ I12 看一看 ■ E12 错"
    assert rounds_in(said) == {"F": 2, "E": 1}


def test_a_marked_copy_names_the_files_that_were_sent_before(tmp_path, source):
    files = [source]
    for number in ("1", "2"):
        sent_back(files[-1], tmp_path / f"{number}.xlsx")
        files.append(tmp_path / f"{number}.xlsx")
    told = [read_delivery(file, ReadingTerms(PLACES, 2016)) for file in files]
    first, second, _third = (delivery.digest for delivery in told)
    assert [delivery.copy_of for delivery in told] == [(), (first,), (first, second)]
