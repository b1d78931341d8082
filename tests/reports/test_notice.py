"""A notice reads as it should in both languages, is the same file every time, and gives nobody away."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from county_desk.models.notice_facts import Done, NoticeFacts
from county_desk.notice_kinds import NoticeKind
from county_desk.posted_rows import Ending
from county_desk.reports import phrases
from county_desk.reports.notice import STYLES, WORDINGS, render
from county_desk.rules.step_kinds import StepKind
from county_desk.text import current
from tests.reports import papers
from tests.reports.papers import (
    KINDS,
    RARE,
    flat,
    households,
    notice,
    pages,
    villages,
)

FIRST, SECOND = NoticeKind.HOUSEHOLD_FIRST_DISCLOSURE, NoticeKind.HOUSEHOLD_SECOND_DISCLOSURE
ANNOUNCED = NoticeKind.HOUSEHOLD_ANNOUNCEMENT
VILLAGE, VILLAGE_ANNOUNCED = NoticeKind.VILLAGE_DISCLOSURE, NoticeKind.VILLAGE_ANNOUNCEMENT
EXIT, EXITED = NoticeKind.HOUSEHOLD_EXIT_DISCLOSURE, NoticeKind.HOUSEHOLD_EXIT_ANNOUNCEMENT
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_every_kind_has_its_elements(kind, language):
    facts = notice(kind)
    text = flat(render(facts, language=language))
    for row in facts.rows:
        assert row.name in text
    for contact in facts.contacts:
        assert contact.office in text
        assert contact.telephone in text
    assert facts.issuer in text
    assert facts.number in text
    assert facts.code in text
    assert "12317" in text
    assert ("2016年10月10日" if language == "zh" else "10October2016") in text
    assert ("附件" if language == "zh" else "Attachment") in text


def test_every_kind_is_worded():
    missing = [kind.value for kind in KINDS if kind not in WORDINGS]
    assert not missing, "give each a Wording in county_desk/reports"


def test_the_first_disclosure_in_chinese():
    text = flat(render(notice()))
    assert text.startswith("关于柳湾村2016年度拟新识别贫困户名单的公示（第一次）")
    assert (
        "根据《扶贫开发建档立卡工作方案》（国开办发〔2014〕24号），经农户申请、村民代表大会民主评议"
        "（应到36人，实到31人，同意29人）、村民委员会和驻村工作队入户核实3户，"
        "初步拟定张𪚥等3户6人为新识别贫困户，现予以公示。"
        "公示时间：自2016年10月10日至2016年10月16日（共7日）。"
    ) in text
    assert "青岚县石桥镇柳湾村2016年度序号村民小组户主姓名家庭人口数1一组张𪚥1" in text
    assert "合计3户6人" in text


def test_the_first_disclosure_in_english():
    text = " ".join(" ".join(pages(render(notice(), language="en"))).split())
    assert text.startswith("First Disclosure of Households Proposed for Poverty Registration in 柳湾村, 2016")
    assert "review by the villagers' representative meeting (36 due, 31 present, 29 in favour)" in text
    assert "the households of 张𪚥 and others (3 households, 6 people in all)" in text
    assert "10 October 2016 to 16 October 2016 (7 days, the first day included)" in text
    assert "Total 3 households in all 6 people in all" in text


@pytest.mark.parametrize(
    ("objections", "said"),
    [
        (None, "经村民主评议、第一次公示、"),
        (0, "第一次公示无异议、"),
        (2, "第一次公示（收到异议2件，均已办结）、"),
    ],
)
def test_nothing_is_claimed_of_objections_that_is_not_so(objections, said):
    assert said in flat(render(notice(SECOND, done=Done(examined=True, objections=objections))))


def test_what_was_not_done_is_not_said():
    text = flat(render(notice(done=Done(), basis=())))
    assert "经农户申请、村民代表大会民主评议，初步拟定" in text
    full = flat(render(notice(SECOND, done=Done(examined=True, spot_checked=3, compared=True))))
    assert "乡镇审核（抽查核实3户）、部门数据比对" in full
    assert "乡镇审核" not in flat(render(notice(EXITED, done=Done(objections=0))))


# the phrases of notices for the kinds of step that they do not name by the declaration of the kind
OWN_PHRASES = {
    StepKind.APPLICATION: phrases.applied,
    StepKind.GROUP_REVIEW: phrases.group_reviewed,
    StepKind.ASSEMBLY: phrases.assembly,
    StepKind.VISIT: phrases.visited,
    StepKind.RISK_VISIT: phrases.visited,
    StepKind.REVIEW: phrases.township_examined,
    StepKind.DISCLOSURE: phrases.disclosed,
    StepKind.COMPARISON: phrases.compared,
    StepKind.CONSENT: phrases.signed,
    StepKind.DECISION: phrases.decided,
}


@pytest.mark.parametrize("kind", [kind for kind in StepKind if kind is not StepKind.ANNOUNCEMENT])
def test_notices_name_every_kind_of_earlier_step(kind):
    phrase = OWN_PHRASES.get(kind)
    assert kind.type.mention or phrase, "give it a `mention` in rules/step_kinds.py"
    assert phrase is None or any(phrase in wording.steps for wording in WORDINGS.values())


def test_a_step_without_a_phrase_is_named_by_its_declaration_before_the_decision(monkeypatch):
    heard = replace(StepKind.CONSENT.type, mention="听证会")
    monkeypatch.setattr(StepKind.CONSENT, "type", heard)
    done = Done(further=("consent",), visited=3)
    assert "入户核实3户、听证会，初步拟定" in flat(render(notice(done=done, basis=())))
    announced = notice(ANNOUNCED, done=done, decided_by="县扶贫开发领导小组")
    assert "、听证会、县扶贫开发领导小组审" in flat(render(announced))
    assert NoticeFacts.from_plain(announced.as_plain()) == announced


@pytest.mark.parametrize(
    ("counting", "said"),
    [
        ("inclusive", "（共7日）"),
        ("legal", "（首日不计，共7日）"),
        ("working", "（首日不计，共7个工作日）"),
    ],
)
def test_the_period_says_how_its_days_are_counted(counting, said):
    assert f"至2016年10月16日{said}。" in flat(render(notice(counting=counting)))


def test_an_announcement_says_who_decided_and_how_to_dispute_it():
    text = flat(render(notice(ANNOUNCED, decided_by="青岚县扶贫开发领导小组", appeal_days=7)))
    assert "两次公示无异议、乡镇审核、青岚县扶贫开发领导小组审定，现确定石桥镇柳湾村张𪚥等3户6人" in text
    assert "可以在公告之日起7日内向石桥镇人民政府提出复核申请" in text
    assert "公示时间" not in text


def test_support_after_an_exit_is_announced():
    assert "相关扶持政策继续享受至2020年12月31日。" in flat(
        render(notice(EXITED, grace_until=date(2020, 12, 31)))
    )
    assert "攻坚期内继续享受相关扶持政策。" in flat(render(notice(EXITED)))


def test_a_list_of_villages_has_their_figures_and_honest_totals():
    text = flat(render(notice(VILLAGE)))
    assert "1柳湾1村3051,04611237235.56%3,1200" in text
    assert "合计3个村附件" not in text
    assert "合计3个村2,092" not in text  # the third village is not known, so there is no sum
    assert "合计3个村9153,1383361,116" in flat(
        render(notice(VILLAGE, rows=(*villages(3)[:2], replace(villages(3)[0], number=3))))
    )


def test_a_column_stands_only_where_it_says_something_new():
    assert "行政村" not in flat(render(notice()))
    mixed = tuple(replace(row, village="上坝村") for row in households())
    assert "序号行政村村民小组" in flat(render(notice(SECOND, village="", rows=mixed)))
    assert "乡镇行政村" in flat(render(notice(VILLAGE_ANNOUNCED, township="")))


def test_a_township_s_list_of_exits_says_that_it_hung_in_the_village_before():
    done = Done(visited=3, signed=3, examined=True, spot_checked=1, objections=0)
    said = "3户拟退出户签字认可、村级公示无异议、乡镇审核（抽查核实1户），张𪚥等3户6人达到脱贫退出标准"
    assert said in flat(render(notice(EXIT, village="", done=done)))
    assert "村级公示" not in flat(render(notice(EXIT, done=replace(done, examined=False, objections=None))))


def test_a_list_of_a_township_is_titled_by_the_township():
    text = flat(render(notice(EXIT, village="")))
    assert text.startswith("关于石桥镇2016年度拟脱贫户名单的公示")


@pytest.mark.parametrize(
    ("count", "sheets"), [(0, 2), (1, 2), (3, 2), (18, 2), (19, 3), (200, 10)], ids=lambda value: str(value)
)
def test_lists_of_any_length(count, sheets):
    paper = render(notice(rows=households(count)))
    text = pages(paper)
    assert len(text) == sheets
    assert f"共{sheets}页" in flat(paper)
    assert f"合计{count}户" in flat(paper)
    for page in text[1:]:
        assert "户主姓名" in page
    # the totals never stand on a page without a row
    last = text[-1].split()
    assert count == 0 or str(count) in last


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("style", STYLES)
def test_the_signature_never_stands_alone(style, language):
    for count in range(1, 60, 3):
        texts = pages(render(notice(ANNOUNCED, rows=households(count)), style=style, language=language))
        signed = next(page for page in texts if "石桥镇人民政府\n" in page and "12317" in page)
        assert "0000-1234503" in signed


def test_long_names_are_never_cut_off():
    village = "阿克陶县布伦口乡苏巴什村托喀依民族团结示范新村"
    name = "阿卜杜热合曼·阿卜杜外力·买买提吐尔逊·艾则孜"
    rows = (replace(households(1)[0], name=name, group="易地扶贫搬迁集中安置点第十二组"),)
    paper = render(notice(village=village, issuer=f"{village}村民委员会", rows=rows))
    assert flat(paper).count(name) == 2
    assert flat(paper).count(village) >= 5
    assert "易地扶贫搬迁集中安置点第十二组" in flat(paper)
    assert inside(paper)
    rows = (replace(villages(2)[0], name=village),)
    assert village in flat(render(notice(VILLAGE, rows=rows)))


def inside(paper):
    """Whether all text begins between the margins."""
    starts = []

    def seen(text, _cm, matrix, _font, _size):
        if text.strip():
            starts.append(matrix[4])

    for page in PdfReader(BytesIO(paper)).pages:
        page.extract_text(visitor_text=seen)
    return min(starts) >= 28 * 72 / 25.4 - 0.1 and max(starts) < (210 - 26) * 72 / 25.4


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_a_short_notice_fits_on_one_sheet_and_its_list_on_another(kind):
    assert len(pages(render(notice(kind)))) == 2
    assert len(pages(render(notice(kind), language="en"))) == 2
    assert len(pages(render(notice(kind), style="poster"))) == 1


def test_the_page_is_a4_and_in_its_language():
    reader = PdfReader(BytesIO(render(notice())))
    assert [round(float(side)) for side in reader.pages[0].mediabox[2:]] == [595, 842]
    assert reader.trailer["/Root"]["/Lang"] == "zh-CN"
    assert reader.metadata.title == "关于柳湾村2016年度拟新识别贫困户名单的公示（第一次）"
    assert reader.metadata.author == "石桥镇人民政府"
    assert reader.metadata.subject == "青岚公示〔2016〕12号"
    assert PdfReader(BytesIO(render(notice(), language="en"))).trailer["/Root"]["/Lang"] == "en"


def test_a_red_head_carries_the_number_above_the_title():
    text = flat(render(notice(ANNOUNCED), style="red"))
    assert text.index("青岚公示〔2016〕12号") < text.index("关于石桥镇柳湾村2016年度")
    assert "青岚公示〔2016〕12号关于" in text


def test_what_is_no_notice_says_so_on_every_page():
    def said(words, **more):
        return all(words in page for page in pages(render(**more)))

    facts = notice(rows=households(60))
    assert said("演练，不是真实公示", facts=replace(facts, rehearsal=True))
    assert said("演练，不是真实公告", facts=replace(notice(ANNOUNCED), rehearsal=True))
    assert said("预览，未编号", facts=replace(facts, number=""))
    assert said("自2016年12月5日起作废", facts=facts, void=date(2016, 12, 5))
    assert (
        "Rehearsal: not a real disclosure" in pages(render(replace(facts, rehearsal=True), language="en"))[0]
    )
    assert not any(word in flat(render(facts)) for word in ("演练", "预览", "作废"))


def test_two_heads_of_one_name_in_one_group_are_told_apart():
    first, second, third = households(3)
    twins = (
        replace(first, name="王强", group="一组", ending=Ending(identity="1X")),
        replace(second, name="王强", group="一组", ending=Ending(identity="26")),
        replace(third, name="李䶮", ending=Ending(household="0004")),
    )
    text = flat(render(notice(rows=twins)))
    assert "王强（证件尾号1X）" in text
    assert "王强（证件尾号26）" in text
    assert "李䶮（户编号尾号0004）" in text
    assert "初步拟定王强等3户" in text
    text = flat(render(notice(rows=twins), language="en"))
    assert "王强(IDending26)" in text
    assert "(householdnumberending0004)" in text


def test_a_list_issued_before_endings_were_known_reads_as_it_did():
    plain = notice().as_plain()
    for row in plain["rows"]:
        del row["ending"]
    assert NoticeFacts.from_plain(plain) == notice()


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    ("spoken", "void", "rehearsal", "mark"),
    [
        ("zh", date(2016, 12, 5), False, "作废"),
        ("zh", None, True, "演练"),
        ("zh", date(2016, 12, 5), True, "演练\u3000作废"),
        ("en", date(2016, 12, 5), False, "VOID"),
        ("en", None, True, "REHEARSAL"),
    ],
)
def test_a_void_or_rehearsal_paper_is_marked_large_across_every_page(style, spoken, void, rehearsal, mark):
    facts = notice(rows=households(60))
    paper = render(replace(facts, rehearsal=rehearsal), style=style, language=spoken, void=void)
    for page in PdfReader(BytesIO(paper)).pages:
        ((text, height),) = papers.across(page)
        assert text == mark
        assert height > 250


def test_the_text_over_a_mark_stays_whole():
    facts = notice(rows=households(60))
    plain, marked = pages(render(facts)), pages(render(facts, void=date(2016, 12, 5)))
    for one, other in zip(plain, marked, strict=True):
        assert sorted(one.split()) == sorted(
            word for word in other.split() if word not in ("作废", "自2016年12月5日起作废")
        )


def test_a_style_that_there_is_not_is_refused():
    with pytest.raises(ValueError, match="plain, poster, red"):
        render(notice(), style="neon")


def test_the_language_of_the_screen_stays():
    spoken = current()
    render(notice(), language="zh" if spoken == "en" else "en")
    assert current() == spoken


def test_names_are_told_from_marks():
    row = replace(households(1)[0], name="<b>王&李</b>{who}|%s")
    assert row.name in flat(render(notice(rows=(row,))))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", papers.KINDS, ids=str)
def test_no_letter_is_copied_as_a_radical_or_a_compatibility_form(kind, language):
    text = flat(render(notice(kind), language=language))
    assert "村" in text or "县" in text
    assert re.findall("[\u2e80-\u2fdf\uf900-\ufaff]", text) == []


def test_rare_names_copy_in_the_text_and_in_the_list():
    rows = households(len(RARE))
    for first in range(len(rows)):
        facts = notice(rows=rows[first:] + rows[:first])
        assert flat(render(facts)).count(facts.rows[0].name) == 2
