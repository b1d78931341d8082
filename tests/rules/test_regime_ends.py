"""What a regime that has ended no longer has: its returns and the wording of its notices."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from county_desk.notice_kinds import ALONE, NoticeKind
from county_desk.rules.notice_words import NoticeWordings
from county_desk.rules.own_files import recognised
from county_desk.rules.procedures import Procedures
from county_desk.rules.regimes import regimes, return_days, why_not_made
from county_desk.text import language

IN_2016, IN_2020, IN_2021, IN_2026 = (date(year, 12, 15) for year in (2016, 2020, 2021, 2026))
FIRST = NoticeKind.HOUSEHOLD_FIRST_DISCLOSURE
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
def test_the_wording_of_a_regime_ends_with_it_and_with_its_last_cases(issued, received, fine, policy):
    trouble = policy.why_not_issued(FIRST, issued, received)
    assert (trouble == "") is fine
    assert fine or "2020-12-31" in trouble


def test_a_wording_of_the_county_for_that_day_goes_before(policy):
    own = replace(policy, notices=NoticeWordings([recognised("公示.toml", OWN)]))
    assert own.why_not_issued(FIRST, IN_2026, IN_2026) == ""
    assert own.notices.of(FIRST.value, IN_2026)["title"]["zh"] == "{place}名单公示"


def test_monitoring_is_worded_under_every_regime(policy):
    kind = NoticeKind.MONITORING_ANNOUNCEMENT
    assert policy.why_not_issued(kind, IN_2026, IN_2026) == ""
    before, after = (NoticeWordings().of(kind.value, day) for day in (date(2024, 12, 31), date(2025, 1, 1)))
    assert "防止返贫|监测" in before["title"]["zh"]
    assert after == {}


@pytest.mark.parametrize("kind", NoticeKind)
def test_a_kind_of_notice_ends_with_the_regime_of_all_procedures_that_issue_it(kind, policy):
    campaign = regimes()[0]
    versions = policy.procedures.versions()
    begun = [each.since for each in versions for step in each.steps if step.notice == kind]
    assert bool(begun) is (kind not in ALONE)
    of_campaign = bool(begun) and max(begun) <= campaign.until
    after = campaign.until + timedelta(days=1)
    assert bool(policy.why_not_issued(kind, after, after)) is of_campaign
    assert policy.why_not_issued(kind, after, campaign.until) == ""


def test_a_kind_of_notice_ends_with_the_last_of_its_procedures_of_the_program(policy):
    versions = policy.procedures.versions()
    issuing = [each for each in versions if any(step.notice == FIRST for step in each.steps)]
    later = replace(issuing[0], until=date(2022, 12, 31))
    ended = Procedures([*issuing[1:], later]).ended_with(FIRST)
    assert ended == later
    assert Procedures([*issuing, replace(issuing[0], version="open", until=None)]).ended_with(FIRST) is None
    of_county = replace(issuing[0], version="own/open", place="own", until=None)
    assert Procedures([*issuing, of_county]).ended_with(FIRST).until == date(2020, 12, 31)
