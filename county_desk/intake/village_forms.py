"""From a village's filled workbook to the command that its form would build."""

from datetime import date

from county_desk.intake.forms.village_fields import FormField, VillageForm, indicator
from county_desk.models.village import Source
from county_desk.rules.amounts import FLAG, SHARE, unit_words
from county_desk.rules.criteria import Criterion, stated
from county_desk.rules.policy import Policy
from county_desk.rules.words import spoken
from county_desk.workflow.cases.village_filing import EXIT, REGISTRATION, FileVillage


def command_of(form: VillageForm, received_on: date, kind: str = "") -> FileVillage:
    """Return the application of a form without errors, received on the earlier of its two days.

    These are the day that is written on the form and the day on which it came in.
    """
    received_on = min(form.filed_on or received_on, received_on)
    kind = kind or form.kind or REGISTRATION
    return FileVillage(**form.asked(), kind=kind, received_on=received_on, source=Source.WORKBOOK)


def indicators_asked(policy: Policy, day: date) -> tuple[FormField, ...]:
    """The questions about the exit indicators that a village states itself, as in force on a day."""
    known = stated(policy.terms(day).criteria(EXIT))
    return tuple(
        indicator(key, spoken(each.title), flag=each.kind == FLAG, unit=_unit(each))
        for key, each in known.items()
    )


def _unit(criterion: Criterion) -> str:
    return "%" if criterion.kind == SHARE else unit_words(criterion.unit)
