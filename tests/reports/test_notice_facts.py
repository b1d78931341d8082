"""What a notice says is frozen, comes back from JSON as it was, and holds no secret of a villager."""

import json
from dataclasses import fields, replace
from datetime import date

import pytest

from county_desk.models.notice_facts import Basis, Contact, Leak, NoticeFacts
from county_desk.notice_kinds import NoticeKind
from county_desk.posted_rows import Ending, PostedHousehold, PostedVillage
from tests.reports.papers import ID_NUMBER, KINDS, households, notice, villages


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_it_comes_back_from_json_as_it_was(kind):
    facts = notice(kind, grace_until=date(2020, 12, 31), appeal_days=7)
    assert NoticeFacts.from_plain(json.loads(json.dumps(facts.as_plain()))) == facts


def test_facts_of_another_shape_are_not_read():
    plain = notice().as_plain()
    with pytest.raises(TypeError):
        NoticeFacts.from_plain(plain | {"identity_number": ID_NUMBER})
    with pytest.raises(ValueError, match="wedding"):
        NoticeFacts.from_plain(plain | {"kind": "wedding"})


def test_a_list_has_no_column_for_a_secret():
    assert [field.name for field in fields(PostedHousehold)] == [
        "number", "group", "name", "persons", "village", "ending", "category", "way", "standing",
    ]  # fmt: skip
    assert [field.name for field in fields(Ending)] == ["identity", "household"]


@pytest.mark.parametrize(
    "text",
    [
        ID_NUMBER,
        "张大有99010119650312001x",
        "９９０１０１１９６５０３１２００１１",
        "990101 19650312 0011",
        "6200 0000 0000 0000 000",
        "6200-0000-0000-0000",
        "99010119680725002643",
    ],
)
def test_a_number_of_a_villager_is_refused_wherever_it_stands(text):
    row = replace(households(1)[0], name=text)
    with pytest.raises(Leak, match="must not carry this number"):
        notice(rows=(row,))
    with pytest.raises(Leak):
        notice(contacts=(Contact(office="柳湾村村民委员会", address=text),))
    with pytest.raises(Leak):
        notice(NoticeKind.VILLAGE_DISCLOSURE, rows=(replace(villages(1)[0], name=text),))


@pytest.mark.parametrize("text", ["13800000001", "张大有 138 0000 0001", "１３８００００００01"])
def test_a_list_holds_no_mobile_number(text):
    with pytest.raises(Leak, match="telephone"):
        notice(rows=(replace(households(1)[0], group=text),))


def test_an_office_may_be_called_on_a_mobile_or_on_two_lines():
    contacts = (
        Contact(office="柳湾村村民委员会", telephone="13800000001"),
        Contact(office="石桥镇人民政府", telephone="0000-1234501 0000-1234502"),
    )
    assert notice(contacts=contacts).contacts == contacts


FIELDS = {
    "name": lambda text: {"rows": (replace(households(1)[0], name=text),)},
    "group": lambda text: {"rows": (replace(households(1)[0], group=text),)},
    "row's village": lambda text: {"rows": (replace(households(1)[0], village=text),)},
    "office": lambda text: {"contacts": (Contact(office=text),)},
    "person": lambda text: {"contacts": (Contact(office="村委会", person=text),)},
    "address": lambda text: {"contacts": (Contact(office="村委会", address=text),)},
    "e-mail": lambda text: {"contacts": (Contact(office="村委会", email=text),)},
    "basis": lambda text: {"basis": (Basis(zh=text, en="“Plan”"),)},
    "English basis": lambda text: {"basis": (Basis(zh="《方案》", en=text),)},
    **{
        key: lambda text, key=key: {key: text}
        for key in ("issuer", "decided_by", "county", "township", "village", "number")
    },
}


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("王五（肺癌晚期）", "illness or disability"),
        ("精神残疾户", "illness or disability"),
        ("139.1234.5678", "telephone number"),
        ("+8613912345678", "telephone number"),
        ("(139)12345678", "telephone number"),
        ("一三九一二三四五六七八", "telephone number"),
        ("990101.19650312.0011", "must not carry this number"),
        ("九九〇一〇一一九六五〇三一二〇〇一一", "must not carry this number"),
    ],
)
def test_every_field_that_reaches_paper_is_guarded(field, text, words):
    with pytest.raises(Leak, match=words):
        notice(**FIELDS[field](text))


def test_a_refusal_names_the_field_and_an_office_of_the_disabled_is_none():
    with pytest.raises(Leak, match=r"^Address for objections: "):
        notice(contacts=(Contact(office="村委会", address="艾滋病防治站"),))
    assert notice(contacts=(Contact(office="青岚县残疾人联合会", telephone="0000-1234504"),))


def test_a_notice_issued_before_a_word_was_known_still_reads_as_it_did():
    plain = notice().as_plain()
    plain["rows"][0]["group"] = "二组 精神残疾户"
    assert NoticeFacts.from_plain(plain).as_plain() == plain


def test_households_and_villages_are_not_mixed():
    with pytest.raises(TypeError, match="PostedVillage"):
        notice(NoticeKind.VILLAGE_DISCLOSURE, rows=households())
    with pytest.raises(TypeError, match="PostedHousehold"):
        notice(rows=(*households(), PostedVillage(number=4, township="石桥镇", name="上坝村")))


def test_half_a_period_is_none():
    with pytest.raises(ValueError, match="period"):
        notice(last_day=None)


def test_the_code_is_128_bits_of_the_seal():
    code = notice().code
    assert code == "P45J-Y7Z2-TR7T-VHD7-HKOH-6OU4-P4"
    assert len(code.replace("-", "")) == 26
    assert notice(anchor="").code == ""


def test_people_are_counted():
    assert notice(rows=households(3)).persons == 6
    assert notice(NoticeKind.VILLAGE_DISCLOSURE).persons == 744
