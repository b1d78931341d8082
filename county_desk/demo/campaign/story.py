"""The chapter of the campaign: the county in 2016, filled from workbooks, and a year of work done."""

from datetime import date
from uuid import UUID

from county_desk.demo.arriving import arrive, come_to_the_counter
from county_desk.demo.chapter import Chapter
from county_desk.demo.office import Office, Thread
from county_desk.demo.places import ADMINISTRATOR
from county_desk.demo.row_threads import row_threads
from county_desk.demo.script import script
from county_desk.paths import resources
from county_desk.workflow.policy.county_files import ImportPolicyFile

FOUNDED, TODAY = date(2016, 1, 4), date(2016, 12, 1)
AFTER_YEAR = date(2017, 1, 5)  # when the returns of the year are frozen
_PROCEDURE, _IMPORTED = "project-2016.toml", date(2016, 3, 21)


def _threads(office: Office) -> tuple[Thread, ...]:
    """Everything that happened, in no order: each part knows its days."""
    rows = row_threads(office, script("campaign"))
    return (arrive(office), come_to_the_counter(office), *rows, _import_procedure(office))


def _import_procedure(office: Office) -> Thread:
    """Import the county's own procedure for projects, because the nation had none in that year."""
    yield _IMPORTED
    text = (resources() / "demo" / _PROCEDURE).read_text("utf8")
    imported = ImportPolicyFile(
        file_name=_PROCEDURE,
        reference="青政办发〔2016〕11号（虚构）",
        dated_back="办法自年初试行，文件3月印发",
        text=text,
    )
    office.do(ADMINISTRATOR, imported)


CAMPAIGN = Chapter("demo.cdesk", UUID("99010120-1612-4000-8000-000000000001"), FOUNDED, TODAY, _threads)
