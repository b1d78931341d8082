"""Take the series of pictures in the guides: five jobs of an office step by step, in both languages.

    python -m tests.views.series [--out FOLDER] [--only JOB,JOB]

Each job is done in the window on a copy of the demo of 2026, and a picture is as wide as that window. The
guide has one sentence before each picture.
"""

import argparse
import os
import tempfile
from pathlib import Path

from PIL import Image
from PySide6.QtWidgets import QPushButton

from county_desk.demo.places import CLERK, REVIEWER
from county_desk.demo.present.story import PRESENT
from county_desk.fields import Sex
from county_desk.models.clue import ClueSource
from county_desk.models.visit import VisitPurpose
from county_desk.text import CHINESE, LANGUAGES, _, current, speak
from county_desk.views.cases.decision_form import PHRASES
from county_desk.views.pictures import Photographer
from installer.make_pictures import OUT
from installer.words import build
from tests.demos import KEPT, Demos, state_of_the_code
from tests.intake.act_workbooks import a_list
from tests.views.keyboard import Keyboard

WINDOW, COLOURS = (911, 600), 64
VISITORS = "罗建功、冯启山"
VISITS = (
    ("柳湾村入户走访汇总表",),
    ("序号", "行政村", "户主姓名", "走访日期", "走访干部", "发现的问题"),
    (1, "柳湾村", "王秀田", "2026.11.23", VISITORS, "屋顶漏雨，已报修"),
    (2, "柳湾村", "陈阿水", "2026.11.24", VISITORS, "无"),
    (3, "柳湾村", "谭元光", "11月25日", VISITORS, "合作医疗费未缴"),
    (4, "柳湾村", "徐无人", "2026.11.25", VISITORS, "无"),
    ("合计", "", "4户"),
)


class Patience:
    """Waits for a window, as the `qtbot` of a test does."""

    def __init__(self, photographer):
        self._photographer = photographer

    def waitUntil(self, settled):
        """Let the window work until this holds; TimeoutError when it never does."""
        if not self._photographer.settle(settled):
            raise TimeoutError


class Storyteller(Keyboard):
    """Does one job in the window of a person, and keeps a picture of each step."""

    def __init__(self, register, person, out, job):
        self.photographer = Photographer(current(), WINDOW)
        self.photographer.sit_down(register, person)
        super().__init__(self.photographer.window, Patience(self.photographer))
        self._out, self._job, self._kept = out, job, 0
        self.begin()

    def keep(self):
        """Keep the next picture, reduced to a few colours."""
        self.photographer.settle()
        self._kept += 1
        path = self.photographer.keep(self._out / f"{self._job}-{self._kept}.{current()}.png")
        with Image.open(path) as taken:
            small = taken.convert("RGB").quantize(
                COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE
            )
        small.save(path, optimize=True)

    def submit_kept(self, **fields):
        """Fill the open form, keep a picture of it, and do its act."""
        self.fill(**fields)
        self.keep()
        self.submit()

    def click(self, words):
        """Press the only button to be seen with these words; dots and mnemonics do not count."""
        shown = [each for each in self.window.findChildren(QPushButton) if each.isVisible()]
        (button,) = [each for each in shown if _plain(each.text()) == _plain(words)]
        button.click()
        self.settle()

    def choose_head(self, head):
        """Go down the list to the household of this head."""
        self.into(self.page.list.table)
        while self.page.current().head != head:
            self.press("Down")


def _plain(words):
    return words.replace("&", "").removesuffix("…")


def say(chinese, english):
    """The words that a person types, in the language in force."""
    return chinese if current() == CHINESE else english


def visit(teller):
    """An overdue visit of the day is recorded."""
    teller.keep()
    teller.press("Return")
    teller.keep()
    teller.click(_("Record a visit…"))
    found = say("房屋完好，两个孩子都在校", "House sound, both children at school")
    teller.submit_kept(visitors=VISITORS, found=found)
    teller.keep()


