"""A form asks about what the importer asks about: names and texts are judged where they are typed."""

import pytest

from county_desk.intake.delivery import Level
from county_desk.intake.reading.values.names import read_name
from county_desk.models.household import Household, Member
from county_desk.text_kinds import PersonName
from county_desk.workflow.cases.disclosure import OpenDisclosure
from county_desk.workflow.cases.objections import RecordObjection
from county_desk.workflow.cases.papers import VoidNotice
from county_desk.workflow.command import Refused
from county_desk.workflow.registry import AddMember, SetContact
from tests.build import FOUNDED, a_household, a_registered_household, an_id_number, refusal, walk

ODD_NAMES = (
    *("李四990101197001019011", "张三13912345678", "吴十139.1234.5678", "@SUM(1+1)", "王五（肺癌晚期）"),
    *(
        "<img src=x>",
        "张\u202e三",
        "张\x00三",
        "张\n三",
        "王" * 5000,
        "\ud800张三",
        "张三、李四",
        "无名氏",
        "王某某",
    ),
    *("张", "张三?", "王强户主"),
)
USUAL_NAMES = ("张大有", "阿依古丽·买买提", "张𪚥", "霍去病", "欧阳明月", "John Smith")


@pytest.mark.parametrize("name", ODD_NAMES, ids=ascii)
def test_a_form_refuses_a_name_that_the_importer_asks_about(office, name):
    notes = read_name(name.replace("\ud800", "?"), "户主姓名").notes
    assert [note for note in notes if note.level >= Level.ASK] or "\n" in name
    with pytest.raises(Refused) as refused:
        a_household(office, name)
    assert refused.value.problems.keys() == {"head"}
    household = a_registered_household(office)
    added = AddMember(household=household, name=name, relation="之子", id_number=an_id_number(7))
    assert refusal(office.at(FOUNDED), added).keys() == {"name"}


@pytest.mark.parametrize("name", USUAL_NAMES)
def test_a_form_takes_a_usual_name(office, name):
    assert PersonName().unfit(name) == ""
    a_household(office, name)
    assert office.read(lambda session: session.query(Household).one().head) == name


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("张 三", "张三"), ("\u200b张三\ufeff", "张三"), ("阿依古丽•买买提", "阿依古丽·买买提")],
)
def test_a_form_reads_a_name_as_the_importer_does(typed, kept):
    assert PersonName().parse(typed) == read_name(typed).value == kept


@pytest.mark.parametrize("field", ["contact", "address", "office"])
@pytest.mark.parametrize(
    "text",
    ["张三（精神病）", "张三990101196503120011", "艾滋病防治站", "李四 139.1234.5678", "张\x00三", "张\n三"],
)
def test_the_contact_of_a_place_holds_nothing_private(office, field, text):
    known = {"telephone": "13912345678"}  # an office may publish a mobile
    place = office.place("大河村")
    assert refusal(office.at(FOUNDED), SetContact(place=place, **known, **{field: text})).keys() == {field}
    office.at(FOUNDED).do(SetContact(place=place, **known))


def test_an_identity_number_is_no_telephone_of_an_office(office):
    wrong = SetContact(place=office.place("大河村"), telephone="990101196503120011")
    assert refusal(office.at(FOUNDED), wrong) == {
        "telephone": "It holds an identity, card or certificate number; leave the number out"
    }
    case = a_household(office)
    day = walk(office, (case,), to="first_disclosure")
    posted = OpenDisclosure(cases=(case,), opened_on=day, contact="张三（精神病）")
    assert refusal(office.at(day), posted).keys() == {"contact"}


def test_the_reason_of_a_void_notice_holds_nothing_private(office):
    day = walk(office, (a_household(office),), to="township_review")
    for reason in ("张三 990101196503120011 有误", "张三患肺癌"):
        assert refusal(office.at(day), VoidNotice(notice=1, reason=reason)).keys() == {"reason"}


def test_an_objection_may_speak_of_illness_but_holds_no_identity_number(office):
    case = a_household(office)
    day = walk(office, (case,), to="first_disclosure")
    office.at(day).do(OpenDisclosure(cases=(case,), opened_on=day, telephone="0000-1234501"))

    def heard(words):
        return RecordObjection(disclosure=1, received_on=day, channel="visit", words=words)

    assert refusal(office.at(day), heard("张大有 990101196503120011 有车")).keys() == {"words"}
    assert refusal(office.at(day), heard("有车\x00")).keys() == {"words"}
    office.at(day).do(heard("张大有之子并无残疾，\n第二行"))


def test_a_text_says_what_is_wrong_and_what_to_do(office):
    place = office.place("大河村")

    def words(address):
        return refusal(office.at(FOUNDED), SetContact(place=place, telephone="1", address=address))["address"]

    assert words("党群\u202e服务中心") == (
        "It holds a sign that cannot be seen (U+202E); delete the text and type it again"
    )
    assert words("党群\n服务中心") == "It holds a line break or a tab; write it on one line"
    assert words("村" * 1001) == "It has 1001 characters; write at most 1000"
    assert "write plain words" in words("<b>村委会</b>")


def test_no_odd_name_was_kept(office):
    for name in ODD_NAMES:
        with pytest.raises(Refused):
            a_household(office, name)
    assert office.read(lambda session: session.query(Member).count()) == 0
