"""Lists whose rows become acts, taken in as one batch."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from county_desk.intake.taking_in.take_in_rows import TakeInRows
from county_desk.intake.taking_in.undo_batch import UndoBatch
from county_desk.models.batch import Batch
from county_desk.workflow.audit import verify
from county_desk.workflow.registry import RecordYear
from tests.build import case_of, refusal, two_households
from tests.workflow.test_pasting import events, incomes

TODAY = date(2016, 10, 8)


@pytest.fixture
def pair(office):
    """Two households of one village."""
    return tuple(case_of(office, case).household_id for case in two_households(office))


@pytest.fixture
def path(tmp_path):
    """The file of a list; what stands in it is not read again."""
    file = tmp_path / "收入.xlsx"
    file.write_bytes(b"PK\x03\x04list")
    return file


@pytest.fixture
def taking(pair, path):
    """The act that takes in a list with an income for each household."""
    acts = tuple(
        RecordYear(household=number, year=2015, net_income=Decimal(amount), reason="更正")
        for number, amount in zip(pair, (9000, 7500), strict=True)
    )
    return TakeInRows(acts=acts, file=str(path), name=path.name, year=2015, counts={"accept": 2}, report={})


def batch(office, number):
    """The file name of a batch, the number of its acts, and when it was undone."""
    found = office.read(lambda session: session.get_one(Batch, number))
    return found.file_name, found.report["acts"], found.undone_on


def test_a_list_is_one_batch_and_one_act(office, taking, pair):
    before = events(office)
    change = office.at(TODAY).do(taking)
    assert incomes(office) == {pair[0]: Decimal(9000), pair[1]: Decimal(7500)}
    assert batch(office, change.id) == ("收入.xlsx", 2, None)
    assert change.summary == "收入.xlsx taken in. Record facts of a year: 2 rows"
    assert events(office) == before + 1
    assert office.read(verify).ok


@pytest.mark.parametrize("by", ["batch", "undo"])
def test_taking_back_a_list_undoes_its_batch(office, taking, by):
    change = office.at(TODAY).do(taking)
    office.at(TODAY).do(UndoBatch(batch=change.id) if by == "batch" else change.undo)
    assert incomes(office) == {}
    assert batch(office, change.id)[2] == TODAY
    assert "undone" in refusal(office.at(TODAY), UndoBatch(batch=change.id))["batch"]
    assert office.read(verify).ok


def test_a_later_act_on_a_row_keeps_the_batch(office, taking, pair):
    change = office.at(TODAY).do(taking)
    later = RecordYear(household=pair[0], year=2015, net_income=Decimal(8000), reason="核对")
    office.at(TODAY).do(later)
    assert "Something was done since" in refusal(office.at(TODAY), UndoBatch(batch=change.id))[""]
    assert incomes(office)[pair[0]] == Decimal(8000)


def test_one_refused_row_keeps_the_whole_list_out(office, taking, pair):
    wrong = replace(taking.acts[0], year=2099)
    said = refusal(office.at(TODAY), replace(taking, acts=(taking.acts[1], wrong)))
    assert [field.split(" ")[0] for field in said] == ["1"]
    assert incomes(office) == {}


def test_a_list_whose_file_is_gone_is_refused_in_words(office, taking, path):
    path.unlink()
    assert "There is no file" in refusal(office.at(TODAY), taking)["file"]
