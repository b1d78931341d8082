"""One reason for a block of late rows."""

from datetime import date

from county_desk.intake.pasting.grids import NEW_USERS, VISITS


def test_all_rows_of_a_block_share_the_reason_of_a_late_entry():
    assert VISITS.shared == (*VISITS.fixed, "late_reason")
    assert "late_reason" not in {column.key for column in VISITS.columns}
    given = {"done_on": date(2016, 10, 10), "visitors": "郑宝、王芳", "late_reason": "记录遗失"}
    found = {"enough_food": True, "disqualified": False}
    acts = [VISITS.act_on({"cases": (case,)}, given, found) for case in (1, 2)]
    assert {act.late_reason for act in acts} == {"记录遗失"}


def test_acts_that_are_never_late_ask_for_no_reason():
    assert NEW_USERS.shared == NEW_USERS.fixed
