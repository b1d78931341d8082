"""Wrong entries of the catalogue of checks are refused by name."""

import pytest

from county_desk.rules.checks.catalogue import (
    read_check,
)
from county_desk.rules.policy_file import WrongFile


@pytest.mark.parametrize(
    ("change", "trouble"),
    [
        ({"colour": "red"}, "the key “colour” is not known"),
        ({"sure": "?"}, "none of"),
        ({"level": "loud"}, "level “loud” is none of"),
        ({"wrong": ""}, "wrong is empty"),
        ({"fix": {"zh": "改"}}, "must be given in zh and en"),
        ({"variant": [{"place": "mars", "since": 2017}]}, "a known place"),
        ({"numbers": {"known": {"words": "鞋码"}}}, "there is no list of words"),
        ({"weight": "loud", "fixed": True}, "weight “loud” is none of"),
        ({"weight": "note"}, "only a fixed check"),
    ],
)
def test_an_entry_that_is_wrong_is_refused_with_its_name(change, trouble):
    words = {"zh": "字", "en": "word"}
    entry = {"title": words, "wrong": words, "fix": words, "level": "error", "reference": words, "sure": "S"}
    assert read_check("D07", entry, "identity.toml").number == "D07"
    with pytest.raises(WrongFile, match=trouble) as raised:
        read_check("D07", entry | change, "identity.toml")
    assert "identity.toml D07" in str(raised.value)


def test_a_number_that_no_function_knows_is_refused():
    with pytest.raises(WrongFile, match="no function"):
        read_check("D99", {}, "identity.toml")
