"""A procedure is found by day and province, walked step by step, and refused when it could not be walked."""

import copy
import shutil
import tomllib
from datetime import date

import pytest

from county_desk.paths import resources
from county_desk.rules.own_files import PolicyFile, PolicyFileKind, digest_of
from county_desk.rules.policy_file import WrongFile
from county_desk.rules.procedure_files import read_procedure
from county_desk.rules.procedures import ActorLevel, Ended, Procedures, StepKind
from county_desk.text import language

FOLDER = resources() / "procedures"
VERSIONS = sorted(f"{path.parent.name}/{path.stem}" for path in FOLDER.glob("*/*.toml"))
GOOD = tomllib.loads((FOLDER / "national" / "household_exit-2016.toml").read_text("utf8"))
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


def test_after_its_last_day_no_case_of_a_procedure_begins(book):
    data = changed("until", date(2020, 12, 31))
    ended = Procedures([read_procedure(data, "national/household_exit-2016", book)])
    assert ended.in_force("household_exit", date(2020, 12, 31)).until == date(2020, 12, 31)
    with pytest.raises(Ended, match="“Exit of households” ended on 2020-12-31"):
        ended.in_force("household_exit", date(2021, 1, 1), "guizhou")
    assert ended.version("national/household_exit-2016").first.key == "village_review"


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


def test_a_case_of_a_text_without_a_last_day_is_not_told_that_its_procedure_changed(book, procedures):
    name = "national/household_exit-2016"
    text = procedures.text(procedures.version(name)).replace("until = 2020-12-31\n", "")
    older = PolicyFile(PolicyFileKind.PROCEDURE, name, text, digest_of(text))
    kept = procedures.with_own((), (older,), book)
    assert kept.begun(name, older.digest).until is None
    assert not kept.changed(name, older.digest)


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


def step_of(data, key):
    """The step of that key."""
    return next(step for step in data["step"] if step["key"] == key)


def place_of(part, key):
    """Where something stands in a table, or where the step of that key stands in a list of steps."""
    return key if isinstance(part, dict) else [step["key"] for step in part].index(key)


def changed(path, value):
    """A good procedure with one thing changed, or taken away when the value is None.

    The path names a step by its key: `step.disclosure.days`.
    """
    data = copy.deepcopy(GOOD)
    *above, last = path.split(".")
    part = data
    for key in above:
        part = part[place_of(part, key)]
    last = place_of(part, last)
    if value is None:
        del part[last]
    else:
        part[last] = value
    return data


@pytest.mark.parametrize(
    ("path", "value", "trouble"),
    [
        ("colour", "red", "the key “colour” is not known"),
        ("reference", None, "reference is missing"),
        ("reference", "", "reference is empty"),
        ("basis", None, "basis is missing"),
        ("basis", "《方案》", "basis is not a list"),
        ("basis", ["《方案》"], "basis must be given in zh and en"),
        ("basis", [{"zh": "据昭潭镇公布的程序", "en": "“Plan”"}], "does not cite a document as 《title》"),
        ("basis", [{"zh": "《方案》", "en": "a proposal"}], "does not cite a document as the “title”"),
        ("sure", "surely", "sure “surely” is none of"),
        ("place", "atlantis", "the place “atlantis” is not known"),
        ("since", "2016", "since is not a day"),
        ("since", date(2017, 1, 1), "not named after its content"),
        ("until", date(2016, 3, 31), "on or after the first day"),
        ("until", "2020", "on or after the first day"),
        ("subject", "town", "subject “town” is none of"),
        ("outcome", "gone", "outcome “gone” is none of"),
        ("step.disclosure.days", "no_such_days", "there is no figure “no_such_days”"),
        ("step.disclosure.days", None, "step disclosure: days is missing"),
        ("step.disclosure.counting", "no_such_mode", "there is no figure “no_such_mode”"),
        ("step.disclosure.posted", "moon", "posted “moon” is not known"),
        ("step.disclosure.notice", "no_such_notice", "notice “no_such_notice” is none of"),
        ("step.disclosure.quorum", "assembly_quorum", "the key “quorum” is not known"),
        ("step.disclosure.kind", "magic", "kind “magic” is not known"),
        ("step.disclosure.level", "moon", "level “moon” is not known"),
        ("step.disclosure.title", {"zh": "公示"}, "title must be given in zh and en"),
        ("step.disclosure.key", "consent", "two steps have the key “consent”"),
        ("step.village_review.majority", None, "majority is missing"),
        ("step.county_decision.rule", "no_such_rule", "rule “no_such_rule” is none of"),
        ("step.verification.kind", "application", "“verification” is not the first step"),
        ("step.announcement", None, "the last step is not an announcement"),
        ("step.disclosure", None, "there is no step of kind “disclosure”"),
    ],
)
def test_a_procedure_that_could_not_be_walked_is_refused(path, value, trouble, book):
    with pytest.raises(WrongFile, match=trouble):
        read_procedure(changed(path, value), "national/household_exit-2016", book)


