"""A paper cites the document it rests on, and never a note for the people who keep the policy files."""

import re
from datetime import date

import pytest

from county_desk.models.notice_facts import Basis, NoticeFacts
from county_desk.notice_kinds import ALONE, NoticeKind
from county_desk.reports.notice import render
from county_desk.rules.notice_words import NoticeWordings
from county_desk.rules.procedures import Procedures
from county_desk.rules.programmes import programmes
from tests.reports.papers import flat, notice

PAPERS = [
    (procedure, step.notice)
    for procedure in Procedures.load().versions()
    for step in procedure.steps
    if step.notice
]
CITED = {
    "zh": re.compile(r"根据(《[^《》]+》(（[^（）]+号）)?[、和]?)+，经"),
    "en": re.compile(r"Inaccordancewith((the)?“[^“”]+”(\([^()]+\))?(and|,)?)+andafter"),
}
NOTES = ("建议值", "据昭潭镇", "公布的", "两公示一公告", "proposal,", "aproposal", "published", "articles13")


@pytest.mark.parametrize("spoken", CITED)
@pytest.mark.parametrize(
    ("procedure", "kind"), PAPERS, ids=[f"{procedure.version} {kind}" for procedure, kind in PAPERS]
)
def test_no_notice_of_any_procedure_prints_a_reviewers_note(procedure, kind, spoken):
    cited = procedure.basis or NoticeWordings().basis_of(kind, procedure.since)
    basis = tuple(Basis(**each) for each in cited)
    text = flat(render(notice(NoticeKind.named(kind), basis=basis), language=spoken))
    assert CITED[spoken].search(text)
    assert not [note for note in NOTES if note in text]


DAYS = [date(year, month, 1) for year in range(2014, 2027) for month in (1, 4, 12)]
POSTS = [each for each in programmes().values() if each.posting]


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_a_notice_that_no_procedure_issues_cites_a_document_on_every_day(day):
    words = NoticeWordings()
    answers = (NoticeKind.HOUSEHOLD_ANSWER, NoticeKind.VILLAGE_ANSWER)  # these cite that of the case
    for kind in (each for each in ALONE if each not in answers):
        for programme in [each.key for each in POSTS] if kind is NoticeKind.POST_DISCLOSURE else [""]:
            assert words.basis_of(kind.value, day, programme), (kind, programme)
    assert words.basis_of(NoticeKind.PROJECT_ANNOUNCEMENT.value, day)


@pytest.mark.parametrize(
    ("day", "cited"),
    [
        (date(2020, 12, 31), "《关于完善扶贫资金项目公告公示制度的指导意见》"),
        (date(2021, 1, 1), "《中共中央 国务院关于实现巩固拓展脱贫攻坚成果同乡村振兴有效衔接的意见》"),
        (date(2025, 12, 31), "《中共中央 国务院关于实现巩固拓展脱贫攻坚成果同乡村振兴有效衔接的意见》"),
        (date(2026, 1, 1), "《中共中央 国务院关于锚定农业农村现代化 扎实推进乡村全面振兴的意见》"),
    ],
)
def test_a_document_is_cited_from_its_first_day_to_its_last(day, cited):
    law, *others = [each["zh"] for each in NoticeWordings().basis_of("funding_plan", day)]
    assert law == "《中华人民共和国政府信息公开条例》"
    assert [each.partition("（")[0] for each in others] == [cited]


def test_a_procedure_without_a_known_basis_cites_none():
    assert "经农户申请" in flat(render(notice(basis=())))
    assert "根据" not in flat(render(notice(basis=())))


def test_a_notice_issued_earlier_still_says_what_it_said():
    note = Basis(zh="《方案》（国开办发〔2014〕24号），两公示一公告", en="Work plan: two disclosures")
    kept = notice(basis=(note,)).as_plain()
    assert NoticeFacts.from_plain(kept).as_plain() == kept
    assert f"根据{note.zh}，经农户申请" in flat(render(NoticeFacts.from_plain(kept)))
