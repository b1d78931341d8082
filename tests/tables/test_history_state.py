"""The records that a history leaves come back as they were, and are not held."""

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from county_desk.tables.history.history_state import HistoryState, KnownRecord, known_records

values = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.text(max_size=20)
    | st.lists(st.integers(0, 9), max_size=3)
)
columns = st.dictionaries(st.text(max_size=5), values, max_size=5)


@given(st.lists(st.tuples(st.integers(0, 99), columns), max_size=12))
def test_a_record_is_as_it_was_put_last_whatever_the_order(told):
    with HistoryState() as state:
        for number, each in told:
            state.put("household", [(number, each)])
        last = dict(told)
        assert {number: state.get("household", number) for number in last} == last
        assert [*state.records("household")] == known_records(last)


def test_tables_are_kept_apart():
    with HistoryState() as state:
        state.put("member", [(2, {"name": "张三"}), (1, {"name": "李四"})])
        state.put("household", [(2, {"head": "张三"})])
        assert [*state.tables()] == ["member", "household"]
        assert [each.number for each in state.records("member")] == [1, 2]
        assert [*state.records("household")] == [KnownRecord(2, ("head",), ["张三"])]
        assert state.get("household", 1) == state.get("village", 1) == {}
        assert [*state.records("village")] == []


def test_a_number_that_no_register_can_hold_is_refused():
    with HistoryState() as state, pytest.raises(OverflowError):
        state.put("household", [(2**63, {})])


def test_four_times_the_records_take_no_more_memory():
    def peak(records):
        tracemalloc.start()
        with HistoryState() as state:
            each = {f"column {place}": None for place in range(30)}
            state.put("household", ((number, each | {"number": number}) for number in range(records)))
            assert sum(1 for _known in state.records("household")) == records
        _size, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    assert peak(8_000) < peak(2_000) * 1.2


def test_a_full_disk_is_an_error_of_the_disk():
    with HistoryState() as state:
        state.put("household", [(1, {"head": "张三"})])
        state._file.execute("PRAGMA max_page_count=2")
        with pytest.raises(OSError, match="full"):
            state.put("household", ((number, {"head": "张" * 99}) for number in range(99)))
