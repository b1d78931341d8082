"""Rebuild resources/fonts from the packages that carry the originals.

    .venv/bin/python installer/make_fonts.py [--work build/fonts] [--out resources/fonts]

Needs npm, apt-get and dpkg-deb, and the `build` extra (fontTools). Originals are recognised by
their digest, and the same originals give the same bytes, so that papers stay the same too.
ReportLab embeds TrueType outlines only: the one CFF face is converted, some are cut down to the
letters that its use needs, the rest are copied as they are.
"""

import argparse
import bz2
import hashlib
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable

ROOT = Path(__file__).resolve().parent.parent
UNIHAN = "usr/share/unicode/Unihan_OtherMappings.txt.bz2"
SANS, SERIF = "@expo-google-fonts/noto-sans-sc@0.4.3", "@expo-google-fonts/noto-serif-sc@0.4.3"

# Latin, Greek, Cyrillic; punctuation, currency, numerals, arrows, boxes, marks; kana, enclosed
# figures and units; full-width forms. Small, and every one of them turns up in office papers.
SYMBOLS = (
    (0x20, 0x24F),
    (0x2B0, 0x2FF),
    (0x370, 0x4FF),
    (0x1E00, 0x1EFF),
    (0x2000, 0x27BF),
    (0x2E80, 0x33FF),
    (0xFE10, 0xFE6F),
    (0xFF00, 0xFFEF),
)
# Qt and ReportLab set the lines themselves, horizontally.
UNUSED_TABLES = ("BASE", "DSIG", "FFTM", "GDEF", "GPOS", "GSUB", "STAT", "VORG", "vhea", "vmtx")
MAXIMA = [
    "maxZones",
    "maxTwilightPoints",
    "maxStorage",
    "maxFunctionDefs",
    "maxInstructionDefs",
    "maxStackElements",
    "maxSizeOfInstructions",
    "maxComponentElements",
    "maxPoints",
    "maxContours",
    "maxCompositePoints",
    "maxCompositeContours",
    "maxComponentDepth",
]


class Different(Exception):
    """An original is not the one that these fonts were made from."""


@dataclass(frozen=True)
class Face:
    """One file of resources/fonts: its origin and its changes."""

    file: str
    package: str  # an npm package when it begins with @, else a Debian one
    original: str  # its path in the package
    sha256: str
    family: str = ""  # the name of a changed copy; an unchanged one keeps its own
    letters: Callable[[frozenset[int]], frozenset[int]] | None = None


def common(tgh: frozenset[int]) -> frozenset[int]:
    """The letters of the Table of General Standard Chinese Characters, and symbols."""
    return tgh | symbols()


def screen(tgh: frozenset[int]) -> frozenset[int]:
    """The same and all of GBK, which is what an ordinary Chinese machine shows."""
    return tgh | gbk() | symbols()


FACES = (
    Face(
        "sans.ttf",
        SANS,
        "400Regular/NotoSansSC_400Regular.ttf",
        "d45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16",
        "County Desk Sans",
        screen,
    ),
    Face(
        "sans-bold.ttf",
        SANS,
        "700Bold/NotoSansSC_700Bold.ttf",
        "9a38ae0ab28cd5a256f9ea8e00dedc688aac17f7915fcb000572990afa956b96",
        "County Desk Sans",
        screen,
    ),
    Face(
        "serif.ttf",
        SERIF,
        "400Regular/NotoSerifSC_400Regular.ttf",
        "c358a69de3df5f423a8946a7b03e3126fb6ba116f1130a463455b4e39e1f0742",
    ),
    Face(
        "title.ttf",
        SERIF,
        "900Black/NotoSerifSC_900Black.ttf",
        "092e71a70c744be3cc33999eb4edcb10fbe95c1b4cff6c2d7f04d6ff15d031e2",
        "County Desk Title",
        common,
    ),
    Face(
        "kai.ttf",
        "fonts-lxgw-wenkai",
        "usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf",
        "be1d5ee371b25f23ca613c3142d6293328db6253ef0b0c09857e9f30657514a8",
        "County Desk Kai",
        common,
    ),
    Face(
        "fang.ttf",
        "texlive-lang-chinese",
        "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/FandolFang-Regular.otf",
        "d838ad32ce2244d8144f408c37fe71065aba6fbbc80759a4d2aa2033948d5bc9",
        "County Desk Fang",
    ),
    Face(
        "rare.ttf",
        "fonts-hanazono",
        "usr/share/fonts/truetype/hanazono/HanaMinB.ttf",
        "829543436cdf7b4c6730e2af5806fa406f8ddf0d4b656e0cd49c58d4db1c8d3c",
    ),
)


