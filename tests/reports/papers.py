"""Notices of a made-up village, and what a reader of the finished paper finds in it."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

from pypdf import PdfReader

from county_desk.models.notice_facts import Basis, Contact, Done, NoticeFacts
from county_desk.notice_kinds import NoticeKind
from county_desk.posted_rows import (
    NamedAmount,
    PostedCounty,
    PostedFunding,
    PostedHolder,
    PostedHousehold,
    PostedProject,
    PostedVillage,
)

RARE = ("张𪚥", "陈𫖯", "李䶮", "阿依古丽·买买提", "工户人示")
ID_NUMBER = "990101196503120011"
CONTACTS = (
    Contact(office="柳湾村村民委员会", person="李有田", telephone="0000-1234501", address="党群服务中心"),
    Contact(office="青岚县扶贫开发办公室", telephone="0000-1234503"),
)
PLAN = Basis(zh="《扶贫开发建档立卡工作方案》（国开办发〔2014〕24号）", en="Work plan (2014) No. 24")
KINDS = tuple(NoticeKind)


def households(count: int = 3) -> tuple[PostedHousehold, ...]:
    """So many households, the rare names first."""
    return tuple(
        PostedHousehold(
            number=number + 1,
            group=f"{'一二三四五六'[number % 6]}组",
            name=RARE[number] if number < len(RARE) else f"王{'甲乙丙丁戊己'[number % 6]}",
            persons=number % 7 + 1,
        )
        for number in range(count)
    )


def villages(count: int = 3) -> tuple[PostedVillage, ...]:
    """So many villages; of the last one nothing is known."""
    known = PostedVillage(
        number=1,
        township="石桥镇",
        name="柳湾村",
        households=305,
        persons=1046,
        poor_households=112,
        poor_persons=372,
        incidence=Decimal("0.3556"),
        income_per_head=Decimal(3120),
        collective_income=Decimal(0),
    )
    rows = [replace(known, number=number, name=f"柳湾{number}村") for number in range(1, count)]
    return (*rows, PostedVillage(number=count, township="石桥镇", name="上坝村")) if count else ()


def projects(count: int = 3) -> tuple[PostedProject, ...]:
    """So many projects of one village."""
    return tuple(
        PostedProject(
            number=number,
            village="柳湾村",
            title=f"柳湾村{number}组产业路硬化",
            content="硬化产业路1.2公里，宽3.5米",
            unit="石桥镇人民政府",
            term="2016-11–2017-03",
            budget=Decimal(120_000 + number),
        )
        for number in range(1, count + 1)
    )


def counties(_count: int = 1) -> tuple[PostedCounty, ...]:
    """The county; its list never has more."""
    rates = {"incidence": Decimal("0.0279"), "wrong_exit": Decimal("0.005"), "approval": Decimal("0.95")}
    return (PostedCounty(number=1, name="青岚县", **rates),)


def funding(count: int = 3) -> tuple[PostedFunding, ...]:
    """So many projects with their money, as a plan lists them."""
    return tuple(
        PostedFunding(
            number=number,
            village=f"柳湾{number}村",
            title=f"柳湾村{number}组产业路硬化",
            purpose="infrastructure",
            content="硬化产业路1.2公里，宽3.5米",
            benefit="方便村民出行",
            unit="石桥镇人民政府",
            budget=Decimal(120_000 + number),
            term="2016-11 – 2017-03",
            sources=(NamedAmount(name="central", amount=Decimal(100_000)),),
            helped_households=30,
            helped_persons=96,
        )
        for number in range(1, count + 1)
    )


def results(count: int = 3) -> tuple[PostedFunding, ...]:
    """The same projects when they are done; only the first has an asset on record."""
    built = (NamedAmount(name="产业路", amount=Decimal(118_000)),)
    done = {"standing": "accepted", "done_on": "2017-03-31", "paid": Decimal(118_000)}
    done |= {"content": "", "benefit": "", "term": "", "contractor": "青岚县通达路桥有限公司"}
    return tuple(replace(row, **done, assets=built if row.number == 1 else ()) for row in funding(count))


def holders(count: int = 3) -> tuple[PostedHolder, ...]:
    """So many persons proposed for a ranger's post, the rare names first."""
    return tuple(
        PostedHolder(
            number=row.number, group=row.group, name=row.name, head="王秀田", programme="forest_ranger"
        )
        for row in households(count)
    )


ROWS = {
    "household": households,
    "village": villages,
    "project": projects,
    "county": counties,
    "funding": funding,
    "holder": holders,
}


def notice(kind: NoticeKind = NoticeKind.HOUSEHOLD_FIRST_DISCLOSURE, **changes) -> NoticeFacts:
    """A notice of a kind, with what a test changes in it."""
    disclosed = not kind.announces
    period = {"first_day": date(2016, 10, 10), "last_day": date(2016, 10, 16), "days": 7}
    facts = {
        "kind": kind,
        "number": "青岚公示〔2016〕12号",
        "year": 2016,
        "county": "青岚县",
        "township": "石桥镇",
        "village": "柳湾村" if kind.subject == "household" else "",
        "issuer": "石桥镇人民政府",
        "issued_on": date(2016, 10, 10),
        "rows": ROWS[kind.subject](),
        "basis": (PLAN,),
        "done": Done(
            assembly_due=36,
            assembly_present=31,
            assembly_in_favour=29,
            visited=3,
            examined=True,
            objections=0,
        ),
        "contacts": CONTACTS,
        "anchor": "7f3a9c" * 10 + "abcd",
    }
    return NoticeFacts(**(facts | (period if disclosed else {}) | changes))


def pages(paper: bytes) -> list[str]:
    """The text of each page."""
    return [page.extract_text() for page in PdfReader(BytesIO(paper)).pages]


def across(page) -> list[tuple[str, float]]:
    """The texts that stand at an angle on a page, each with its height along the page in points."""
    found = []

    def visit(text, matrix, _text_matrix, _font, size):
        if matrix[1] and text.strip():
            found.append((text.strip(), abs(matrix[1]) * size * len(text.strip())))

    page.extract_text(visitor_text=visit)
    return found


def flat(paper: bytes) -> str:
    """All of the text without blanks and line ends."""
    return re.sub(r"\s", "", "".join(pages(paper)))


def faces(paper: bytes) -> dict[str, bool]:
    """The faces of a paper, and whether each is inside the file."""
    found = {}
    for page in PdfReader(BytesIO(paper)).pages:
        for held in page["/Resources"].get("/Font", {}).values():
            font = held.get_object()
            found[font["/BaseFont"]] = "/FontFile2" in font.get("/FontDescriptor", {})
    return found


def leaks(paper: bytes) -> list[str]:
    """Numbers of people in a finished paper: in its text, even over lines, its properties, its streams."""
    reader = PdfReader(BytesIO(paper))
    places = {"text": flat(paper), "properties": " ".join(map(str, (reader.metadata or {}).values()))}
    for number in range(1, len(reader.xref_objStm) + reader.trailer["/Size"]):
        thing = reader.get_object(number)
        if hasattr(thing, "get_data") and "/Length1" not in thing:
            places[f"stream {number}"] = thing.get_data().decode("latin-1")
    if "/Names" in reader.trailer["/Root"] or any("/Annots" in page for page in reader.pages):
        places["attachments"] = ID_NUMBER
    found = [place for place, text in places.items() if re.search(r"(?<![.\d])\d{14,21}[\dXx]", text)]
    return found + [page for page in pages(paper) if re.search(r"(?<!\d)1[3-9]\d{9}(?!\d)", page)]
