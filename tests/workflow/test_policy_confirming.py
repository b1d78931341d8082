"""A paper of a real office rests on nothing that is only recalled, and on no figure of one person alone."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select, update

from county_desk.models.original import Original
from county_desk.models.place import Place
from county_desk.models.policy_text import OwnPolicyFile
from county_desk.models.register import OwnParameter
from county_desk.models.user import Role, User
from county_desk.notice_kinds import ALONE, NoticeKind
from county_desk.rules.grace import grace_figure
from county_desk.rules.policy import Policy
from county_desk.rules.programmes import programmes
from county_desk.tables.listing import page
from county_desk.tables.policy.policy_files import LISTING as POLICY_FILES
from county_desk.tables.policy.unconfirmed import unconfirmed
from county_desk.workflow.audit import verify
from county_desk.workflow.cases.answering import AnswerApplicant
from county_desk.workflow.cases.disclosure import OpenDisclosure
from county_desk.workflow.cases.issuing import issue_list
from county_desk.workflow.cases.steps import RecordAssembly
from county_desk.workflow.command import Refused, Work
from county_desk.workflow.gate.proposals import DeclineProposal, PutInForce
from county_desk.workflow.guarded import prove_guarded
from county_desk.workflow.policy.confirming import ConfirmFigure, WithdrawConfirmation
from county_desk.workflow.policy.county_files import ImportPolicyFile, WithdrawPolicyFile
from county_desk.workflow.policy.own_figures import SetParameter, WithdrawParameter
from tests.build import (
    A_SCAN,
    ADMINISTRATOR,
    CLERK,
    DAY,
    REVIEWER,
    VILLAGE,
    a_household,
    a_registered_household,
    an_exit,
    make_real,
    post,
    refusal,
    walk,
)
from tests.second_person import in_force, settled
from tests.workflow.policy_files import KNOWN

POSTED, MET = date(2016, 11, 24), date(2016, 10, 10)


@pytest.fixture
def real(guizhou):
    """The same office, whose papers have effect."""
    make_real(guizhou)
    return guizhou


def rows(office, day=POSTED):
    desk = office.at(day, ADMINISTRATOR)
    return desk.read(unconfirmed, desk.policy, day)


def confirm_all(office, day=POSTED):
    for row in rows(office, day):
        confirmed = ConfirmFigure(what=row.what, since=row.since, reference="黔扶通〔2016〕3号")
        in_force(office, confirmed, day)


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
        "source not checked",
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
    assert desk.do(good).waits
    assert row in rows(real)
    settled(real, desk.do(replace(good, reference="黔扶通〔2016〕4号")), POSTED)
    assert list(refusal(desk, good)) == ["what"], "it is confirmed"
    withdrawal = WithdrawConfirmation(what=row.what, since=row.since)
    in_force(real, withdrawal, POSTED)
    assert row in rows(real)
    assert list(refusal(desk, withdrawal)) == ["what"]


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


def spot_check(office, day=POSTED):
    return office.at(day).policy.terms(day)["spot_check_township"].text()


def test_a_figure_is_in_force_once_another_person_has_put_it_in_force(real, scan):
    before = spot_check(real)
    change = real.at(POSTED, ADMINISTRATOR).do(proposal(scan))
    assert change.waits
    assert spot_check(real) == before != "30%"
    settling = PutInForce(proposal=change.id)
    for name in (CLERK, ADMINISTRATOR):
        assert list(refusal(real.at(POSTED, name), settling)) == [""]
    real.at(POSTED, REVIEWER).do(settling)
    assert spot_check(real) == "30%"
    kept = real.read(lambda session: session.scalars(select(OwnParameter)).one())
    digests = real.read(lambda session: session.scalars(select(Original.digest)).all())
    assert [kept.scan] == digests
    in_force(real, WithdrawParameter(name="spot_check_township", since=POSTED), POSTED)
    assert spot_check(real) == before


def test_the_same_figure_is_proposed_once(real, scan):
    number = real.at(POSTED, ADMINISTRATOR).do(proposal(scan)).id
    assert refusal(real.at(POSTED, ADMINISTRATOR), proposal(scan)) == {
        "": f"Proposal {number} asks for the same and waits for another person"
    }


def test_who_proposed_a_figure_does_not_put_it_in_force_in_another_post(real, scan):
    number = real.at(POSTED, ADMINISTRATOR).do(proposal(scan)).id
    with real.sessions.begin() as session:
        session.execute(update(User).where(User.name == ADMINISTRATOR).values(role=Role.REVIEWER))
    assert refusal(real.at(POSTED, ADMINISTRATOR), PutInForce(proposal=number)) == {
        "": "周平 proposed this: another person decides on it (李强, 何静), and 周平 can take it back instead"
    }


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
    number = real.at(POSTED, ADMINISTRATOR).do(dated).id
    (effect,) = real.at(POSTED, REVIEWER).effects([PutInForce(proposal=number)])
    assert "It is dated back: 文件11月才收到" in effect


def test_an_answer_rests_on_the_days_to_dispute_it(real):
    case = a_household(real, received_on=date(2016, 10, 8))
    votes = {"due": 36, "present": 31, "in_favour": 10}
    outvoted = RecordAssembly(cases=(case,), done_on=MET, **votes, scan=A_SCAN)
    real.at(MET, VILLAGE).do(outvoted)
    answer = AnswerApplicant(case=case, reason="票数未过半")
    assert "only recalled" in refusal(real.at(MET), answer)[""]
    confirm_all(real, MET)
    real.at(MET).do(answer)


def test_days_that_nobody_has_confirmed_are_on_no_answer(office):
    """Hunan has no law of the days to dispute an answer; a proposal of the program would be printed."""
    make_real(office)
    case = a_household(office, received_on=date(2016, 10, 8))
    votes = {"due": 36, "present": 31, "in_favour": 10}
    outvoted = RecordAssembly(cases=(case,), done_on=MET, **votes, scan=A_SCAN)
    office.at(MET, VILLAGE).do(outvoted)
    waiting = rows(office, MET)
    days = next(row for row in waiting if row.what == "reexamination_days")
    assert "Answer to a household" in days.procedures
    confirmed = [
        ConfirmFigure(what=row.what, since=row.since, reference="扶通〔2016〕3号") for row in waiting
    ]
    for each in confirmed:
        if each.what != "reexamination_days":
            in_force(office, each, MET)
    answer = AnswerApplicant(case=case, reason="票数未过半")
    assert days.title in refusal(office.at(MET), answer)[""]
    in_force(office, next(each for each in confirmed if each.what == days.what), MET)
    office.at(MET).do(answer)


def test_funds_and_posts_rest_on_their_days_and_words(real):
    waiting = {row.what: row for row in rows(real, date(2022, 5, 4))}
    for what in ("project_disclosure_days", "post_disclosure_days", "notices/funding_plan"):
        assert what in waiting
    assert waiting["notices/funding_result"].title == "Wording of “Notice of funds and projects: results”"


@pytest.mark.parametrize("kind", NoticeKind)
def test_no_kind_of_notice_goes_out_on_what_is_only_recalled(real, kind, monkeypatch):
    desk = real.at(POSTED)
    doubtful = desk.policy.unconfirmed_of(NoticeKind.POST_DISCLOSURE, POSTED)
    monkeypatch.setattr(Policy, "unconfirmed_of", lambda *_about: doubtful)
    about = {"issued_on": POSTED, "year": 2016}
    with real.sessions() as session:
        work = Work(session, desk.actor, desk.now(), desk.policy)
        place = session.get_one(Place, real.place("大河村"))
        with pytest.raises(Refused, match="only recalled"):
            issue_list(work, kind, (), issuer=place, board=place, about=about)


def test_a_kind_of_notice_names_the_figures_that_it_states(real):
    policy = real.at(POSTED).policy
    issued = {step.notice: (each, step) for each in policy.procedures.versions() for step in each.steps}
    assert {*ALONE} == {kind for kind in NoticeKind if kind.value not in issued}
    leaving = [
        (kind, issued[kind.value][0]) for kind in NoticeKind if kind.value.endswith("exit_announcement")
    ]
    assert [kind.figures for kind, _each in leaving] == [
        (grace_figure(each.subject),) for _k, each in leaving
    ]
    posting = [each.posting for each in programmes().values() if each.posting]
    assert {(stage.days,) for stage in posting} == {NoticeKind.POST_DISCLOSURE.figures}


def test_a_rehearsal_enters_a_figure_without_a_scan(guizhou):
    plain = SetParameter(name="spot_check_township", since=POSTED, value="30%", reference="县文件")
    guizhou.at(POSTED, ADMINISTRATOR).do(plain)
    assert spot_check(guizhou) != "30%", "it waits in a rehearsal, too"
    in_force(guizhou, replace(plain, value="40%"), POSTED)
    assert spot_check(guizhou) == "40%"


def policy_file(document, **about):
    line = {"file_name": "grace_years.toml", "text": KNOWN, "reference": "青政办〔2016〕4号"}
    line["dated_back"] = "文件11月才收到"
    return ImportPolicyFile(**(line | {"scan": str(document)} | about))


def wrong(office):
    """What the history does not say, but for the kind that the fixture has set."""
    return [words for words in office.read(verify).replay if "Purpose" not in words]


def grace(office):
    return office.at(POSTED).policy.terms(POSTED)["grace_years"].whole


def test_a_policy_file_is_in_force_once_another_person_has_put_it_in_force(real, scan):
    change = real.at(POSTED, ADMINISTRATOR).do(policy_file(scan))
    assert grace(real) == 5
    assert real.at(POSTED).read(page, POLICY_FILES) == []
    settling = PutInForce(proposal=change.id)
    assert list(refusal(real.at(POSTED, CLERK), settling)) == [""]
    (effect,) = real.at(POSTED, REVIEWER).effects([settling])
    assert "青政办〔2016〕4号" in effect
    assert "until now it was 5 years" in effect
    assert "It is dated back: 文件11月才收到" in effect
    real.at(POSTED, REVIEWER).do(settling)
    assert grace(real) == 3
    assert wrong(real) == [], "the history verifies"


def test_a_newer_file_takes_the_place_of_the_older_only_when_it_is_put_in_force(real, scan):
    in_force(real, policy_file(scan), POSTED)
    newer = policy_file(scan, text=KNOWN.replace("= 3", "= 2"))
    number = real.at(POSTED, ADMINISTRATOR).do(newer).id
    assert grace(real) == 3
    real.at(POSTED, REVIEWER).do(DeclineProposal(proposal=number, answer="文号不对"))
    assert grace(real) == 3
    in_force(real, newer, POSTED)
    assert grace(real) == 2
    in_force(real, WithdrawPolicyFile(file="parameters/grace_years"), POSTED)
    assert grace(real) == 5
    assert wrong(real) == [], "the history verifies"


@pytest.mark.parametrize(
    ("about", "field"), [({"reference": "省里的通知"}, "reference"), ({"scan": ""}, "scan")]
)
def test_a_policy_file_of_an_office_has_a_number_and_a_scan(real, scan, about, field):
    assert list(refusal(real.at(POSTED, ADMINISTRATOR), policy_file(scan, **about))) == [field]


def test_a_policy_file_put_into_force_from_outside_is_found(guizhou, scan):
    in_force(guizhou, policy_file(scan), POSTED)
    with guizhou.sessions.begin() as session:
        session.execute(update(OwnPolicyFile).values(confirmed_on=POSTED))
    assert "whether the policy file grace_years is confirmed" in guizhou.read(prove_guarded).trouble
