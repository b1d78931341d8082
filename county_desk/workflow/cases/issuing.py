"""Issuing a notice: its number and all that it says are frozen before the paper is made."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sqlalchemy import func, or_, select

from county_desk.models.case import Case, CaseStep, StepOutcome
from county_desk.models.disclosure import Disclosure, Objection
from county_desk.models.json_text import canonical
from county_desk.models.notice import Notice
from county_desk.models.notice_facts import Basis, Contact, Done, Leak, NoticeFacts, OwnWords
from county_desk.models.place import Place, PlaceLevel
from county_desk.models.project import Project
from county_desk.models.register import Register, RegisterKind
from county_desk.notice_kinds import NoticeKind
from county_desk.posted_rows import NoticeRow, PostedCounty, PostedHousehold, PostedProject, PostedVillage
from county_desk.rules.calendar import Counting, Undecided
from county_desk.rules.procedures import Procedure, Step, StepKind
from county_desk.rules.shares import incidence
from county_desk.tables.county_exit import county_exit_facts
from county_desk.tables.policy.office_names import names_on
from county_desk.tables.rule_facts import village_year
from county_desk.text import _
from county_desk.workflow.audit import head
from county_desk.workflow.cases.common import ancestor
from county_desk.workflow.cases.namesakes import endings
from county_desk.workflow.cases.return_effects import reexamined_standing
from county_desk.workflow.command import Refused, Work
from county_desk.workflow.monitoring.kind import monitoring_kind, removal_way
from county_desk.workflow.policy.confirming import paper_trouble

SHARE = Decimal("0.0001")  # a percentage with two places, as the paper shows it

type Period = tuple[date, date, int, str]


def register(work: Work) -> Register:
    """The register at hand."""
    return work.session.get_one(Register, 1)


def issue(
    work: Work,
    procedure: Procedure,
    step: Step,
    board: Place,
    cases: Sequence[Case],
    issued_on: date,
    *,
    period: Period | None = None,
    grace_until: date | None = None,
    reason: str = "",
) -> Notice:
    """Number a notice for these cases and freeze its content.

    `period` is the first day, the last day, the days and how they are counted. `reason` is that of an answer.
    Raises `Refused` as `issue_list` does.
    """
    about = period_facts(period) | {"grace_until": grace_until, "reason": reason}
    about["appeal_days"] = None if period else _appeal_days(work, step, issued_on)
    about["done"] = _done(work, cases, procedure)
    kind, rows = NoticeKind.named(step.notice), _rows(work, cases, board)
    basis = basis_of(work, kind, procedure=procedure)
    about |= {"year": cases[0].year, "basis": basis, "issued_on": issued_on}
    issuer = issuer_of(work, step, board)
    return issue_list(work, kind, rows, issuer=issuer, board=board, about=about, cases=cases)


def issue_list(
    work: Work,
    kind: NoticeKind,
    rows: Sequence[NoticeRow],
    *,
    issuer: Place,
    board: Place,
    about: Mapping[str, Any],
    cases: Sequence[Case] = (),
) -> Notice:
    """Number a notice with these rows and freeze its content; `about` are the other facts of the paper.

    Raises `Refused` when the paper would carry a number of a villager, or rest on an unconfirmed entry.
    """
    issued_on = about["issued_on"]
    if trouble := paper_trouble(work, kind, issued_on, cases):
        raise Refused({"": trouble})
    signs = names_on(work.session, issuer.id, issued_on)
    sign = sign_of(work, issuer, signs.agency_code)
    serial = next_serial(work, issuer.id, sign, issued_on.year)
    number = f"{sign}〔{issued_on.year}〕{serial}号"
    said = {"kind": kind, "rows": tuple(rows), "number": number, "issuer": signs.office}
    try:
        facts = _facts(work, board, said | dict(about))
    except Leak as error:
        raise Refused({"": str(error)}) from None
    return _keep(work, facts, issuer, serial)


def _keep(work: Work, facts: NoticeFacts, issuer: Place, serial: int) -> Notice:
    plain = facts.as_plain()
    notice = Notice(
        kind=facts.kind.value,
        place_id=issuer.id,
        year=facts.issued_on.year,
        serial=serial,
        number=facts.number,
        issued_on=facts.issued_on,
        issued_at=work.now,
        issued_by=work.actor.id,
        facts=plain,
        digest=hashlib.sha256(canonical(plain).encode()).hexdigest(),
        anchor=facts.anchor,
    )
    work.session.add(notice)
    work.session.flush()
    return notice


def _facts(work: Work, board: Place, about: Mapping[str, Any]) -> NoticeFacts:
    """The facts of a notice, with those that every notice has: contacts, own words, the seal before it."""
    last, kind, day = head(work.session), about["kind"], about["issued_on"]
    return NoticeFacts(
        decided_by=_deciding_group(work, day),
        contacts=tuple(contacts_of(work, board, day)),
        rehearsal=register(work).kind is not RegisterKind.REAL,
        anchor=last.seal if last else "",
        words=tuple(
            OwnWords(part=part, zh=words["zh"], en=words["en"])
            for part, words in work.policy.notices.of(kind.value, day).items()
        ),
        **_names(board),
        **about,
    )


def issuer_of(work: Work, step: Step, board: Place) -> Place:
    """The place with the office that issues a step's notice."""
    return ancestor(work.session, board.id, step.level.value)


