"""Translates the conditions of an OpenDocument table into the rules of an .xlsx sheet."""

import re

from county_desk.sheets.formats.rules import Test, blocks_of, test_of
from county_desk.sheets.formats.table import Block

_FORMULA = re.compile(r"(?:is-true-formula|formula-is)\((.*)\)", re.DOTALL)
_BETWEEN = re.compile(r"(?:cell-content-is-)?(not-)?between\(([^,]*),([^,]*)\)")
_COMPARED = re.compile(r"(?:cell-content\(\))?(<=|>=|!=|<|>|=)(.*)", re.DOTALL)
_REFERENCE = re.compile(r"\[\.([A-Z0-9$]+)\]")
_PLACE = re.compile(r"\.(\$?[A-Z]{1,3}\$?[0-9]{1,7})(:|(?=\s|$))")  # behind the name of a sheet
_OPERATORS = {
    **{"=": "equal", "!=": "notEqual", "<": "lessThan", "<=": "lessThanOrEqual", ">": "greaterThan"},
    ">=": "greaterThanOrEqual",
}


def test_of_condition(said: str, base: str) -> Test:
    """To which values a condition applies; its formulas count from the cell `base`."""
    if found := _FORMULA.fullmatch(said):
        formula = _REFERENCE.sub(r"\1", found[1])
        return test_of("expression", "", [formula], blocks_in(base))
    if found := _BETWEEN.fullmatch(said):
        return test_of("cellIs", "notBetween" if found[1] else "between", [found[2], found[3]], ())
    if found := _COMPARED.fullmatch(said):
        return test_of("cellIs", _OPERATORS[found[1]], [found[2]], ())
    return test_of("containsErrors" if said == "is-error" else "", "", (), ())


def blocks_in(said: str) -> list[Block]:
    """The blocks of cells that an address names, as `Sheet1.A1:Sheet1.B9`."""
    return list(blocks_of("".join(f"{cell}{colon or ' '}" for cell, colon in _PLACE.findall(said))))
