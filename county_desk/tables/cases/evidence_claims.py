"""Compares the claims of a household or village with its members, its ledger, its visit and its records."""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from decimal import Decimal

from county_desk.facts import VILLAGE_FACTS, facts_of
from county_desk.facts.fact import Fact, FactSection, FactSubject
from county_desk.fields import Kind, Money
from county_desk.identity import id_trouble
from county_desk.models.village import Source
from county_desk.rules.registry import RULES
from county_desk.rules.shares import a_head, incidence
from county_desk.tables.cases.case_detail import CaseDetail, StepDone, VillageFigures, YearKnown
from county_desk.tables.cases.evidence_lines import EvidenceLine, EvidenceVerdict, compared
from county_desk.text import N_, _, _n

NOTHING = "—"
_CLAIMED = tuple(
    fact for fact in facts_of(FactSubject.HOUSEHOLD_YEAR) if fact.section is not FactSection.INCOME
)
_PARTS = (
    ("wage", N_("wages")),
    ("business", N_("business")),
    ("property", N_("property")),
    ("transfer", N_("transfers")),
)


def household_claims(detail: CaseDetail, rule: str) -> Iterator[EvidenceLine]:
    """The members, their numbers, the income, and each fact that the rule of the decision asks for."""
    yield _members(detail)
    yield _numbers(detail)
    year = detail.year
    if year is not None:
        yield _net_income(year)
        yield _income_per_head(year, detail.row.persons)
    asked = {field.name for field in fields(RULES[rule].facts)} if rule in RULES else set()
    visit = next((step for step in reversed(detail.steps) if "visitors" in step.facts), None)
    for fact in _CLAIMED:
        if fact.key in asked:
            yield _fact(fact, getattr(year, fact.key) if year else None, visit)


def village_claims(detail: CaseDetail, *, leaving: bool) -> Iterator[EvidenceLine]:
    """Each figure as the village gave it, beside what other sources say of it.

    A village that is leaving counts the poor who have not left, as the register does today; `_poor_left`
    compares the persons. The records of the year also hold those who have left.
    """
    own = next((known for known in detail.figures if known.source is not Source.RECORDS), None)
    others = [known for known in detail.figures if known is not own]
    for key, fact in VILLAGE_FACTS.items():
        claimed, kind = getattr(own, key) if own else None, fact.kind
        titled = [(_(known.source.label), getattr(known, key)) for known in others]
        if leaving and key == "poor_persons":
            continue
        if leaving and key == "poor_households":
            titled = [(_("In the register"), detail.registered_households)]
        found = [(title, value) for title, value in titled if value is not None]
        if claimed is None and not found:
            continue
        verdicts = {compared(claimed, value) for _title, value in found} or {compared(claimed, None)}
        verdict = EvidenceVerdict.DIFFERS if EvidenceVerdict.DIFFERS in verdicts else verdicts.pop()
        held = [(title, kind.show(value)) for title, value in found]
        yield _of_sources(_(fact.label), kind.show(claimed), held, verdict)
    if own is not None:
        yield from _incidence(own)
        yield _poor_left(own, detail.registered_poor)


def _of_sources(
    item: str, claimed: str, held: Sequence[tuple[str, str]], verdict: EvidenceVerdict
) -> EvidenceLine:
    """A claim beside the values of some sources, which stand in the same order."""
    sources, values = (_("; ").join(each) or NOTHING for each in zip(*held or [("", "")], strict=True))
    return EvidenceLine(item, claimed or NOTHING, values, sources, verdict)


def _members(detail: CaseDetail) -> EvidenceLine:
    listed, claimed = len(detail.members), detail.row.persons
    words = _n("{count} person listed", "{count} people listed", listed).format(count=listed)
    return EvidenceLine(_("Members"), str(claimed), words, _("Member roster"), compared(claimed, listed))