def birth(teller):
    """A birth is found by the search, recorded, and seen in the household."""
    teller.photographer.show("registry")
    teller.choose_head("王秀田")
    teller.press("Ctrl+K")
    teller.write(say("出生", "birth"))
    teller.keep()
    teller.press("Return")
    teller.keep()
    evidence = say("出生医学证明", "Birth certificate")
    teller.submit_kept(
        name="王小雨", relation=say("之孙女", "Son’s daughter"), evidence=evidence, sex=_(Sex.FEMALE.label)
    )
    teller.page.list.table.setFocus()
    teller.click(_("Open the household"))
    teller.page.bar.setCurrentIndex([tab.key for tab in teller.page.tabs].index("people"))
    teller.keep()


def clue(teller):
    """A clue is recorded, dispatched, verified, and becomes a case."""
    teller.photographer.show("clues")
    teller.click(_("Record a clue"))
    risk = teller.page.pane.panel.form.editors["risks"].item(0).text()
    teller.fill(household="李启明", source=_(ClueSource.HOUSEHOLD.label), risks=risk)
    teller.keep()
    teller.fill(words=say("户主住院，自付费用高", "The head is in hospital and pays much himself"))
    teller.submit()
    teller.click(_("Dispatch a clue"))
    teller.submit_kept(assigned_to="罗建功", due_on="2026-12-02")
    teller.click(_("Verify a clue"))
    finding = say("住院自付两万元，收入下降", "20,000 yuan for the hospital; income has fallen")
    teller.submit_kept(visitors=VISITORS, authorised=_("Yes"), finding=finding)
    teller.click(_("Open a case of monitoring"))
    teller.submit()
    teller.keep()
    teller.click(_("Go to the case"))
    teller.keep()


def list_of_visits(teller):
    """A list of visits is read, asked about once, and taken in."""
    teller.photographer.show("returns")
    teller.keep()
    importing, view = teller.page.imports.importing, teller.page.imports.view
    with tempfile.TemporaryDirectory() as folder:
        teller.page.open_files([a_list(Path(folder), VISITS, "柳湾村入户走访汇总.xlsx")])
        teller.qtbot.waitUntil(lambda: importing.state.look is not None)
        teller.keep()
        (bar,) = view.lists.bars.values()
        purpose = bar.given.editors["purpose"]
        purpose.set_value(VisitPurpose.CONTACT)
        purpose.left.emit()
        teller.qtbot.waitUntil(lambda: importing.state.chosen.ready > 0)
        teller.keep()
        importing.take([importing.state.chosen])
        teller.keep()


def sign(teller):
    """A case that waits for a signature is read and signed."""
    teller.keep()
    teller.press("Return")
    teller.qtbot.waitUntil(lambda: teller.page.cover is not None and teller.page.cover.reading is not None)
    phrases = teller.page.cover.reading.opinion.phrases.menu().actions()
    next(each for each in phrases if each.text() == _(PHRASES[1])).trigger()
    teller.keep()
    teller.press("Ctrl+Return")
    teller.keep()
    teller.press("Alt+S")
    teller.keep()


JOBS = {
    "visit": (visit, CLERK),
    "birth": (birth, CLERK),
    "clue": (clue, CLERK),
    "list": (list_of_visits, CLERK),
    "sign": (sign, REVIEWER),
}


def main():
    """Take the pictures of some jobs, or of all."""
    asked = argparse.ArgumentParser(prog="python -m tests.views.series", description=__doc__)
    asked.add_argument("--out", type=Path, default=OUT, help="the folder of the pictures")
    asked.add_argument("--only", default=",".join(JOBS), help="jobs, with commas between them")
    given = asked.parse_args()
    jobs = given.only.split(",")
    if unknown := set(jobs) - JOBS.keys():
        asked.error(f"{', '.join(sorted(unknown))}? The jobs are {', '.join(JOBS)}.")
    build()
    given.out.mkdir(parents=True, exist_ok=True)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # a screen has its own size and scale
    demos = Demos(KEPT, state_of_the_code())
    with tempfile.TemporaryDirectory() as folder:
        os.environ["COUNTY_DESK_HOME"] = folder
        for job in jobs:
            tell, person = JOBS[job]
            for language in LANGUAGES:
                speak(language)
                register = demos.copy(PRESENT, Path(folder) / f"{job}.{language}.cdesk")
                teller = Storyteller(register, person, given.out, job)
                tell(teller)
                teller.window.close()


if __name__ == "__main__":
    main()
