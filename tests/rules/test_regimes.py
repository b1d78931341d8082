"""Each day since 2014 belongs to one regime, which is named in both languages."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from county_desk.rules.regimes import founded_under, regime_on, regimes
from county_desk.text import language


@pytest.mark.parametrize(
    ("day", "english", "chinese"),
    [
        (date(2014, 1, 1), "2014–2020 Targeted poverty alleviation", "2014–2020 精准扶贫"),
        (date(2020, 12, 31), "2014–2020 Targeted poverty alleviation", "2014–2020 精准扶贫"),
        (date(2021, 1, 1), "2021–2025 Transition", "2021–2025 过渡期"),
        (date(2026, 11, 27), "2026– Regular assistance", "2026– 常态化帮扶"),
    ],
)
def test_a_day_has_its_regime(day, english, chinese):
    assert regime_on(day).title == english
    with language("zh"):
        assert regime_on(day).title == chinese
        assert regime_on(day).reference


def test_before_2014_there_is_none():
    assert regime_on(date(2013, 12, 31)) is None


def test_regimes_follow_each_other_without_a_gap():
    for before, after in pairwise(regimes()):
        assert before.until + timedelta(days=1) == after.since
    assert regimes()[-1].until is None


def test_a_register_keeps_the_regime_of_the_day_on_which_it_was_founded():
    first, second, *_later = regimes()
    assert founded_under(second.since) is second
    assert founded_under(second.since - timedelta(days=1)) is first
    assert founded_under(date(2013, 12, 31)) is first, "no regime is older"
