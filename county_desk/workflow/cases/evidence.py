"""The evidence that a step demands as its procedure declares it: a spot check, a paper, places of a list."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from math import ceil
from typing import Annotated

from sqlalchemy import func, select

from county_desk.fields import Count
from county_desk.models.case import CaseStep, StepOutcome
from county_desk.models.disclosure import Disclosure, Entry
from county_desk.rules.bilingual import spoken
from county_desk.rules.procedures import Step
from county_desk.rules.step_kinds import PAPER, SHARE
from county_desk.text import N_, _, _n
from county_desk.text_kinds import FilePath
from county_desk.workflow.cases.common import waiting_for
from county_desk.workflow.cases.hanging_lists import posting_step, standing_places
from county_desk.workflow.command import Ask, Command, Work
from county_desk.workflow.originals import keep_scan, scan_trouble
from county_desk.workflow.rights import is_real


class Evidenced(Command):
    """An act on cases that keeps the scan of its paper, such as the minutes of a meeting."""

    cases: tuple[int, ...]
    scan: Annotated[
        str, Ask(FilePath(), N_("Scan of its paper"), N_("Minutes, sheet or signature"), last=True)
    ] = ""

    def evidence_trouble(self, work: Work, day: date) -> Mapping[str, str]:
        """Check that the act has the evidence that the procedure demands for the steps of its cases."""
        if trouble := scan_trouble(work.session, self.scan):
            return {"scan": trouble}
        for step in waiting_for(work, self.cases):
            for key in step.kind.type.demands:
                if getattr(step, key) and (found := _LACKS[key](work, step, self, day)):
                    return found
        return {}

    def evidence(self, work: Work) -> dict[str, object]:
        """The evidence that the step keeps among its facts, with the digest of the kept scan."""
        digest = keep_scan(work.session, self.scan)
        return {"scan": digest} if digest else {}


class SpotChecked(Evidenced):
    """An act on cases that says how many households were visited again."""

    checked: Annotated[int, Ask(Count(), N_("Visited again on the spot"), last=True, seldom=True)] = 0

    def evidence_trouble(self, work: Work, day: date) -> Mapping[str, str]:
        count = len(set(self.cases))
        if self.checked > count:
            words = _("{checked} were visited again, but only {count} were reviewed")
            return {"checked": words.format(checked=self.checked, count=count)}
        return super().evidence_trouble(work, day)

    def evidence(self, work: Work) -> dict[str, object]:
        counts = {"checked": self.checked, "reviewed": len(set(self.cases))}
        return {**(counts if self.checked else {}), **super().evidence(work)}


def _lacks_share(work: Work, step: Step, act: Evidenced, day: date) -> Mapping[str, str]:
    """The share counts over all cases of a list, however few of them an act takes."""
    share = work.terms(day)[step.share]
    earlier = _taken_of_list(work, step, act.cases)
    count = len(set(act.cases)) + len(earlier)
    now = act.checked if isinstance(act, SpotChecked) else 0
    checked = now + round(sum(each.get("checked", 0) / each.get("reviewed", 1) for each in earlier))
    if share.number is None or checked >= share.number * count:
        return {}
    words = _("{checked} of {count} were visited again; at least {needed} must be ({share}, {source})")
    needed = ceil(share.number * count)
    about = {"needed": needed, "share": share.text(), "source": share.reference}
    return {"checked": words.format(checked=checked, count=count, **about)}


def _taken_of_list(work: Work, step: Step, cases: Collection[int]) -> list[Mapping[str, int]]:
    """The facts of a step that was taken on the other cases of the lists on which some cases hung last."""
    hung = select(func.max(CaseStep.disclosure_id)).where(
        CaseStep.case_id.in_(cases), CaseStep.withdrawn_on.is_(None)
    )
    others = select(Entry.case_id).where(Entry.disclosure_id.in_(hung.group_by(CaseStep.case_id)))
    taken = select(CaseStep.facts).where(
        CaseStep.step == step.key,
        CaseStep.withdrawn_on.is_(None),
        CaseStep.outcome.in_((StepOutcome.PASSED, StepOutcome.APPROVED)),
        CaseStep.case_id.in_(others),
        CaseStep.case_id.not_in(cases),
    )
    return [facts or {} for facts in work.session.scalars(taken)]


def _lacks_paper(work: Work, step: Step, act: Evidenced, _day: date) -> Mapping[str, str]:
    """Only an office keeps papers; those of a rehearsal are made up."""
    if act.scan.strip() or not is_real(work.session):
        return {}
    words = _("“{step}” rests on a paper: {paper}. Scan it and choose its file")
    return {"scan": words.format(step=step.title, paper=spoken(step.paper))}


# by the key of a step that demands it; places of posting are looked at when the list is closed
_LACKS: Mapping[str, Callable[[Work, Step, Evidenced, date], Mapping[str, str]]] = {
    SHARE: _lacks_share,
    PAPER: _lacks_paper,
}


def places_trouble(work: Work, disclosure: Disclosure) -> str:
    """Check that a list of an office hung at enough places, each with a kept picture, before it is closed."""
    step = posting_step(work, disclosure)
    if not step or not step.places or not is_real(work.session):
        return ""
    least = work.terms(disclosure.opened_on)[step.places]
    recorded = sum(place.scan is not None for place in standing_places(disclosure))
    if least.whole is None or recorded >= least.whole:
        return ""
    words = _n(
        "The list must hang at {least} place with its picture kept; {count} is recorded so ({source})",
        "The list must hang at {least} places, each with its picture kept; {count} are recorded so "
        "({source})",
        least.whole,
    )
    return words.format(least=least.whole, count=recorded, source=least.reference)
