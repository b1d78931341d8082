"""The office of today: its register, its notices and its returns, in a folder."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from county_desk.demo.chapter import make_demo
from county_desk.demo.job import NOTICES, RETURNS_FOLDER, clear
from county_desk.demo.papers import printed, returned
from county_desk.demo.places import CLERK
from county_desk.demo.present.story import PRESENT, TODAY
from county_desk.storage.backup import integrity
from county_desk.text import _
from county_desk.workflow.audit import Proof, verify
from county_desk.workflow.entry import sit_down

RETURNS, LAST_MONTH = ("R7", "R8"), "2026-10"


@dataclass(frozen=True)
class PresentSummary:
    """The results of the chapter of today: its register, its papers, and whether the history verifies."""

    register: Path
    notices: Path
    returns: Path
    proof: Proof
    integrity: str

    @property
    def ok(self) -> bool:
        """Whether the history and the file are whole."""
        return self.proof.ok and self.integrity == "ok"

    def as_plain(self) -> dict[str, object]:
        """The summary as the command line's JSON carries it."""
        return {
            "ok": self.ok,
            "register": str(self.register),
            "notices": str(self.notices),
            "returns": str(self.returns),
            "events": self.proof.events,
            "head": self.proof.head,
            "integrity": self.integrity,
        }

    def lines(self) -> list[str]:
        """The summary for people, in the language in force."""
        line = _("{title}: {text}")
        places = {
            _("The register of today's office"): self.register,
            _("Notices of today's office"): self.notices,
            _("Returns of today's office"): self.returns,
        }
        return [
            *(line.format(title=title, text=path) for title, path in places.items()),
            self.proof.sentence(),
        ]


def present_job(out: Path, tell: Callable[[str], None]) -> PresentSummary:
    """Make the register of today in a folder, and print the papers that leave the office.

    Raises `Refused` when the folder holds another register.
    """
    register, notices, returns = out / PRESENT.file, out / NOTICES, out / RETURNS_FOLDER
    for folder in (notices, returns):
        folder.mkdir(parents=True, exist_ok=True)
    clear(register)
    tell(_("The register of today's office is made, and its year up to November is done"))
    opened = make_demo(PRESENT, register)
    try:
        desk = sit_down(opened, CLERK, today=TODAY)
        printed(desk, notices)
        returned(desk, returns, RETURNS, LAST_MONTH)
        return PresentSummary(register, notices, returns, desk.read(verify), integrity(register))
    finally:
        opened.close()
