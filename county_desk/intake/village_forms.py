"""From a village's filled workbook to the command that its form would build."""

from datetime import date

from county_desk.intake.forms.village_fields import VillageForm
from county_desk.models.village import Source
from county_desk.workflow.village_filing import REGISTRATION, FileVillage


def command_of(form: VillageForm, received_on: date, kind: str = REGISTRATION) -> FileVillage:
    """The application of a form without errors. The day written on it wins over the day it came in."""
    assert form.persons is not None
    return FileVillage(
        village=form.village,
        kind=kind,
        year=form.year,
        received_on=min(form.filed_on or received_on, received_on),
        persons=form.persons,
        poor_persons=form.poor_persons,
        income_per_head=form.income_per_head,
        collective_income=form.collective_income,
        natural_villages=form.natural_villages,
        households=form.households,
        poor_households=form.poor_households,
        remark=form.remark,
        source=Source.WORKBOOK,
    )
