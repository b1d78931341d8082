"""Cell styles, as far as they hide, strike out or change the value that a cell shows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from county_desk.sheets.formats.book import Cell, Unreadable
from county_desk.sheets.formats.number_formats import FormatKind, FormatLook, NumberFormat, number_format
from county_desk.sheets.formats.visibility import BLACK, WHITE, alike
from county_desk.text import _

MOST = 66_000  # styles of a workbook, or what they are made of, which is more than Excel can keep
_LETTERS = 400_000  # of all number formats that cells have; reading them takes time
AUTOMATIC = BLACK  # letters without a chosen colour


@dataclass(slots=True)
class FontLook:
    """The colour of some letters, whether they are too small to be read, and whether they are struck out."""

    ink: str = AUTOMATIC
    tiny: bool = False
    struck: bool = False

    @property
    def usual(self) -> bool:
        """Whether they can be read wherever the letters around them can."""
        return not (self.struck or self.lost_on(WHITE))

    def lost_on(self, paper: str) -> bool:
        """Whether they cannot be seen on a ground of this colour."""
        return self.tiny or alike(self.ink, paper)


@dataclass(frozen=True, slots=True)
class Odd:
    """The oddities of a cell besides its value: its error, and the effects of its style."""

    formula: bool = False
    error: str = ""
    format: str = ""
    unseen: bool = False
    struck: bool = False
    unit: str = ""

    def __bool__(self) -> bool:
        return self.formula or self.unseen or self.struck or bool(self.error or self.format or self.unit)


@dataclass(frozen=True, slots=True)
class Style:
    """The look of a cell: its number format, whether its text is invisible or struck out, its fill."""

    format: NumberFormat
    unseen: bool = False
    struck: bool = False
    paper: str = WHITE

    @property
    def plain(self) -> bool:
        """Whether every value is itself under it, and seen, and nothing else with it."""
        odd = self.unseen or self.struck or self.format.unit
        return self.format.plain and self.format.kind is FormatKind.NUMBER and not odd

    def odd(self, value: Cell, formula: bool = False, pieces: Sequence[FontLook] = ()) -> Odd:
        """The oddities that this style gives to a value; `pieces` are the odd letters in a text."""
        filled, shows = value != "", self.format.look(value)
        lost = (
            self.unseen or shows is FormatLook.NOTHING or any(piece.lost_on(self.paper) for piece in pieces)
        )
        return Odd(
            formula,
            format=self.format.code if filled and shows is FormatLook.OTHERWISE else "",
            unseen=filled and lost,
            struck=filled and (self.struck or any(piece.struck for piece in pieces)),
            unit=self.format.unit if type(value) is float else "",
        )


def style_of(code: str, letters: FontLook, paper: str = WHITE) -> Style:
    """The style of a number format, of letters and of the ground that they stand on."""
    return Style(number_format(code), letters.lost_on(paper), letters.struck, paper)


def styles_made(described: Iterable[tuple[str, FontLook, str]]) -> list[Style]:
    """The styles of many number formats, letters and grounds; raises `Unreadable` for too many formats."""
    made, codes, left = [], set[str](), _LETTERS
    for code, letters, paper in described:
        if code not in codes:
            codes.add(code)
            left -= len(code)
            if left < 0:
                raise too_many_styles()
        made.append(style_of(code, letters, paper))
    return made


PLAIN = Style(number_format("General"))


@dataclass(frozen=True)
class Looks:
    """The styles of a workbook by their numbers, and from when its days count.

    `odd` are the styles that change or hide a value, `fonts` those of stretches of a text.
    """

    styles: Sequence[Style] = ()
    from_1904: bool = False
    fonts: Sequence[FontLook] = ()
    odd: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        odd = frozenset(number for number, style in enumerate(self.styles) if not style.plain)
        object.__setattr__(self, "odd", odd)

    def style(self, number: int) -> Style:
        """One style; one that is not there shows cells as they are."""
        return self.styles[number] if number < len(self.styles) else PLAIN

    def odd_letters(self, fonts: Iterable[int]) -> list[FontLook]:
        """The letters of some fonts that cannot be read wherever others can."""
        found = (self.fonts[font] for font in fonts if font < len(self.fonts))
        return [letters for letters in found if not letters.usual]

    def odd_texts(self, fonts_in: Mapping[int, Iterable[int]]) -> Mapping[int, Sequence[FontLook]]:
        """The odd letters in some of the texts that cells share, by the number of the text."""
        found = ((number, self.odd_letters(fonts)) for number, fonts in fonts_in.items())
        return {number: letters for number, letters in found if letters}


def too_many_styles() -> Unreadable:
    """The refusal of more styles than a workbook can keep."""
    return Unreadable("file_corrupt", _("The file holds more formats of cells than any table needs."))
