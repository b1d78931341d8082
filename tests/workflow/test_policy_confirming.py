"""A paper of a real office rests on nothing that is only recalled, and on no figure of one person alone."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select, update

from county_desk.models.original import Original
from county_desk.models.policy_text import OwnPolicyFile
from county_desk.models.register import OwnParameter, Register, RegisterKind
from county_desk.tables.listing import page
from county_desk.tables.policy.files import LISTING as POLICY_FILES
from county_desk.tables.policy.unconfirmed import unconfirmed
from county_desk.workflow.audit import verify
from county_desk.workflow.cases.disclosure import OpenDisclosure
from county_desk.workflow.guarded import prove_guarded
from county_desk.workflow.policy.confirming import ConfirmFigure, WithdrawConfirmation
from county_desk.workflow.policy.files import ConfirmPolicyFile, ImportPolicyFile, WithdrawPolicyFile
from county_desk.workflow.policy.own import ConfirmParameter, SetParameter, WithdrawParameter
from tests.build import (
    ADMINISTRATOR,
    CLERK,
    DAY,
    REVIEWER,
    a_household,
    a_registered_household,
    an_exit,
    post,
    refusal,
    walk,
)
from tests.workflow.policy_files import KNOWN

POSTED = date(2016, 11, 24)


@pytest.fixture
def real(guizhou):
    """The same office, whose papers have effect."""
    with guizhou.sessions.begin() as session:
        session.execute(update(Register).values(kind=RegisterKind.REAL))
    return guizhou


def rows(office, day=POSTED):
    desk = office.at(day, ADMINISTRATOR)
    return desk.read(unconfirmed, desk.policy, day)


def confirm_all(office, day=POSTED):
    desk = office.at(day, ADMINISTRATOR)
    for row in rows(office, day):
        desk.do(ConfirmFigure(what=row.what, since=row.since, reference="黔扶通〔2016〕3号"))


def refused(office, case, day=POSTED):
    """Why the list with a case cannot be posted."""
    return refusal(office.at(day), OpenDisclosure(cases=(case,), opened_on=day))[""]


def waiting_case(office):
    case = a_household(office, received_on=date(2016, 11, 10))
    walk(office, (case,), to="first_disclosure")
    return case


def test_a_rehearsal_posts_without_a_confirmation(guizhou):
    case = waiting_case(guizhou)
    assert rows(guizhou)
    post(guizhou, (case,), POSTED)


def test_a_paper_on_a_recalled_figure_is_refused_with_the_figure_its_source_and_the_cure(real):
    case = waiting_case(real)
    words = refused(real, case)
    (found,) = (row for row in rows(real) if row.title in words)
    assert found.source in words
    assert "ConfirmFigure" in words


def test_after_the_county_has_confirmed_each_the_paper_goes_out(real):
    case = waiting_case(real)
    confirm_all(real)
    assert rows(real) == []
    post(real, (case,), POSTED)


def test_what_was_confirmed_is_part_of_the_history(guizhou):
    confirm_all(guizhou)
    assert guizhou.read(lambda session: verify(session).ok)


def test_the_list_names_the_procedures_that_rest_on_an_entry_and_how_sure_it_is(real):
    found = {row.what: row for row in rows(real)}
    gap = found["signature_gap_days"]
    assert "Registration of households (Guizhou)" in gap.procedures
    assert {row.sure for row in found.values()} <= {
        "recalled, to be checked",
        "a proposal; no document is known",
    }
    assert "national/household_removal-2015" in found


def test_in_2026_the_drafts_and_the_project_library_wait(real):
    waiting = rows(real, date(2026, 11, 27))
    procedures = {row.what for row in waiting if row.what.startswith("national/")}
    drafts = {"national/monitoring-2026", "national/monitoring_release-2026"}
    drafts |= {"national/household_removal-2021", "national/household_restoration-2021"}
    drafts |= {"national/monitoring_removal-2021"}
    assert procedures == {*drafts, "national/project-2021"}
    assert all("draft" in row.source for row in waiting if row.what in drafts)
    assert not {row.what for row in waiting} & {"income_line_exit", "signature_gap_days"}


def test_what_an_old_case_rests_on_waits_in_2026_under_its_own_year(guizhou):
    household = a_registered_household(guizhou)
    an_exit(guizhou, household, received_on=POSTED)
    (late,) = (row for row in rows(guizhou, date(2026, 11, 27)) if row.what == "income_line_exit")
    assert (late.since, late.figure) == (date(2016, 1, 1), "3,146 yuan")


def test_a_confirmation_names_a_document_and_something_that_waits(real):
    desk = real.at(POSTED, ADMINISTRATOR)
    row = rows(real)[0]
    good = ConfirmFigure(what=row.what, since=row.since, reference="黔扶通〔2016〕3号")
    assert list(refusal(desk, replace(good, reference=" "))) == ["reference"]
    assert list(refusal(desk, replace(good, what="moon"))) == ["what"]
    change = desk.do(good)
    assert list(refusal(desk, good)) == ["what"], "it is confirmed"
    assert change.undo == WithdrawConfirmation(what=row.what, since=row.since)
    desk.do(change.undo)
    assert row in rows(real)
    assert list(refusal(desk, change.undo)) == ["what"]


@pytest.fixture
def scan(tmp_path):
    """The document that a figure is written in."""
    path = tmp_path / "黔扶通2016-9.pdf"
    path.write_bytes(b"%PDF-1.4 made up")
    return path


def proposal(document, **about):
    line = {
        "name": "spot_check_township",
        "since": POSTED,
        "value": "30%",
        "reference": "黔扶通〔2016〕9号",
        "scan": str(document),
    }
    return SetParameter(**(line | about))


def in_force(office, day=POSTED):
    return office.at(day).policy.terms(day)["spot_check_township"].text()


def test_a_figure_of_an_office_is_in_force_once_another_person_has_confirmed_it(real, scan):
    before = in_force(real)
    change = real.at(POSTED, ADMINISTRATOR).do(proposal(scan))
    assert "another person confirms it" in change.summary
    assert in_force(real) == before != "30%"
    confirming = ConfirmParameter(name="spot_check_township", since=POSTED)
    assert list(refusal(real.at(POSTED, CLERK), confirming)) == [""]
    real.at(POSTED, REVIEWER).do(confirming)
    assert in_force(real) == "30%"
    assert refusal(real.at(POSTED, REVIEWER), confirming) == {
        "": "This figure is in force and waits for nobody"
    }
    kept = real.read(lambda session: session.scalars(select(OwnParameter)).one())
    digests = real.read(lambda session: session.scalars(select(Original.digest)).all())
    assert [kept.scan] == digests
    real.at(POSTED, ADMINISTRATOR).do(WithdrawParameter(name="spot_check_township", since=POSTED))
    assert in_force(real) == before


@pytest.mark.parametrize(
    ("about", "field"),
    [
        ({"reference": "省里的通知"}, "reference"),
        ({"scan": ""}, "scan"),
        ({"scan": "/nowhere/scan.pdf"}, "scan"),
        ({"since": POSTED - DAY}, "dated_back"),
    ],
)
def test_a_figure_of_an_office_has_a_number_a_scan_and_a_mark_when_it_is_dated_back(real, scan, about, field):
    assert list(refusal(real.at(POSTED, ADMINISTRATOR), proposal(scan, **about))) == [field]


def test_the_mark_of_a_figure_that_is_dated_back_is_read_before_it_is_confirmed(real, scan):
    earlier = date(2016, 1, 1)
    dated = proposal(scan, since=earlier, dated_back="文件11月才收到")
    real.at(POSTED, ADMINISTRATOR).do(dated)
    (effect,) = real.at(POSTED, REVIEWER).effects([ConfirmParameter(name=dated.name, since=earlier)])
    assert "It is dated back: 文件11月才收到" in effect


def test_a_rehearsal_enters_a_figure_at_once(guizhou):
    plain = SetParameter(name="spot_check_township", since=date(2016, 1, 1), value="30%", reference="县文件")
    guizhou.at(POSTED, ADMINISTRATOR).do(plain)
    assert in_force(guizhou) == "30%"


def policy_file(document, **about):
    line = {"file_name": "grace_years.toml", "text": KNOWN, "reference": "青政办〔2016〕4号"}
    return ImportPolicyFile(**(line | {"scan": str(document)} | about))


def wrong(office):
    """What the history does not say, but for the kind that the fixture has set."""
    return [words for words in office.read(verify).replay if "Purpose" not in words]


def grace(office):
    return office.at(POSTED).policy.terms(POSTED)["grace_years"].whole


def test_a_policy_file_of_an_office_is_in_force_once_another_person_has_confirmed_it(real, scan):
    change = real.at(POSTED, ADMINISTRATOR).do(policy_file(scan))
    assert "another person confirms it" in change.summary
    assert grace(real) == 5
    (row,) = real.at(POSTED).read(page, POLICY_FILES)
    assert not row.in_force
    assert list(refusal(real.at(POSTED, ADMINISTRATOR), policy_file(scan))) == ["file_name"], "it waits"
    confirming = ConfirmPolicyFile(file=row.file)
    assert list(refusal(real.at(POSTED, CLERK), confirming)) == [""]
    (effect,) = real.at(POSTED, REVIEWER).effects([confirming])
    assert "青政办〔2016〕4号" in effect
    assert "until now it was 5 years" in effect
    real.at(POSTED, REVIEWER).do(confirming)
    assert grace(real) == 3
    assert list(refusal(real.at(POSTED, REVIEWER), confirming)) == ["file"], "nothing waits"
    assert wrong(real) == [], "the history verifies"


def test_a_newer_file_of_an_office_takes_the_place_of_the_older_only_when_it_is_confirmed(real, scan):
    administrator, reviewer = real.at(POSTED, ADMINISTRATOR), real.at(POSTED, REVIEWER)
    administrator.do(policy_file(scan))
    reviewer.do(ConfirmPolicyFile(file="parameters/grace_years"))
    administrator.do(policy_file(scan, text=KNOWN.replace("= 3", "= 4")))
    assert grace(real) == 3
    change = administrator.do(policy_file(scan, text=KNOWN.replace("= 3", "= 2")))
    assert [row.in_force for row in real.at(POSTED).read(page, POLICY_FILES)].count(False) == 1
    administrator.do(change.undo)
    assert grace(real) == 3, "the proposal goes, and not the file in force"
    administrator.do(policy_file(scan, text=KNOWN.replace("= 3", "= 2")))
    reviewer.do(ConfirmPolicyFile(file="parameters/grace_years"))
    assert grace(real) == 2
    administrator.do(WithdrawPolicyFile(file="parameters/grace_years"))
    assert grace(real) == 5
    assert wrong(real) == [], "the history verifies"


@pytest.mark.parametrize(
    ("about", "field"), [({"reference": "省里的通知"}, "reference"), ({"scan": ""}, "scan")]
)
def test_a_policy_file_of_an_office_has_a_number_and_a_scan(real, scan, about, field):
    assert list(refusal(real.at(POSTED, ADMINISTRATOR), policy_file(scan, **about))) == [field]


def test_a_policy_file_put_into_force_from_outside_is_found(guizhou, scan):
    guizhou.at(POSTED, ADMINISTRATOR).do(policy_file(scan))
    with guizhou.sessions.begin() as session:
        session.execute(update(OwnPolicyFile).values(confirmed_on=POSTED))
    assert "whether the policy file grace_years is confirmed" in guizhou.read(prove_guarded).trouble
