"""A reader of English sees English for every coded value; names, papers and free text stay as written."""

import re

import pytest

from county_desk.tables.lists import LISTS
from county_desk.text import ENGLISH, language

CHINESE_SIGN = re.compile("[\u4e00-\u9fff]")
# columns that hold names of people, places, files and papers, and what a person wrote
WRITTEN = {
    *("subject", "head", "other_head", "name", "other_name", "member", "about", "list", "about_head"),
    *("township", "village", "other_village", "place", "group_name", "short", "office", "address"),
    *("contact", "entered_by", "issued_by", "frozen_by", "taken_by", "confirmed_by", "actor", "settled_by"),
    *("number", "notice", "agency_code", "file_name", "period", "reference"),
    *("remark", "words", "investigators", "reply", "reason", "official", "official_unit", "bank"),
    *("summary",),  # the words in which an act was recorded
}


@pytest.mark.parametrize("name", LISTS)
def test_a_coded_value_is_shown_in_english(rows, name):
    table = LISTS[name].table
    with language(ENGLISH):
        chinese = {
            (column.key, shown)
            for row in rows(name)
            for column in table.columns
            if column.key not in WRITTEN and CHINESE_SIGN.search(shown := column.shown(row, masked=True))
        }
    assert chinese == set()
