"""Freezes the facts of an entry with its posting, and finds later changes of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from county_desk.facts import FACTS, VILLAGE_FACTS
from county_desk.fields import Kind
from county_desk.models.case import Case, CaseStep, StepOutcome
from county_desk.models.disclosure import Disclosure, Entry
from county_desk.models.notice import Notice
from county_desk.rules.findings import Finding
from county_desk.rules.shares import incidence
from county_desk.tables.cases.evidence_claims import NOTHING
from county_desk.tables.cases.evidence_lines import EvidenceLine, EvidenceVerdict
from county_desk.tables.rule_facts import village_year
from county_desk.text import _
from county_desk.workflow.cases.case_facts import finding_of
from county_desk.workflow.cases.common import procedure_of
from county_desk.workflow.command import Work, plain

_HOUSEHOLD = ("head", "group_name", "persons")
_VILLAGE = (
    "households",
    "persons",
    "poor_households",
    "poor_persons",
    "income_per_head",
    "collective_income",
)
_SET_BACK = (StepOutcome.RETURNED, StepOutcome.SUSPENDED, StepOutcome.REEXAMINED)


@dataclass(frozen=True, slots=True)
class PostedChange:
    """One thing that reads otherwise than on the posted list, with both values."""

    title: str
    posted: str
    now: str


@dataclass(frozen=True, slots=True)
class SincePosting:
    """The changes of a case since its last posting; `again` when they ask for a new posting."""

    opened_on: date | None = None
    number: str = ""
    changes: tuple[PostedChange, ...] = ()
    again: bool = False

    @property
    def words(self) -> str:
        """The changes in one sentence; "" when there are none."""
        if not self.changes:
            return ""
        told = _("; ").join(
            _("{title} {posted} → {now}").format(title=each.title, posted=each.posted, now=each.now)
            for each in self.changes
        )
        words = _("Changed since posting on {day} ({number}): {changes}")
        return words.format(day=self.opened_on, number=self.number, changes=told)

    @property
    def lines(self) -> tuple[EvidenceLine, ...]:
        """The changes as lines of the evidence."""
        return tuple(
            EvidenceLine(
                each.title,
                _("Posted: {value}").format(value=each.posted),
                _("Now: {value}").format(value=each.now),
                "",
                EvidenceVerdict.CHANGED,
            )
            for each in self.changes
        )


UNCHANGED = SincePosting()


def freeze(work: Work, case: Case) -> dict[str, object]:
    """The facts of an entry at its posting: its printed figures, its members and the finding of its rule."""
    finding = finding_of(work, case, work.today)
    return {
        "printed": {name: plain(value) for name, value in _printed(work, case).items()},
        "members": _members(case),
        "finding": finding.as_plain() if finding else None,
    }


def since_posting(work: Work, case: Case) -> SincePosting:
    """The changes since a case was posted last; none for an entry that is older than frozen ones.

    A case that was returned or suspended since waits for a new posting anyway.
    """
    step = standing_posting(case)
    if step is None:
        return UNCHANGED
    wanted = select(Entry, Notice.number).join(Disclosure, Disclosure.id == Entry.disclosure_id)
    wanted = wanted.join(Notice, Notice.id == Disclosure.notice_id)
    found = work.session.execute(
        wanted.where(Entry.case_id == case.id, Entry.disclosure_id == step.disclosure_id)
    ).one_or_none()
    if found is None or found[0].frozen is None:
        return UNCHANGED
    kept, number = found[0].frozen, found[1]
    printed = tuple(_of_list(kept["printed"], _printed(work, case), case))
    people = tuple(_of_members(kept["members"], _members(case)))
    later = procedure_of(work, case).evaluated_after(step.step)
    judged, turned = _of_finding(kept["finding"], finding_of(work, case, work.today), later)
    titles = {each.title for each in printed}
    facts = tuple(each for each in judged if each.title not in titles)
    return SincePosting(step.done_on, number, (*printed, *people, *facts), bool(printed) or turned)


def standing_posting(case: Case) -> CaseStep | None:
    """The last posting of a case, unless the case was set back since.

    An announcement that was taken back leaves the case as it was posted and approved.
    """
    announced = {step.notice_id for step in case.steps if step.outcome is StepOutcome.ANNOUNCED}
    for step in reversed([step for step in case.steps if step.withdrawn_on is None]):
        if step.outcome is StepOutcome.SUSPENDED and step.notice_id in announced:
            continue
        if step.outcome in _SET_BACK:
            return None
        if step.outcome is StepOutcome.POSTED:
            return step
    return None


def _printed(work: Work, case: Case) -> dict[str, object]:
    """The figures that a list prints of a case, as the register has them now."""
    if case.household is not None:
        return {name: getattr(case.household, name) for name in _HOUSEHOLD}
    figures = village_year(work.session, case.place_id, case.year) if case.village_id else None
    if figures is None:
        return {}
    share = incidence(None, figures.poor_persons, figures.persons)
    told = {name: getattr(figures, name) for name in _VILLAGE}
    return told | ({} if share is None else {"incidence": f"{share:.2%}"})


def _members(case: Case) -> list[str]:
    members = case.household.members if case.household else []
    return sorted(f"{each.relation} {each.name}".strip() for each in members if each.withdrawn_on is None)


def _of_list(posted: Mapping[str, object], now: Mapping[str, object], case: Case) -> Iterator[PostedChange]:
    titles: dict[str, tuple[str, Kind | None]]
    titles = {name: (_(fact.label), fact.kind) for name, fact in VILLAGE_FACTS.items()}
    titles["incidence"] = (_("Incidence of poverty"), None)
    if case.household is not None:
        titles = {name: (_(FACTS[name].label), FACTS[name].kind) for name in _HOUSEHOLD}
    for name, value in now.items():
        before = posted.get(name)
        if before != plain(value):
            title, kind = titles[name]
            yield PostedChange(title, _shown(kind, before), _shown(kind, value))


def _shown(kind: Kind | None, value: object) -> str:
    if value in (None, ""):
        return NOTHING
    return kind.show(kind.parse(value) if isinstance(value, str) else value) if kind else str(value)


def _of_members(posted: list[str], now: list[str]) -> Iterator[PostedChange]:
    if posted != now:
        gone = _(", ").join(each for each in posted if each not in now) or NOTHING
        come = _(", ").join(each for each in now if each not in posted) or NOTHING
        yield PostedChange(_("Listed members"), gone, come)


def _of_finding(
    kept: Mapping[str, object] | None, now: Finding | None, later: bool
) -> tuple[tuple[PostedChange, ...], bool]:
    """The facts of the rule that changed, and whether one of them turns the finding.

    Only facts count: a new line of the county alone is no change of the household. Where the procedure has
    them found `later`, in a step after the list, they turn nothing, and a fact that the list lacked is none.
    """
    if kept is None or now is None:
        return (), False
    before = {leaf.label: leaf for leaf in Finding.from_plain(kept).reasons()}
    changes, turned = [], False
    for leaf in now.reasons():
        old = before.get(leaf.label)
        if old is None or old.found == leaf.found or (later and old.found is None):
            continue
        changes.append(PostedChange(leaf.title(), old.shown() or NOTHING, leaf.shown() or NOTHING))
        turned = turned or (not later and leaf.weighs and old.outcome is not leaf.outcome)
    return tuple(changes), turned
