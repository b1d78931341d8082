"""Households on their way into the register, from the meeting in the village to the announcement."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from county_desk.demo.homes import POOR, Home, rosters
from county_desk.demo.objecting import Voice, hang_out
from county_desk.demo.office import Office, Thread
from county_desk.demo.places import CLERK, REVIEWER, DemoVillage, town_clerk, town_reviewer
from county_desk.workflow.cases.announcement import Announce
from county_desk.workflow.cases.decision import Decide, Decision
from county_desk.workflow.cases.filing import REGISTRATION
from county_desk.workflow.cases.papers import VoidNotice
from county_desk.workflow.cases.steps import RecordAssembly, RecordReview, RecordVisit
from county_desk.workflow.cases.take_back import ReturnCase, WithdrawCase


@dataclass(frozen=True)
class Pace:
    """After how many days each step follows the meeting in the village."""

    visit: int = 2
    post: int = 4
    close: int = 11
    review: int = 14
    post_again: int = 15
    close_again: int = 22
    decide: int = 24
    announce: int = 28


@dataclass(frozen=True)
class Round:
    """Some households of one village that go through the procedure together.

    `homes` are some of the poor households of its roster, or those given. `excluded`, `returned` and
    `withdrawn` are places in the list: a household in which a ground for exclusion was found, one that
    the township sent back, one that did not want to go on.
    """

    place: DemoVillage
    homes: slice | tuple[Home, ...]
    begins: date
    pace: Pace = Pace()
    first: Sequence[Voice] = ()
    second: Sequence[Voice] = ()
    excluded: int | None = None
    returned: int | None = None
    withdrawn: int | None = None
    decider: str = REVIEWER

    def chosen(self) -> tuple[Home, ...]:
        """The households of the round."""
        if isinstance(self.homes, tuple):
            return self.homes
        return tuple(home for home in rosters()[self.place.code] if home.claimed == POOR)[self.homes]


def register(office: Office, going: Round) -> Thread:
    """Walk one round; wherever the story ends, the cases wait for the next step."""
    place, pace, begins = going.place, going.pace, going.begins
    who, town = office.clerk(place), town_clerk(place.town)
    yield begins
    cases = office.cases(REGISTRATION, going.chosen())
    office.do(who, RecordAssembly(cases=cases, done_on=office.today, due=36, present=31, in_favour=29))
    yield begins + timedelta(pace.visit)
    _visit(office, who, cases, going.excluded)
    yield begins + timedelta(pace.post)
    posted, left = yield from hang_out(office, who, cases, pace.close - pace.post, going.first)
    if not left:
        reason = "名单所列农户经核实不符合条件，公示终止"
        office.do(who, VoidNotice(notice=office.notice_of(posted), reason=reason))
        return
    yield begins + timedelta(pace.review)
    left = _review(office, town_reviewer(place.town), left, going)
    yield begins + timedelta(pace.post_again)
    days = pace.close_again - pace.post_again
    posted, left = yield from hang_out(office, town, left, days, going.second)
    yield begins + timedelta(pace.decide)
    approved = decide(office, going.decider, left, "不符合识别条件，不予纳入")
    yield begins + timedelta(pace.announce)
    if approved:
        office.do(CLERK, Announce(cases=approved, announced_on=office.today))


def decide(office: Office, who: str, cases: tuple[int, ...], refusal: str) -> tuple[int, ...]:
    """Decide each case as the rule says: approve what it lets through, refuse the rest; who is approved."""
    day = office.today
    approved: list[int] = []
    for case in cases:
        sign = Decide(cases=(case,), decided_on=day, decision=Decision.APPROVE, opinion="同意")
        if not office.desk(who).problems(sign):
            approved.append(case)
            continue
        refuse = Decide(cases=(case,), decided_on=day, decision=Decision.REFUSE, opinion=refusal)
        office.do(who, refuse)
    if approved:
        all_of_them = tuple(approved)
        office.do(who, Decide(cases=all_of_them, decided_on=day, decision=Decision.APPROVE, opinion="同意"))
    return tuple(approved)


def _visit(office: Office, who: str, cases: tuple[int, ...], excluded: int | None) -> None:
    """Two people visit; they find out a household with a shop or a car."""
    found = () if excluded is None else (cases[excluded],)
    clear = tuple(case for case in cases if case not in found)
    team = "驻村工作队 杜国安,村委会 田小妹"
    for group, disqualified in ((clear, False), (found, True)):
        if group:
            office.do(
                who,
                RecordVisit(
                    cases=group,
                    done_on=office.today,
                    visitors=team,
                    disqualified=disqualified,
                    opinion="家中有经营性商铺" if disqualified else "情况属实",
                ),
            )


def _review(office: Office, who: str, cases: tuple[int, ...], going: Round) -> tuple[int, ...]:
    """The township looks at the list again; who is sent back or gives up stays behind."""
    out: set[int] = set()
    if going.returned is not None:
        back = cases[going.returned]
        out.add(back)
        reason = "家庭人口与户口簿不符，请核实后重新评议"
        office.do(who, ReturnCase(cases=(back,), returned_on=office.today, reason=reason))
    if going.withdrawn is not None:
        gone = cases[going.withdrawn]
        out.add(gone)
        office.do(who, WithdrawCase(cases=(gone,), reason="农户自愿撤回申请"))
    left = tuple(case for case in cases if case not in out)
    checked = -(-len(left) // 5)
    office.do(who, RecordReview(cases=left, done_on=office.today, opinion="同意上报", checked=checked))
    return left
