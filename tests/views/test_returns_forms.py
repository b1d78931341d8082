"""A village's application among the files that are brought."""

from datetime import date

import openpyxl
from sqlalchemy import select

from county_desk.models.case import Case
from county_desk.models.village import Source, VillageYear
from county_desk.views.importing.import_files import FileState
from tests.intake.forms import ROWS
from tests.views.importing import banners, blank_of, current


def test_a_village_application_shows_its_figures_beside_the_records_and_is_filed(page, office, tmp_path):
    number = office.place("柳湾村")
    path = blank_of(page, number, tmp_path)
    book = openpyxl.load_workbook(path)
    answers = {
        "households": 305,
        "persons": 1046,
        "poor_households": 112,
        "poor_persons": 372,
        "income_per_head": 3120,
        "has_collective_income": "是",
        "collective_income": 1.25,
        "filed_on": date(2016, 11, 8),
    }
    for key, answer in answers.items():
        book.worksheets[0].cell(ROWS[key], 2).value = answer
    book.save(path)
    page.open_files([path])
    assert (current(page).state, current(page).village) == (FileState.FORM, "柳湾村")
    form = page.imports.view.form
    listed = {
        form.table.item(place, 0).text(): [form.table.item(place, column).text() for column in (1, 2, 3)]
        for place in range(form.table.rowCount())
    }
    assert listed["Poor persons"] == ["372", "0", "■ differs"]
    assert listed["Collective income (yuan)"] == ["12,500.00", "not held", ""]
    form.panel.do_button.click()
    assert current(page).state is FileState.FILED
    case = office.read(lambda session: session.scalars(select(Case)).one())
    assert (case.kind, case.id, case.received_on) == (
        "village_registration",
        current(page).case,
        date(2016, 11, 8),
    )
    sources = office.read(lambda session: set(session.scalars(select(VillageYear.source))))
    assert sources == {Source.WORKBOOK, Source.RECORDS}
    assert f"Filed as case {case.id}." in banners(page)


def test_an_exit_comes_with_its_indicators_by_title(page, office, tmp_path):
    path = blank_of(page, office.place("柳湾村"), tmp_path, kind="village_exit")
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    titles = {str(sheet.cell(row, 1).value): row for row in range(1, sheet.max_row + 1)}
    answers = {"persons": 1046, "households": 305, "poor_households": 1, "poor_persons": 3}
    for key, answer in answers.items():
        sheet.cell(ROWS[key], 2).value = answer
    sheet.cell(titles["Indicator: Hardened road to the village"], 2).value = "是"
    book.save(path)
    page.open_files([path])
    panel = page.imports.view.form.panel
    assert panel.form.editors["indicators"].value() == "Hardened road to the village=Yes"
    assert panel.form.command().kind == "village_exit"
