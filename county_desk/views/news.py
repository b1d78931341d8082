"""The news of each release: five sentences at most, in the language in force."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from county_desk.paths import resources
from county_desk.text import _, said
from county_desk.views.widgets.dialog import Dialog
from county_desk.views.widgets.footed_card import ScrolledBody
from county_desk.views.widgets.painted import PrimaryButton
from county_desk.views.widgets.parts import STRETCH, heading, in_column, in_row, line


class ReleaseNews(NamedTuple):
    """The entries of one release, each in both languages."""

    release: str
    day: date
    entries: Sequence[Mapping[str, str]]


def releases(since: str = "") -> list[ReleaseNews]:
    """Return the news of the releases after one, the newest first; of all without one."""
    files = sorted((resources() / "news").glob("*.toml"), key=lambda path: _order(path.stem), reverse=True)
    read = ((path.stem, tomllib.loads(path.read_text("utf8"))) for path in files)
    return [
        ReleaseNews(release, news["day"], news["entry"])
        for release, news in read
        if _order(release) > _order(since)
    ]


def _order(release: str) -> tuple[int, ...]:
    return tuple(int(part) for part in release.split(".") if part.isdecimal())


class NewsDialog(Dialog):
    """Stays open beside the work."""

    def __init__(self, news: Sequence[ReleaseNews], parent: QWidget) -> None:
        super().__init__(_("What is new"), parent, (38, 24))
        body = ScrolledBody(self)
        for each in news:
            title = _("Release {release} of {day}").format(release=each.release, day=each.day)
            body.box.addWidget(heading(title, self))
            for entry in each.entries:
                body.box.addWidget(line(f"• {said(entry)}", self))
        body.box.addStretch()
        close = PrimaryButton(_("Close"), self, self.accept)
        in_column((body, 1), in_row(close, STRETCH), on=self)