def symbols() -> frozenset[int]:
    """Everything that is not a Chinese letter and stands in an office's papers."""
    return frozenset(code for first, last in SYMBOLS for code in range(first, last + 1))


def gbk() -> frozenset[int]:
    """The 20,902 letters of GBK and its extensions, as Python decodes them."""
    pairs = (bytes((lead, trail)) for lead in range(0x81, 0xFF) for trail in range(0x40, 0xFF))
    return frozenset(ord(letter) for pair in pairs for letter in pair.decode("gbk", "ignore"))


def general_standard(unihan: Iterable[str]) -> frozenset[int]:
    """The 8,105 letters of the Table of General Standard Chinese Characters (field kTGH)."""
    rows = (line.split("\t") for line in unihan)
    return frozenset(int(row[0][2:], 16) for row in rows if row[1:2] == ["kTGH"])


def convert(font: TTFont, max_error: float = 0.5) -> None:
    """Turn cubic CFF outlines into quadratic TrueType ones, within half a thousandth of an em."""
    order, drawn = font.getGlyphOrder(), font.getGlyphSet()
    error = max_error * font["head"].unitsPerEm / 1000
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(drawn)
        drawn[name].draw(Cu2QuPen(pen, error, reverse_direction=True))
        glyphs[name] = pen.glyph()
    font["loca"] = newTable("loca")
    table = font["glyf"] = newTable("glyf")
    table.glyphOrder, table.glyphs = order, glyphs
    for name, glyph in glyphs.items():
        glyph.recalcBounds(table)
        width, _side = font["hmtx"][name]
        font["hmtx"][name] = (width, glyph.xMin if glyph.numberOfContours else 0)
    _declare_truetype(font)


def _declare_truetype(font: TTFont) -> None:
    """The small tables must agree that the outlines are TrueType's now."""
    maxp, post = font["maxp"], font["post"]
    maxp.tableVersion = 0x00010000
    for name in MAXIMA:
        setattr(maxp, name, 0)
    maxp.maxZones = 1
    post.formatType, post.extraNames, post.mapping = 3.0, [], {}
    for tag in ("CFF ", "CFF2", *UNUSED_TABLES):
        if tag in font:
            del font[tag]
    font.sfntVersion = "\x00\x01\x00\x00"


def cut(font: TTFont, letters: Iterable[int]) -> None:
    """Keep these letters alone, without hints and features."""
    options = Options(hinting=False, glyph_names=False, notdef_outline=True, recalc_timestamp=False)
    options.layout_features = []
    options.drop_tables += UNUSED_TABLES
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)


def rename(font: TTFont, family: str) -> None:
    """Give a changed copy a name of its own: reserved names and installed fonts stay apart."""
    names = font["name"]
    bold = "Bold" if font["OS/2"].usWeightClass == 700 else "Regular"
    changed = f"Changed for County Desk from {names.getDebugName(4)}, {names.getDebugName(5)}"
    kept = {number: names.getDebugName(number) for number in (0, 13, 14)}
    full = family if bold == "Regular" else f"{family} {bold}"
    words = kept | {1: family, 2: bold, 3: f"{full} 1.0", 4: full, 5: "Version 1.0", 10: changed}
    words[6] = full.replace(" ", "")
    names.names = []
    for number, text in sorted(words.items()):
        if text:
            names.setName(text, number, 3, 1, 0x409)
    _style(font, bold == "Bold")


