"""Daily jobs from the home page of a post, their clicks and chords counted: none takes more than five."""

from collections.abc import Callable
from datetime import date

import pytest

from county_desk.fields import Sex
from county_desk.measure_classes import MeasureClass
from county_desk.models.clue import ClueSource
from county_desk.models.disclosure import Channel
from county_desk.models.household_change import ChangeKind
from county_desk.text import _
from county_desk.workflow.assistance.measures import RecordMeasure
from county_desk.workflow.assistance.officials import HandOverAll
from county_desk.workflow.cases.disclosure import CloseDisclosure
from county_desk.workflow.cases.objections import RecordObjection
from county_desk.workflow.life.members import JoinMember, LeaveMember
from county_desk.workflow.life.moving import MoveHousehold
from county_desk.workflow.life.splitting import SplitHousehold
from county_desk.workflow.monitoring.clues import DispatchClue, RecordClue
from tests.views.flows.person import Person

pytestmark = pytest.mark.slow

MOST, TODAY, ENDED = 5, date(2026, 11, 27), date(2026, 12, 16)
CLERK, COUNTY, REVIEWER, ADMINISTRATOR = "罗建功", "李敏", "王芳", "陈立"
type Job = Callable[[Person], object]


def look_up(person):
    person.page("registry").row("马立军")


def visit(person):
    person.page("monitored").row("马立军").press(_("Record a visit…"))
    person.fill(visitors="罗建功、冯启山", found="生活正常").submit()


def birth(person):
    person.page("registry").row("马立军").press(JoinMember)
    person.fill(
        kind=ChangeKind.BIRTH, name="马小宝", relation="之孙子", sex=Sex.MALE, evidence="出生医学证明"
    )
    person.submit()


def death_of_the_head(person):
    person.page("registry").row("林小兵").press(LeaveMember)
    person.fill(member="林小兵", kind=ChangeKind.DEATH, evidence="死亡医学证明")
    heirs = [value for value, _label in person.form.editors["new_head"].offers() if value is not None]
    person.fill(new_head=heirs[0]).submit()


def split(person):
    person.page("registry").row("张华", "9901011012010014").press(SplitHousehold)
    one = person.form.editors["head"].offers()[-1][0]
    person.fill(members=(one,), head=one, evidence="分户证明").submit()


def move(person):
    person.page("registry").row("吴天保").press(MoveHousehold)
    person.fill(village="梨园村", evidence="迁移证").submit()


def clue(person):
    person.page("clues").press(RecordClue)
    person.fill(household="罗金保", source=ClueSource.ROUND, risks="因病").submit()


def dispatch(person):
    person.page("clues").row("罗金保").press(DispatchClue)
    person.fill(assigned_to="冯启山", due_on=date(2026, 12, 2)).submit()


def measure_for_a_need(person):
    person.page("needs").row("姚树朝").press(RecordMeasure)
    person.fill(kind=MeasureClass.INDUSTRY, content="购鸡苗").submit()


def find_an_application(person):
    person.page("applications").row("张志强")


def print_a_notice(person):
    person.page("notices")
    assert _("Print…") in person.buttons()
    person.acts += 1


def export_the_list(person):
    person.page("registry")
    person.window.acts["frame.export"].trigger()
    person.acts += 1  # F12
    person.press(_("Cancel"))  # in the place of “Save…”, which asks for a file


def objection(person):
    person.page("disclosures").press(RecordObjection)
    person.fill(channel=Channel.LETTER, words="条件不符").submit()


def post(person):
    person.page("disclosures").press(person.shown.open_button.text())
    person.press(_("Open this disclosure")).submit()


def close(person):
    person.page("disclosures").press(CloseDisclosure).submit()


def give_back(person):
    person.page("queue").row("").press(_("Open and review"))
    person.press(_("&Return for changes…")).fill(reason="材料不全").submit()


def hand_over(person):
    person.find(_(HandOverAll.act.title))
    person.fill(leaving="孟庆余", official="谢卫东", official_unit="县民政局", reason="岗位调整").submit()


def back_up(person):
    person.page("backups").press(_("Back up now"))


def enter_a_holiday(person):
    person.page("working_days").press(_("Enter a year…"))
    person.fill(holidays="元旦 1月1日至3日", reference="国务院办公厅通知（演练）").submit()


JOBS: tuple[tuple[str, date, tuple[Job, ...]], ...] = (
    (CLERK, TODAY, (look_up, find_an_application, visit, birth, death_of_the_head, clue, dispatch)),
    (CLERK, TODAY, (measure_for_a_need, objection, print_a_notice, export_the_list)),
    (COUNTY, TODAY, (move, split, hand_over, post)),
    (COUNTY, ENDED, (close,)),
    (REVIEWER, TODAY, (give_back,)),
    (ADMINISTRATOR, TODAY, (back_up, enter_a_holiday)),
)


def test_no_daily_job_takes_more_than_five_acts(sit):
    counted = {}
    for who, day, jobs in JOBS:
        for job in jobs:
            person = sit(who, day).page("home")
            person.acts = 0
            job(person)
            counted[job.__name__] = person.acts
    print("\n".join(f"{acts}  {name.replace('_', ' ')}" for name, acts in counted.items()))
    assert {name: acts for name, acts in counted.items() if acts > MOST} == {}
