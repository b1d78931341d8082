"""A text is only taken at a quick look where its reader would have taken it unchanged and in silence."""

import pytest

from county_desk.intake.reading.rows.plan import READERS
from county_desk.intake.reading.values.cell_value import Found
from county_desk.intake.reading.values.plain_cells import PLAIN

TEXTS = (
    *(
        "990101196503120011",
        "990101196503120012",
        "99010119650312001x",
        "990101194305010015",
        "999999196503120010",
    ),
    *("990101196503120003000", "99010119650312001143", "１９６５", "650312", "1", "0", "", " ", "A1"),
    *("13912345678", "1391234567", "09171234567", "0917-1234567", "１３９１２３４５６７８", "139 1234 5678"),
    *("6200009901010000018", "6200009901010000019", "62000099010100000", "6200 0099 0101 0000 018"),
    *(
        "张三",
        "张三丰" * 20,
        "张 三",
        "张·三",
        "柳湾村",
        "㊣",
        "²",
        "½",
        "\u200b张",
        "Ⅳ组",
        "三组\n",
        "9.5E+17",
    ),
)


@pytest.mark.parametrize("kind", PLAIN)
@pytest.mark.parametrize("text", TEXTS)
def test_a_quick_look_agrees_with_the_reader(kind, text):
    if text and PLAIN[kind](text):
        assert READERS[kind](text, "备注") == Found(text, text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("id", "990101196503120011"),
        ("phone", "13912345678"),
        ("card", "6200009901010000018"),
        ("household_number", "9901011010010001"),
        ("text", "柳湾村"),
        ("name", "张三"),
        ("serial", "12"),
    ],
)
def test_the_usual_texts_need_no_other_look(kind, text):
    assert PLAIN[kind](text) == (READERS[kind](text, "备注") == Found(text, text))
