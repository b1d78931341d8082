"""The letters of a paper by its language: faces, sizes, and the distance of lines, in points."""

from dataclasses import dataclass, replace

from county_desk.reports.faces import BOLD, FANG, SERIF
from county_desk.reports.grid import GridStyle
from county_desk.reports.paper import LEADING, SIZE, SPACE, TITLE_SIZE

_POSTED, _TITLED = 0.875, 1.4  # of the usual sizes of text and title


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How text, titles and lists are set. `gap` follows each paragraph; `fill` lines reach the edge.

    `between` parts what stands in a row, such as an office and its telephone. `numbers` is that of a
    `TextMeasure`.
    """

    body: str
    size: float
    leading: float
    space: float
    indent: float
    between: str
    gap: float
    fill: bool
    title: float
    title_leading: float
    households: GridStyle
    villages: GridStyle
    numbers: bool = True

    def of_layout(self, layout: int) -> "TextStyle":
        """The same as papers of a layout are set: the first one let a line end within a document number."""
        if layout > 1:
            return self
        households, villages = (replace(each, numbers=False) for each in (self.households, self.villages))
        return replace(self, numbers=False, households=households, villages=villages)

    def tightened(self, share: float) -> "TextStyle":
        """The same with lines closer together."""
        return replace(self, leading=self.leading * share, title_leading=self.title_leading * share)

    def as_poster(self) -> "TextStyle":
        """A large title, and text one size smaller, so that a short list is on the same sheet."""
        return replace(
            self,
            size=self.size * _POSTED,
            leading=self.leading * _POSTED,
            indent=self.indent * _POSTED,
            title=self.title * _TITLED,
            title_leading=self.title_leading * _TITLED,
            households=self.households.scaled(_POSTED),
            villages=self.villages.scaled(_POSTED),
        )


CHINESE = TextStyle(
    body=FANG,
    size=SIZE,
    leading=LEADING,
    space=SPACE,
    indent=2 * (SIZE + SPACE),
    between="\u3000",
    gap=0,
    fill=True,
    title=TITLE_SIZE,
    title_leading=33,
    households=GridStyle(SERIF, BOLD, 14, 25.5),
    villages=GridStyle(SERIF, BOLD, 10.5, 24),
)
ENGLISH = TextStyle(
    body=SERIF,
    size=12,
    leading=19,
    space=0,
    indent=0,
    between="; ",
    gap=7,
    fill=False,
    title=19,
    title_leading=27,
    households=GridStyle(SERIF, BOLD, 11.5, 24),
    villages=GridStyle(SERIF, BOLD, 8.5, 23),
)
# 宋体 rather than 仿宋 in lists: it has the letters of rare names, so that a list is of one face
LETTERS = {"zh": CHINESE, "en": ENGLISH}
TIGHT = (1.0, 0.95, 0.9, 0.86, 0.82)  # lines may move closer together so that the seal stands under the text
