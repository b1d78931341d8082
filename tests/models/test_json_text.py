"""JSON in pieces is JSON in one piece, to the last character."""

import json

import pytest

from county_desk.models.audit import seal
from county_desk.models.json_text import _pieces, canonical, compact

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
    {1: "a number as a key", 2: [1]},
    [[[[[[[["deep", {"b": 1, "a": 2}]]]]]]]],
)


@pytest.mark.parametrize("value", VALUES)
def test_it_is_the_same_text(value):
    assert canonical(value) == json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert json.loads(compact(value)) == json.loads(json.dumps(value))
    assert compact(value) == json.dumps(value, separators=(",", ":"))


def test_a_long_field_is_sealed_as_if_it_were_hashed_at_once():
    from hashlib import sha256

    from county_desk.models.audit import DOMAIN

    text = "紫阳县𠮷" * 900_000
    raw = text.encode()
    digest = sha256(DOMAIN)
    digest.update(len(raw).to_bytes(8, "big"))
    digest.update(raw)
    assert seal([text]) == digest.hexdigest()


def test_no_piece_is_long():
    value = {"household": {"": [{"columns": ["id", "b"], "rows": [(n, "x") for n in range(60_000)]}]}}
    pieces = list(_pieces(value, json.dumps, 5))
    assert len(pieces) > 20
    assert max(map(len, pieces)) < 60_000
