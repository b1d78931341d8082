"""A village's application: however its figures came in, it ends in this one command."""

import re
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from sqlalchemy import select

from county_desk.facts import VILLAGE_FACTS
from county_desk.fields import Choice, Record, Text
from county_desk.models.case import Case
from county_desk.models.place import Place
from county_desk.models.user import Permission
from county_desk.models.village import Source, VillageRecord, VillageStanding, VillageYear
from county_desk.rules.amounts import parsed
from county_desk.rules.bilingual import spoken, titles_of
from county_desk.rules.criteria import stated
from county_desk.rules.procedures import Procedure
from county_desk.rules.register_outcomes import EXITED, VILLAGE
from county_desk.rules.village_rules import VillageExitFacts, poor_left
from county_desk.tables.history.act_words import ActWords
from county_desk.tables.procedure_words import CaseKind
from county_desk.tables.registered import registered_left
from county_desk.tables.rule_facts import figures_from_records, known_values
from county_desk.text import N_, _
from county_desk.workflow.cases.common import open_case, open_case_of, procedure_of
from county_desk.workflow.cases.effect import StandingEffect
from county_desk.workflow.cases.effects import effect_of
from county_desk.workflow.cases.exit_effect import exit_effect
from county_desk.workflow.cases.filing import subject_trouble
from county_desk.workflow.cases.receiving import YEAR, received_trouble
from county_desk.workflow.command import Ask, Change, Work, plain
from county_desk.workflow.declared import asked
from county_desk.workflow.fact_asks import FactCommand
from county_desk.workflow.gate.law import ONE_PERSON

_OTHERS = tuple(fact for key, fact in VILLAGE_FACTS.items() if key not in ("persons", "poor_persons"))
_HINT = re.compile(r"\s*[（(][^（(]*[）)]$")  # the answer that the form names behind a title
REGISTRATION, EXIT = "village_registration", "village_exit"  # opened by forms of their own


