"""Comments on cells as they stand in the files of other programs: their words, and who said them."""

import struct

from county_desk.sheets.formats.comment_reader import comments_in
from tests.sheets.biff import label, record, text8, xls


def boxed(number, pieces, cell, author):
    """The records of a comment in an old workbook: its box, its words in several records, and its cell."""
    count = sum(len(piece) for piece in pieces)
    made = record(0x5D, struct.pack("<4H", 0x15, 0x12, 0x19, number) + bytes(14))
    made += record(0x1B6, struct.pack("<5HH", 0x212, 0, 0, 0, 0, count) + bytes(6))
    made += b"".join(record(0x3C, text8(piece)[2:]) for piece in pieces)
    return made + record(0x3C, bytes(16)) + record(0x1C, struct.pack("<4H", *cell, 0, number) + text8(author))


def test_a_remark_of_an_old_workbook_is_read_over_all_the_records_that_it_fills():
    cells = label(0, 0, "姓名") + boxed(1, ("Li: ", "户主在外\r\n", "ok"), (0, 0), "李有田")
    cells += boxed(2, ("已核对",), (3, 1), "Li")
    found = comments_in(xls({"花名册": cells}))["花名册"]
    comments = {at: (each.words, each.author) for at, each in found.items()}
    assert comments == {(1, 1): ("Li: 户主在外\nok", "李有田"), (4, 2): ("已核对", "Li")}
    assert comments_in(b"PK") == {}
