"""The bundled faces: what a paper needs of them, and the tools that made them."""

from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from reportlab.pdfbase.ttfonts import TTFont as EmbeddedFont

from installer import make_fonts

ROOT = Path(__file__).resolve().parents[2]
FONTS = ROOT / "resources" / "fonts"
FILES = sorted(FONTS.glob("*.ttf"))


def letters(file):
    """What a face can draw, as ReportLab sees it."""
    return frozenset(EmbeddedFont(file, str(FONTS / file)).face.charToGlyph)


def test_each_face_is_committed_with_its_licence():
    assert [path.name for path in FILES] == sorted(face.file for face in make_fonts.FACES)
    assert len(list((FONTS / "licences").glob("*.txt"))) == 5


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_reportlab_can_embed_it(path):
    assert EmbeddedFont("face", str(path)).face.numGlyphs > 8000


def test_the_screen_shows_all_of_gbk():
    han = {code for code in make_fonts.gbk() if 0x4E00 <= code <= 0x9FFF}
    assert len(han) == 20902
    for file in ("sans.ttf", "sans-bold.ttf", "serif.ttf"):
        assert han <= letters(file)


@pytest.mark.parametrize("file", ["sans.ttf", "sans-bold.ttf", "serif.ttf", "title.ttf", "kai.ttf"])
def test_names_in_the_general_standard_table_are_drawn(file):
    assert not set(map(ord, "堃䶮㛃𫖯𬱖翀淼·“”—…①㎡（）《》￥")) - letters(file)


def test_some_face_has_every_letter_up_to_extension_f():
    have = letters("serif.ttf") | letters("rare.ttf")
    blocks = ((0x3400, 0x4DB5), (0x4E00, 0x9FEF), (0x20000, 0x2A6D6), (0x2A700, 0x2B734))
    blocks += ((0x2B740, 0x2B81D), (0x2B820, 0x2CEA1), (0x2CEB0, 0x2EBE0))
    for first, last in blocks:
        assert not set(range(first, last + 1)) - have


@pytest.mark.parametrize("file", ["sans.ttf", "title.ttf", "kai.ttf", "fang.ttf"])
def test_a_changed_copy_has_a_name_of_its_own(file):
    with make_fonts.TTFont(FONTS / file) as font:
        names = font["name"]
    for number in (1, 3, 4, 6):
        said = names.getDebugName(number).replace(" ", "")
        assert said.startswith("CountyDesk")
    assert "Changed for County Desk from" in names.getDebugName(10)


def a_cubic_face(path):
    """A face with one round letter, drawn in cubic curves."""
    pen = T2CharStringPen(1000, None)
    pen.moveTo((100, 0))
    pen.curveTo((300, 0), (500, 200), (500, 500))
    pen.lineTo((100, 500))
    pen.closePath()
    empty = T2CharStringPen(1000, None).getCharString()
    build = FontBuilder(1000, isTTF=False)
    build.setupGlyphOrder([".notdef", "ren"])
    build.setupCharacterMap({ord("人"): "ren"})
    build.setupCFF("Plain", {}, {".notdef": empty, "ren": pen.getCharString()}, {})
    build.setupHorizontalMetrics({".notdef": (1000, 0), "ren": (1000, 0)})
    build.setupHorizontalHeader(ascent=800, descent=-200)
    build.setupNameTable({"familyName": "Plain", "fullName": "Plain Regular", "version": "Version 7"})
    build.setupOS2()
    build.setupPost()
    build.save(path)


def test_cubic_outlines_become_ones_that_reportlab_embeds(tmp_path):
    original = tmp_path / "plain.otf"
    a_cubic_face(original)
    face = make_fonts.Face("round.ttf", "", "", "", family="County Desk Round")
    make_fonts.make(face, original, tmp_path, frozenset())

    font = make_fonts.TTFont(tmp_path / "round.ttf", lazy=False)
    name = font.getBestCmap()[ord("人")]
    glyph = font["glyf"][name]
    assert (glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax) == (100, 0, 500, 500)
    assert font["hmtx"][name] == (1000, 100)
    assert font["name"].getDebugName(10) == "Changed for County Desk from Plain Regular, Version 7"
    assert ord("人") in EmbeddedFont("round", str(tmp_path / "round.ttf")).face.charToGlyph


def test_a_face_is_cut_to_the_letters_it_needs(tmp_path):
    face = make_fonts.Face(
        "few.ttf", "", "", "", family="County Desk Few", letters=lambda tgh: tgh | {ord("一")}
    )
    make_fonts.make(face, FONTS / "title.ttf", tmp_path, frozenset({ord("二")}))
    assert set(make_fonts.TTFont(tmp_path / "few.ttf").getBestCmap()) == {ord("一"), ord("二")}


def test_another_original_is_refused(tmp_path):
    other = tmp_path / "other.ttf"
    other.write_bytes(b"another version")
    with pytest.raises(make_fonts.Different):
        make_fonts.recognise(make_fonts.FACES[0], other)


def test_the_general_standard_table_is_read_from_unihan():
    lines = ["# comment", "", "U+4E00\tkTGH\t2013:1", "U+4E01\tkBigFive\tA442", "U+2C72C\tkTGH\t2013:7000"]
    assert make_fonts.general_standard(lines) == {0x4E00, 0x2C72C}
