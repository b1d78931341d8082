"""What was decided about the columns of a form is remembered, and what changed in a form is shown."""

from datetime import date

import pytest
from sqlalchemy import select

from county_desk.intake.comparing.layouts import SettleLayout, WithdrawAnswer, compare_titles, form_change
from county_desk.intake.comparing.reading_terms import reading_terms
from county_desk.intake.delivery import Layout
from county_desk.models.layout import FormLayout
from county_desk.workflow.audit import verify
from tests.build import ELSEWHERE, INSPECTOR, TOWNSHIP, refusal
from tests.intake.register.taking import DAY, looked_at, take_in
from tests.workflow.deliveries import a_family, a_person

TEXTS = ("户编号", "户主姓名", "困难程度")


def settle(office, meanings, texts=TEXTS, place=None, **more):
    """Say what the columns of a form mean."""
    command = SettleLayout(list="persons", texts=texts, meanings=meanings, place=place)
    return office.at(DAY, **more).do(command)


def layouts(office):
    """What a reader is told of forms."""
    return office.read(lambda session: reading_terms(session, 2016, DAY).layouts)


def test_a_reader_is_told_what_was_decided(office):
    settle(office, {"困难程度": ""})
    assert layouts(office) == (Layout("persons", TEXTS, {"困难程度": ""}),)
    assert office.read(verify).ok


def test_a_second_decision_takes_the_place_of_the_first_and_can_be_undone(office):
    settle(office, {"困难程度": ""})
    change = settle(office, {"困难程度": "备注"})
    assert layouts(office) == (Layout("persons", TEXTS, {"困难程度": "备注"}),)
    office.at(DAY).do(change.undo)
    assert layouts(office) == (Layout("persons", TEXTS, {"困难程度": ""}),)
    assert len(office.read(lambda session: session.scalars(select(FormLayout)).all())) == 1
    assert office.read(verify).ok


def test_who_takes_in_files_decides_for_the_own_place(office):
    place = office.place("柳湾村")
    command = SettleLayout(list="persons", texts=TEXTS, meanings={"困难程度": ""}, place=place)
    assert "" in refusal(office.at(DAY, INSPECTOR), command)
    assert "" in refusal(office.at(DAY, ELSEWHERE), command)
    settle(office, {"困难程度": ""}, place=place, name=TOWNSHIP)


def test_only_a_column_of_the_form_can_be_settled(office):
    desk = office.at(DAY)
    assert "meanings" in refusal(desk, SettleLayout(list="persons", texts=TEXTS, meanings={"别的": ""}))
    assert "" in refusal(desk, SettleLayout(list="persons", texts=()))


OTHER = ("户主姓名", "户编号", "困难程度", "电话")


def test_a_new_answer_to_a_title_holds_in_every_form_of_its_list(office):
    settle(office, {"困难程度": ""})
    change = settle(office, {"困难程度": "备注"}, OTHER)
    assert {layout.meanings["困难程度"] for layout in layouts(office)} == {"备注"}
    office.at(DAY).do(change.undo)
    assert {layout.meanings["困难程度"] for layout in layouts(office)} == {""}
    assert office.read(verify).ok


def test_an_answer_can_be_withdrawn_and_given_again(office):
    settle(office, {"困难程度": ""})
    settle(office, {"困难程度": "备注", "电话": ""}, OTHER)
    change = office.at(DAY).do(WithdrawAnswer(column="困难程度"))
    assert layouts(office) == (Layout("persons", OTHER, {"电话": ""}),)
    office.at(DAY).do(change.undo)
    assert {layout.meanings.get("困难程度") for layout in layouts(office)} == {"备注", None}
    assert office.read(verify).ok


def test_a_title_without_an_answer_names_those_that_have_one(office):
    settle(office, {"困难程度": ""})
    assert "困难程度" in refusal(office.at(DAY), WithdrawAnswer(column="别的"))["column"]
    assert "column" in refusal(office.at(DAY), WithdrawAnswer(column="困难程度", list="heads"))


@pytest.mark.parametrize(
    ("now", "added", "removed", "moved"),
    [
        ("甲乙丙丁", "", "", ""),
        ("甲乙戊丙丁", "戊", "", ""),
        ("甲乙丁", "", "丙", ""),
        ("丁甲乙丙", "", "", "丁"),
        ("乙戊丁丙", "戊", "甲", "丁"),
    ],
)
def test_a_form_is_held_against_the_one_before(now, added, removed, moved):
    assert compare_titles("甲乙丙丁", now) == (tuple(added), tuple(removed), tuple(moved))


@pytest.fixture
def deliver(deliver):
    """A file of one household on a form with some titles."""

    def made(name, *texts, place="柳湾村"):
        family = a_family("9901010001", a_person(), telephone=f"139{len(name):08}")
        return deliver(family, place=place, name=name, texts=texts)

    return made


def change_of(office, delivery):
    """What changed in the form of a file."""
    (sheet,) = delivery.sheets
    return office.read(lambda session: form_change(session, sheet, delivery.place_id))


def test_a_sender_is_told_what_changed_in_the_form(office, deliver):
    first = deliver("一.xlsx", "户编号", "姓名", "备注")
    assert change_of(office, first) is None
    take_in(office, first)
    assert change_of(office, first) is None
    newer = deliver("二二.xlsx", "姓名", "户编号", "困难程度")
    found = change_of(office, newer)
    assert (found.added, found.removed, len(found.moved)) == (("困难程度",), ("备注",), 1)
    assert found.since == DAY
    assert "困难程度" in found.sentence()
    told = looked_at(office, newer).problems
    assert [(problem.kind, problem.message) for problem in told] == [("form_changed", found.sentence())]
    assert change_of(office, deliver("三.xlsx", "姓名", place="大河村")) is None
    take_in(office, newer, day=date(2016, 11, 25))
    assert change_of(office, newer) is None
    assert change_of(office, first).since == date(2016, 11, 25)


def test_the_same_form_is_remembered_once(office, deliver):
    take_in(office, deliver("一.xlsx", "户编号", "姓名"))
    take_in(office, deliver("二二.xlsx", "户编号", "姓名"), day=date(2016, 12, 1))
    (form,) = office.read(lambda session: session.scalars(select(FormLayout)).all())
    assert (form.first_used, form.last_used) == (DAY, date(2016, 12, 1))
    assert layouts(office) == (), "nobody decided anything"
    assert office.read(verify).ok


def test_an_answer_about_a_title_that_names_a_year_holds_for_that_year(office):
    texts = ("户编号", "人均纯收入(2015年)", "困难程度")
    told = {"人均纯收入(2015年)": "人均纯收入", "困难程度": ""}
    command = SettleLayout(list="persons", texts=texts, meanings=told, year=2016)
    office.at(DAY).do(command)
    (layout,) = layouts(office)
    assert layout.meanings == {"人均纯收入(2015年)": "人均纯收入(2016年)", "困难程度": ""}
    again = SettleLayout(list="persons", texts=texts, meanings=layout.meanings, year=2017)
    office.at(DAY).do(again)
    assert layouts(office) == (layout,), "nobody said it for another year"
