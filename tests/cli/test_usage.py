"""Help, usage and misuse in the language chosen, and the words a desktop calls with."""

import argparse
import re

import pytest

from county_desk import __version__
from county_desk.cli import parser
from county_desk.text import CHINESE, LANGUAGES, language

HAN = re.compile("[\u4e00-\u9fff]")
# what stays as it is typed: options, verbs, choices, file types, examples
TYPED = re.compile(
    r"PostgreSQL|pg_dump|\bhead(:desc)?\b|\.(xlsx|csv|pdf)|\w+-\w+|--?[\w-]+|\{[^}]*\}|\bR1\b|households|[A-Z]+(\.xlsx)?\b"
    r"|Excel|[A-Z]\d\d"
)


def parsers(code):
    """Every parser of the program by its verb, in a language."""
    with language(code):
        built = parser.build()
    (verbs,) = (action for action in built._actions if isinstance(action, argparse._SubParsersAction))
    return {"": built, **verbs.choices}


def options(built):
    """What a parser lets a person type, the verbs aside."""
    return [action for action in built._actions if not isinstance(action, argparse._SubParsersAction)]


@pytest.mark.parametrize("verb", ["", *parser.VERBS])
def test_every_option_of_the_shell_has_help_in_both_languages(verb):
    for code in LANGUAGES:
        silent = [action.dest for action in options(parsers(code)[verb]) if not action.help]
        assert silent == []
    chinese = options(parsers(CHINESE)[verb])
    assert [action.dest for action in chinese if not HAN.search(action.help)] == []


@pytest.mark.parametrize("verb", ["", *parser.VERBS])
def test_chinese_help_holds_no_english_sentence(verb):
    with language(CHINESE):
        shown = parsers(CHINESE)[verb].format_help()
    words = TYPED.sub(" ", shown)
    left = set(re.findall("[A-Za-z]{2,}", words)) - {*parser.VERBS, *parser.POLICY_ACTS, *parser.SERVER_ACTS}
    assert left == set()


def test_a_misused_line_is_corrected_in_the_language_chosen(shell):
    assert shell("--language", "zh", "restore", database=False) == 2
    assert "缺少：" in shell.err
    assert "error" not in shell.err
    assert shell("--language", "zh", "nonsense", database=False) == 2
    assert "没有 'nonsense'，可选：" in shell.err
    assert shell("--language", "en", "restore", database=False) == 2
    assert "the following arguments are required" in shell.err


def test_the_version_is_printed(shell):
    assert shell("--version", database=False) == 0
    assert shell.out == f"County Desk {__version__}\n"


def test_a_register_file_given_alone_opens_the_window_on_it(shell):
    assert shell("青岚县.cdesk", database=False) == 0
    assert shell("--language", "en", "QINGLAN.CDESK", database=False) == 0
    assert [given.database for given in shell.windows] == ["青岚县.cdesk", "QINGLAN.CDESK"]
    assert {given.verb for given in shell.windows} == {None}


def test_a_register_file_of_a_verb_stays_with_the_verb():
    assert parser.opened_file(["restore", "a.cdesk", "--out", "b.cdesk"])[-1] == "b.cdesk"
    assert parser.opened_file(["--database", "a.cdesk"]) == ["--database", "a.cdesk"]
    assert parser.opened_file([]) == []
