"""A paper cites the document it rests on, and never a note for the people who keep the policy files."""

import re

import pytest

from county_desk.models.notice_facts import Basis, NoticeFacts
from county_desk.notice_kinds import NoticeKind
from county_desk.reports.notice import render
from county_desk.rules.procedures import Procedures
from county_desk.workflow.cases.issuing import basis_of
from tests.reports.papers import flat, notice

PAPERS = [
    (procedure, step.notice)
    for procedure in Procedures.load().versions()
    for step in procedure.steps
    if step.notice
]
CITED = {
    "zh": re.compile(r"根据《[^《》]+》(（[^（）]+号）)?，经"),
    "en": re.compile(r"Inaccordancewith(the)?“[^“”]+”(\([^()]+\))?,andafter"),
}
NOTES = ("建议值", "据昭潭镇", "公布的", "两公示一公告", "proposal,", "aproposal", "published", "articles13")


@pytest.mark.parametrize("spoken", CITED)
@pytest.mark.parametrize(
    ("procedure", "kind"), PAPERS, ids=[f"{procedure.version} {kind}" for procedure, kind in PAPERS]
)
def test_no_notice_of_any_procedure_prints_a_reviewers_note(procedure, kind, spoken):
    text = flat(render(notice(NoticeKind.named(kind), basis=basis_of(procedure)), language=spoken))
    assert CITED[spoken].search(text) or not procedure.basis
    assert not [note for note in NOTES if note in text]


def test_a_procedure_without_a_known_basis_cites_none():
    assert "经农户申请" in flat(render(notice(basis=())))
    assert "根据" not in flat(render(notice(basis=())))


def test_a_notice_issued_earlier_still_says_what_it_said():
    note = Basis(zh="《方案》（国开办发〔2014〕24号），两公示一公告", en="Work plan: two disclosures")
    kept = notice(basis=(note,)).as_plain()
    assert NoticeFacts.from_plain(kept).as_plain() == kept
    assert f"根据{note.zh}，经农户申请" in flat(render(NoticeFacts.from_plain(kept)))
