"""Several notices in one file, with a map of its pages and a bookmark for each."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from county_desk.progress import Cancelled
from county_desk.reports.notice import STYLES, render
from county_desk.reports.notice_set import IssuedNotice, lay_out_set, render_set
from tests.reports.papers import households, notice, pages


def issued(count, rows=3):
    """So many notices, the second of them void."""
    return [
        IssuedNotice(
            number,
            notice(number=f"青岚公示〔2016〕{number}号", rows=households(rows)),
            date(2016, 11, 1) if number == 2 else None,
        )
        for number in range(1, count + 1)
    ]


def joined(text):
    return "".join(text.split())


def test_the_map_says_on_which_pages_each_notice_stands():
    several = issued(3)
    reader = PdfReader(BytesIO(render_set(several)))
    texts = [joined(sheet.extract_text()) for sheet in reader.pages]
    assert "页码对照表" in texts[0]
    begun = 2
    for each in several:
        count = len(pages(render(each.facts, void=each.void)))
        assert f"{begun}–{begun + count - 1}" in texts[0]
        assert each.facts.number in joined("".join(texts[begun - 1 : begun - 1 + count]))
        begun += count
    assert len(texts) == begun - 1


def test_each_notice_has_a_bookmark_at_its_first_page():
    several = issued(3)
    reader = PdfReader(BytesIO(render_set(several)))
    marks = [(mark.title, reader.get_destination_page_number(mark)) for mark in reader.outline]
    assert marks[0] == ("页码对照表", 0)
    assert [title.split()[0] for title, _page in marks[1:]] == [each.facts.number for each in several]
    assert [page for _title, page in marks[1:]] == [1, 3, 5]


def test_a_paper_in_a_set_reads_as_it_does_alone():
    several = issued(2)
    together = pages(render_set(several))
    alone = [text for each in several for text in pages(render(each.facts, void=each.void))]
    assert list(map(joined, together[1:])) == list(map(joined, alone))


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("spoken", ["zh", "en"])
def test_the_same_set_gives_the_same_bytes(style, spoken):
    assert render_set(issued(2), style=style, language=spoken) == render_set(
        issued(2), style=style, language=spoken
    )


def test_a_map_of_several_pages_counts_its_own_pages():
    reader = PdfReader(BytesIO(render_set(issued(40))))
    marks = [reader.get_destination_page_number(mark) for mark in reader.outline]
    assert marks[1] > 1
    text = joined("".join(sheet.extract_text() for sheet in reader.pages[: marks[1]]))
    assert f"{marks[1] + 1}–{marks[1] + 2}" in text
    assert f"{marks[-1] + 1}–{marks[-1] + 2}" in text


def test_progress_counts_pages_and_can_stop():
    seen = []
    render_set(issued(3), progress=lambda done, of: seen.append((done, of)))
    assert seen[0][0] == 0
    assert seen[-1][0] == seen[-1][1] == 6

    def stop(_done, _of):
        raise Cancelled

    with pytest.raises(Cancelled):
        render_set(issued(2), progress=stop)


class Pages:
    """A surface that counts what is drawn."""

    def __init__(self):
        self.begun = 0

    def begin(self, _page):
        self.begun += 1

    def write(self, *_given):
        """Nothing is kept."""

    lines = slant = write

    def end(self):
        """Nothing is kept."""


@pytest.mark.parametrize(("wanted", "count"), [(None, 6), (range(1, 4), 3), (range(5, 6), 1)])
def test_a_run_of_a_printer_can_take_some_of_the_pages(wanted, count):
    surface, together = Pages(), lay_out_set(issued(3))
    assert together.count == 6
    together.draw(surface, wanted)
    assert surface.begun == count
