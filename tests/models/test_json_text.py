"""JSON as the history has it is that of any other program, to the last character."""

import json
from datetime import date
from decimal import Decimal

import pytest

from county_desk.models.audit import seal
from county_desk.models.json_text import canonical, compact, many

ROWS = [[number, "张", None, True, {"b": [], "a": {}}] for number in range(700)]
VALUES = (
    {"rows": [tuple(row) for row in ROWS * 9], "few": [[1, 2], {"a": [1]}], "long": [list(range(9_000)), 1]},
    [list(range(3_000)), list(range(3_000)), "last"],
    [list(range(9_000)), 1, list(range(9_000))],
    {},
    [],
    None,
    "“引号”\n\\",
    {"b": 1, "a": {"d": [1, 2, {"y": 1, "x": [3]}], "c": {}}},
    {"household": {"many": [{"columns": ["id", "head"], "rows": ROWS}], "7": {"head": ["旧", "新"]}}},
    {str(number): {"z": number, "a": [number]} for number in range(300)},
    [[[[[[[["deep", {"b": 1, "a": 2}]]]]]]]],
)


@pytest.mark.parametrize("value", VALUES)
def test_it_is_the_same_text(value):
    assert canonical(value) == json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert compact(value) == json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@pytest.mark.parametrize("value", [date(2016, 11, 24), Decimal(1), {"a", "b"}])
def test_what_json_has_no_word_for_is_not_written(value):
    with pytest.raises(TypeError):
        canonical([value])


@pytest.mark.parametrize("count", [0, 1, 5_000])
def test_many_rows_are_the_same_text(count):
    rows = [(number, "张", None, True) for number in range(count)]
    assert canonical({"b": 1, "a": [many(rows)]}) == canonical({"a": [rows], "b": 1})


def test_a_long_field_is_sealed_as_if_it_were_hashed_at_once():
    from hashlib import sha256

    domain = b"CDk2-event\0"
    text = "紫阳县𠮷" * 900_000
    raw = text.encode()
    digest = sha256(domain)
    digest.update(len(raw).to_bytes(8, "big"))
    digest.update(raw)
    assert seal([text], domain) == digest.hexdigest()
