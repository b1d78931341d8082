"""Lines end where the rules of punctuation allow it, lose nothing, and fill the block."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from county_desk.reports.breaking import TextMeasure, lines
from county_desk.reports.faces import FANG, SERIF, width
from county_desk.reports.paper import HIGH, LEADING, SIZE, SPACE, WIDE

BLOCK = TextMeasure(WIDE, SIZE, SPACE, 2 * (SIZE + SPACE), fill=True)
TEXTS = st.text("中国村户，。、（）《》“”；：·…12 3aZ-%\u3000", max_size=200)
WORDS = st.builds(
    "{}{}{}".format,
    st.sampled_from(("", "（", "《", "“")),
    st.text("中国村户12", min_size=2, max_size=9),
    st.sampled_from(("", "，", "。", "）。", "》、", "”；", "：", "%")),
)
SENTENCES = st.lists(WORDS, max_size=40).map("".join)  # no page holds a line of signs alone


def broken(text, measure=BLOCK, face=FANG):
    return ["".join(piece for _face, piece in line.runs) for line in lines([(face, text)], measure)]


def test_a_page_holds_22_lines_of_28_letters():
    text = "中" * (28 * 22 - 2)
    assert [len(row) for row in broken(text)] == [26] + [28] * 21
    assert 22 * LEADING <= HIGH < 23 * LEADING


def test_lines_are_as_wide_as_the_block():
    ends = [line.indent + line.wide for line in lines([(FANG, "中" * 40 + "2016年" * 20)], BLOCK)]
    assert ends[:-1] == pytest.approx([WIDE] * (len(ends) - 1), abs=0.5)


def test_a_comma_at_the_end_stands_out_by_its_empty_half():
    assert broken("中" * 26 + "，" + "国" * 10) == ["中" * 26 + "，", "国" * 10]
    first = next(lines([(FANG, "中" * 26 + "，" + "国" * 10)], BLOCK))
    assert WIDE < first.indent + first.wide <= WIDE + SIZE / 2 + 0.01


@given(SENTENCES)
@settings(max_examples=150, deadline=None)
def test_no_line_begins_or_ends_with_the_wrong_sign(text):
    rows = broken(text)
    assert not any(row[0] in "，。、）》”；：·…%" for row in rows[1:] if row)
    assert not any(row[-1] in "（《“" for row in rows[:-1] if row)


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_no_letter_is_lost(text):
    kept = "".join(broken(text)).replace(" ", "").replace("\u3000", "")
    assert kept == text.replace(" ", "").replace("\u3000", "")


@pytest.mark.parametrize("before", range(30))
def test_the_number_of_a_document_never_breaks_over_a_line(before):
    text = "中" * before + "（国开办发〔2014〕24号）" + "国" * 40
    assert any("〔2014〕24号" in row for row in broken(text))
    first = replace(BLOCK, numbers=False)
    assert "".join(broken(text, first)) == text


def test_papers_of_the_first_layout_broke_it():
    texts = ["中" * before + "（国开办发〔2014〕24号）" + "国" * 40 for before in range(30)]
    first = replace(BLOCK, numbers=False)
    assert not all(any("〔2014〕24号" in row for row in broken(text, first)) for text in texts)


def test_figures_stay_whole_and_with_their_word():
    for pad in range(30):
        rows = broken("中" * pad + "电话：0000-1234501，共2016户")
        assert sum("：0000-1234501，" in row for row in rows) == 1
        assert sum("2016户" in row for row in rows) == 1


def test_an_endless_word_is_cut_rather_than_run_off_the_page():
    rows = broken("a" * 300)
    assert "".join(rows) == "a" * 300
    assert all(width((FANG, row), SIZE, SPACE) < WIDE + SIZE for row in rows)


def test_latin_lines_end_between_words():
    rows = broken("In accordance with the plan " * 10, TextMeasure(WIDE, 12), SERIF)
    words = {"In", "accordance", "with", "the", "plan"}
    assert all(set(row.split(" ")) <= words for row in rows)
    assert all(width((SERIF, row), 12) <= WIDE for row in rows)