def _numbers(detail: CaseDetail) -> EvidenceLine:
    item, source = _("Identity numbers"), _("Places, date of birth and check digit")
    missing = [member.name for member in detail.members if not member.id_number]
    wrong = [
        _("{title}: {words}").format(title=member.name, words=trouble[0])
        for member in detail.members
        if member.id_number and (trouble := id_trouble(member.id_number))
    ]
    given = len(detail.members) - len(missing)
    claimed = _n("{count} number", "{count} numbers", given).format(count=given)
    if wrong:
        return EvidenceLine(item, claimed, _("; ").join(wrong), source, EvidenceVerdict.DIFFERS)
    if missing:
        words = _("None given for {names}").format(names=_(", ").join(missing))
        return EvidenceLine(item, claimed, words, source, EvidenceVerdict.UNKNOWN)
    return EvidenceLine(item, claimed, claimed, source, EvidenceVerdict.AGREES)


def _net_income(year: YearKnown) -> EvidenceLine:
    money = Money()
    given = [(_(title), amount) for name, title in _PARTS if (amount := getattr(year, name)) is not None]
    words, total = _("No income ledger"), None
    if given:
        total = sum((amount for _title, amount in given), Decimal(0)) - (year.expense or 0)
        words = " + ".join(f"{title} {money.show(amount)}" for title, amount in given)
        if year.expense:
            words += _(" − costs {amount}").format(amount=money.show(year.expense))
    claimed, held = (money.show(amount) or NOTHING for amount in (year.net_income, total))
    verdict = compared(year.net_income, total)
    return EvidenceLine(_("Net income (yuan a year)"), claimed, held, words, verdict)


def _income_per_head(year: YearKnown, persons: int) -> EvidenceLine:
    money, people = Money(), year.persons or persons
    worked, words = None, NOTHING
    if year.net_income is not None and people:
        worked = a_head(year.net_income, people)
        words = f"{money.show(year.net_income)} ÷ {people}"
    claimed, held = (money.show(amount) or NOTHING for amount in (year.income_per_head, worked))
    verdict = compared(year.income_per_head, worked)
    return EvidenceLine(_("Net income a head (yuan)"), claimed, held, words, verdict)


def _fact(fact: Fact, value: object, visit: StepDone | None) -> EvidenceLine:
    name, kind, title = fact.key, fact.kind, _(fact.label)
    if visit is not None and name in visit.facts:
        before = _value_of(kind, (visit.facts.get("before") or {}).get(name))
        found = _value_of(kind, visit.facts[name])
        source = _("Visit of {day}").format(day=visit.done_on)
        held = kind.show(found) or NOTHING
        return EvidenceLine(title, kind.show(before) or NOTHING, held, source, compared(before, found))
    source = _("Not looked at on a visit") if visit else NOTHING
    return EvidenceLine(title, kind.show(value) or NOTHING, NOTHING, source, compared(value, None))


def _value_of(kind: Kind, plain: object) -> object:
    """The value of a fact that a step keeps as JSON."""
    return kind.read(plain) if isinstance(plain, str) else plain


def _poor_left(own: VillageFigures, registered: int | None) -> EvidenceLine:
    """The poor persons as declared, as registered and not exited, and as surveyed, side by side."""
    held = [(_("In the register"), _("no household") if registered is None else str(registered))]
    verdict = compared(own.poor_persons, registered)
    if own.surveyed_poor is not None:
        source = _("{count} ({words})").format(count=_("Surveyed"), words=own.surveyed_words)
        held.append((source, str(own.surveyed_poor)))
        if verdict is not EvidenceVerdict.AGREES:
            verdict = EvidenceVerdict.ON_RECORD
    claimed = NOTHING if own.poor_persons is None else str(own.poor_persons)
    return _of_sources(_("Poor persons who have not left"), claimed, held, verdict)


def _incidence(own: VillageFigures) -> Iterator[EvidenceLine]:
    share = incidence(None, own.poor_persons, own.persons)
    if share is not None:
        words = f"{own.poor_persons} ÷ {own.persons}"
        item = _("Incidence of poverty")
        yield EvidenceLine(item, f"{share:.2%}", NOTHING, words, EvidenceVerdict.ON_RECORD)
