"""The guides: one for each post in both languages, shown by the program from the files of docs/."""

import re

import pytest

from county_desk.cli import parser
from county_desk.models.user import Role
from county_desk.paths import guides
from county_desk.text import CHINESE, ENGLISH, LANGUAGES, language
from county_desk.views.guides import GUIDES, GuidesWindow, guide_file, guide_for

FILES = [f"{name}.{code}.md" for name in GUIDES for code in LANGUAGES]


@pytest.mark.parametrize("file", FILES)
def test_every_picture_of_a_guide_is_there_and_small(file):
    text = (guides() / file).read_text("utf8")
    pictures = re.findall(r"!\[[^]]+\]\(([^)]+)\)", text)
    assert pictures
    assert [name for name in pictures if not (guides() / name).is_file()] == []
    assert [name for name in pictures if (guides() / name).stat().st_size > 120_000] == []


@pytest.mark.parametrize("name", GUIDES)
def test_both_languages_of_a_guide_have_the_same_sections(name):
    def shape(code):
        lines = (guides() / f"{name}.{code}.md").read_text("utf8").splitlines()
        return [line.split()[0] for line in lines if line.startswith("#")]

    assert shape(CHINESE) == shape(ENGLISH)


@pytest.mark.parametrize("file", FILES)
def test_a_guide_names_only_verbs_that_there_are(file):
    text = (guides() / file).read_text("utf8")
    lines = re.findall(r"county-desk(?: --\w+ [^ `\n]+)* ([a-z]+)(?: ([a-z]+))?", text)
    assert [verb for verb, _act in lines if verb not in parser.VERBS] == []
    acts = {act for verb, act in lines if verb == "server"}
    assert acts <= parser.SERVER_ACTS.keys()


def test_each_post_begins_with_its_own_guide():
    assert {guide_for(role) for role in Role} == set(GUIDES)
    assert guide_for(None) == "administrator"


def test_the_guide_is_shown_in_the_language_in_force_and_searched(qtbot):
    with language(CHINESE):
        shown = GuidesWindow("clerk")
        qtbot.addWidget(shown)
        assert "经办员手册" in shown.browser.toPlainText()
        shown.sought.setText("异议")
        assert shown.find_next()
        assert shown.browser.textCursor().selectedText() == "异议"
        shown.sought.setText("没有这样的词")
        assert not shown.find_next()
        shown.buttons["inspector"].click()
        assert shown.shown == "inspector"
        assert shown.buttons["inspector"].isChecked()
    with language(ENGLISH):
        assert guide_file("clerk").name == "clerk.en.md"