def sign_of(work: Work, issuer: Place, agency_code: str) -> str:
    """The agency code of a place's office, else its short name; a village gives way to its namesakes."""
    if agency_code:
        return agency_code
    above = tuple(PlaceLevel)[: tuple(PlaceLevel).index(issuer.level) + 1]
    same = select(func.count(Place.id)).where(Place.level.in_(above), Place.short == issuer.short)
    if issuer.parent is None or work.session.scalar(same) == 1:
        return issuer.short
    if issuer.parent.short == issuer.short:
        return f"{issuer.parent.name}{issuer.name}"
    twins = work.session.scalar(same.where(Place.parent_id == issuer.parent_id))
    return f"{issuer.parent.short}{issuer.short if twins == 1 else issuer.name}"


def next_serial(work: Work, place_id: int, sign: str, year: int) -> int:
    """The next number of a place in a year; numbers are never used again, not even of void notices.

    Another place may have numbered its notices with the same sign earlier; its numbers count as used.
    """
    taken = or_(Notice.place_id == place_id, Notice.number.startswith(f"{sign}〔", autoescape=True))
    used = select(func.max(Notice.serial)).where(taken, Notice.year == year)
    return (work.session.scalar(used) or 0) + 1


def contacts_of(work: Work, board: Place, day: date | None = None) -> list[Contact]:
    """The offices that hear objections by their names of a day, the nearest first; each has a telephone."""
    found: list[Contact] = []
    place: Place | None = board
    while place is not None and place.level in (PlaceLevel.VILLAGE, PlaceLevel.TOWNSHIP, PlaceLevel.COUNTY):
        if place.telephone:
            found.append(
                Contact(
                    office=names_on(work.session, place.id, day or work.today).office,
                    person=place.contact,
                    telephone=place.telephone,
                    address=place.address,
                )
            )
        place = place.parent
    return found


def objections_trouble(work: Work, board: Place) -> str:
    """Check that a notice there can name an office with a telephone that hears objections."""
    if contacts_of(work, board):
        return ""
    return _("A notice names a telephone for objections; none is recorded for this place")


def _deciding_group(work: Work, day: date) -> str:
    return names_on(work.session, register(work).county_id, day).leading_group


def _names(board: Place) -> dict[str, Any]:
    names: dict[str, Any] = {level: "" for level in ("county", "township", "village")}
    place: Place | None = board
    while place is not None:
        if place.level.value in names:
            names[place.level.value] = place.name
        place = place.parent
    return names


def period_facts(period: Period | None) -> dict[str, object]:
    """A period as the facts of a notice name it; nothing without one."""
    if period is None:
        return {}
    return dict(zip(("first_day", "last_day", "days", "counting"), period, strict=True))


def posted_until(work: Work, days: str) -> Period | str:
    """The period of a list posted today for a figure of days: first day, last day, days and counting.

    The reason in words where the figure is missing.
    """
    value = work.terms(work.today)[days]
    if value.whole is None:
        return value.trouble()
    last = work.policy.calendar.last_day(work.today, value.whole, Counting.INCLUSIVE)
    if isinstance(last, Undecided):
        return last.reason
    return work.today, last, value.whole, Counting.INCLUSIVE.value


def basis_of(
    work: Work, kind: NoticeKind, *, procedure: Procedure | None = None, programme: str = ""
) -> tuple[Basis, ...]:
    """The documents that a notice cites today: those of its procedure, else those of its kind."""
    named = procedure.basis if procedure else ()
    documents = named or work.policy.notices.basis_of(kind.value, work.today, programme)
    return tuple(Basis(**document) for document in documents)


def _appeal_days(work: Work, step: Step, day: date) -> int | None:
    return work.terms(day)[step.days].whole if step.days else None


def _rows(work: Work, cases: Sequence[Case], board: Place) -> list[NoticeRow]:
    """The lines of the list; on a list that hangs above the villages, each household has its village."""
    rows: list[NoticeRow] = []
    twins = endings(work.session, [case.household for case in cases if case.household is not None])
    for number, case in enumerate(cases, start=1):
        if case.household is not None:
            rows.append(
                PostedHousehold(
                    number=number,
                    group=case.household.group_name,
                    name=case.subject,
                    persons=case.persons,
                    village="" if case.place_id == board.id else case.place.name,
                    ending=twins.get(case.household.id),
                    category=monitoring_kind(work, case),
                    way=removal_way(work, case),
                    standing=reexamined_standing(work, case),
                )
            )
        elif case.county_id is not None:
            rows.append(_county_row(work, number, case))
        elif case.project is not None:
            rows.append(_project_row(number, case, case.project))
        else:
            rows.append(village_row(work, number, case))
    return rows