@pytest.mark.parametrize(
    ("path", "value", "nearest"),
    [
        ("outcome", "remove", "removed"),
        ("subject", "households", "household"),
        ("step.disclosure.notice", "household_exit_disclosur", "household_exit_disclosure"),
        ("step.disclosure.kind", "disclosed", "disclosure"),
        ("step.disclosure.days", "household_exit_disclosure_day", "household_exit_disclosure_days"),
        ("step.disclosure.level", "villag", "village"),
        ("titel", "x", "title"),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest_known_one(path, value, nearest, book):
    with pytest.raises(WrongFile, match=f"did you mean “{nearest}”\\?$"):
        read_procedure(changed(path, value), "national/household_exit-2016", book)


def test_every_figure_that_a_step_names_is_known(book):
    named = {"days", "counting", "quorum", "majority", "share", "gap"}
    path = FOLDER / "guizhou" / "household_registration-2016.toml"
    for step in tomllib.loads(path.read_text("utf8"))["step"]:
        for key in named & step.keys():
            data = tomllib.loads(path.read_text("utf8"))
            step_of(data, step["key"])[key] += "x"
            with pytest.raises(WrongFile, match=f"there is no figure “{step[key]}x”"):
                read_procedure(data, "guizhou/household_registration-2016", book)
            named -= {key}
    assert named == {"counting"}, "the others stand in this file"


def test_an_unknown_outcome_is_refused_with_file_and_line(tmp_path, book):
    shutil.copytree(FOLDER, tmp_path / "procedures")
    wrong = tmp_path / "procedures" / "national" / "household_removal-2015.toml"
    text = wrong.read_text("utf8").replace('outcome = "removed"', 'outcome = "remove"')
    wrong.write_text(text, "utf8")
    line = 1 + text.split('"remove"')[0].count("\n")
    broken = Procedures.load(book, tmp_path / "procedures").broken["national/household_removal-2015"]
    assert str(broken).startswith(f"procedures/national/household_removal-2015.toml, line {line}: outcome")
    assert str(broken).endswith("did you mean “removed”?")


def test_an_unknown_level_of_a_step_is_refused_with_the_line_that_names_it(tmp_path, book):
    shutil.copytree(FOLDER, tmp_path / "procedures")
    wrong = tmp_path / "procedures" / "national" / "household_exit-2016.toml"
    text = wrong.read_text("utf8")
    wrong.write_text(text.replace('level = "county"', 'level = "town"', 1), "utf8")
    line = 1 + text.split('level = "county"')[0].count("\n")
    broken = Procedures.load(book, tmp_path / "procedures").broken["national/household_exit-2016"]
    assert broken.line == line


@pytest.mark.parametrize(
    ("key", "other", "reason"),
    [
        ("verification", "consent", "two steps have the key “consent”"),
        ("county_decision", "consent", "two steps have the key “consent”"),
    ],
)
def test_two_steps_of_one_key_are_refused_with_the_line_of_the_second(tmp_path, book, key, other, reason):
    shutil.copytree(FOLDER, tmp_path / "procedures")
    wrong = tmp_path / "procedures" / "national" / "household_exit-2016.toml"
    text = wrong.read_text("utf8").replace(f'key = "{key}"', f'key = "{other}"')
    wrong.write_text(text, "utf8")
    line = 1 + text.rpartition(f'key = "{other}"')[0].count("\n")
    broken = Procedures.load(book, tmp_path / "procedures").broken["national/household_exit-2016"]
    assert (broken.line, broken.reason) == (line, reason)


def test_a_step_of_the_wrong_kind_is_refused_with_the_line_of_its_key(tmp_path, book):
    shutil.copytree(FOLDER, tmp_path / "procedures")
    wrong = tmp_path / "procedures" / "national" / "household_exit-2016.toml"
    text = wrong.read_text("utf8").replace('kind = "visit"', 'kind = "application"')
    wrong.write_text(text, "utf8")
    line = 1 + text.split('key = "verification"')[0].count("\n")
    broken = Procedures.load(book, tmp_path / "procedures").broken["national/household_exit-2016"]
    assert broken.line == line


def test_a_procedure_that_cannot_carry_out_its_outcome_is_refused(book):
    name = "national/household_exit-2016"
    with pytest.raises(WrongFile, match="needs an application as the first step"):
        read_procedure(changed("outcome", "removed"), name, book)
    with pytest.raises(WrongFile, match="step county_decision: rule is missing"):
        read_procedure(changed("step.county_decision.rule", None), name, book)
    of_villages = changed("subject", "village") | {"outcome": "removed"}
    with pytest.raises(WrongFile, match="the outcome “removed” is not for the subject “village”"):
        read_procedure(of_villages, name, book)


def test_a_rule_of_another_subject_is_refused(book):
    of_villages = changed("step.county_decision.rule", "village_exit")
    with pytest.raises(WrongFile, match="the rule “village_exit” is not for the subject “household”"):
        read_procedure(of_villages, "national/household_exit-2016", book)


@pytest.mark.parametrize(
    ("step", "notice", "trouble"),
    [
        ("disclosure", "village_disclosure", "is not for the subject “household”"),
        ("disclosure", "household_announcement", "is an announcement, and this"),
        ("announcement", "household_exit_disclosure", "is no announcement"),
    ],
)
def test_a_notice_that_does_not_fit_its_step_is_refused(step, notice, trouble, book):
    with pytest.raises(WrongFile, match=f"the notice “{notice}” {trouble}"):
        read_procedure(changed(f"step.{step}.notice", notice), "national/household_exit-2016", book)


def test_every_version_of_a_procedure_has_one_subject_and_one_outcome(procedures):
    declared = {(each.key, each.subject, each.outcome) for each in procedures.versions()}
    assert len(declared) == len(procedures.keys())


def test_a_procedure_may_declare_that_no_basis_is_known(book):
    assert read_procedure(changed("basis", []), "national/household_exit-2016", book).basis == ()


def test_a_decision_before_the_disclosure_is_refused(book):
    data = copy.deepcopy(GOOD)
    steps = data["step"]
    late, early = place_of(steps, "disclosure"), place_of(steps, "county_decision")
    steps[late], steps[early] = steps[early], steps[late]
    with pytest.raises(WrongFile, match="a decision comes before the disclosure"):
        read_procedure(data, "national/household_exit-2016", book)


def test_a_wrong_file_is_named_and_stops_only_its_own_procedure(tmp_path, book):
    shutil.copytree(resources() / "procedures", tmp_path / "procedures")
    wrong = tmp_path / "procedures" / "national" / "household_exit-2016.toml"
    text = wrong.read_text("utf8").replace("household_exit_disclosure_days", "no_such_days")
    wrong.write_text(text, "utf8")
    procedures = Procedures.load(book, tmp_path / "procedures")
    assert procedures.in_force("household_registration", date(2017, 3, 1)).key == "household_registration"
    line = 1 + text.split("no_such_days")[0].count("\n")
    message = rf"national/household_exit-2016\.toml, line {line}: there is no figure “no_such_days”"
    with pytest.raises(WrongFile, match=message):
        procedures.in_force("household_exit", date(2017, 3, 1))
    with pytest.raises(WrongFile, match=message):
        procedures.version("national/household_exit-2016")
    assert procedures.is_broken("household_exit")
    assert not procedures.is_broken("household_registration")
