"""Notices: whole papers against drawing the same text on a bare canvas."""

from datetime import date
from io import BytesIO

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from county_desk.models.notice_facts import NoticeFacts
from county_desk.notice_kinds import NoticeKind
from county_desk.paths import resources
from county_desk.posted_rows import PostedHousehold
from county_desk.reports.notice import render
from tests.benchmarks.measure import goal, seconds, tell
from tests.benchmarks.registers import GIVEN, SURNAMES


def facts(rows: int) -> NoticeFacts:
    """An announcement with so many households."""
    names = [SURNAMES[place % 10] + GIVEN[place % 8] for place in range(rows)]
    return NoticeFacts(
        kind=NoticeKind.HOUSEHOLD_ANNOUNCEMENT,
        number="青岚〔2016〕1号",
        year=2016,
        issuer="青岚县扶贫开发办公室",
        issued_on=date(2016, 10, 31),
        county="青岚县",
        township="石桥镇",
        village="柳湾村",
        rows=tuple(
            PostedHousehold(number=place, group="一组", name=name, persons=place % 6 + 1)
            for place, name in enumerate(names, start=1)
        ),
        anchor="0" * 64,
    )


def bare(rows: int) -> bytes:
    """The same cells on a canvas, 22 rows a page, with the same face."""
    out = BytesIO()
    canvas = Canvas(out, initialFontName="bench", invariant=1)
    for place, row in enumerate(facts(rows).rows):
        if place % 22 == 0:
            if place:
                canvas.showPage()
            canvas.setFont("bench", 12)
        height = 760 - place % 22 * 29
        assert isinstance(row, PostedHousehold)
        for left, text in zip(
            (80, 140, 240, 400), (row.number, row.group, row.name, row.persons), strict=True
        ):
            canvas.drawString(left, height, str(text))
        canvas.line(75, height - 8, 520, height - 8)
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize("rows", [20, 2_000, 12_000])
def test_a_notice(rows: int) -> None:
    """Short, long and very long lists; the time a page must not grow with the length."""
    pdfmetrics.registerFont(TTFont("bench", resources() / "fonts" / "serif.ttf"))
    announced = facts(rows)
    floor = seconds(lambda: bare(rows), 3)
    ours = seconds(lambda: render(announced), 3)
    tell(f"notice of {rows} households", ours, bare_canvas=floor)
    if rows > 1000:
        goal("whole notices against a bare canvas", ours / floor, 1 / 0.8)
