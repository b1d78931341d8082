"""The ways in which a value is written, by tables of cases: what is stored, and what is said about it."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from county_desk.intake.reading.columns.title_remarks import remarks_on
from county_desk.intake.reading.rows.plan import READERS, reader_of
from county_desk.intake.reading.values.dates import Span
from county_desk.intake.vocabulary import Title
from county_desk.sheets.formats.book import text_of
from tests.intake.field_promises import LATEST

CASES = Path(__file__).parents[1] / "cases"


def _cases():
    """Every case of every table, with what its table says for all of them."""
    for path in sorted(CASES.glob("*.toml")):
        table = tomllib.loads(path.read_text("utf8"))
        for case in table["case"]:
            whole = {**{key: table[key] for key in ("kind", "title") if key in table}, **case}
            yield pytest.param(whole, table.get("latest", LATEST), id=f"{whole['kind']}: {whole['what']}")


CASE_LIST = list(_cases())


def read(case, latest):
    """What the reader of the case's kind says of its cell."""
    kind = case["kind"]
    since = case.get("since", 1900)
    title = Title(case["title"], kind, "household", unit=case.get("unit_of", ""), since=since)
    unit = remarks_on((f"列({case['unit']})",), title).unit if "unit" in case else None
    return reader_of(title, unit, latest)(case["cell"], title.title)


@pytest.mark.parametrize(("case", "latest"), CASE_LIST)
def test_a_value_is_read_as_its_case_says(case, latest):
    found = read(case, latest)
    assert found.plain == case.get("stored")
    assert [f"{note.kind} {note.level.value}" for note in found.notes] == case.get("says", [])
    assert (found.value is None) == (found.plain is None)


@pytest.mark.parametrize(("case", "latest"), CASE_LIST)
def test_what_was_stored_is_read_again_as_itself(case, latest):
    first = read({**case}, latest)
    if first.plain is None or any(note.level.value != "warn" for note in first.notes):
        return
    again = read({key: value for key, value in case.items() if key != "unit"} | {"cell": first.plain}, latest)
    if case["kind"] != "percent":
        assert again.plain == first.plain
        assert [note for note in again.notes if note.kind == "normalized"] == []


def test_a_note_names_what_stands_in_the_cell():
    for parameter in CASE_LIST:
        case, latest = parameter.values
        for note in read(case, latest).notes:
            assert note.message
            assert "{" not in note.message


def test_every_kind_of_value_has_cases():
    told = {parameter.values[0]["kind"] for parameter in CASE_LIST}
    assert READERS.keys() - told <= {"serial", "group"}


def test_an_old_number_is_asked_about_with_its_longer_form():
    found = READERS["id"]("990101650312001", "身份证号")
    assert "990101196503120011" in found.notes[0].message


def test_a_code_of_a_people_is_asked_about_in_both_orders():
    message = READERS["word"]("02", "民族").notes[0].message
    assert "蒙古族" in message
    assert "满族" in message


def test_the_latest_day_is_that_of_the_terms():
    assert (
        READERS["date"]("2016-11-30", "", span=Span(last=date(2016, 11, 29))).notes[0].kind == "date_future"
    )
    assert text_of(3.0) == "3"


def test_a_unit_that_is_not_the_columns_is_named_with_that_of_the_column():
    area = Title("耕地面积", "measure", "living", unit="亩")
    message = reader_of(area, None, LATEST)("200平方米", area.title).notes[0].message
    assert "平方米, which" in message
    assert "亩" in message
