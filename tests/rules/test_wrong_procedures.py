"""A procedure that could not be walked is refused with its file, line and reason."""

import copy
import re
import shutil
import tomllib
from dataclasses import fields, replace
from datetime import date

import pytest

from county_desk.paths import resources
from county_desk.rules.policy_file import WrongFile
from county_desk.rules.procedure_files import read_procedure
from county_desk.rules.procedures import Procedures, Step, StepKind
from tests.rules.changed_procedures import GOOD, changed, place_of, step_of

FOLDER = resources() / "procedures"


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
        ("step.verification.kind", "application", "the key “paper” is not known"),
        ("step.verification.paper", {"zh": "入户核实表"}, "paper must be given in zh and en"),
        ("step.disclosure.paper", {"zh": "公告", "en": "Notice"}, "the key “paper” is not known"),
        ("step.disclosure.places", "no_such_places", "there is no figure “no_such_places”"),
        ("apart", "consent", "apart is not a list of pairs of steps"),
        ("apart", ["consent", "disclosure"], "apart is not a list of pairs of steps"),
        ("apart", [["consent"]], "apart is not a list of pairs of steps"),
        ("apart", [["consent", "consent"]], "apart is not a list of pairs of steps"),
        ("apart", [["consent", "disclosure", "announcement"]], "apart is not a list of pairs of steps"),
        ("apart", [["consent", "closure"]], "apart “closure” is none of village_review, verification"),
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


@pytest.mark.parametrize("kind", StepKind)
def test_a_step_has_a_field_for_every_key_of_its_kind(kind):
    left_out = (kind.type.needs | kind.type.allows) - {field.name for field in fields(Step)}
    assert not left_out, "give each a field of Step in rules/steps.py"


def test_a_key_without_a_field_is_never_dropped(monkeypatch, book):
    visit = replace(StepKind.VISIT.type, allows=frozenset({"experts"}))
    monkeypatch.setattr(StepKind.VISIT, "type", visit)
    with pytest.raises(TypeError, match="experts"):
        read_procedure(
            changed("step.verification.experts", "grace_years"), "national/household_exit-2016", book
        )


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


def test_a_step_of_the_wrong_kind_is_refused_with_the_line_of_its_key(tmp_path, book):
    shutil.copytree(FOLDER, tmp_path / "procedures")
    wrong = tmp_path / "procedures" / "national" / "household_exit-2016.toml"
    text = wrong.read_text("utf8").replace('kind = "visit"', 'kind = "application"')
    text = re.sub('paper = .*"Visit sheet" }', "", text)
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
