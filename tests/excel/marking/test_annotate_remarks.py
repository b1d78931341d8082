"""Remarks of the sender's and of ours: each has room in its box, and the sender's come back as they were."""

from openpyxl.comments import Comment

from county_desk.excel.marking.remarks import fit
from tests.excel.annotated import an_id, changed, sent_back

LONG = "李有田:\n" + "该户户主长年在外务工，身份证号以派出所为准。" * 4


def remarked(_book, sheet):
    """The sender's own words on a right cell and on a wrong one."""
    sheet["D5"].comment = Comment(LONG, "李有田")
    sheet["F12"].comment = Comment(LONG, "李有田")
    sheet["F33"].comment = Comment("没有作者", "")


def test_the_sender_s_remark_comes_back_with_its_author_and_a_box_that_it_fits_into(tmp_path, source):
    sent_back(changed(source, remarked), tmp_path / "1.xlsx")

    def corrected(_book, sheet):
        sheet["F12"], sheet["F33"] = an_id(112), an_id(133)

    sheet = sent_back(changed(tmp_path / "1.xlsx", corrected), tmp_path / "2.xlsx")["花名册"]
    remarks = [sheet[at].comment for at in ("D5", "F12")]
    assert [(each.text, each.author) for each in remarks] == [(LONG, "李有田")] * 2
    assert sheet["F33"].comment.text == "没有作者"


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