def _county_row(work: Work, number: int, case: Case) -> PostedCounty:
    facts = county_exit_facts(work.session, case.place_id, case.year)
    rates = {name: getattr(facts, name) for name in ("incidence", "wrong_exit", "missed", "approval")}
    shown = {name: rate and rate.quantize(SHARE, ROUND_HALF_UP) for name, rate in rates.items()}
    return PostedCounty(number=number, name=case.subject, **shown)


def _project_row(number: int, case: Case, project: Project) -> PostedProject:
    return PostedProject(
        number=number,
        village=case.place.name,
        title=project.title,
        content=project.content,
        unit=project.unit,
        term=f"{project.begins_on:%Y-%m}–{project.ends_on:%Y-%m}",
        budget=project.budget,
    )


def village_row(work: Work, number: int, case: Case) -> PostedVillage:
    """The line of a village on a list, by the figures of the case's year."""
    place = work.session.get_one(Place, case.place_id)
    figures = village_year(work.session, place.id, case.year)
    township = place.parent.name if place.parent else ""
    if figures is None:
        return PostedVillage(number=number, township=township, name=place.name)
    share = incidence(None, figures.poor_persons, figures.persons)
    return PostedVillage(
        number=number,
        township=township,
        name=place.name,
        households=figures.households,
        persons=figures.persons,
        poor_households=figures.poor_households,
        poor_persons=figures.poor_persons,
        incidence=None if share is None else share.quantize(SHARE, ROUND_HALF_UP),
        income_per_head=figures.income_per_head,
        collective_income=figures.collective_income,
    )


def _done(work: Work, cases: Sequence[Case], procedure: Procedure) -> Done:
    """The earlier steps of the cases; votes and spot checks only where all share one meeting, one review."""
    meeting = _shared(cases, procedure, StepKind.ASSEMBLY)
    review = _shared(cases, procedure, StepKind.REVIEW)
    done = {procedure.step(step.step).kind for step in cases[0].steps if step.withdrawn_on is None}
    in_order = dict.fromkeys(step.kind for step in procedure.steps)
    return Done(
        group_review=StepKind.GROUP_REVIEW in done,
        assembly_due=meeting.get("due"),
        assembly_present=meeting.get("present"),
        assembly_in_favour=meeting.get("in_favour"),
        visited=len(cases) if done & {StepKind.VISIT, StepKind.RISK_VISIT} else None,
        examined=StepKind.REVIEW in done,
        spot_checked=review.get("checked") or None,
        compared=StepKind.COMPARISON in done,
        signed=len(cases) if StepKind.CONSENT in done else None,
        objections=_objections(work, cases),
        late=_late(cases),
        further=tuple(kind.value for kind in in_order if kind in done and kind.type.mention),
    )


def _shared(cases: Sequence[Case], procedure: Procedure, kind: StepKind) -> Mapping[str, Any]:
    """The figures of the last step of a kind, when every case took it together; else nothing."""
    taken = [_last_of(case, procedure, kind) for case in cases]
    first = taken[0]
    if first is None or any(step is None or _occasion(step) != _occasion(first) for step in taken):
        return {}
    return first.facts or {}


def _last_of(case: Case, procedure: Procedure, kind: StepKind) -> CaseStep | None:
    of_kind = [step for step in case.steps if procedure.step(step.step).kind is kind]
    standing = [step for step in of_kind if step.withdrawn_on is None and step.outcome is StepOutcome.PASSED]
    return standing[-1] if standing else None


def _occasion(step: CaseStep) -> tuple[date, datetime]:
    return step.done_on, step.recorded_at


def _late(cases: Sequence[Case]) -> int | None:
    """The number of standing steps of the cases that are late entries; None without one."""
    steps = [step for case in cases for step in case.steps if step.withdrawn_on is None]
    return sum(bool(step.late_reason) for step in steps) or None


def _objections(work: Work, cases: Sequence[Case]) -> int | None:
    """The number of objections to the lists of these cases; None before the first list."""
    lists = {step.disclosure_id for case in cases for step in case.steps if step.disclosure_id}
    if not lists:
        return None
    heard = select(func.count(Objection.id)).where(
        Objection.disclosure_id.in_(lists), Objection.withdrawn_on.is_(None)
    )
    return work.session.scalar(heard) or 0


def disclosed_cases(disclosure: Disclosure) -> list[int]:
    """The cases on a posted list that were not struck."""
    return [entry.case_id for entry in disclosure.entries if entry.struck_on is None]
