"""What a procedure rests on is said with its figure, place and source, and is confirmed by its value."""

from datetime import date
from decimal import Decimal

import pytest

from county_desk.rules.confirmed import Rested, plain_value
from county_desk.text import CHINESE, language

TITLE = {"zh": "第一次公示天数", "en": "Days of the first list"}
SOURCE = {"zh": "黔扶通〔2016〕3号", "en": "Qian Fu Tong (2016) No. 3"}


def resting(shown, sure="K"):
    """A figure, or a wording that has none."""
    return Rested("first_days", "guizhou", date(2016, 1, 1), "7", shown, sure, TITLE, SOURCE)


@pytest.mark.parametrize(
    ("shown", "english", "chinese"),
    [
        (
            "7 days",
            "“Days of the first list” of Guizhou: 7 days (Qian Fu Tong (2016) No. 3)",
            "贵州省“第一次公示天数”：7 days（黔扶通〔2016〕3号）",
        ),
        (
            "",
            "“Days of the first list” of Guizhou (Qian Fu Tong (2016) No. 3)",
            "贵州省“第一次公示天数”（黔扶通〔2016〕3号）",
        ),
    ],
)
def test_an_entry_is_said_with_its_figure_where_it_has_one(shown, english, chinese):
    assert resting(shown).sentence() == english
    with language(CHINESE):
        assert resting(shown).sentence() == chinese


def test_only_what_no_document_shows_waits_for_a_confirmation():
    assert {sure: resting("7 days", sure).recalled for sure in ("S", "K", "G")} == {
        **{"S": False, "K": True, "G": True},
    }


@pytest.mark.parametrize(
    ("value", "plain"), [(Decimal("0.50"), "0.5"), (Decimal("1E+3"), "1000"), (True, "True")]
)
def test_a_figure_is_confirmed_however_it_is_written(value, plain):
    assert plain_value(value) == plain