class FileVillage(FactCommand, facts=_OTHERS, before="indicators"):
    """File a village's application with its figures, and keep those of the household records beside them."""

    permission: ClassVar = Permission.FILE
    act: ClassVar = ActWords(N_("New village application"), N_("Entered a village’s application"), "case")
    synonyms: ClassVar = N_("village poor")
    law: ClassVar = ONE_PERSON

    village: Annotated[int, Ask(Record(), N_("Village"), of="villages")]
    kind: Annotated[str, Ask(CaseKind(subject=VILLAGE), N_("For"))]
    received_on: Annotated[date, asked(Case.received_on)]
    year: Annotated[int | None, YEAR] = None
    persons: Annotated[int, asked(VillageYear.persons)]
    poor_persons: Annotated[int | None, asked(VillageYear.poor_persons, N_("Blank: as the records say"))] = (
        None
    )
    indicators: Annotated[
        str, Ask(Text(width=40, lines=7), N_("Indicators"), N_("A line for each, as title=value"))
    ] = ""
    remark: Annotated[str, Ask(Text(lines=3, width=40), N_("Situation of the village"))] = ""
    source: Annotated[Source, Ask(Choice(terms=Source), N_("Figures from"))] = Source.FORM

    if TYPE_CHECKING:

        def __init__(
            self, *, village: int, kind: str, received_on: date, persons: int, **others: object
        ) -> None: ...

    def problems(self, work: Work) -> Mapping[str, str]:
        if found := open_case_of(work.session, village=self.village):
            return {"": _("Case {number} of this village is under way").format(number=found.id)}
        if trouble := subject_trouble(work, self.kind, VILLAGE):
            return {"kind": trouble}
        if wrong := received_trouble(work, self.kind, self.received_on, self.year):
            return wrong
        if wrong := self._counts(self.figures(work)):
            return wrong
        if trouble := self._standing(work):
            return {"kind": trouble}
        if isinstance(read := read_indicators(work, self.indicators, self.received_on), str):
            return {"indicators": read}
        return {}

    def _procedure(self, work: Work) -> Procedure:
        return work.policy.procedure(self.kind, self.received_on)

    def _year(self, work: Work) -> int:
        return self._procedure(work).year_of(self.received_on)

    def _counts(self, figures: Mapping[str, Any]) -> Mapping[str, str]:
        persons, poor = self.persons, figures["poor_persons"]
        households, poor_households = figures["households"], figures["poor_households"]
        if poor is None:
            return {"poor_persons": _("This must be filled in")}
        if poor > persons:
            message = _("{poor} poor persons cannot live among {persons}")
            return {"poor_persons": message.format(poor=poor, persons=persons)}
        if households is not None and (poor_households or 0) > households:
            message = _("{poor} poor households cannot be among {households}")
            return {"poor_households": message.format(poor=poor_households, households=households)}
        if households is not None and households > persons:
            return {"households": _("There cannot be more households than persons")}
        return {}

    def _standing(self, work: Work) -> str:
        record = work.session.scalar(select(VillageRecord).where(VillageRecord.village_id == self.village))
        standing = record.standing if record else VillageStanding.ORDINARY
        effect = effect_of(self._procedure(work))
        if isinstance(effect, StandingEffect) and standing is effect.starts_at:
            return ""
        return _("The village is {standing}; it cannot apply for this").format(standing=_(standing.label))

    def effect(self, work: Work) -> str:
        """The criteria that stand against an exit, by the figures of this very application."""
        procedure = self._procedure(work)
        if procedure.outcome != EXITED:
            return ""
        indicators = read_indicators(work, self.indicators, self.received_on)
        assert not isinstance(indicators, str), "problems() let them pass"
        poor, doubt = poor_left(
            self.figures(work)["poor_persons"], registered_left(work.session, self.village), None
        )
        facts = VillageExitFacts(poor, self.persons, None, known_values(indicators), doubt)
        name = work.session.get_one(Place, self.village).name
        return exit_effect(work, procedure.rule, name, facts, procedure.year_of(self.received_on))

    def run(self, work: Work) -> Change:
        place = work.session.get_one(Place, self.village)
        declared = self.figures(work)
        declared["indicators"] = read_indicators(work, self.indicators, self.received_on) or None
        declared["remark"] = self.remark
        self._replace(work)
        self._keep(work, self.source, declared)
        if self.source is not Source.RECORDS:
            counted = figures_from_records(work.session, self.village, self._year(work))
            self._keep(work, Source.RECORDS, {key: counted.get(key) for key in VILLAGE_FACTS})
        case = open_case(
            work,
            self.kind,
            received_on=self.received_on,
            village=place,
            persons=declared["poor_persons"],
        )
        work.session.flush()
        title = procedure_of(work, case).title
        summary = _("{kind}, {name}: case {number} opened").format(
            kind=title, name=place.name, number=case.id
        )
        return Change(summary, id=case.id)

    def figures(self, work: Work) -> dict[str, Any]:
        """The figures as filed; those taken from the records fill the blanks."""
        given = {key: getattr(self, key) for key in VILLAGE_FACTS}
        if self.source is not Source.RECORDS:
            return given
        counted = figures_from_records(work.session, self.village, self._year(work))
        return {name: counted.get(name) if value is None else value for name, value in given.items()}

    def _replace(self, work: Work) -> None:
        """Withdraw the figures of an earlier application of the year that came another way."""
        earlier = select(VillageYear).where(
            VillageYear.village_id == self.village,
            VillageYear.year == self._year(work),
            VillageYear.source.not_in((self.source, Source.TABLE, Source.RECORDS)),
            VillageYear.withdrawn_on.is_(None),
        )
        for row in work.session.scalars(earlier):
            row.withdrawn_on = work.today

    def _keep(self, work: Work, source: Source, figures: Mapping[str, Any]) -> None:
        wanted = select(VillageYear).where(
            VillageYear.village_id == self.village,
            VillageYear.year == self._year(work),
            VillageYear.source == source,
        )
        row = work.session.scalar(wanted)
        if row is None:
            row = VillageYear(village_id=self.village, year=self._year(work), source=source)
            work.session.add(row)
        row.withdrawn_on = None
        for name, value in figures.items():
            setattr(row, name, value)


def read_indicators(work: Work, text: str, day: date) -> dict[str, Any] | str:
    """Exit indicators as typed, by key; a sentence when one is not of the province's set or kind."""
    if not text.strip():
        return {}
    known = stated(work.terms(day).criteria("village_exit"))
    titles = {word: key for key, each in known.items() for word in titles_of(each.title)}
    found: dict[str, Any] = {}
    for part in filter(str.strip, re.split(r"[,，\n]", text)):
        key, equals, value = (piece.strip() for piece in part.replace("＝", "=").partition("="))
        key = titles.get(key) or titles.get(_HINT.sub("", key), key)
        if equals and not value:
            continue  # a line of the form that was not filled in
        if not equals:
            return _("“{part}” is not of the form title=value").format(part=part.strip())
        if key not in known:
            return _("There is no indicator {key}; there are: {keys}").format(
                key=key, keys=_(", ").join(spoken(each.title) for each in known.values())
            )
        try:
            found[key] = plain(parsed(value, known[key].kind))
        except ValueError:
            title = spoken(known[key].title)
            return _("“{raw}” is not a value of “{title}”").format(raw=value, title=title)
    return found
