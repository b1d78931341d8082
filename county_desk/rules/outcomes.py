"""The three answers that a rule can give, and the remark that may come with one."""

from typing import NamedTuple

from county_desk.fields import Term
from county_desk.rules.amounts import written
from county_desk.shapes import Shape
from county_desk.text import N_, _


class Outcome(Term):
    """The answer of a rule; a missing fact is unknown and never failed."""

    MET = "met", N_("met"), Shape.FINE
    UNKNOWN = "unknown", N_("cannot tell"), Shape.WATCH
    NOT_MET = "not_met", N_("not met"), Shape.MUST


class FindingNote(NamedTuple):
    """A remark with its figures, put into words only when it is shown.

    `message` is a msgid; each value has a name, a figure and its unit.
    """

    message: str
    values: tuple[tuple[str, object, str], ...] = ()

    def text(self) -> str:
        """The remark in the language in force."""
        return _(self.message).format(**{name: written(value, unit) for name, value, unit in self.values})
