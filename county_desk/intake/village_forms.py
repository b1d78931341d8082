"""From a village's filled workbook to the command that its form would build."""

from datetime import date

from county_desk.intake.forms.village_fields import VillageForm
from county_desk.models.village import Source
from county_desk.workflow.village_filing import REGISTRATION, FileVillage


def command_of(form: VillageForm, received_on: date, kind: str = REGISTRATION) -> FileVillage:
    """Return the application of a form without errors, received on the earlier of its two days.

    These are the day that is written on the form and the day on which it came in.
    """
    received_on = min(form.filed_on or received_on, received_on)
    return FileVillage(**form.asked(), kind=kind, received_on=received_on, source=Source.WORKBOOK)
