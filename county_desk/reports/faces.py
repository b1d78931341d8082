"""The faces that papers embed, and which of them draws a name that the first one cannot."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from county_desk.paths import resources

FANG, SERIF, TITLE, BOLD = "fang", "serif", "title", "sans-bold"
_LAST = (SERIF, "rare")  # these two together have every letter up to Extension F

type Run = tuple[str, str]  # a face and the text that it draws


class Face(TTFont):
    """An embedded face, subset; its letters can be copied and searched."""

    def addObjects(self, doc: Any) -> None:  # noqa: N802  (ReportLab calls it)
        """Write the face, then mend its ToUnicode table.

        ReportLab 5.1.0 writes code points above U+FFFF with five digits where UTF-16 is due. A reader would
        then find 𪚥 as another character.
        """
        super().addObjects(doc)
        for name, held in doc.idToObject.items():
            if name.startswith("toUnicodeCMap:"):
                held.content = _above_ffff(held.content)


def _above_ffff(table: str) -> str:
    return re.sub(
        r"(<[0-9A-F]{2}>) <([0-9A-F]{5,6})>",
        lambda found: f"{found[1]} <{chr(int(found[2], 16)).encode('utf-16-be').hex().upper()}>",
        table,
    )


def face_file(name: str) -> Path:
    """The file of a face."""
    return resources() / "fonts" / f"{name}.ttf"


@cache
def face(name: str) -> Face:
    """The face of a name; it is loaded when first needed."""
    loaded = Face(name, str(face_file(name)), asciiReadable=0, shapable=False)
    pdfmetrics.registerFont(loaded)
    return loaded


@lru_cache(maxsize=8192)
def runs(text: str, name: str) -> tuple[Run, ...]:
    """The text in the first face that has all of it, or letter by letter when none does.

    One face for a whole name looks even, and readers of the paper do not cut the name in two when it is
    copied. A letter that no face has is written as [U+3106C], never as a box.
    """
    chain = (name, *(other for other in _LAST if other != name))
    for candidate in chain:
        if has(candidate, text):
            return ((candidate, text),)
    pieces: list[Run] = []
    for letter in text:
        drawn = next((candidate for candidate in chain if has(candidate, letter)), None)
        run = (drawn, letter) if drawn else (name, f"[U+{ord(letter):04X}]")
        if pieces and pieces[-1][0] == run[0]:
            run = (run[0], pieces.pop()[1] + run[1])
        pieces.append(run)
    return tuple(pieces)


def mixed(text: str, name: str, whole: tuple[str, ...]) -> Iterator[Run]:
    """Running text in one face, with each of the `whole` names in it set in one face as well."""
    odd = [] if has(name, text) else [each for each in whole if each in text and not has(name, each)]
    if not odd:
        yield from runs(text, name)
        return
    odd.sort(key=len, reverse=True)
    for piece in re.split(f"({'|'.join(map(re.escape, odd))})", text):
        if piece:
            yield from runs(piece, name)


def has(name: str, text: str) -> bool:
    """Whether a face has every letter of a text."""
    return all(map(face(name).face.charToGlyph.__contains__, map(ord, text)))


def width(run: Run, size: float, space: float = 0) -> float:
    """How wide a run is in points, with `space` after each letter."""
    widths = face(run[0]).face.charWidths
    letters: float = sum(map(widths.__getitem__, map(ord, run[1])))
    return letters * size / 1000 + space * len(run[1])
