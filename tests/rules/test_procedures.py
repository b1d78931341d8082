"""A procedure is found by day and province, and walked step by step."""

from datetime import date

import pytest

from county_desk.paths import resources
from county_desk.rules.own_files import PolicyFile, PolicyFileKind, digest_of
from county_desk.rules.procedure_files import read_procedure
from county_desk.rules.procedures import ActorLevel, Ended, Procedures, StepKind
from county_desk.text import language
from tests.rules.changed_procedures import changed

FOLDER = resources() / "procedures"
VERSIONS = sorted(f"{path.parent.name}/{path.stem}" for path in FOLDER.glob("*/*.toml"))
DAYS = {
    "monitoring": 5,
    "monitoring_release": 5,
    "monitoring_removal": 5,
    "project": 10,
}  # of a disclosure, where it is not 7
SHAPE = {
    "national/household_registration-2014": "application assembly visit disclosure review disclosure",
    "national/household_registration-2017": "application visit group_review comparison assembly disclosure"
    " review disclosure",
    "national/village_registration-2014": "application review disclosure",
    "national/household_exit-2016": "assembly visit consent disclosure",
    "national/household_removal-2015": "application visit assembly disclosure review",
    "national/household_missed-2017": "application visit group_review comparison assembly disclosure"
    " review disclosure",
    "national/household_relapse-2017": "application visit group_review comparison assembly disclosure"
    " review disclosure",
    "national/household_removal-2021": "application visit assembly disclosure review",
    "national/household_restoration-2017": "application visit assembly disclosure review",
    "national/household_restoration-2021": "application visit assembly disclosure review",
    "national/monitoring_removal-2021": "application visit assembly disclosure review",
    "national/household_reexamination-2016": "application visit disclosure",
    "national/monitoring-2021": "application risk_visit comparison assembly disclosure review",
    "national/monitoring-2026": "application risk_visit comparison assembly disclosure review",
    "national/monitoring_release-2021": "application risk_visit assembly disclosure review",
    "national/monitoring_release-2026": "application risk_visit assembly disclosure review",
    "national/village_exit-2016": "application review disclosure",
    "national/project-2018": "application assembly review disclosure",
    "national/project-2021": "application assembly review disclosure",
    "guizhou/household_registration-2016": "application assembly visit disclosure review disclosure",
    "guizhou/household_exit-2017": "assembly visit consent disclosure review disclosure",
    "hunan/household_registration-2019": "application group_review assembly disclosure"
    " visit review disclosure",
    "hunan/household_exit-2018": "assembly visit consent disclosure review disclosure"
    " comparison review review",
    "shaanxi/village_exit-2017": "application review disclosure review",
    "national/county_exit-2016": "application review review disclosure review",
    "guangxi/household_exit-2018": "application assembly visit consent disclosure review",
}


def test_no_procedure_of_a_document_is_lost():
    assert SHAPE.keys() <= set(VERSIONS)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_procedure_has_its_steps_in_order_and_ends_with_decision_and_announcement(version, procedures):
    procedure = procedures.version(version)
    *kinds, decision, announcement = (step.kind for step in procedure.steps)
    shape = " ".join(kind.value for kind in kinds)
    assert shape == SHAPE.get(version, shape)
    assert (decision, announcement) == (StepKind.DECISION, StepKind.ANNOUNCEMENT)
    assert procedure.version == version


@pytest.mark.parametrize("version", VERSIONS)
def test_a_procedure_is_walked_from_the_first_step_to_the_last(version, procedures):
    procedure = procedures.version(version)
    walked, step = [], procedure.first
    while step:
        walked.append(step)
        step = procedure.after(step.key)
    assert tuple(walked) == procedure.steps


@pytest.mark.parametrize("version", VERSIONS)
def test_every_title_is_said_in_both_languages(version, procedures):
    procedure = procedures.version(version)
    named = [procedure.title, procedure.reference, *(step.title for step in procedure.steps)]
    with language("zh"):
        chinese = [procedure.title, procedure.reference, *(step.title for step in procedure.steps)]
    assert all(one != other for one, other in zip(named, chinese, strict=True))


@pytest.mark.parametrize("version", VERSIONS)
def test_every_disclosure_has_days_and_a_way_of_counting_in_force(version, procedures, book):
    procedure = procedures.version(version)
    terms = book.on(procedure.since, "" if procedure.place == "national" else procedure.place)
    for step in procedure.steps:
        if step.kind is StepKind.DISCLOSURE:
            days = (
                5 if procedure.key.startswith("monitoring") else 10 if procedure.subject == "project" else 7
            )
            assert terms[step.days].whole == days
            assert terms[step.counting].word == "inclusive"
            assert step.posted in ActorLevel
            assert step.notice


@pytest.mark.parametrize(
    ("key", "day", "province", "version"),
    [
        ("household_registration", date(2014, 6, 1), "shaanxi", "national/household_registration-2014"),
        ("household_registration", date(2016, 12, 31), "shaanxi", "national/household_registration-2014"),
        ("household_registration", date(2017, 1, 1), "shaanxi", "national/household_registration-2017"),
        ("household_registration", date(2016, 10, 31), "guizhou", "national/household_registration-2014"),
        ("household_registration", date(2016, 11, 1), "guizhou", "guizhou/household_registration-2016"),
        ("household_registration", date(2018, 1, 1), "guizhou", "guizhou/household_registration-2016"),
        ("household_exit", date(2016, 11, 30), "guizhou", "national/household_exit-2016"),
        ("household_exit", date(2017, 11, 30), "guizhou", "guizhou/household_exit-2017"),
        ("household_exit", date(2017, 11, 30), "", "national/household_exit-2016"),
        ("village_exit", date(2018, 6, 1), "guizhou", "national/village_exit-2016"),
        ("village_registration", date(2014, 5, 6), "hunan", "national/village_registration-2014"),
    ],
)
def test_the_version_in_force(key, day, province, version, procedures):
    assert procedures.in_force(key, day, province).version == version


