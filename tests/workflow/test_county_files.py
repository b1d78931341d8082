"""The policy files of a county's own: imported as an audited act, kept inside the register, withdrawn."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select, text, update

from county_desk.models.audit import Event
from county_desk.models.policy_text import OwnPolicyFile, PolicyText
from county_desk.tables.listing import page
from county_desk.tables.policy.policy_files import LISTING
from county_desk.text import CHINESE, language
from county_desk.workflow.audit import verify
from county_desk.workflow.guarded import prove_guarded
from county_desk.workflow.policy.county_files import WithdrawPolicyFile
from county_desk.workflow.policy.own_figures import SetParameter
from tests.build import ADMINISTRATOR, CLERK, FOUNDED, refusal
from tests.second_person import in_force
from tests.workflow.policy_files import FIGURE, KNOWN, importing, preview, take

TODAY = date(2016, 11, 24)


def figure(office, name, day):
    """A figure as it is in force on a day."""
    return office.at(TODAY).policy.terms(day)[name]


def test_a_figure_of_the_county_s_own_file_is_in_force_from_its_day(office):
    change = take(office)
    digest = office.read(lambda session: session.scalar(select(PolicyText.digest)))
    words = f"Policy file parameters/county_water_days.toml imported (SHA-256 {digest[:16]})"
    assert change.summary.endswith(words)
    assert figure(office, "county_water_days", date(2016, 10, 31)).whole == 10
    found = figure(office, "county_water_days", date(2016, 11, 1))
    assert (found.whole, found.reference, found.place) == (5, "青政办〔2016〕3号第二条", "own")
    assert figure(office, "county_water_days", date(2016, 1, 31)).missing


def test_a_file_lies_over_a_shipped_figure_and_a_form_over_the_file(office):
    assert figure(office, "grace_years", TODAY).whole == 5
    take(office, "known", KNOWN)
    assert figure(office, "grace_years", TODAY).whole == 3
    assert figure(office, "grace_years", date(2016, 4, 30)).whole == 5
    about = {"value": "4", "reference": "县文件", "dated_back": "补录"}
    in_force(office, SetParameter(name="grace_years", since=date(2016, 5, 1), **about), TODAY)
    assert figure(office, "grace_years", TODAY).whole == 4


@pytest.mark.parametrize(
    ("good", "bad", "words"),
    [
        ('unit = "days"', 'unit = "dyas"', "line 4: unit “dyas” is none of"),
        ('unit = "days"', 'unit = "dyas"', "did you mean “days”?"),
        (
            "[values.own]",
            "[values.guizhou]",
            "is a file of the program; a county’s own file is for the place “own”",
        ),
        ("= 5", "= 91", "is from 1 day to 90 days, not 91"),
        ("least = 1", "leest = 1", "line 5: the key “leest” is not known; did you mean “least”?"),
        ("= 10", "10", "line 11: this is not TOML: 2016-02-01 10"),
        ("第二条", "990101196503120017", "line 7: "),
        ("第二条", "\u202e条", "line 7: It holds a sign that cannot be seen (U+202E)"),
        ("[values.own]", "[own]", "nothing tells what the file declares"),
    ],
)
def test_a_wrong_file_is_refused_with_its_line_and_reason(office, good, bad, words):
    found = refusal(office.at(TODAY, ADMINISTRATOR), importing(text=FIGURE.replace(good, bad)))
    assert list(found) == ["file_name"]
    assert words in found["file_name"]
    assert "county_water_days.toml" in found["file_name"]


def test_a_refusal_speaks_chinese(office):
    wrong = importing(text=FIGURE.replace('unit = "days"', 'unit = "dyas"'))
    with language(CHINESE):
        words = office.at(TODAY, ADMINISTRATOR).problems(wrong)["file_name"]
    assert words.startswith("parameters/county_water_days.toml 第 4 行：")
    assert "是否应为“days”" in words


def test_a_figure_is_named_after_its_file(office):
    found = refusal(office.at(TODAY, ADMINISTRATOR), importing("本县标准.toml"))
    assert "a figure has a name of small letters" in found["file_name"]


def test_of_a_shipped_figure_a_file_gives_nothing_but_values(office):
    wrong = importing("known", KNOWN + '\n[title]\nzh = "甲"\nen = "A"\n')
    assert "the key “title” is not known" in refusal(office.at(TODAY, ADMINISTRATOR), wrong)["file_name"]


def test_a_file_names_the_document_that_it_rests_on(office):
    found = refusal(office.at(TODAY, ADMINISTRATOR), importing(reference=" "))
    assert found == {"reference": "Name the document that this file puts into force"}


def test_who_does_the_cases_imports_no_policy(office):
    assert "may not manage accounts" in refusal(office.at(TODAY, CLERK), importing())[""]


def test_the_preview_says_what_a_file_changes(office):
    assert preview(office, importing("known", KNOWN), TODAY) == [
        "From 2016-05-01, “Years of grace of households and villages” is 3 years (青政办〔2016〕4号); "
        "until now it was 5 years."
    ]
    assert preview(office, importing(), TODAY)[0] == "A new figure: “Days of the water check”."


def test_a_rule_that_is_dated_back_says_why(office):
    desk = office.at(TODAY, ADMINISTRATOR)
    found = refusal(desk, replace(importing(), dated_back=" "))
    assert found == {
        "dated_back": "2016-02-01 lies before today; say why the rule is dated back. The reason stays with it"
    }
    take(office, day=TODAY)
    (row,) = office.at(TODAY).read(page, LISTING)
    assert row.dated_back == "文件晚到"


def test_a_newer_file_takes_the_place_of_the_older_and_each_way_back_works(office):
    desk, newer = office.at(TODAY, ADMINISTRATOR), FIGURE.replace("= 5", "= 7")
    take(office)
    assert "is in force already" in refusal(desk, importing())["file_name"]
    first = preview(office, importing(text=newer), TODAY)[0]
    assert first == "parameters/county_water_days.toml takes the place of the file of that name."
    in_force(office, importing(text=newer), TODAY)
    assert figure(office, "county_water_days", TODAY).whole == 7
    in_force(office, importing(), TODAY)
    assert figure(office, "county_water_days", TODAY).whole == 5
    kept = office.read(lambda session: session.scalars(select(OwnPolicyFile.withdrawn_on)).all())
    assert kept == [TODAY, TODAY, None]
    texts = office.read(lambda session: session.scalars(select(PolicyText.id)).all())
    assert len(texts) == 2, "each text is kept once"
    assert office.read(verify).ok


def test_a_file_is_withdrawn_by_its_name(office):
    take(office)
    desk = office.at(TODAY, ADMINISTRATOR)
    assert (
        "it has: parameters/county_water_days.toml"
        in (refusal(desk, WithdrawPolicyFile(file="parameters/moon"))["file"])
    )
    in_force(office, WithdrawPolicyFile(file="parameters/county_water_days"), TODAY)
    assert "county_water_days" not in office.at(TODAY).policy.book
    assert refusal(desk, WithdrawPolicyFile(file="x")) == {"file": "The county has imported no policy file"}


def test_the_list_shows_the_files_in_force(office):
    take(office)
    take(office, "known", KNOWN)
    in_force(office, WithdrawPolicyFile(file="parameters/county_water_days"), TODAY)
    (row,) = office.at(TODAY).read(page, LISTING)
    assert (row.file, row.reference, row.entered_on, row.entered_by) == (
        "parameters/grace_years.toml",
        "青政办〔2016〕3号",
        FOUNDED,
        ADMINISTRATOR,
    )
    assert row.kind.label == "Figure"


def test_the_history_holds_the_text_and_verifies(office):
    office.at(FOUNDED, ADMINISTRATOR).do(importing())
    event = office.read(lambda session: session.scalars(select(Event).order_by(Event.id.desc())).first())
    assert event.command == "Propose"
    assert "青政办〔2016〕3号第二条" in event.changes
    assert "[values.own]" not in event.request, "the text stands in the history once"
    assert office.read(verify).ok


FORGED = "UPDATE policy_text SET text = replace(text, '= 5', '= 50')"


def test_a_falsified_text_is_found_and_named_and_counts_no_longer(office):
    take(office)
    take(office, "known", KNOWN)
    with office.sessions.begin() as session:
        session.execute(text(FORGED))
    first = office.read(verify).replay[0]
    assert first.startswith("the text of the policy file parameters/county_water_days.toml (")
    assert first.endswith(") was changed in the register")
    assert office.read(prove_guarded).trouble.count("the text of the policy file county_water_days") == 1
    (broken,) = office.at(TODAY).policy.broken
    assert "parameters/county_water_days.toml: the text kept in this register was changed" in str(broken)
    assert figure(office, "grace_years", TODAY).whole == 3, "the other file is in force"


def test_a_text_forged_with_its_digest_is_found_too(office):
    take(office)
    forged = FIGURE.replace("= 5", "= 50")
    with office.sessions.begin() as session:
        session.add(PolicyText(digest="ab" * 32, kind="parameters", name="county_water_days", text=forged))
        session.flush()
        session.execute(update(OwnPolicyFile).values(digest="ab" * 32))
    assert "the text of the policy file county_water_days" in office.read(prove_guarded).trouble
    with language(CHINESE):
        assert "政策文件 county_water_days 的内容" in office.read(prove_guarded).trouble


def test_a_file_slipped_in_from_outside_bars_the_register(office):
    take(office)
    with office.sessions.begin() as session:
        row = "id + 1, 1, 'parameters', 'grace_years', digest, 'x', entered_on, entered_by"
        columns = "id, version, kind, name, digest, reference, entered_on, entered_by"
        session.execute(text(f"INSERT INTO own_policy_file ({columns}) SELECT {row} FROM own_policy_file"))
    assert "a policy file was added" in office.read(prove_guarded).trouble
    assert not office.read(verify).ok
