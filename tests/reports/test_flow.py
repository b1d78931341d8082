"""What belongs together stands on one page; nothing is split or lost."""

from county_desk.reports.flow import Item, bound, pages
from county_desk.reports.paper import HIGH


def draw(paper, top):
    """Stand for something that is drawn."""


def line(height=HIGH / 10, **more):
    return Item(height, draw, **more)


def test_items_follow_each_other_down_the_page():
    laid = pages([line() for _ in range(25)])
    assert [len(page) for page in laid] == [10, 10, 5]
    assert [top for top, _item in laid[1]] == [top for top, _item in laid[0]]


def test_what_is_bound_moves_together():
    laid = pages([line() for _ in range(8)] + [line(keep=True), line(keep=True), line()])
    assert [len(page) for page in laid] == [8, 3]


def test_a_blank_does_not_begin_a_page_but_the_first():
    laid = pages([Item(HIGH / 10), *(line() for _ in range(9)), Item(HIGH / 10), line()])
    assert [len(page) for page in laid] == [10, 1]
    assert laid[1][0][0] == 0


def test_a_head_stands_on_every_page_of_its_rows():
    head = line()
    laid = pages([line(keep=True), head, *(line(head=head) for _ in range(20))])
    assert [page[0][1] is head for page in laid] == [False, True, True]
    assert sum(item is not head for page in laid for _top, item in page) == 21
    assert all(top + item.height <= HIGH + 0.5 for page in laid for top, item in page)


def test_a_group_that_is_higher_than_a_page_goes_on_the_next():
    laid = pages([line(keep=True) for _ in range(23)])
    assert [len(page) for page in laid] == [10, 10, 3]


def test_the_last_lines_are_bound_to_the_signature():
    items = [line() for _ in range(6)] + [Item(1.0)]
    assert [item.keep for item in bound(items, 3)] == [False] * 3 + [True] * 4
    assert bound([], 3) == []
