"""Copies of notices are counted and recorded; the papers stay as they are."""

import pytest

from county_desk.models.audit import ACCESS
from county_desk.reveal_ways import CopyWay
from county_desk.tables.all_lists import LISTS
from county_desk.tables.listing import Query, page
from county_desk.workflow.audit import verify
from county_desk.workflow.command import Refused
from county_desk.workflow.copying import NAMED, CopyNotices
from tests.build import INSPECTOR, a_household, walk


@pytest.fixture
def announced(office):
    """The day on which the notices of a household's registration are out."""
    return walk(office, (a_household(office),))


def notices(office, day):
    return office.at(day).read(page, LISTS["notices"], Query())[::-1]


def test_each_copy_is_counted_and_named(office, announced):
    desk = office.at(announced)
    first, *others = notices(office, announced)
    assert (first.copies, first.copied_on) == (None, None)
    assert others
    printed = desk.do(CopyNotices(notices=(first.id,), way=CopyWay.PRINTED))
    assert printed.summary == f"Notice printed: {first.number}, copy 1"
    again = desk.do(CopyNotices(notices=(first.id, others[0].id), way=CopyWay.SAVED))
    assert again.summary == (f"Notices saved as a file: {first.number}, copy 2; {others[0].number}, copy 1")
    after = notices(office, announced)[0]
    assert (after.copies, after.copied_on) == (2, announced)
    assert desk.read(verify).ok


def test_whoever_reads_may_print_and_it_counts_as_no_work(office, announced):
    first = notices(office, announced)[0]
    office.at(announced, INSPECTOR).do(CopyNotices(notices=(first.id,), way=CopyWay.PRINTED))
    assert CopyNotices.__name__ in ACCESS


def test_a_number_that_is_none_is_refused(office, announced):
    with pytest.raises(Refused, match="There is no notice 999"):
        office.at(announced).do(CopyNotices(notices=(1, 999), way=CopyWay.PRINTED))
    with pytest.raises(Refused, match="Choose a notice"):
        office.at(announced).do(CopyNotices(notices=(), way=CopyWay.PRINTED))


def test_many_are_named_up_to_a_point(office, announced):
    numbers = [notice.id for notice in notices(office, announced)]
    summary = office.at(announced).do(CopyNotices(notices=tuple(numbers), way=CopyWay.PRINTED)).summary
    assert summary.count("copy 1") == min(NAMED, len(numbers))
