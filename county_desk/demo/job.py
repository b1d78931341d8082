"""The whole main job on the demo county, from the villages' workbooks to papers, returns and the proof."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from county_desk.demo.arriving import YEAR, file_home
from county_desk.demo.campaign.story import AFTER_YEAR, CAMPAIGN, TODAY
from county_desk.demo.chapter import make_demo
from county_desk.demo.homes import newcomers
from county_desk.demo.office import Heard, Office, Thread, aloud
from county_desk.demo.papers import annotated, checked, count_all, printed, returned
from county_desk.demo.places import CLERK, village
from county_desk.demo.row_threads import row_threads
from county_desk.demo.script import script
from county_desk.demo.workbooks import AGAIN, write_workbooks
from county_desk.intake.taking_in.arrivals import take_in_files
from county_desk.models.register import RegisterKind
from county_desk.rules.regimes import why_not_made
from county_desk.storage.backup import integrity
from county_desk.tables.return_names import ReturnName
from county_desk.text import N_, _, current, language
from county_desk.workflow.audit import Proof, verify
from county_desk.workflow.command import Command, Refused
from county_desk.workflow.entry import Opened, open_register, remove_file, sit_down

type Tell = Callable[[str], None]

WORKBOOKS, MARKED, NOTICES, RETURNS_FOLDER = "workbooks/received", "workbooks/returned", "notices", "returns"
_COUNTED = {
    "villages": N_("Villages"),
    "households": N_("Households"),
    "cases": N_("Cases"),
    "disclosures": N_("Disclosures"),
    "objections": N_("Objections"),
    "exits": N_("Exits"),
    "batches": N_("Batches"),
    "workbooks": N_("Workbooks of villages"),
    "marked": N_("Workbooks sent back with their problems marked"),
    "checked": N_("Exit checks run"),
    "notices": N_("Notices printed"),
    "returns": N_("Returns written"),
}


@dataclass(frozen=True)
class JobSummary:
    """The results of the main job: its files, their counts, and whether the history verifies.

    `files` are folders by name.
    """

    register: Path
    files: Mapping[str, Path]
    counts: Mapping[str, int]
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
            "files": {name: str(path) for name, path in self.files.items()},
            "counts": dict(self.counts),
            "events": self.proof.events,
            "head": self.proof.head,
            "integrity": self.integrity,
        }

    def lines(self) -> list[str]:
        """The summary for people, in the language in force."""
        line = _("{title}: {text}")
        counts = [line.format(title=_(title), text=self.counts[key]) for key, title in _COUNTED.items()]
        places = {
            _("The register of the demo county"): self.register,
            _("Workbooks as they came in"): self.files["workbooks"],
            _("Workbooks to send back"): self.files["marked"],
            _("Notices in both languages"): self.files["notices"],
            _("Returns"): self.files["returns"],
            _("Exit checks with their reasons"): self.files["checks"],
        }
        proof = self.proof.sentence()
        words = proof if self.integrity == "ok" else f"{self.integrity}\n{proof}"
        return [*counts, *(line.format(title=title, text=path) for title, path in places.items()), words]


def demo_job(out: Path, tell: Tell) -> JobSummary:
    """Do the job into a folder, and report each step in the language in force.

    Files of an earlier run are written over. Raises `Refused` when the folder holds another register.
    """
    register = out / "demo.cdesk"
    clear(register)
    files = {
        "workbooks": out / WORKBOOKS,
        "marked": out / MARKED,
        "notices": out / NOTICES,
        "returns": out / RETURNS_FOLDER,
        "checks": out / "exit-checks.json",
    }
    for folder in (out, *(path for path in files.values() if not path.suffix)):
        folder.mkdir(parents=True, exist_ok=True)
    tell(_("The workbooks of the villages are written"))
    workbooks = write_workbooks(files["workbooks"])
    tell(_("The register of the demo county is made, and a year of work is done in it"))
    opened = make_demo(CAMPAIGN, register, also=partial(_walks, workbooks, current(), tell))
    try:
        return _papers(opened, register, files, workbooks, tell)
    finally:
        opened.close()


def _walks(workbooks: list[Path], spoken: str, tell: Tell, office: Office) -> Iterator[Thread]:
    """The job's own cases, each act shown in the language of the person who asked for the job."""

    def heard(who: str, command: Command) -> None:
        with language(spoken):
            words = _("{day} {who}: {act}")
            tell(words.format(day=office.today, who=who, act=_(command.act.title)))

    return walks(office, workbooks, heard)


def _papers(
    opened: Opened, register: Path, files: Mapping[str, Path], workbooks: list[Path], tell: Tell
) -> JobSummary:
    """The papers that leave the office on the last day, and the proof."""
    desk = sit_down(opened, CLERK, today=TODAY)
    tell(_("Problems are marked in the workbooks that go back"))
    marked = annotated(desk, workbooks, files["marked"])
    tell(_("Exit checks are run"))
    checks = checked(desk, files["checks"])
    tell(_("Notices of every kind are printed, in Chinese and in English"))
    notices = printed(desk, files["notices"])
    tell(_("Returns are frozen and written"))
    later = sit_down(opened, CLERK, today=AFTER_YEAR)
    names = [name.value for name in ReturnName if not why_not_made(name.value, "", date(YEAR, 1, 1))]
    returns = returned(later, files["returns"], names, str(YEAR))
    tell(_("The history is verified"))
    proof = desk.read(verify)
    counts = count_all(desk) | {
        "workbooks": len(workbooks),
        "marked": len(marked),
        "checked": checks,
        "notices": len(notices),
        "returns": len(returns),
    }
    return JobSummary(register, files, counts, proof, integrity(register))


def clear(register: Path) -> None:
    """Take away the demo register of an earlier run, and nothing else."""
    if not register.exists():
        return
    opened = open_register(register)
    opened.close()
    if opened.kind is not RegisterKind.DEMO:
        words = _("{path} is not a demo register; choose another folder")
        raise Refused({"out": words.format(path=register)})
    remove_file(register)


_FILED, _CORRECTED = date(2016, 10, 26), date(2016, 11, 29)


def walks(office: Office, workbooks: Sequence[Path], heard: Heard) -> Iterator[Thread]:
    """All acts of the job inside the register, reported to `heard`."""
    yield aloud(office, _file(office), heard)
    for told in row_threads(office, script("job")):
        yield aloud(office, told, heard)
    yield take_in_again(office, [path for path in workbooks if AGAIN in path.parts])


def _file(office: Office) -> Thread:
    """File the households of one village that come to the counter themselves."""
    yield _FILED
    for place, home in newcomers(village("新民村", "河口镇").code):
        file_home(office, place, home)


def take_in_again(office: Office, paths: Sequence[Path]) -> Thread:
    """Read corrected workbooks in a process of their own and take in only the new rows."""
    yield _CORRECTED
    for _arrival in take_in_files(office.desk(CLERK), paths, YEAR):
        continue
