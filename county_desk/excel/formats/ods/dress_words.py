"""What OpenDocument says of looks, in the words and units of Excel."""

import re
from collections.abc import Mapping
from typing import Any

from county_desk.excel.formats.dress import Edge
from county_desk.excel.formats.ods.names import FORMATTING, OFFICE_EXTENSION, STYLE, TYPESETTING

_LENGTH = re.compile(r"(\d{1,6}(?:\.\d{1,9})?|\.\d{1,9})(cm|mm|in|pt|pc|px)")
_POINTS = {"cm": 72 / 2.54, "mm": 72 / 25.4, "in": 72, "pt": 1, "pc": 12, "px": 0.75}
_INK = re.compile(r"#([0-9a-fA-F]{6})")
_WEIGHT = re.compile(r"[6-9]00")
SIZES = (1, 409)  # points that Excel takes for a face or a row
_LONGEST_FACE = 31  # signs of the name of a face; Excel takes no longer one
_SIDES = ("left", "right", "top", "bottom")
_ACROSS = {"start": "left", "left": "left", "end": "right", "right": "right", "center": "center"}
_DOWN = {"top": "top", "middle": "center", "bottom": "bottom", "justify": "justify"}
# what LibreOffice makes of lines: thinner than 0.7 points, thinner than 1.7, wider
_LINES = {
    "dashed": ("dotted", "dashed", "mediumDashed"),
    "fine-dashed": ("dashed", "dashed", "slantDashDot"),
    "dotted": ("dotted", "dotted", "dotted"),
    "double": ("double", "double", "double"),
    "double-thin": ("double", "double", "double"),
    "dash-dot": ("dashed", "dashDot", "mediumDashDot"),
    "dash-dot-dot": ("dashed", "dashDotDot", "mediumDashDotDot"),
}

type Said = dict[str, Any]  # fields of a Style by name, besides `by_kind`: texts left, numbers right


def letters_of(given: Mapping[str, str], faces: Mapping[str, str]) -> Said:
    """What is said of letters; of Chinese ones where nothing is said of the others."""
    found: Said = {}
    if face := _face(given, faces, "") or _face(given, faces, "-asian"):
        found["face"] = face
    size = points_of(_said(given, "font-size"))
    if SIZES[0] <= size <= SIZES[1]:
        found["points"] = round(size, 1)
    if weight := _said(given, "font-weight"):
        found["bold"] = weight == "bold" or bool(_WEIGHT.fullmatch(weight))
    if posture := _said(given, "font-style"):
        found["italic"] = posture != "normal"
    for field, line in (("underlined", "underline"), ("struck", "line-through")):
        if said := given.get(f"{STYLE}text-{line}-style", given.get(f"{STYLE}text-{line}-type", "")):
            found[field] = said != "none"
    if f"{FORMATTING}color" in given or given.get(f"{STYLE}use-window-font-color") == "true":
        found["ink"] = ink_of(given.get(f"{FORMATTING}color", ""))
    return found


def _said(given: Mapping[str, str], name: str) -> str:
    return given.get(f"{FORMATTING}{name}", "") or given.get(f"{STYLE}{name}-asian", "")


def _face(given: Mapping[str, str], faces: Mapping[str, str], of: str) -> str:
    name = given.get(f"{STYLE}font-name{of}", "")
    named = given.get(f"{STYLE if of else FORMATTING}font-family{of}", "")
    return faces.get(name) or face_of(name) or face_of(named)


def ground_of(given: Mapping[str, str]) -> Said:
    """What is said of the ground and the lines of cells, and of where the content stands."""
    found: Said = {}
    if paper := given.get(f"{FORMATTING}background-color"):
        found["paper"] = ink_of(paper)
    for side in _SIDES:
        said = given.get(f"{FORMATTING}border-{side}", given.get(f"{FORMATTING}border"))
        if said is not None:
            found[side] = edge_of(said)
    if down := given.get(f"{STYLE}vertical-align"):
        spread = given.get(f"{OFFICE_EXTENSION}vertical-justify") == "distribute"
        found["down"] = "distributed" if spread and down == "justify" else _DOWN.get(down, "")
    return found | _content_of(given)


def _content_of(given: Mapping[str, str]) -> Said:
    """How the content of a cell lies in it."""
    found: Said = {}
    if wraps := given.get(f"{FORMATTING}wrap-option"):
        found["wraps"] = wraps == "wrap"
    if source := given.get(f"{STYLE}text-align-source"):
        found["by_kind"] = source == "value-type"
    if f"{STYLE}rotation-angle" in given or f"{STYLE}direction" in given:
        found["turned"] = _turned(given)
    if given.get(f"{STYLE}repeat-content") == "true":
        found["across"] = "fill"
    return found


def _turned(given: Mapping[str, str]) -> int:
    """By how much content is turned, as Excel counts it; downwards it is what goes beyond 90."""
    if given.get(f"{STYLE}direction") == "ttb":
        return 255
    said = given.get(f"{STYLE}rotation-angle", "0").removesuffix("deg").split(".")[0]
    angle = int(said) % 360 if said.isdecimal() and len(said) < 4 else 0
    return angle if angle <= 90 else 450 - angle if angle >= 270 else 0


def across_of(given: Mapping[str, str], before: Said) -> Said:
    """Where content stands from left to right; it may have been said that it fills the cell."""
    said = given.get(f"{FORMATTING}text-align")
    if said is None or before.get("across") == "fill":
        return {}
    if said == "justify":
        spread = given.get(f"{TYPESETTING}text-justify") == "distribute"
        return {"across": "distributed" if spread else "justify"}
    return {"across": _ACROSS.get(said, "")}


def edge_of(said: str) -> Edge:
    """A line as `0.75pt solid #000000`; LibreOffice says by its width whether it is a hair or thick."""
    width, line, ink = 0.75, "", ""
    for part in said.split(" ")[:3]:
        if _LENGTH.fullmatch(part):
            width = points_of(part)
        elif part.startswith("#"):
            ink = ink_of(part)
        else:
            line = part
    if line in ("", "none", "hidden") or not width:
        return Edge()
    if line in _LINES:
        return Edge(_LINES[line][(width >= 0.7) + (width >= 1.7)], ink)
    sorts = ("hair", "thin", "medium", "thick")
    return Edge(sorts[(width >= 0.7) + (width >= 1.7) + (width >= 2.45)], ink)


def points_of(said: str) -> float:
    """A length in points; 0 for what is none."""
    match = _LENGTH.fullmatch(said)
    return float(match[1]) * _POINTS[match[2]] if match else 0


def ink_of(said: str) -> str:
    """A colour as RRGGBB; "" for what is none."""
    match = _INK.fullmatch(said)
    return match[1].upper() if match else ""


def face_of(said: str) -> str:
    """The first of the faces that are named, without its quotes."""
    face = said.split(",")[0].strip().strip("'\"").strip()
    return face if len(face) <= _LONGEST_FACE else ""
