"""Opening a register for the window; everything heavy is imported when it is first needed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from county_desk import settings
from county_desk.progress import Progress
from county_desk.views.late_import import import_late
from county_desk.views.types import Desk, Opened

if TYPE_CHECKING:
    from county_desk.workflow.divisions import ListedCounty
    from county_desk.workflow.founding import Person
    from county_desk.workflow.place_list import PlaceLine, VillageList


@dataclass(frozen=True)
class NewCounty:
    """The answers that found a register. `place` is a file, or the URL of a server without its password."""

    place: str
    name: str
    code: str
    places: "Sequence[PlaceLine]"
    people: "Sequence[Person]"
    region: str = ""
    rehearsal: bool = False
    password: str = field(default="", repr=False)
    keep_password: bool = False


@dataclass
class Opener:
    """Opens, founds and remembers registers. Raises `Refused` or `NotARegister` in words."""

    today: date | None = None
    remembers: bool = True  # whether settings are kept; a picture of a window leaves none behind
    recent: tuple[str, ...] = field(default_factory=lambda: settings.load().recent)

    def demo(self, key: str, progress: Progress) -> Opened:
        """Return a chapter of the demo, made at the first call; cancelling leaves nothing behind.

        `key` is one of `CHAPTERS`.
        """
        from county_desk.demo.chapter import make_demo
        from county_desk.demo.chapters import CHAPTERS
        from county_desk.workflow.entry import open_register

        chapter = CHAPTERS[key]
        file = settings.folder() / chapter.file
        if file.exists():
            return open_register(file)
        try:
            return make_demo(chapter, file, progress=progress)
        except BaseException:
            self.drop_demo(key)
            raise

    def chapter_of(self, opened: Opened) -> str | None:
        """The key of the chapter of the demo that is open; None for any other register."""
        from county_desk.demo.chapters import key_of

        return key_of(opened.uid)

    def drop_demo(self, key: str) -> None:
        """Throw a chapter of the demo away with everybody's drafts, to have it made anew."""
        from county_desk.demo.chapters import CHAPTERS
        from county_desk.draft_files import drop_drafts
        from county_desk.workflow.entry import remove_file

        chapter = CHAPTERS[key]
        drop_drafts(str(chapter.uid))
        remove_file(settings.folder() / chapter.file)

    def create(self, asked: NewCounty) -> tuple[Opened, dict[str, str], str]:
        """Found the register of a county; a real one has one-time passwords, by name, and a recovery code."""
        from county_desk.models.register import RegisterKind
        from county_desk.workflow.accounts.recovery import digest_of, recovery_code
        from county_desk.workflow.entry import found
        from county_desk.workflow.founding import with_one_time_passwords

        people, passwords = list(asked.people), dict[str, str]()
        code = "" if asked.rehearsal else recovery_code()
        if not asked.rehearsal:
            people, passwords = with_one_time_passwords(people)
        opened = found(
            self.with_password(asked.place, asked.password),
            name=asked.name,
            code=asked.code,
            places=asked.places,
            people=people,
            kind=RegisterKind.REHEARSAL if asked.rehearsal else RegisterKind.REAL,
            region=asked.region,
            today=self.today if asked.rehearsal else None,
            recovery=digest_of(code) if code else "",
        )
        self._keep_password(asked.place, asked.password if asked.keep_password else "")
        return opened, passwords, code

    def read_villages(self, path: Path, county: "ListedCounty") -> "VillageList":
        """The villages of a county in a file; trouble with the file is in the answer."""
        from county_desk.intake.place_file import read_place_file
        from county_desk.workflow.desk import office_time

        return read_place_file(path, county, (self.today or office_time().date()).year)

    def write_place_form(self, path: Path, county: "ListedCounty") -> None:
        """Write a blank list of villages. Raises `CannotWrite` in words."""
        from county_desk.intake.forms.place_form import write_place_form

        write_place_form(path, county)

    def open(self, place: str) -> Opened:
        """Open a file or a database URL."""
        from county_desk.workflow.entry import open_register

        return open_register(place)

    def with_password(self, url: str, password: str) -> str:
        """The URL of a server with the password that was typed; without one the keyring's is taken."""
        from county_desk.storage.engine import with_password

        return with_password(url, password) if password else url

    def open_server(self, url: str, password: str, *, keep: bool) -> Opened:
        """Open the register of a server; the keyring keeps the password that proved right, if asked to."""
        from county_desk.workflow.entry import open_register

        opened = open_register(self.with_password(url, password))
        self._keep_password(url, password if keep else "")
        return opened

    def _keep_password(self, url: str, password: str) -> None:
        """Have the keyring keep the password of a server; nothing without one."""
        if password:
            from county_desk.server_passwords import keep_password
            from county_desk.storage.engine import keyring_name

            keep_password(keyring_name(url), password)

    def upgrade(self, place: str, name: str, password: str) -> bool:
        """Upgrade a server's register, as an administrator who made a dump."""
        from county_desk.workflow.upgrading import upgrade_server

        return upgrade_server(place, name, password, dump_made=True)

    def sit_down(
        self, opened: Opened, name: str, password: str | None = None, own: str | None = None
    ) -> Desk:
        """Sign a person in; `own` replaces a one-time password.

        A demo stands on the last day of its story unless `today` names another.
        """
        from county_desk.late import LateRegister
        from county_desk.workflow.accounts.people import SetPassword
        from county_desk.workflow.entry import sit_down

        LateRegister.find_rest = partial(import_late, "county_desk.commands")

        today = None if opened.real else self.today
        if today is None and opened.kind.value == "demo":
            from county_desk.demo.chapters import CHAPTERS

            key = self.chapter_of(opened)
            today = CHAPTERS[key].today if key else None
        desk = sit_down(opened, name, password=password, today=today, setting_password=own is not None)
        if own is not None:
            desk.do(SetPassword(present=password or "", password=own))
        return desk

    def recover(self, opened: Opened, name: str, code: str) -> str:
        """Give an administrator a one-time password for the recovery code; returns that password."""
        from county_desk.workflow.accounts.recovering import recover

        return recover(opened, name, code)

    def remember(self, opened: Opened) -> None:
        """Put a register at the top of the recent ones, unless this opener leaves no trace."""
        if not self.remembers:
            return
        kept = settings.load().opened(opened.place)
        settings.save(kept)
        self.recent = kept.recent
