"""Two languages: the one in force travels with the work."""

from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context

import pytest

from county_desk.text import (
    CHINESE,
    ENGLISH,
    N_,
    _,
    _catalogue,
    _n,
    current,
    in_a_row,
    language,
    said,
    speak,
)


def test_english_is_what_the_source_says():
    with language(ENGLISH):
        assert _("Village") == "Village"
        assert _n("{n} day", "{n} days", 1) == "{n} day"
        assert _n("{n} day", "{n} days", 7) == "{n} days"


def test_chinese_has_one_form_for_all_numbers():
    with language(CHINESE):
        assert _("Village") == "行政村"
        assert _n("{n} day", "{n} days", 1) == _n("{n} day", "{n} days", 7) == "{n} 日"


def test_marked_text_is_translated_where_it_is_shown():
    marked = N_("Township")
    assert marked == "Township"
    with language(CHINESE):
        assert _(marked) == "乡镇"


def test_a_checkout_whose_words_nothing_has_compiled_speaks_english(tmp_path, monkeypatch):
    monkeypatch.setattr("county_desk.text.resources", lambda: tmp_path)
    _catalogue.cache_clear()
    try:
        with language(CHINESE):
            assert _("Village") == "Village"
            assert _n("{n} day", "{n} days", 7) == "{n} days"
    finally:
        _catalogue.cache_clear()


def test_nothing_stays_nothing():
    with language(CHINESE):
        assert _("") == ""


def test_sentences_in_a_row_have_the_stop_of_their_language():
    assert in_a_row("One went in", "", "two stay") == "One went in. two stay"
    with language(CHINESE):
        assert in_a_row("已撤销", "另有两人重复") == "已撤销。另有两人重复"


def test_a_paper_can_speak_another_language_than_the_screen():
    with language(CHINESE):
        with language(ENGLISH):
            assert (current(), _("Village")) == ("en", "Village")
        assert (current(), _("Village")) == ("zh", "行政村")


def test_the_language_comes_back_after_an_error():
    with pytest.raises(KeyError), language(CHINESE):
        raise KeyError
    assert current() == ENGLISH


def test_the_language_changes_for_all_that_follows():
    def speaking():
        speak(CHINESE)
        return _("Village")

    assert copy_context().run(speaking) == "行政村"
    assert current() == ENGLISH


def test_work_on_another_thread_speaks_the_language_it_was_given():
    with language(CHINESE), ThreadPoolExecutor(1) as pool:
        assert pool.submit(copy_context().run, _, "Village").result() == "行政村"


def test_words_of_a_data_file_are_given_in_the_language_in_force():
    words = {"zh": "第一次公示", "en": "First disclosure"}
    assert said(words) == "First disclosure"
    with language(CHINESE):
        assert said(words) == "第一次公示"


def test_words_given_in_one_language_only_are_said_in_that():
    assert said({"zh": "公告"}) == "公告"
    assert said({}) == ""
