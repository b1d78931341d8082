"""The sizes of window that layouts know, in logical pixels at the standard text size."""

from enum import Enum
from typing import NamedTuple


class Width(Enum):
    """The width of the window; layouts are remembered for each."""

    NARROW = "narrow"
    STANDARD = "standard"
    WIDE = "wide"


class Band(NamedTuple):
    """A width, and whether the window is too short for a title over every page."""

    width: Width
    short: bool

    @classmethod
    def of(cls, width: float, height: float) -> "Band":
        """The band of a window of this size."""
        if width < 1180:
            return cls(Width.NARROW, height < 560)
        return cls(Width.STANDARD if width < 1500 else Width.WIDE, height < 560)


STANDARD = Band(Width.STANDARD, False)
