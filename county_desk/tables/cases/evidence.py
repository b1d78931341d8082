"""The evidence for a decision as one table: the origin of the case, its claims, and its steps."""

from collections.abc import Iterator

from county_desk.models.case import StepOutcome
from county_desk.rules.procedures import Procedure, Step, StepKind
from county_desk.rules.register_outcomes import EXITED, OUTCOMES
from county_desk.tables.cases.case_detail import CaseDetail, Objected, Posting, StepDone
from county_desk.tables.cases.evidence_claims import NOTHING, household_claims, village_claims
from county_desk.tables.cases.evidence_lines import EvidenceLine, EvidenceVerdict
from county_desk.text import _

_BY = "{} · {}"  # a source with its day


def evidence_of(detail: CaseDetail, procedure: Procedure) -> tuple[EvidenceLine, ...]:
    """The lines of the table, in the language in force."""
    if detail.household:
        claims = household_claims(detail, procedure.rule)
    else:
        claims = village_claims(detail, leaving=procedure.outcome == EXITED)
    before = [step for step in procedure.steps if step.kind.type.evidence is not None]
    return (
        _came(detail),
        *_reason(detail, procedure),
        *_year(detail, procedure),
        *claims,
        *(_step(detail, procedure, step) for step in before),
    )


def _came(detail: CaseDetail) -> EvidenceLine:
    words, origin = _("Entered by {name}").format(name=detail.row.entered_by), detail.origin
    if origin is not None:
        rows = _(", ").join(_("{sheet} row {row}").format(sheet=sheet, row=row) for sheet, row in origin.rows)
        words = _("{file} (batch {number})").format(file=origin.file_name, number=origin.batch)
        words = _("{file}: {rows}").format(file=words, rows=rows) if rows else words
    source = _BY.format(words, detail.row.received_on)
    return EvidenceLine(_("Application"), NOTHING, NOTHING, source, EvidenceVerdict.ON_RECORD)


def _reason(detail: CaseDetail, procedure: Procedure) -> Iterator[EvidenceLine]:
    """Return the reason for opening the case, if its procedure asks for one."""
    opened = next((each for each in detail.steps if each.step == procedure.first.key), None)
    if OUTCOMES[procedure.outcome].reasoned and opened is not None:
        words = _BY.format(opened.actor, opened.done_on)
        yield EvidenceLine(_("Reason"), opened.opinion, NOTHING, words, EvidenceVerdict.ON_RECORD)


def _year(detail: CaseDetail, procedure: Procedure) -> Iterator[EvidenceLine]:
    """Return the year of a case that is judged by another than its procedure names."""
    year, named = detail.row.year, procedure.year_of(detail.row.received_on)
    if year != named:
        yield EvidenceLine(_("Year"), str(year), str(named), _("The procedure"), EvidenceVerdict.DIFFERS)


def _step(detail: CaseDetail, procedure: Procedure, step: Step) -> EvidenceLine:
    """Return one step before the decision; a step passed before the case was returned no longer counts."""
    done = next((each for each in reversed(detail.steps) if each.step == step.key), None)
    posting = next((each for each in reversed(detail.postings) if each.step == step.key), None)
    keys = [each.key for each in procedure.steps]
    reached = keys.index(step.key) < keys.index(detail.row.step)
    if step.kind is StepKind.DISCLOSURE and posting is not None:
        return _posting(step, posting, reached)
    if done is None or not reached or done.outcome is StepOutcome.RETURNED:
        return EvidenceLine(step.title, NOTHING, NOTHING, NOTHING, EvidenceVerdict.NOT_YET)
    words = _("; ").join(filter(None, (_figures(step, done), done.opinion))) or NOTHING
    source = _BY.format(done.actor, done.done_on)
    return EvidenceLine(step.title, NOTHING, words, source, EvidenceVerdict.ON_RECORD)


def _figures(step: Step, done: StepDone) -> str:
    evidence = step.kind.type.evidence
    return evidence.shown(done.facts) if evidence else ""


def _posting(step: Step, posting: Posting, reached: bool) -> EvidenceLine:
    days = _("{first} to {last}").format(first=posting.opened_on, last=posting.last_day)
    if posting.struck_on is not None:
        verdict = EvidenceVerdict.DIFFERS
    else:
        verdict = EvidenceVerdict.ON_RECORD if reached and posting.closed_on else EvidenceVerdict.NOT_YET
    state = _(posting.outcome.label) if posting.outcome else _("On display")
    words = _("; ").join((state, *(_objected(each) for each in posting.objections)))
    return EvidenceLine(step.title, NOTHING, words, _BY.format(posting.place, days), verdict)


def _objected(objection: Objected) -> str:
    about = _("the whole list: {words}") if objection.whole_list else "{words}"
    finding = _(objection.finding.label) if objection.finding else _("not settled")
    return f"{about.format(words=objection.words)} ({finding})"
