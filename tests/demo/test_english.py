"""A reader of English sees English for every coded value; names, papers and free text stay as written."""

import re

import pytest

from county_desk.tables.all_lists import LISTS
from county_desk.text import CHINESE, ENGLISH, language
from tests.tables.test_act_sentences import inside

CHINESE_SIGN = re.compile("[\u4e00-\u9fff]")
# columns that hold names of people, places, files and papers, and what a person wrote
WRITTEN = {
    *("subject", "head", "other_head", "name", "other_name", "member", "about", "list", "about_head"),
    *("township", "village", "other_village", "place", "parent", "group_name", "short", "office", "address"),
    *("contact", "entered_by", "issued_by", "frozen_by", "taken_by", "confirmed_by", "actor", "settled_by"),
    *("number", "notice", "agency_code", "file_name", "period", "reference"),
    *("remark", "words", "investigators", "reply", "reason", "rule_reason"),
    *("official", "official_unit", "bank", "unit", "post", "responsible", "first_secretary", "person"),
    *("title", "content", "project", "contractor", "payee", "voucher", "document", "tender_document"),
    *("found", "found_by", "visitors", "log", "target", "given_to", "result", "mender", "proof"),
    *("proposer", "settler", "late_reason", "answer", "dated_back"),
    "needs.outcome",
    *("summary",),  # names and free text stand in the sentence of an act
}


@pytest.mark.parametrize("name", LISTS)
def test_a_coded_value_is_shown_in_english(rows, name):
    table = LISTS[name].table
    with language(ENGLISH):
        chinese = {
            (column.key, shown)
            for row in rows(name)
            for column in table.columns
            if not {column.key, f"{name}.{column.key}"} & WRITTEN
            and CHINESE_SIGN.search(shown := column.shown(row, masked=True))
        }
    assert chinese == set()


@pytest.mark.parametrize("spoken", [ENGLISH, CHINESE])
def test_the_acts_of_the_story_are_told_in_words(rows, spoken):
    shown = LISTS["history"].table["summary"].shown
    with language(spoken):
        sentences = [shown(row) for row in rows("history")]
    assert len(sentences) > 300
    assert [sentence for sentence in sentences if inside(sentence)] == []
