"""The levels of a check."""

from county_desk.fields import Term
from county_desk.shapes import Shape
from county_desk.text import N_


class CheckLevel(Term):
    """How heavy a hit weighs: an error must be put right, a warning must be looked at."""

    ERROR = "error", N_("Error"), Shape.MUST
    WARNING = "warning", N_("Warning"), Shape.WATCH
    OFF = "off", N_("Off"), Shape.NONE
