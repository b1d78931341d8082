"""The cells of a text that a spreadsheet put onto the clipboard."""

import pytest

from county_desk.intake.pasting.block import cells_of


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", []),
        ("\r\n", []),
        ("a\tb\r\n", [["a", "b"]]),
        ("a\tb\n1\t2\n\t\n", [["a", "b"], ["1", "2"]]),
        ("a\t\t\n1\t2\t\n", [["a", ""], ["1", "2"]]),
        (
            '户主\t备注\n李秀英\t"住东头\n说是 ""新房"""\n',
            [["户主", "备注"], ["李秀英", '住东头\n说是 "新房"']],
        ),
        ('说 "新房" 在建\t5"\n', [['说 "新房" 在建', '5"']]),
        ('"没有写完\t5\n6\t7', [['"没有写完', "5"], ["6", "7"]]),
        ("001\t990101196503120015", [["001", "990101196503120015"]]),
    ],
)
def test_a_clipboard_is_cut_into_cells(text, cells):
    assert cells_of(text) == cells
