"""Taking in a delivery at the county's desk, and what is said of it there."""

from datetime import date

from county_desk.intake.comparing.compare import compared
from county_desk.intake.comparing.comparison import Answers
from county_desk.intake.taking_in.take_in import TakeIn
from tests.build import CLERK
from tests.second_person import enter

DAY, NEXT_DAY = date(2016, 11, 24), date(2016, 11, 25)


def take_in(office, delivery, by=CLERK, day=DAY, **answers):
    """Take in a delivery, with what a person answered about it."""
    return office.at(day, by).do(TakeIn(delivery=delivery, **answers))


def whole_files_only(office, day=DAY, value="true"):
    """The county decides that files go in whole or not at all, or otherwise."""
    told = {"name": "import_all_or_none", "value": value, "reference": "县扶贫办通知"}
    enter(office, day, since=day, **told)


def looked_at(office, delivery, **answers):
    """The delivery as it would go in after these answers."""
    return held_against(office, delivery, **answers).delivery


def held_against(office, delivery, **answers):
    """The delivery compared with the register, with its conflicts."""
    told = Answers(**answers)
    return office.read(lambda session: compared(session, delivery, office.policy, told, today=DAY))