def _style(font: TTFont, bold: bool) -> None:
    """A face is plain or bold to Qt; `Black` under its own name is plain."""
    selection = font["OS/2"].fsSelection & ~0b0110_0001
    font["OS/2"].fsSelection = selection | (0b10_0000 if bold else 0b100_0000)
    font["OS/2"].usWeightClass = 700 if bold else 400
    font["head"].macStyle = int(bold)


def make(face: Face, original: Path, out: Path, tgh: frozenset[int]) -> None:
    """Write one face."""
    target = out / face.file
    if not face.family:
        shutil.copyfile(original, target)
        return
    with TTFont(original, recalcTimestamp=False) as font:
        if "CFF " in font:
            convert(font)
        if face.letters:
            cut(font, face.letters(tgh))
        rename(font, face.family)
        font.save(target)


def fetch(package: str, work: Path) -> Path:
    """Unpack a package below the work folder, once; nothing of it is installed or run."""
    folder = work / package.strip("@").replace("/", "-")
    if folder.exists():
        return folder
    work.mkdir(parents=True, exist_ok=True)
    if package.startswith("@"):
        asked = subprocess.run(
            ["npm", "pack", "--silent", package], cwd=work, check=True, text=True, capture_output=True
        )
        with tarfile.open(work / asked.stdout.split()[-1]) as archive:
            archive.extractall(work / "unpacked", filter="data")
        (work / "unpacked" / "package").rename(folder)
    else:
        subprocess.run(["apt-get", "-q", "download", package], cwd=work, check=True)
        deb = max(work.glob(f"{package}_*.deb"))
        subprocess.run(["dpkg-deb", "-x", deb, folder], check=True)
    return folder


def recognise(face: Face, path: Path) -> Path:
    """Refuse an original that is another version than the one the papers were made with."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if digest != face.sha256:
        raise Different(f"{face.package} has another {path.name}: {digest}")
    return path


def coverage(out: Path, tgh: frozenset[int]) -> Iterator[str]:
    """How much of each set of letters a face has, as README.md shows it."""
    sets = {
        "TGH": tgh,
        "GBK": frozenset(code for code in gbk() if 0x4E00 <= code <= 0x9FFF),
        "URO": frozenset(range(0x4E00, 0x9FF0)),
        "A": frozenset(range(0x3400, 0x4DB6)),
        "B-F": frozenset((*range(0x20000, 0x2A6D7), *range(0x2A700, 0x2EBE1))),
    }
    for face in FACES:
        path = out / face.file
        with TTFont(path, lazy=True) as font:
            have = frozenset(font.getBestCmap())
        shares = (f"{name} {100 * len(have & wanted) / len(wanted):.1f} %" for name, wanted in sets.items())
        yield f"{face.file}: {path.stat().st_size / 1e6:.1f} MB, {', '.join(shares)}"


def main(arguments: list[str] | None = None) -> int:
    """Fetch the originals, make the faces, and say what they cover."""
    parser = argparse.ArgumentParser(description="Rebuild resources/fonts.")
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "fonts")
    parser.add_argument("--out", type=Path, default=ROOT / "resources" / "fonts")
    asked = parser.parse_args(arguments)
    asked.out.mkdir(parents=True, exist_ok=True)
    with bz2.open(fetch("unicode-data", asked.work) / UNIHAN, "rt", encoding="utf8") as unihan:
        tgh = general_standard(unihan)
    try:
        for face in FACES:
            original = recognise(face, fetch(face.package, asked.work) / face.original)
            make(face, original, asked.out, tgh)
    except Different as trouble:
        print(trouble, file=sys.stderr)
        return 1
    print("\n".join(coverage(asked.out, tgh)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
