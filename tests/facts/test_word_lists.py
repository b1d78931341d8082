"""The words of the fixed lists in both languages; the register holds the Chinese ones."""

import pytest

from county_desk.facts import FACTS
from county_desk.facts.kinds import HousingGrade, Word, WordText
from county_desk.facts.word_lists import english_words, in_words, listed_words
from county_desk.fields import Invalid
from county_desk.text import CHINESE, ENGLISH, language

WORDED = {
    key: fact
    for key, fact in FACTS.items()
    if isinstance(fact.kind, Word | WordText) and not isinstance(fact.kind, HousingGrade)
}
EACH = pytest.mark.parametrize("fact", WORDED.values(), ids=WORDED)


@EACH
def test_each_word_of_a_fact_has_an_english_one_of_its_own(fact):
    words, english = listed_words(fact.kind.title), english_words(fact.kind.title)
    assert list(english) == [word for word in words if word in english] == list(words)
    assert len(set(english.values())) == len(english)


@EACH
def test_a_word_is_shown_in_the_language_of_the_reader(fact):
    for word in listed_words(fact.kind.title):
        with language(ENGLISH):
            assert fact.kind.show(word).isascii() or "’" in fact.kind.show(word)
        with language(CHINESE):
            assert fact.kind.show(word) == word


def test_a_word_is_understood_in_either_language():
    kind = FACTS["cause"].kind
    assert kind.read("Illness") == kind.read("因病") == "因病"
    with language(ENGLISH), pytest.raises(Invalid, match="Lack of water"):
        kind.read("Bad luck")


def test_several_words_and_free_text_between_them_are_shown():
    with language(ENGLISH):
        assert FACTS["other_causes"].kind.show("因病、缺资金") == "Illness, Lack of funds"
        assert FACTS["health"].kind.show("患有大病，尿毒症") == "Serious illness, 尿毒症"
        assert FACTS["health"].kind.show(None) == ""


def test_a_text_of_no_list_stays_as_it_is():
    with language(ENGLISH):
        assert in_words("无此表", "因病") == "因病"
