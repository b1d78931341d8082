"""A roster, what was read of it, and the workbook that goes back."""

import openpyxl
import pytest

from county_desk.intake.delivery import ReadingTerms
from county_desk.intake.marking.annotate import annotate
from county_desk.intake.reading.report import read_delivery
from tests.intake.annotated import DAY, PLACES, roster


@pytest.fixture
def source(tmp_path):
    return roster(tmp_path / "柳湾村花名册.xlsx")


@pytest.fixture
def delivery(source):
    return read_delivery(source, ReadingTerms(PLACES, 2016))


@pytest.fixture
def back(tmp_path, source, delivery):
    """The workbook that goes back."""
    annotate(source, delivery, tmp_path / "back.xlsx", day=DAY)
    return openpyxl.load_workbook(tmp_path / "back.xlsx")
