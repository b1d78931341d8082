"""Any cell at all: no reader raises, and what is stored is read again as itself."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.intake.field_promises import KINDS, checked, checked_title

_DIGITS = st.text(
    "0123456789０１２３４５６７８９一二三四五六七八九十百千万零〇Xx×.,，-/年月日号人元万亩% :()（）E+",
    max_size=24,
)
_NAMES = st.text("张王李建国明·.•・- 　、（户主）?？□\u200b\u202e\ue863\ue000㛃𠮷Aaz1", max_size=12)
_TEXTS = st.one_of(st.text(max_size=40), _DIGITS, _NAMES)
_OTHERS = st.one_of(
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(allow_nan=True, allow_infinity=True),
    st.dates(date(1, 1, 1), date(9999, 12, 31)),
    st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31)),
    st.times(),
    st.timedeltas(),
)


@pytest.mark.parametrize("kind", KINDS)
@given(cell=_TEXTS)
def test_any_text_is_read(kind, cell):
    checked(kind, cell)


@pytest.mark.parametrize("kind", KINDS)
@given(cell=_OTHERS)
def test_any_other_cell_is_read(kind, cell):
    checked(kind, cell)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("cell", ["", " ", "\u3000\n", "\u200b", time(0), timedelta(0), -0.0, 10**400])
def test_the_oddest_cells_are_read(kind, cell):
    checked(kind, cell)


@given(text=_TEXTS)
def test_any_title_is_read(text):
    checked_title(text)
