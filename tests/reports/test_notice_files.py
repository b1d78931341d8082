"""The file of a notice: the same facts give the same bytes, with all faces inside and no personal number."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest

from county_desk.notice_kinds import NoticeKind
from county_desk.reports.notice import STYLES, render
from county_desk.reports.paper import Paper
from county_desk.reports.pdf import Pdf
from tests.reports import papers
from tests.reports.papers import (
    ID_NUMBER,
    KINDS,
    ROWS,
    households,
    leaks,
    notice,
)

FIRST = NoticeKind.HOUSEHOLD_FIRST_DISCLOSURE
VILLAGE, VILLAGE_ANNOUNCED = NoticeKind.VILLAGE_DISCLOSURE, NoticeKind.VILLAGE_ANNOUNCEMENT
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("kind", [FIRST, VILLAGE_ANNOUNCED], ids=str)
def test_the_same_notice_is_the_same_file(kind, style):
    assert render(notice(kind), style=style) == render(notice(kind), style=style)


@pytest.mark.slow
def test_another_process_makes_the_same_file():
    script = (
        "import sys; sys.path.insert(0, '.')\n"
        "from hashlib import sha256\n"
        "from county_desk.reports.notice import render\n"
        "from tests.reports.papers import households, notice\n"
        "print(sha256(render(notice(rows=households(60)), language=sys.argv[1])).hexdigest())"
    )
    for language in ("zh", "en"):
        done = subprocess.run(
            [sys.executable, "-c", script, language], cwd=ROOT, capture_output=True, text=True, check=True
        )
        mine = render(notice(rows=households(60)), language=language)
        assert done.stdout.strip() == sha256(mine).hexdigest()


def test_the_order_in_which_papers_are_made_does_not_matter():
    before = render(notice(VILLAGE))
    render(notice(rows=households(200)))
    assert render(notice(VILLAGE)) == before


def test_papers_that_are_made_at_once_are_the_same_files():
    many = {"household": 90, "village": 9, "project": 9, "county": 1, "funding": 9, "holder": 90}
    facts = [notice(kind, rows=ROWS[kind.subject](many[kind.subject])) for kind in KINDS]
    one_by_one = [render(each) for each in facts]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(render, facts)) == one_by_one


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_every_face_is_inside_the_file(kind, language):
    paper = render(notice(kind), language=language)
    assert set(papers.faces(paper).values()) == {True}
    assert b"Helvetica" not in paper


@pytest.mark.parametrize("kind", KINDS, ids=str)
@pytest.mark.parametrize("style", STYLES)
def test_the_finished_paper_gives_nobody_away(kind, style):
    assert leaks(render(notice(kind), style=style)) == []


def planted(title="", lines=()):
    pdf = Pdf(title=title, author="", subject="", language="zh")
    paper = Paper(pdf)
    for number, (size, text) in enumerate(lines):
        paper.write(0, 20.0 * (number + 1), [("fang", text)], size, colour=(1.0, 1.0, 1.0))
    paper.finish()
    return pdf.done()


def test_a_planted_number_would_be_found():
    assert leaks(planted(lines=[(16, "张大有")])) == []
    assert leaks(planted(lines=[(16, ID_NUMBER)]))
    assert leaks(planted(lines=[(1, ID_NUMBER)]))
    assert leaks(planted(lines=[(16, "990101196503"), (16, "12001x")]))
    assert leaks(planted(title=f"公示 {ID_NUMBER}"))
    assert leaks(planted(lines=[(16, "电话13800000001")]))
