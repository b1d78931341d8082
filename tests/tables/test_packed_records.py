"""Records kept in little memory come back as they were."""

import tracemalloc

from hypothesis import given
from hypothesis import strategies as st

from county_desk.tables.history.packed_records import PackedRecords

values = (
    st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.lists(st.integers(), max_size=3)
)
columns = st.dictionaries(st.text(max_size=5), values, max_size=5)


@given(st.dictionaries(st.text("0123456789", min_size=1, max_size=4), columns, max_size=8))
def test_packed_records_are_those_that_were_put_in(records):
    packed = PackedRecords()
    for number, each in records.items():
        packed[number] = each
    assert dict(packed) == records
    for number in list(records):
        assert packed.pop(number) == records[number]
    assert len(packed) == 0


def test_a_record_takes_less_memory_than_a_dictionary():
    def kept(make):
        tracemalloc.start()
        records = make()
        for number in range(2_000):
            each = {f"column {place}": None for place in range(30)} | {"id": number, "cause": "因病" * 2}
            records[str(number)] = each
        size, _peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return size

    assert kept(PackedRecords) < kept(dict) / 2
