"""The message to the village that goes with a marked file."""

from dataclasses import replace

import pytest

from county_desk.intake.delivery import Verdict
from county_desk.intake.marking.sending import chat_message
from county_desk.text import language


def test_the_message_for_the_village_is_ready_to_paste(delivery):
    with language("zh"):
        assert chat_message(delivery) == "柳湾村花名册：55 行没有问题，5 处要改，见附件红色格。"
    assert chat_message(replace(delivery, lines=())) == "柳湾村花名册: 0 rows are right, nothing to correct."


@pytest.mark.parametrize(
    ("on_record", "rows"), [(55, "55 行已导入"), (50, "50 行已导入，5 行没有问题"), (0, "55 行没有问题")]
)
def test_the_message_says_what_is_in_already_and_names_the_file_as_it_was_sent(delivery, on_record, rows):
    right = [place for place, line in enumerate(delivery.lines) if line.verdict is Verdict.ACCEPT]
    lines = [
        replace(line, verdict=Verdict.UNCHANGED) if place in right[:on_record] else line
        for place, line in enumerate(delivery.lines)
    ]
    again = replace(delivery, lines=tuple(lines), file="柳湾村花名册_退回9处_1124.xlsx")
    with language("zh"):
        assert chat_message(again) == f"柳湾村花名册：{rows}，5 处要改，见附件红色格。"
        taken = chat_message(replace(again, taken=True))
        assert taken == "柳湾村花名册：55 行已导入，5 处要改，见附件红色格。"
