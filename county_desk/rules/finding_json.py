"""Findings as JSON, so that a decision can be read again when policy has changed."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from county_desk.rules import finding_sentences as sentences
from county_desk.rules.figures import Value
from county_desk.rules.outcomes import FindingNote, Outcome
from county_desk.text import N_

if TYPE_CHECKING:
    from county_desk.rules.findings import Finding

# the labels of findings that were kept without their titles; the words stay in the catalogue for them
_EARLIER = (
    N_("Registration of the household"),
    N_("Net income a head"),
    N_("All members listed"),
    N_("Disqualifying circumstances"),
    N_("Hardship: dangerous housing (grade C or D)"),
    N_("Hardship: children out of school"),
    N_("Hardship: members without medical insurance"),
    N_("Hardship: no safe drinking water"),
    N_("Exit of the household"),
    N_("Stable income"),
    N_("Enough food"),
    N_("Enough clothing"),
    N_("Children out of compulsory schooling"),
    N_("Basic medical insurance of every member"),
    N_("Grade of the house"),
    N_("Area of the house"),
    N_("Safe drinking water"),
    N_("Identified in the same year"),
    N_("Registration of the village"),
    N_("Incidence of poverty"),
    N_("Net income a head of the village"),
    N_("Village collective income"),
    N_("Exit of the village"),
)


def plain(finding: "Finding") -> dict[str, object]:
    """The finding as JSON for people and scripts, in the current language, with its figures under `kept`."""
    needed = finding.needed
    return {
        "label": sentences.title(finding),
        "outcome": finding.outcome.value,
        "found": sentences.found(finding) or None,
        "sign": finding.sign or None,
        "needed": needed.text() or None if needed else None,
        "reference": finding.reference or None,
        "weighs": finding.weighs,
        "note": finding.note.text() if finding.note else None,
        "parts": [plain(part) for part in finding.parts],
        "kept": _stored(finding),
    }


def _stored(finding: "Finding") -> dict[str, object]:
    kept: dict[str, object] = {"label": finding.label, "found": _packed(finding.found)}
    if finding.words:
        kept["title"] = finding.words if isinstance(finding.words, str) else dict(finding.words)
    if finding.enough:
        kept["enough"] = finding.enough
    if finding.unit:
        kept["unit"] = finding.unit
    if finding.needed:
        kept["needed"] = _packed_value(finding.needed)
    if finding.note:
        kept["note"] = _packed_note(finding.note)
    return kept


def unpacked(plain: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a finding, without its parts. Words without figures are taken as they stand."""
    kept = plain.get("kept", {})
    found = _unpacked(kept["found"]) if "found" in kept else plain.get("found")
    return {
        "label": kept.get("label", plain["label"]),
        "outcome": Outcome[plain["outcome"].upper()],
        "found": found,
        "needed": _unpacked_value(kept["needed"]) if kept.get("needed") else None,
        "note": _unpacked_note(kept["note"]) if kept.get("note") else None,
        "sign": plain.get("sign") or "",
        "unit": kept.get("unit", ""),
        "weighs": plain.get("weighs", True),
        "words": kept.get("title", ""),
        "enough": kept.get("enough", 0),
    }


def _packed(value: object) -> Any:
    """Decimals and days are written as text under their type; JSON knows neither."""
    match value:
        case Decimal():
            return {"decimal": str(value)}
        case date():
            return {"date": value.isoformat()}
        case tuple():
            return [_packed(part) for part in value]
    return value


def _unpacked(value: object) -> object:
    match value:
        case {"decimal": str(digits)}:
            return Decimal(digits)
        case {"date": str(day)}:
            return date.fromisoformat(day)
        case list():
            return tuple(_unpacked(part) for part in value)
    return value


def _packed_value(value: Value) -> dict[str, object]:
    """The figure as JSON; empty fields are left out, because a county keeps many findings."""
    kept = {field.name: _packed(getattr(value, field.name)) for field in fields(value)}
    for words in ("source", "title"):
        kept[words] = getattr(value, words) if isinstance(kept[words], str) else dict(kept[words])
    kept["parts"] = [_packed_value(part) for part in value.parts]
    kept["proposal"] = _packed_value(value.proposal) if value.proposal else None
    return {name: given for name, given in kept.items() if given not in (None, "", [])}


def _unpacked_value(kept: Mapping[str, Any]) -> Value:
    values: dict[str, Any] = dict.fromkeys((field.name for field in fields(Value)), "")
    values |= {"value": None, "since": None, "ended": None, "former": None, "year": None}
    values |= {name: _unpacked(given) for name, given in kept.items()}
    values["parts"] = tuple(_unpacked_value(part) for part in kept.get("parts", ()))
    values["proposal"] = _unpacked_value(kept["proposal"]) if "proposal" in kept else None
    return Value(**values)


def _packed_note(note: FindingNote) -> dict[str, object]:
    return {
        "message": note.message,
        "values": [[name, _packed(value), unit] for name, value, unit in note.values],
    }


def _unpacked_note(kept: Mapping[str, Any]) -> FindingNote:
    return FindingNote(
        kept["message"], tuple((name, _unpacked(value), unit) for name, value, unit in kept["values"])
    )