def test_every_procedure_of_the_campaign_ends_with_it(policy):
    campaign = [each for each in policy.procedures.versions() if each.since.year <= 2020]
    assert {each.until for each in campaign} == {date(2020, 12, 31)}
    assert policy.begin("household", date(2020, 12, 31)) == (
        "household_exit",
        "household_registration",
        "household_missed",
        "household_reexamination",
        "household_relapse",
        "household_removal",
        "household_restoration",
    )
    keys = {each.key for each in campaign} - {"project", "household_removal", "household_restoration"}
    assert not keys & set(
        policy.begin("household", date(2021, 1, 1)) + policy.begin("village", date(2021, 1, 1))
    )


def test_a_step_names_the_figures_that_govern_it(procedures):
    procedure = procedures.version("national/household_exit-2016")
    assert procedure.first.figures == ("assembly_quorum", "assembly_majority")
    assert procedure.step("disclosure").figures == ("household_exit_disclosure_days", "counting_mode")
    assert procedure.step("announcement").figures == ()


def test_before_the_first_version_there_is_none(procedures):
    with pytest.raises(LookupError, match="“Exit of households” begins on 2016-04-01"):
        procedures.in_force("household_exit", date(2016, 3, 31), "guizhou")
    with pytest.raises(LookupError, match="no_such_thing"):
        procedures.version("no_such_thing")
    with pytest.raises(LookupError, match="no_such_step"):
        procedures.version("national/household_exit-2016").step("no_such_step")


def test_guizhou_really_differs(procedures):
    nation, guizhou = (
        procedures.in_force("household_exit", date(2018, 11, 1), province)
        for province in ("jiangxi", "guizhou")
    )
    assert [step.level for step in nation.steps if step.kind is StepKind.DISCLOSURE] == [ActorLevel.VILLAGE]
    disclosures = [step for step in guizhou.steps if step.kind is StepKind.DISCLOSURE]
    assert [step.posted for step in disclosures] == [ActorLevel.VILLAGE, ActorLevel.TOWNSHIP]
    assert guizhou.step("announcement").days == "household_exit_announcement_days"
    assert nation.step("announcement").days == ""
    assert [step.key for step in guizhou.steps if step.gap] == ["township_review", "county_decision"]


def test_versions_and_keys_are_listed(procedures):
    assert sorted(each.version for each in procedures.versions()) == VERSIONS
    assert set(procedures.keys()) == {
        "household_registration",
        "village_registration",
        "county_exit",
        "household_exit",
        "village_exit",
        "household_removal",
        "household_missed",
        "household_relapse",
        "household_restoration",
        "household_reexamination",
        "monitoring",
        "monitoring_release",
        "monitoring_removal",
        "project",
    }
    assert set(procedures.keys("village")) == {"village_registration", "village_exit"}
    assert procedures.keys("household", "removed") == ("household_removal",)


def test_every_version_of_a_procedure_has_one_subject_and_one_outcome(procedures):
    declared = {(each.key, each.subject, each.outcome) for each in procedures.versions()}
    assert len(declared) == len(procedures.keys())


def test_after_its_last_day_no_case_of_a_procedure_begins(book):
    data = changed("until", date(2020, 12, 31))
    ended = Procedures([read_procedure(data, "national/household_exit-2016", book)])
    assert ended.in_force("household_exit", date(2020, 12, 31)).until == date(2020, 12, 31)
    with pytest.raises(Ended, match="“Exit of households” ended on 2020-12-31"):
        ended.in_force("household_exit", date(2021, 1, 1), "guizhou")
    assert ended.version("national/household_exit-2016").first.key == "village_review"


def test_a_case_of_a_text_without_a_last_day_is_not_told_that_its_procedure_changed(book, procedures):
    name = "national/household_exit-2016"
    text = procedures.text(procedures.version(name)).replace("until = 2020-12-31\n", "")
    older = PolicyFile(PolicyFileKind.PROCEDURE, name, text, digest_of(text))
    kept = procedures.with_own((), (older,), book)
    assert kept.begun(name, older.digest).until is None
    assert not kept.changed(name, older.digest)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_procedure_demands_the_evidence_that_its_law_names(version, procedures):
    procedure = procedures.version(version)
    with_paper = {step.kind for step in procedure.steps if step.paper}
    papers = {StepKind.ASSEMBLY, StepKind.GROUP_REVIEW, StepKind.VISIT, StepKind.RISK_VISIT, StepKind.CONSENT}
    assert with_paper == papers & {step.kind for step in procedure.steps}
    lists = [step for step in procedure.steps if step.kind is StepKind.DISCLOSURE]
    assert {step.places for step in lists} == {"posting_places"}
    if procedure.outcome == "registered" and procedure.subject == "household":
        shares = {step.kind: step.share for step in procedure.steps if step.share}
        assert shares == {StepKind.REVIEW: "spot_check_township", StepKind.DECISION: "spot_check_county"}
