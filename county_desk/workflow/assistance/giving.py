"""One measure for many households as a single command: the receivers, and the reasons against the rest."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar, NamedTuple

from sqlalchemy import select

from county_desk.fields import Numbers
from county_desk.models.household import Household, Member
from county_desk.models.measure import AssistanceMeasure, MeasureClass, Need
from county_desk.models.place import Place
from county_desk.models.user import Permission
from county_desk.rules.findings import Finding, Outcome
from county_desk.rules.programmes import programmes
from county_desk.tables.assistance.help_facts import HelpAsked
from county_desk.tables.assistance.measure_titles import measure_title
from county_desk.tables.assistance.programme_words import ProgrammeName
from county_desk.tables.history.act_words import OF_HELP, ActWords
from county_desk.text import N_, _, _n
from county_desk.workflow.assistance.eligibility import finding_for, help_fields, responsible_trouble
from county_desk.workflow.assistance.measures import known_help
from county_desk.workflow.command import Ask, Change, Command, Known, Work
from county_desk.workflow.declared import asked, record_of
from county_desk.workflow.gate.law import Law
from county_desk.workflow.gate.records import area_trouble
from county_desk.workflow.gate.relations import OF_THE_HOUSEHOLD
from county_desk.workflow.registry import removed_trouble

MOST = 2000  # households of one act
NAMED = 30  # households that the preview names; the others are counted


class GiftPart(NamedTuple):
    """One household of the command: the person who would receive the measure, or the reason against it.

    `named` is the household as the preview names it: head, village and number.
    """

    household: int
    named: str
    why_not: str = ""
    member: Member | None = None
    finding: Finding | None = None

    @property
    def words(self) -> str:
        """The household, and the person who receives the measure."""
        words = _("{household}: for {name}")
        return words.format(household=self.named, name=self.member.name) if self.member else self.named


class GiveToMany(Command):
    """Record the same measure for many households; ineligible households are left out."""

    permission: ClassVar = Permission.RECORD
    act: ClassVar = ActWords(
        N_("Give a measure to many households"),
        N_("Gave a measure to many households"),
        "household",
        "measure",
    )
    synonyms: ClassVar = N_("batch bulk many")
    law: ClassVar = Law(apart=(OF_THE_HOUSEHOLD,), any_record=True)  # it leaves out those who do not get it
    back: ClassVar = OF_HELP
    known: ClassVar = Known(("programme", "responsible"), known_help)

    households: Annotated[tuple[int, ...], Ask(Numbers(), N_("Households"), of="households")]
    kind: Annotated[MeasureClass, asked(AssistanceMeasure.kind)]
    programme: Annotated[str, Ask(ProgrammeName(), N_("Programme"), N_("Blank for help of no programme"))] = (
        ""
    )
    content: Annotated[str, asked(AssistanceMeasure.title)] = ""
    since: Annotated[date, asked(AssistanceMeasure.since, today=True)]
    until: Annotated[date | None, asked(AssistanceMeasure.until)] = None
    responsible: Annotated[str, asked(AssistanceMeasure.responsible)] = ""
    unit: Annotated[str, asked(AssistanceMeasure.unit)] = ""
    amount: Annotated[Decimal | None, asked(AssistanceMeasure.amount, N_("For each household"))] = None
    months: Annotated[int | None, asked(AssistanceMeasure.months)] = None

    @classmethod
    def fields_wanted(cls, given: Mapping[str, object]) -> Mapping[str, bool]:
        return {name: needed for name, needed in help_fields(given).items() if name in cls.asks()}

    def problems(self, work: Work) -> Mapping[str, str]:
        if found := self._form_trouble():
            return found
        parts = tuple(self.parts(work))
        if any(not part.why_not for part in parts):
            return {}
        words = _("Nobody is left who gets it. {left_out}")
        return {"households": words.format(left_out=_left_out(parts))}

    def _form_trouble(self) -> Mapping[str, str]:
        if not self.households:
            return {"households": _("Choose the households")}
        if len(self.households) > MOST:
            return {"households": _("At most {most} households at once; narrow the list").format(most=MOST)}
        if self.amount is not None and self.amount < 0:
            return {"amount": _("An amount is not below 0")}
        if not self.programme:
            return {}
        programme = programmes()[self.programme]
        if programme.kind != self.kind.value:
            words, kind = _("{programme} belongs to the class {kind}"), MeasureClass.named(programme.kind)
            return {"kind": words.format(programme=programme.shown(), kind=_(kind.label))}
        return {}

    def parts(self, work: Work) -> Iterator[GiftPart]:
        """Each household once, in the order given, with the person who gets it or the reason against it."""
        for number in dict.fromkeys(self.households):
            yield self._part(work, number)

    def _part(self, work: Work, number: int) -> GiftPart:
        household = work.session.get_one(Household, number)
        if outside := area_trouble(work.session, work.actor, household):
            return GiftPart(number, str(number), outside)
        village = work.session.get_one(Place, household.village_id).name
        named = _(", ").join(filter(None, (household.head, village, household.number)))
        if household.withdrawn_on is not None:
            words = _("left the register on {day}")
            return GiftPart(number, named, words.format(day=household.withdrawn_on))
        if removed_trouble(work, number):
            return GiftPart(number, named, _("the household was removed from the register"))
        if responsible_trouble(work, self.responsible, number):
            words = _("{name} belongs to the household, and cannot answer for its help")
            return GiftPart(number, named, words.format(name=self.responsible.strip()))
        if self._has_measure(work, number):
            return GiftPart(number, named, _("the household has this measure already"))
        if not self.programme:
            return GiftPart(number, named)
        return self._judged(work, household, named)

    def _judged(self, work: Work, household: Household, named: str) -> GiftPart:
        """Return the first person who meets the rule, else one with unknown facts, else the reason."""
        people: list[Member | None] = [None]
        if "member" in programmes()[self.programme].needs:
            people = [one for one in household.members if one.withdrawn_on is None]
        best: GiftPart | None = None
        for member in people:
            asked = HelpAsked(self.programme, member.id if member else None, self.amount, self.months)
            finding = finding_for(work, household.id, self.since, asked)
            if finding.met:
                return GiftPart(household.id, named, "", member, finding)
            why = _unmet_words(finding) if _failed(finding) else ""
            if best is None or (best.why_not and not why):
                best = GiftPart(household.id, named, why, member, finding)
        return best or GiftPart(household.id, named, _("nobody is listed in the household"))

    def _has_measure(self, work: Work, number: int) -> bool:
        """Whether the household has the same measure from the same day on, or the programme still runs."""
        same = select(AssistanceMeasure.id).where(
            AssistanceMeasure.household_id == number,
            measure_title() == self._title(),
            AssistanceMeasure.since == self.since,
            AssistanceMeasure.withdrawn_on.is_(None),
        )
        return work.session.scalar(same.limit(1)) is not None

    def _title(self) -> str:
        return self.content.strip() or programmes()[self.programme].shown()

    def effect(self, work: Work) -> str:
        """The households that get it, the missing facts of some, and those left out by reason."""
        parts = tuple(self.parts(work))
        given = [part for part in parts if not part.why_not]
        words = _n("{count} household gets it: {names}", "{count} households get it: {names}", len(given))
        lines = [words.format(count=len(given), names=_names(given))]
        unknown = [(part, _unknown(part.finding)) for part in given if part.finding]
        lines += _by_reason((part, why) for part, why in unknown if why)
        return "\n".join([*lines, left] if (left := _left_out(parts)) else lines)

    def run(self, work: Work) -> Change:
        parts = tuple(self.parts(work))
        measures = [self._measure(work, part) for part in parts if not part.why_not]
        work.session.add_all(measures)
        work.session.flush()
        words = _n(
            "{title} recorded for {count} household; {left} left out",
            "{title} recorded for {count} households; {left} left out",
            len(measures),
        )
        summary = words.format(title=self._title(), count=len(measures), left=len(parts) - len(measures))
        return Change(summary, id=measures[0].id)

    def _measure(self, work: Work, part: GiftPart) -> AssistanceMeasure:
        """The measure for one household; it answers the open need of its class, if there is one."""
        wanted = select(Need).where(
            Need.household_id == part.household,
            Need.wants == self.kind,
            Need.ended_on.is_(None),
            Need.withdrawn_on.is_(None),
            ~Need.measures.any(AssistanceMeasure.withdrawn_on.is_(None)),
        )
        need = work.session.scalar(wanted.order_by(Need.id).limit(1))
        rule = programmes()[self.programme].rule if self.programme else ""
        return record_of(
            work,
            self,
            AssistanceMeasure,
            household_id=part.household,
            need_id=need.id if need else None,
            risk=need.risk if need else "",
            programme=self.programme or None,
            member_id=part.member.id if part.member else None,
            finding=part.finding.as_plain(rule=rule, on=self.since) if part.finding else None,
        )


def _names(parts: Sequence[GiftPart]) -> str:
    shown, more = _("; ").join(part.words for part in parts[:NAMED]), len(parts) - NAMED
    words = _n("{names} and {count} more household", "{names} and {count} more households", more)
    return shown if more <= 0 else words.format(names=shown, count=more)


def _left_out(parts: Sequence[GiftPart]) -> str:
    """The households that are left out, a line for each reason, the most frequent first."""
    left = [(part._replace(member=None), part.why_not) for part in parts if part.why_not]
    if not left:
        return ""
    return "\n".join([_("Left out ({count}):").format(count=len(left)), *_by_reason(left)])


def _by_reason(parts: Iterable[tuple[GiftPart, str]]) -> list[str]:
    """A line for each reason with its households, the most frequent first."""
    reasons: dict[str, list[GiftPart]] = defaultdict(list)
    for part, why in parts:
        reasons[why].append(part)
    words = _("{reason} ({count}): {names}")
    return [
        words.format(reason=why, count=len(some), names=_names(some))
        for why, some in sorted(reasons.items(), key=lambda each: -len(each[1]))
    ]


def _failed(finding: Finding) -> list[str]:
    return [part.title() for part in finding.blockers() if part.outcome is not Outcome.UNKNOWN]


def _unknown(finding: Finding) -> str:
    """The missing facts in few words; empty if there are none."""
    titles = [part.title() for part in finding.blockers() if part.outcome is Outcome.UNKNOWN]
    return _("not known: {titles}").format(titles=_(", ").join(titles)) if titles else ""


def _unmet_words(finding: Finding) -> str:
    """The unmet criteria in few words, without the household's own figures: many share them."""
    failed = _("not met: {titles}").format(titles=_(", ").join(_failed(finding)))
    return _("; ").join(filter(None, (failed, _unknown(finding))))
