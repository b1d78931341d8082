"""Programmes of help in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from county_desk.fields import Invalid, Kind
from county_desk.rules.programmes import programmes
from county_desk.text import _


@dataclass(frozen=True)
class ProgrammeName(Kind):
    """A programme by key, shown and chosen by its title."""

    width: int = 14

    def show(self, value: object) -> str:
        """The title of the programme."""
        found = programmes().get(str(value or ""))
        return found.shown() if found else str(value or "")

    def options(self) -> Sequence[tuple[str, str]]:
        return [(key, programme.shown()) for key, programme in programmes().items()]

    def parse(self, raw: object) -> str:
        wanted = str(raw).strip()
        for key, title in self.options():
            if wanted in (key, title):
                return key
        raise Invalid(self.unfit(wanted))

    def unfit(self, value: object) -> str:
        """That no programme has the key."""
        if not value or value in programmes():
            return ""
        known = _(", ").join(title for _key, title in self.options())
        return _("“{raw}” is not one of: {known}").format(raw=value, known=known)
