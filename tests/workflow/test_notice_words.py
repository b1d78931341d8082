"""The wording of notices that a county writes itself: frozen with each notice that is issued."""

from datetime import date

import pytest

from county_desk.models.notice import Notice
from county_desk.reports.notice import WORDINGS
from county_desk.reports.wording import speak
from county_desk.text import CHINESE, language
from county_desk.workflow.audit import verify
from county_desk.workflow.cases.papers import facts_of
from county_desk.workflow.policy.county_files import WithdrawPolicyFile
from tests.build import ADMINISTRATOR, a_household, post, refusal, walk
from tests.second_person import in_force
from tests.workflow.policy_files import WORDING, importing, preview, take

POSTED = date(2016, 11, 20)


def a_list(office, serial, name):
    """The number of the notice of a first disclosure."""
    case = a_household(office, name, serial=serial)
    walk(office, (case,), to="first_disclosure")
    post(office, (case,), POSTED)
    return office.read(lambda session: session.query(Notice).count())


def spoken(office, number):
    """The words of the paper of a notice."""
    facts = office.read(lambda session: facts_of(session, number))
    return speak(facts, WORDINGS[facts.kind])


def test_a_notice_that_is_issued_from_now_on_reads_as_the_county_writes(office):
    before = a_list(office, 1, "张大有")
    usual = spoken(office, before)
    take(office, "wording", WORDING)
    assert spoken(office, before) == usual, "what was issued stays"
    number = a_list(office, 2, "王秀田")
    words = spoken(office, number)
    assert words.title == ("Households Found Poor", " in 大河村, 2016")
    assert words.body[0].endswith("the list of the household of 王秀田 (1 person in all) is posted.")
    assert words.channel[-1] == "Write to the township within this period."
    assert words.list_title == usual.list_title, "a part that the county does not word stays"
    with language(CHINESE):
        words = spoken(office, number)
    assert "".join(words.title) == "大河村2016年度贫困户识别名单公示"
    assert words.channel[-1] == "公示期内可向镇政府反映。"
    assert office.read(verify).ok


def test_a_notice_keeps_its_words_when_the_file_is_withdrawn(office):
    take(office, "wording", WORDING)
    number = a_list(office, 1, "张大有")
    words = spoken(office, number)
    file = "notices/household_first_disclosure.toml"
    in_force(office, WithdrawPolicyFile(file=file), POSTED)
    assert spoken(office, number) == words
    other = spoken(office, a_list(office, 2, "王秀田"))
    assert "Proposed for Poverty Registration" in "".join(other.title)


@pytest.mark.parametrize(
    ("days", "own"),
    [
        ("since = 2016-11-20", True),
        ("until = 2016-11-20", True),
        ("since = 2016-11-21", False),
        ("until = 2016-11-19", False),
    ],
)
def test_a_wording_holds_on_its_days_only(office, days, own):
    take(office, "wording", f"{days}\n{WORDING}")
    title = "".join(spoken(office, a_list(office, 1, "张大有")).title)
    assert ("Households Found Poor" in title) is own


@pytest.mark.parametrize(
    ("good", "bad", "words"),
    [
        ("sure =", "since = 2016-12-01\nuntil = 2016-11-01\nsure =", "a day on or after the first day"),
        ("sure =", 'since = "soon"\nsure =', "since is a day, as 2016-04-01"),
        ("household_first_disclosure", "household_first", "did you mean “household_first_disclosure”?"),
        ("{place}{year}年度", "{plase}{year}年度", "line 4: there is no placeholder “plase” in “Title”"),
        ("{place}{year}年度", "{plase}{year}年度", "did you mean “place”?"),
        ("现将{who}予以", "现予以", "line 5: “Body” lacks the placeholder {who}"),
        ("现将{who}予以", "现将{who予以", "line 5: a curly bracket stands alone"),
        ("现将{who}予以", "现将{who!r}予以", "there is no placeholder “{…:…}” in “Body”"),
        ("现将{who}予以", "现将残疾人{who}予以", "a notice must not speak of illness or disability"),
        (', en = "Write to the township within this period."', "", "must be given in zh and en"),
        ("objections =", "objection =", "the key “objection” is not known; did you mean “objections”?"),
    ],
)
def test_wrong_words_are_refused(office, good, bad, words):
    assert good in WORDING
    wrong = importing("wording", WORDING.replace(good, bad))
    assert words in refusal(office.at(POSTED, ADMINISTRATOR), wrong)["file_name"]


def test_the_preview_shows_the_new_words(office):
    lines = preview(office, importing("wording", WORDING), POSTED)
    assert lines[0] == "First disclosure of households · Title: Households Found Poor in {place}, {year}"
    assert lines[-1] == "Notices that are issued from now on read so; those issued before stay as they are."
