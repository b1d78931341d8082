"""What is kept of a file has one budget in every format, and the reading child stays within its own."""

import sys

import pytest

from county_desk.intake.reader import Reader
from county_desk.intake.reading.report import read_delivery
from county_desk.sheets.formats import memory_budget
from county_desk.sheets.formats.book import Unreadable
from county_desk.sheets.formats.memory_budget import NOTE, LetterCount, Memory, MemoryBudget
from county_desk.sheets.formats.opening import open_book
from tests.benchmarks.measure import peak
from tests.intake.corpus.hoards import FILES, WORST
from tests.intake.corpus.people import TERMS
from tests.intake.corpus.xlsx import Sheet, Workbook
from tests.sheets.biff import label, xls

MOST = 300  # megabytes of the child for any hostile file
ROWS = [[f"{row}-{column}" for column in range(9)] for row in range(40)]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the most that a process has had")
@pytest.mark.parametrize("name", WORST)
def test_the_child_stays_small_whatever_a_file_holds(name, tmp_path):
    path = tmp_path / name
    path.write_bytes(FILES[name]())
    with Reader() as reader:
        assert not reader.read(path, TERMS).read
        assert peak(reader.pid) < MOST


def small(kind):
    """The same table in a format."""
    if kind == "csv":
        return "\n".join(map(",".join, ROWS)).encode()
    if kind == "xls":
        cells = (
            label(row, column, text) for row, line in enumerate(ROWS) for column, text in enumerate(line)
        )
        return xls({"表": b"".join(cells)})
    return Workbook([Sheet(ROWS)]).packed()


@pytest.mark.parametrize("kind", ["xlsx", "xls", "csv"])
def test_every_format_goes_by_the_same_budget(kind, monkeypatch):
    raw = small(kind)
    assert open_book(f"a.{kind}", raw).grids[0].rows == ROWS
    monkeypatch.setattr(memory_budget, "SPACE", 2 * len(raw) + 15_000)
    with pytest.raises(Unreadable, match="divide its table") as refused:
        open_book(f"a.{kind}", raw)
    assert refused.value.kind == "zip_too_big"


def test_what_is_said_of_cells_goes_by_it_too_and_is_told_otherwise(monkeypatch, tmp_path):
    path = tmp_path / "大河村花名册.csv"
    lines = ["序号,姓名,与户主关系,身份证号,户编号", *(f"{n},甲{n},坏{n},坏{n},坏{n}" for n in range(40))]
    path.write_text("\n".join(lines), encoding="utf8")
    assert read_delivery(path, TERMS).counts["reject_row"] == 40
    monkeypatch.setattr(memory_budget, "SPACE", 40 * NOTE)
    refused = read_delivery(path, TERMS)
    assert not refused.read
    assert [(problem.kind, problem.message[:28]) for problem in refused.problems] == [
        ("zip_too_big", "More is wrong in the file th")
    ]


def test_texts_count_as_wide_as_python_keeps_them(monkeypatch):
    monkeypatch.setattr(memory_budget, "SPACE", 2000)
    MemoryBudget().texts(["a" * 1000])
    with pytest.raises(Unreadable):
        MemoryBudget().texts(["a" * 1000 + "😀"])


def test_a_text_that_comes_again_is_kept_and_counted_once(monkeypatch):
    monkeypatch.setattr(memory_budget, "SPACE", 2000)
    kept = MemoryBudget()
    first = kept.text("a" * 1000)
    assert all(kept.text("".join(["a"] * 1000)) is first for _time in range(9))
    with pytest.raises(Unreadable):
        kept.text("b" * 1000)


def test_what_is_only_remembered_is_forgotten_when_it_gets_too_much(monkeypatch):
    monkeypatch.setattr(memory_budget, "_MEMORY", 10_000)
    memory = Memory[str, int]()
    for number in range(1000):
        assert memory.put(f"{number:0100}", number) == number
        assert memory[f"{number:0100}"] == number
        assert len(memory) < 100


def test_the_letters_of_a_cell_are_counted_cell_by_cell():
    letters = LetterCount()
    letters.count(memory_budget.LONGEST_TEXT)
    letters.begin()
    letters.count(memory_budget.LONGEST_TEXT)
    with pytest.raises(Unreadable):
        letters.count(1)


def test_control_characters_are_found_in_any_piece_of_a_text(monkeypatch):
    monkeypatch.setattr("county_desk.sheets.formats.csv_encoding._PIECE", 7)
    good = "序号,姓名\n1,张大有\n2,李秀英\n"
    for encoding in ("utf-8", "gb18030", "utf-16"):
        rows = open_book("a.csv", (good + "\x1a" * 9).encode(encoding)).grids[0].rows
        assert [row for row in rows if any(row)] == [["序号", "姓名"], ["1", "张大有"], ["2", "李秀英"]]
        for spoilt in (good + "3,\x02王\n", good + "\x1a" * 9 + "3,王\n"):
            with pytest.raises(Unreadable, match="line 4"):
                open_book("a.csv", spoilt.encode(encoding))
    broken = good.encode() + b"3,\xe5\xe5\n"
    with pytest.raises(Unreadable, match="line 4"):
        open_book("a.csv", "\ufeff".encode() + broken)
