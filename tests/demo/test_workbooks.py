"""The villages' workbooks: what was planted in them is found, and nothing else stands in the way."""

from collections import Counter

import pytest

from county_desk.demo.places import villages
from county_desk.demo.workbooks import first_deliveries, planted, second_deliveries, write_workbooks
from county_desk.intake.delivery import FileVerdict, KnownPlace, ReadingTerms, Verdict
from county_desk.intake.reading.report import read_delivery

PLACES = [KnownPlace(number, each.town, each.name, each.short) for number, each in enumerate(villages(), 1)]
FIRST = {sent.village: sent for sent in first_deliveries()}


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """Every first workbook as read, by village."""
    folder = tmp_path_factory.mktemp("workbooks")
    return {
        village: read_delivery(sent.write(folder), ReadingTerms(PLACES, 2016))
        for village, sent in FIRST.items()
    }


def test_every_workbook_finds_its_village(read):
    assert [PLACES[found.place_id - 1].name for found in read.values()] == [each.name for each in read]
    assert [found.place_id for found in read.values()] == list(range(1, 25))


def test_there_are_four_layouts_and_a_text_table():
    roles = Counter(
        (tuple(sheet.role for sheet in sent.book.sheets), sent.book.sheets[-3].merged)
        for sent in FIRST.values()
        if sent.book.name.endswith(".xlsx")
    )
    assert len(roles) == 3
    assert len({len(sent.book.sheets[0].headings) for sent in FIRST.values()}) == 4
    assert [sent.book.name for sent in FIRST.values() if sent.book.name.endswith(".csv")] == [
        "田坝贫困户花名册.csv"
    ]


@pytest.mark.parametrize("wanted", [each for found in planted().values() for each in found], ids=str)
def test_a_planted_mistake_is_found_in_its_row(read, wanted):
    (found,) = [delivery for village, delivery in read.items() if FIRST[village].book.name == wanted.file]
    (line,) = [line for line in found.lines if (line.sheet, line.row) == (wanted.sheet, wanted.row)]
    assert wanted.kind in line.kinds


def test_at_least_twelve_kinds_of_mistakes_are_planted():
    assert len({each.kind for found in planted().values() for each in found}) >= 12


def test_a_workbook_without_mistakes_goes_in_whole(read):
    clean = [found for village, found in read.items() if FIRST[village].book.name not in planted()]
    assert {found.verdict for found in clean} == {FileVerdict.ACCEPT}
    assert all(not found.counts[Verdict.ASK] and not found.counts[Verdict.REJECT] for found in clean)
    wrong = [found for village, found in read.items() if FIRST[village].book.name in planted()]
    assert {found.verdict for found in wrong} == {FileVerdict.PARTIAL}


def test_a_corrected_workbook_goes_in_whole_with_one_household_more(tmp_path, read):
    for sent in second_deliveries():
        found = read_delivery(sent.write(tmp_path), ReadingTerms(PLACES, 2016))
        assert found.verdict is FileVerdict.ACCEPT
        assert len(found.households) == len(read[sent.village].households) + 1


def test_the_same_workbooks_come_out_every_time(tmp_path):
    once, again = write_workbooks(tmp_path / "once"), write_workbooks(tmp_path / "again")
    assert len(once) == 24 + 3
    assert [path.read_bytes() for path in once] == [path.read_bytes() for path in again]


def test_the_text_table_is_written_in_gbk(tmp_path):
    (sent,) = [sent for sent in FIRST.values() if sent.book.name.endswith(".csv")]
    raw = sent.write(tmp_path).read_bytes()
    assert raw.decode("gbk").startswith("序号,行政村名称,组别,姓  名,")
    with pytest.raises(UnicodeDecodeError):
        raw.decode("utf8")
