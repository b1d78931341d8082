"""The guides: one for each post in both languages, shown by the program from the files of docs/."""

import re
from itertools import pairwise

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument

from county_desk.cli import parser
from county_desk.models.user import Role
from county_desk.paths import guides
from county_desk.text import CHINESE, ENGLISH, LANGUAGES, language
from county_desk.views.guides import GUIDES, GuidesWindow, guide_file, guide_for
from tests.views.series import JOBS

FILES = [f"{name}.{code}.md" for name in GUIDES for code in LANGUAGES]
SERIES = re.compile(r"pictures/(\w+)-(\d)\.(\w\w)\.png")


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


def test_the_series_of_pictures_shows_each_job_whole_in_both_languages():
    named, taken = {}, {}
    for file in FILES:
        for job, number, code in SERIES.findall((guides() / file).read_text("utf8")):
            named.setdefault((job, code), []).append(int(number))
    for picture in (guides() / "pictures").iterdir():
        if found := SERIES.search(f"pictures/{picture.name}"):
            taken.setdefault((found[1], found[3]), []).append(int(found[2]))
    assert {job for job, _code in named} == JOBS.keys()
    assert {each: sorted(numbers) for each, numbers in taken.items()} == named
    for job in JOBS:
        assert named[job, CHINESE] == named[job, ENGLISH]
        assert 3 <= len(named[job, ENGLISH]) <= 5


def test_the_series_of_pictures_weighs_little():
    series = [path for path in (guides() / "pictures").iterdir() if SERIES.search(f"pictures/{path.name}")]
    assert sum(path.stat().st_size for path in series) < 1_500_000


@pytest.mark.parametrize("file", [each for each in FILES if each.startswith(("clerk", "reviewer"))])
def test_one_sentence_stands_before_each_picture_of_a_series(file):
    blocks = (guides() / file).read_text("utf8").split("\n\n")
    for before, block in pairwise(blocks):
        if SERIES.search(block):
            assert re.fullmatch(r"[^\n!#]+[.。]", before.strip()), before


def test_the_guide_shows_the_pictures_of_a_series(qtbot):
    with language(ENGLISH):
        shown = GuidesWindow("clerk")
        qtbot.addWidget(shown)
        shown.show()
        kind, name = QTextDocument.ResourceType.ImageResource.value, QUrl("pictures/visit-1.en.png")
        image = shown.browser.loadResource(kind, name)
        assert 0 < image.width() <= shown.browser.viewport().width()
