"""What a run takes pictures of: looks of the window, and the pages and forms in each of them."""

from dataclasses import dataclass
from itertools import product

from county_desk.text import CHINESE, ENGLISH
from county_desk.views.main_window import SIZES, THEMES

WINDOWS = ((911, 450), (1024, 768), (1366, 768), (1920, 1080))


@dataclass(frozen=True)
class Look:
    """What the window is built anew for: language, theme, and size of the text."""

    language: str
    theme: str
    text_size: str

    def __str__(self) -> str:
        return f"{self.language}-{self.theme}-{self.text_size}"


ALL_LOOKS = tuple(Look(*each) for each in product((CHINESE, ENGLISH), THEMES, SIZES))
QUICK_LOOKS = (Look(CHINESE, "dark", SIZES[0]), Look(ENGLISH, "light", SIZES[0]))
QUICK_WINDOWS = (WINDOWS[0], WINDOWS[2])


@dataclass(frozen=True)
class Finding:
    """A part of the window that fails a check; `place` is x, y, width and height in the picture."""

    check: str
    part: str
    words: str
    place: tuple[int, int, int, int]


@dataclass(frozen=True)
class Shot:
    """A picture of a page or a form in a look and a size of window, with all that the checks found."""

    page: str
    form: str
    chapter: str
    look: Look
    window: tuple[int, int]
    file: str
    findings: tuple[Finding, ...]
