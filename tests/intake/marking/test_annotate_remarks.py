"""Remarks of the sender's and of ours: each has room in its box, and the sender's come back as they were."""

import zipfile

import pytest
from openpyxl.comments import Comment

from county_desk.intake.marking.comments import fit
from tests.intake.annotated import an_id, changed, sent_back
from tests.intake.office import converted

LONG = "李有田:\n" + "该户户主长年在外务工，身份证号以派出所为准。" * 4


def remarked(_book, sheet):
    """The sender's own words on a right cell and on a wrong one."""
    sheet["D5"].comment = Comment(LONG, "李有田")
    sheet["F12"].comment = Comment(LONG, "李有田")
    sheet["F33"].comment, sheet["D6"].comment = Comment("没有作者", ""), Comment("没有作者", "")


def test_the_sender_s_remark_comes_back_with_its_author_and_a_box_that_it_fits_into(tmp_path, source):
    sent_back(changed(source, remarked), tmp_path / "1.xlsx")

    def corrected(_book, sheet):
        sheet["F12"], sheet["F33"] = an_id(112), an_id(133)

    sheet = sent_back(changed(tmp_path / "1.xlsx", corrected), tmp_path / "2.xlsx")["花名册"]
    remarks = [sheet[at].comment for at in ("D5", "F12")]
    assert [(each.text, each.author) for each in remarks] == [(LONG, "李有田")] * 2
    for at in ("D6", "F33"):
        assert sheet[at].comment.text == "没有作者"
    with zipfile.ZipFile(tmp_path / "2.xlsx") as package:
        names = [name for name in package.namelist() if name.startswith("xl/comments/")]
        assert not any(b"None" in package.read(name) for name in names)


def test_ours_stays_above_the_sender_s_after_any_round(tmp_path, source):
    sent_back(changed(source, remarked), tmp_path / "1.xlsx")
    sent_back(tmp_path / "1.xlsx", tmp_path / "2.xlsx")
    comment = sent_back(tmp_path / "2.xlsx", tmp_path / "3.xlsx")["花名册"]["F12"].comment
    assert comment.text.startswith("Sent back, round 3.\n■ ")
    assert comment.text.endswith(f"\n{'—' * 6}\n{LONG}")
    assert comment.text.count("李有田") == 1
    assert comment.author == "County Desk · 李有田"


def test_a_box_is_as_high_as_the_lines_of_its_text():
    short, long = fit(Comment("已核对", "")), fit(Comment(LONG, ""))
    assert (short.width, short.height) == (144, 79)
    assert long.width == 300
    assert long.height >= (1 + 5) * 19
    assert fit(Comment("一\n" * 30, "")).height >= 30 * 19


@pytest.mark.office
def test_rounds_go_on_and_the_sender_s_remarks_are_named_as_another_program_saves_an_xls_file(
    tmp_path, source
):
    sent_back(changed(source, remarked), tmp_path / "1.xlsx")
    book = sent_back(converted(tmp_path / "1.xlsx", "xls"), tmp_path / "2.xlsx")
    comment = book["花名册"]["F12"].comment
    assert comment.text.startswith("Sent back, round 2.\n■ ")
    assert (comment.text.count("■"), comment.author) == (1, "County Desk")
    said = [str(row[5]) for row in book.worksheets[0].iter_rows(values_only=True) if "Remarks" in str(row[5])]
    assert "D5, D6" in said[0]


def test_what_the_sender_answers_right_behind_our_words_stays(tmp_path, source):
    def answered(_book, sheet):
        for at in ("E20", "F12", "F33"):
            sheet[at].comment.text += "：已问过本人"
        sheet["J12"].value += " 已问过本人"
        sheet["J20"].value = sheet["J20"].value.replace("\n", "，没错\n", 1) + "没错"
        sheet["F12"].value = an_id(112)

    def wrong_twice(_book, sheet):
        sheet["G20"].value = "火星族"

    sent_back(changed(source, wrong_twice), tmp_path / "1.xlsx")
    sent_back(changed(tmp_path / "1.xlsx", answered), tmp_path / "2.xlsx")
    for name in ("2", "3"):
        sheet = sent_back(tmp_path / f"{name}.xlsx", tmp_path / "3.xlsx")["花名册"]
        assert (sheet["F12"].comment.text, sheet["J12"].value) == ("：已问过本人", "已问过本人")
        for at in ("E20", "F33"):
            assert sheet[at].comment.text.endswith(f"\n{'—' * 6}\n：已问过本人")
            assert sheet[at].comment.text.count("已问过") == 1
        assert sheet["J20"].value.endswith(f"\n{'—' * 6}\n，没错\n没错")


def test_what_the_sender_answers_below_our_words_stays(tmp_path, source):
    def broken(_book, sheet):
        sheet["E20"].value = "老\n乡"

    def answered(_book, sheet):
        sheet["E20"].comment.text += "\n就是老乡"
        sheet["F12"].comment.text += "\n已问过本人"
        sheet["J12"].value += "\n已问过本人"
        sheet["F12"].value = an_id(112)

    sent_back(changed(source, broken), tmp_path / "1.xlsx")
    sent_back(changed(tmp_path / "1.xlsx", answered), tmp_path / "2.xlsx")
    for name in ("2", "3"):
        sheet = sent_back(tmp_path / f"{name}.xlsx", tmp_path / "3.xlsx")["花名册"]
        assert (sheet["F12"].comment.text, sheet["J12"].value) == ("已问过本人", "已问过本人")
        again, *ours, choice, rule, theirs = sheet["E20"].comment.text.splitlines()
        assert {line[:2] for line in ours} == {"■ "}
        assert (again[:9], choice[:7], rule, theirs) == ("Sent back", "One of:", "—" * 6, "就是老乡")
