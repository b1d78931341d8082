"""Every letter is drawn by a face inside the file, and copies and searches as what it is."""

import re

from county_desk.reports import faces
from county_desk.reports.paper import Paper
from county_desk.reports.pdf import Pdf
from tests.reports.papers import faces as faces_of
from tests.reports.papers import flat


def written(*texts: str) -> bytes:
    pdf = Pdf(title="", author="", subject="", language="zh")
    paper = Paper(pdf)
    for number, text in enumerate(texts):
        paper.write(0, 30 * (number + 1), faces.runs(text, faces.FANG), 16)
    paper.finish()
    return pdf.done()


def test_one_face_draws_a_whole_name():
    assert faces.runs("张大有", faces.FANG) == ((faces.FANG, "张大有"),)
    assert faces.runs("李䶮", faces.FANG) == ((faces.SERIF, "李䶮"),)


def test_a_name_that_no_face_has_whole_is_drawn_letter_by_letter():
    assert faces.runs("张大𬎆", faces.FANG) in (
        ((faces.SERIF, "张大𬎆"),),
        ((faces.FANG, "张大"), ("rare", "𬎆")),
    )
    assert faces.runs("𠀀李", faces.FANG) == (("rare", "𠀀"), (faces.FANG, "李"))


def test_a_letter_that_no_face_has_is_written_as_its_number():
    assert faces.runs("张\U0003106c", faces.FANG) == ((faces.FANG, "张[U+3106C]"),)


def test_a_rare_name_keeps_its_face_inside_running_text():
    text = "拟定李䶮等3户"
    assert list(faces.mixed(text, faces.FANG, ("李䶮", "张大有"))) == [
        (faces.FANG, "拟定"),
        (faces.SERIF, "李䶮"),
        (faces.FANG, "等3户"),
    ]


def test_names_in_running_text_are_no_patterns():
    assert list(faces.mixed("(䶮)", faces.SERIF, ("(䶮)",))) == [(faces.SERIF, "(䶮)")]
    assert [text for _face, text in faces.mixed("a.䶮+", faces.FANG, (".䶮+",))] == ["a", ".䶮+"]


def test_letters_copy_as_what_they_are():
    texts = ["张𪚥", "陈𫖯", "李䶮", "阿依古丽·买买提", "工户人示一二十", "乙[U+3106C]", "𠀀𬎆"]
    assert flat(written(*texts)) == "".join(texts)


def test_the_table_of_letters_is_written_in_utf_16():
    assert faces._above_ffff("<05> <2A6A5>\n<06> <5F20>") == "<05> <D869DEA5>\n<06> <5F20>"
    assert faces._above_ffff("<05> <D869DEA5>") == "<05> <D869DEA5>"


def test_every_face_is_a_subset_inside_the_file():
    paper = written("张大有", "李䶮", "张𪚥")
    assert set(faces_of(paper).values()) == {True}
    assert all(re.match(r"/[A-Z]{6}\+", name) for name in faces_of(paper))
    assert b"Helvetica" not in paper
    assert len(paper) < 40_000


def test_more_letters_than_one_subset_holds_all_copy():
    letters = "".join(chr(code) for code in range(0x4E00, 0x4E00 + 700))
    rows = [letters[place : place + 20] for place in range(0, 700, 20)]
    assert flat(written(*rows)) == letters
