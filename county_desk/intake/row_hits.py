"""Hits of the checks that `intake` carries out: at a row of a file, or of the whole file."""

from typing import NamedTuple

from county_desk.intake.delivery import Level
from county_desk.rules.checks.check_level import CheckLevel
from county_desk.rules.checks.hits import Values
from county_desk.rules.checks.running import Ready
from county_desk.text import _

LEVELS = {CheckLevel.ERROR: Level.ASK, CheckLevel.WARNING: Level.WARN}
"""The level of a note by that of its check: an error holds the row back until a person answers."""


class RowHit[Row](NamedTuple):
    """One hit of a check: the row, the title of its column, and the values of the sentence.

    Without a row it is of the whole file, or of `sheet`. `case` names one of several wordings. `changes`: the
    file would change the household on record. `answered`: a person has answered the question, so that it is
    only a warning. `apart`: the sentence names people of another village, which its sender does not see.
    """

    row: Row | None
    title: str = ""
    values: Values = {}
    case: str = ""
    sheet: str = ""
    changes: bool = False
    answered: bool = False
    apart: bool = False

    @property
    def sent(self) -> str:
        """The sentence for the sender, where it is another one; else ""."""
        words = _("The register has this otherwise in another village; the county clears it up.")
        return words if self.apart else ""

    def sentence(self, rule: Ready) -> str:
        """The hit of a rule as a sentence in the current language."""
        return rule.check.sentence(self.case, self.values, self.title)

    def kind(self, rule: Ready) -> str:
        """The stable code of the hit on the command line."""
        return rule.check.wordings[self.case].kind

    def level(self, rule: Ready) -> Level:
        """The level of the note. A question is put to rows, so that the file itself is only warned of it."""
        weight = rule.check.wordings[self.case].weight
        level = Level(weight) if weight else LEVELS[rule.level]
        put = self.row is not None and not self.answered
        return Level.WARN if level is Level.ASK and not put else level
