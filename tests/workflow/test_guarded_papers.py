"""Notices and returns whose text or digest was changed are found."""

import json
from datetime import date

import pytest
from sqlalchemy import select, text, update

from county_desk.models.base import Base
from county_desk.models.notice import Notice
from county_desk.workflow.audit import verify
from county_desk.workflow.cases.papers import facts_of
from county_desk.workflow.command import Refused
from county_desk.workflow.returns import FreezeReturn, frozen, frozen_by_number
from tests.build import a_household, walk
from tests.workflow.guarding import (
    behind_the_desk,
)


def one_more_person(table, column):
    """Change a figure of the first frozen paper of a table, as its owner can."""

    def change(session):
        kept = json.dumps(session.scalar(select(Base.metadata.tables[table].c[column])), ensure_ascii=False)
        changed = kept.replace('"persons": 1', '"persons": 7').replace("张大有", "王大有")
        assert changed != kept
        session.execute(update(Base.metadata.tables[table]).values({column: json.loads(changed)}))

    return change


@pytest.mark.parametrize(
    ("table", "column"),
    [("notice", "facts"), ("notice", "digest"), ("return", "figures"), ("return", "digest")],
)
def test_a_paper_that_was_altered_is_refused_by_name_before_it_is_written(office, table, column):
    walk(office, (a_household(office),))
    desk = office.at(date(2017, 1, 10))
    desk.do(FreezeReturn(name="R1", period="2016"))
    number = office.read(lambda session: session.scalar(select(Notice.number).where(Notice.id == 1)))
    reads = {
        "notice": (lambda: desk.read(facts_of, 1), lambda: desk.read(facts_of, 2)),
        "return": (lambda: desk.read(frozen, "R1", "2016"), lambda: desk.read(frozen_by_number, 1)),
    }
    for read in (*reads["notice"], *reads["return"]):
        assert read() is not None, "whole papers are written"
    with office.sessions.begin() as session:
        if column == "digest":
            wanted = Base.metadata.tables[table]
            session.execute(update(wanted).where(wanted.c.id == 1).values(digest="0" * 64))
        else:
            one_more_person(table, {"notice": "facts", "return": "figures"}[table])(session)
    with pytest.raises(Refused) as refused:
        reads[table][0]()
    (words,) = refused.value.problems.values()
    assert (number if table == "notice" else "R1") in words
    assert words.endswith("It was changed outside the program, and is not written; verify the register.")


def test_a_paper_whose_digest_was_changed_is_found(office):
    walk(office, (a_household(office),))
    behind_the_desk(office, update(Notice).where(Notice.id == 1).values(digest="0" * 64))
    assert any(words.endswith("its digest is not that of its text") for words in office.read(verify).replay)


@pytest.mark.parametrize("facts", ["{", "[]"])
def test_a_paper_whose_text_cannot_be_read_is_found(office, facts):
    walk(office, (a_household(office),))
    if office.sessions.kw["bind"].dialect.name != "sqlite":
        pytest.skip("this database takes only JSON")
    behind_the_desk(office, text(f"UPDATE notice SET facts = '{facts}' WHERE id = 1"))
    assert any(words.startswith("Notice ") for words in office.read(verify).replay)
