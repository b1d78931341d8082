"""Help, usage and misuse in the language chosen, and the words a desktop calls with."""

import argparse
import re

import pytest

from county_desk.cli import opening, parser
from county_desk.cli.doing import fields_help
from county_desk.commands import COMMANDS
from county_desk.storage.steps import newest, this_build
from county_desk.text import CHINESE, ENGLISH, LANGUAGES, _, language

HAN = re.compile("[\u4e00-\u9fff]")
# what stays as it is typed: options, verbs, choices, file types, examples
TYPED = re.compile(
    r"PostgreSQL|pg_dump|\bhead(:desc)?\b|\.(xlsx|csv|pdf)|\w+-\w+|--?[\w-]+|\{[^}]*\}|\bR1\b|households|[A-Z]+(\.xlsx)?\b"
    r"|Excel|[A-Z]\d\d"
)


def parsers(code):
    """Every parser of the program by its words, as `server dump`, in a language."""

    def walked(words, built):
        yield words, built
        for action in built._actions:
            if isinstance(action, argparse._SubParsersAction):
                for word, under in action.choices.items():
                    yield from walked(f"{words} {word}".strip(), under)

    with language(code):
        return dict(walked("", parser.build()))


def options(built):
    """What a parser lets a person type, the verbs aside."""
    return [action for action in built._actions if not isinstance(action, argparse._SubParsersAction)]


VERBS = [*parsers(ENGLISH)]


def test_the_verbs_below_a_verb_are_walked_too():
    assert {*parser.VERBS, "server dump", "policy unconfirmed"} < {*VERBS}


@pytest.mark.parametrize("verb", VERBS)
def test_every_option_of_the_shell_has_help_in_both_languages(verb):
    for code in LANGUAGES:
        silent = [action.dest for action in options(parsers(code)[verb]) if not action.help]
        assert silent == []
    chinese = options(parsers(CHINESE)[verb])
    assert [action.dest for action in chinese if not HAN.search(action.help)] == []


@pytest.mark.parametrize("verb", VERBS)
def test_chinese_help_holds_no_english_sentence(verb):
    with language(CHINESE):
        shown = parsers(CHINESE)[verb].format_help()
    words = TYPED.sub(" ", shown)
    left = set(re.findall("[A-Za-z]{2,}", words)) - {*parser.VERBS, *parser.POLICY_ACTS, *parser.SERVER_ACTS}
    assert left == set()


@pytest.mark.parametrize("verb", VERBS)
def test_english_help_holds_no_chinese(verb):
    with language(ENGLISH):
        assert HAN.findall(parsers(ENGLISH)[verb].format_help()) == []


# what help gives as an example of the text to type
EXAMPLES = re.compile(r"“[^”]*”|\bas 青政办|: 因病、因学|persons、heads|procedures/own/\S+\.toml")


def told(command):
    """What the help of a command says of it and of each field: everything but what is typed."""
    asks = command.asks().values()
    said = [command.act.title, command.final or "", *(ask.title for ask in asks), *(ask.help for ask in asks)]
    options = [words for ask in asks for _value, words in ask.kind.options()]
    return " / ".join([*(EXAMPLES.sub("", _(words)) for words in said if words), *options])


@pytest.mark.parametrize("command", COMMANDS.values())
def test_the_help_of_a_command_is_in_the_language_in_force(command):
    with language(ENGLISH):
        assert HAN.findall(told(command)) == []
        assert fields_help(command).startswith("usage: ")
    with language(CHINESE):
        assert re.findall("[A-Za-z]{3,}", TYPED.sub(" ", told(command))) == []
        assert fields_help(command).startswith("用法：")


@pytest.mark.parametrize("line", [("--language", "zh"), ("--language=zh",), ("--lang", "zh"), ("--lan=zh",)])
def test_the_language_is_chosen_however_the_option_is_written(shell, line):
    assert shell(*line, "backup", "--help", database=False) == 0
    assert shell.out.startswith("用法：")


def test_a_misused_line_is_corrected_in_the_language_chosen(shell):
    assert shell("--language", "zh", "restore", database=False) == 2
    assert "缺少：" in shell.err
    assert "error" not in shell.err
    assert shell("--language", "zh", "nonsense", database=False) == 2
    assert "没有 'nonsense'，可选：" in shell.err
    assert shell("--language", "en", "restore", database=False) == 2
    assert "the following arguments are required" in shell.err


def test_the_version_is_printed_with_commit_and_schema(shell):
    assert shell("--version", database=False) == 0
    assert shell.out == f"County Desk {this_build()}\n"
    assert newest() in shell.out


def test_a_server_that_wants_a_password_is_given_what_is_typed_once(monkeypatch):
    opening.with_typed_password.cache_clear()
    asked = []
    monkeypatch.setattr(opening, "lacks_password", lambda place: place.startswith("postgresql"))
    monkeypatch.setattr(opening.sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(opening.getpass, "getpass", lambda words: asked.append(words) or "geheim")
    for _time in range(2):
        given = argparse.Namespace(database="postgresql://qinglan_owner@server/qinglan")
        assert opening.named(given) == "postgresql://qinglan_owner:geheim@server/qinglan"
    assert len(asked) == 1
    assert "postgresql" in asked[0]
    assert opening.named(argparse.Namespace(database="county.cdesk")) == "county.cdesk"
    opening.with_typed_password.cache_clear()


def test_a_register_file_given_alone_opens_the_window_on_it(shell):
    assert shell("青岚县.cdesk", database=False) == 0
    assert shell("--language", "en", "QINGLAN.CDESK", database=False) == 0
    assert [given.database for given in shell.windows] == ["青岚县.cdesk", "QINGLAN.CDESK"]
    assert {given.verb for given in shell.windows} == {None}


def test_a_register_file_of_a_verb_stays_with_the_verb():
    assert parser.opened_file(["restore", "a.cdesk", "--out", "b.cdesk"])[-1] == "b.cdesk"
    assert parser.opened_file(["--database", "a.cdesk"]) == ["--database", "a.cdesk"]
    assert parser.opened_file([]) == []
