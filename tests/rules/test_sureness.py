"""A value that says of itself that it must be checked never bears the letter of a sure one."""

import re
import tomllib
from itertools import chain

import pytest

from county_desk.paths import resources
from county_desk.rules.confirmed import RECALLED

DOUBT = re.compile("凭记忆|须.{0,12}核对|未见.{0,6}文件|文号.{0,4}核对")
FOLDERS = ("parameters", "criteria", "procedures", "programmes", "notices", "checks")
FILES = sorted(chain.from_iterable((resources() / folder).rglob("*.toml") for folder in FOLDERS))


def sources(entry, sure=None):
    """Every reference below an entry with the letter that holds for it, its own or the one around it."""
    if isinstance(entry, list):
        yield from chain.from_iterable(sources(each, sure) for each in entry)
    elif isinstance(entry, dict):
        sure = entry.get("sure", sure)
        if isinstance(entry.get("reference"), dict):
            yield entry["reference"]["zh"], sure
        yield from chain.from_iterable(sources(each, sure) for each in entry.values())


def test_the_words_of_doubt_are_found():
    doubted = {sure for path in FILES for words, sure in _sources(path) if DOUBT.search(words)}
    assert doubted
    assert doubted <= set(RECALLED)


@pytest.mark.parametrize("path", FILES, ids=lambda path: "/".join(path.parts[-2:]))
def test_what_must_be_checked_waits_for_the_county(path):
    assert not [words for words, sure in _sources(path) if DOUBT.search(words) and sure not in RECALLED]


@pytest.mark.parametrize(
    "path",
    [path for path in FILES if {"parameters", "criteria"} & set(path.parts)],
    ids=lambda path: "/".join(path.parts[-2:]),
)
def test_a_remark_for_the_administrator_stands_in_no_sentence_of_a_clerk(path):
    """The reference is quoted in findings; the letter says how sure it is."""
    assert not [words for words, _sure in _sources(path) if re.search("凭记忆|回忆|核对", words)]


def _sources(path):
    return sources(tomllib.loads(path.read_text("utf8")))
