"""Households on their way out of the register, with their consent and without."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from county_desk.demo.homes import Home, leaving
from county_desk.demo.objecting import Voice, hang_out
from county_desk.demo.office import Office, Thread
from county_desk.demo.places import CLERK, REVIEWER, DemoVillage
from county_desk.demo.registering import decide
from county_desk.workflow.cases.announcement import Announce
from county_desk.workflow.cases.filing import EXIT
from county_desk.workflow.cases.steps import RecordAssembly, RecordConsent, RecordVisit

VISIT, CONSENT, POST, CLOSE, DECIDE, ANNOUNCE = 2, 3, 4, 11, 15, 18  # days after the meeting


@dataclass(frozen=True)
class Leave:
    """Households of one village that leave together.

    `unsigned` have not signed, and the income of `unseen` was not looked at again.
    """

    place: DemoVillage
    homes: slice
    begins: date
    voices: Sequence[Voice] = ()
    unsigned: tuple[int, ...] = ()
    unseen: int | None = None
    decider: str = REVIEWER

    def chosen(self) -> tuple[Home, ...]:
        """The households, as the roster of the village has them."""
        return leaving(self.place.code)[self.homes]


def leave(office: Office, going: Leave) -> Thread:
    """Walk them out; wherever the story ends, the cases wait for the next step."""
    who, begins = office.clerk(going.place), going.begins
    yield begins
    homes = going.chosen()
    cases = office.cases(EXIT, homes)
    office.do(who, RecordAssembly(cases=cases, done_on=office.today, due=38, present=33, in_favour=32))
    yield begins + timedelta(VISIT)
    _visit(office, who, cases, going.unseen)
    yield begins + timedelta(CONSENT)
    signed = tuple(case for place, case in enumerate(cases) if place not in going.unsigned)
    for case in signed:
        signer = office.subject_of(case)
        office.do(who, RecordConsent(cases=(case,), done_on=office.today, signed_by=signer))
    if not signed:
        return
    yield begins + timedelta(POST)
    _disclosure, left = yield from hang_out(office, who, signed, CLOSE - POST, going.voices)
    yield begins + timedelta(DECIDE)
    ready = tuple(case for case in left if going.unseen is None or case != cases[going.unseen])
    approved = decide(office, going.decider, ready, "未达到退出标准，继续帮扶")
    yield begins + timedelta(ANNOUNCE)
    if approved:
        office.do(CLERK, Announce(cases=approved, announced_on=office.today))


def _visit(office: Office, who: str, cases: tuple[int, ...], unseen: int | None) -> None:
    """Record the visit of each household; at `unseen`, it stays open whether the income is stable."""
    for place, case in enumerate(cases):
        office.do(
            who,
            RecordVisit(
                cases=(case,),
                done_on=office.today,
                visitors="村“两委” 谭春生,驻村工作队 杜国安",
                enough_food=True,
                enough_clothing=True,
                income_stable=None if place == unseen else True,
                opinion="收入待核实" if place == unseen else "稳定达标",
            ),
        )
