"""A file that says nothing new makes no batch, whatever else there is to ask about its people."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from county_desk.intake.delivery import Level, Problem, Verdict
from county_desk.intake.reading.households.verdicts import judged
from county_desk.intake.taking_in.take_in import TakeIn
from county_desk.models.batch import Batch
from tests.build import a_household, refusal
from tests.intake.register.taking import DAY, looked_at, take_in
from tests.workflow.deliveries import SHEET, a_delivery, a_family, a_person

NUMBER, AGREED = "9901010001", ("duplicate_person",)
SON = a_person("张浩然", 3, "之子", "19900101")


@pytest.fixture
def deliver(office, deliver):
    """A file of 柳湾村 with somebody who is on record in 大河村 as well."""
    a_household(office)

    def made(*people, **about):
        return deliver(a_family(NUMBER, *people, **about))

    return made


def verdicts(office, delivery, *kinds):
    """What becomes of the rows."""
    found = looked_at(office, delivery, kinds=kinds)
    return [line.verdict for line in found.lines]


def batches(office):
    """How many files went in."""
    return office.read(lambda session: session.scalar(select(func.count()).select_from(Batch)))


def test_the_same_file_asks_no_more_about_whom_it_brought(office, deliver):
    file = deliver()
    assert verdicts(office, file) == [Verdict.ASK]
    take_in(office, file, kinds=AGREED)
    assert verdicts(office, file) == verdicts(office, file, *AGREED) == [Verdict.UNCHANGED]
    refusal(office.at(DAY), TakeIn(delivery=file, kinds=AGREED))
    assert batches(office) == 1


def test_a_question_that_the_reader_asks_does_not_make_it_new_again(office, tmp_path):
    file = a_delivery(tmp_path, office.place("柳湾村"), a_family(NUMBER))
    doubt = Problem(SHEET, "J3", "income_missing", "人均纯收入 is blank.", Level.ASK)
    file = judged(file, [replace(line, problems=(doubt,)) for line in file.lines])
    assert verdicts(office, file) == [Verdict.ASK]
    office.at(DAY).do(TakeIn(delivery=file, kinds=("income_missing",)))
    assert verdicts(office, file, "income_missing") == [Verdict.UNCHANGED]


def test_another_file_with_nothing_new_makes_no_batch_when_its_question_is_agreed_to(office, deliver):
    take_in(office, deliver(), kinds=AGREED)
    again = deliver()
    assert verdicts(office, again, *AGREED) == [Verdict.UNCHANGED]
    refused = refusal(office.at(DAY), TakeIn(delivery=again, kinds=AGREED))
    assert refused == {"": "Nothing in this file is new."}
    assert batches(office) == 1


def test_a_row_that_was_asked_about_is_told_as_going_in_with_the_news_of_its_household(office, deliver):
    take_in(office, deliver(), kinds=AGREED)
    assert verdicts(office, deliver(a_person(), SON), *AGREED) == [Verdict.WARN, Verdict.ACCEPT]
