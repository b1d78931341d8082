"""What a regime that has ended no longer has: its returns and the wording of its notices."""

from datetime import date

import pytest

from county_desk.notice_kinds import NoticeKind
from county_desk.rules.notice_words import NoticeWordings, shipped_words
from county_desk.rules.own_files import recognised
from county_desk.rules.regimes import return_days, why_not_made
from county_desk.text import language

IN_2016, IN_2020, IN_2021, IN_2026 = (date(year, 12, 15) for year in (2016, 2020, 2021, 2026))
FIRST = NoticeKind.HOUSEHOLD_FIRST_DISCLOSURE.value
OWN = """\
notice = "household_first_disclosure"
since = 2021-01-01
reference = "青办〔2021〕1号"
sure = "S"
title = { zh = "{place}名单公示", en = "List of {place}" }
"""


@pytest.mark.parametrize("name", ["R3", "R5"])
def test_old_years_are_made_and_later_ones_refused_in_words(name):
    assert why_not_made(name, name, date(2020, 1, 1)) == ""
    assert "there is none for 2021" in why_not_made(name, name, date(2021, 1, 1))
    with language("zh"):
        assert "2021年没有此表" in why_not_made(name, name, date(2021, 1, 1))


def test_other_returns_belong_to_every_regime():
    assert why_not_made("R6", "R6", date(2026, 1, 1)) == ""
    assert all(days.sure in ("S", "K+", "K", "G") for days in return_days().values())


@pytest.mark.parametrize(
    ("issued", "received", "fine"),
    [
        (IN_2016, IN_2016, True),
        (IN_2020, IN_2016, True),
        (IN_2021, IN_2020, True),  # begun before the regime ended, and finished under it
        (IN_2026, IN_2026, False),
    ],
)
def test_the_wording_of_a_regime_ends_with_it_and_with_its_last_cases(issued, received, fine):
    trouble = NoticeWordings().why_not(FIRST, issued, received)
    assert (trouble == "") is fine
    assert fine or "2020-12-31" in trouble


def test_a_wording_of_the_county_for_that_day_goes_before():
    own = NoticeWordings([recognised("公示.toml", OWN)])
    assert own.why_not(FIRST, IN_2026, IN_2026) == ""
    assert own.of(FIRST, IN_2026)["title"]["zh"] == "{place}名单公示"


def test_monitoring_is_worded_under_every_regime():
    kind = NoticeKind.MONITORING_ANNOUNCEMENT.value
    assert NoticeWordings().why_not(kind, IN_2026, IN_2026) == ""
    before, after = NoticeWordings().of(kind, date(2024, 12, 31)), NoticeWordings().of(kind, date(2025, 1, 1))
    assert "防止返贫|监测" in before["title"]["zh"]
    assert after == {}


def test_every_kind_of_the_campaign_has_its_last_day():
    ended = set(shipped_words().days)
    campaign = ("household_first", "household_second", "household_exit", "village_exit", "village_disclosure")
    assert {kind.value for kind in NoticeKind if kind.value.startswith(campaign)} <= ended
