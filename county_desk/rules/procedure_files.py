"""Reading the file of a procedure, and refusing one that could not be walked."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from county_desk.fields import Term
from county_desk.rules.figures import SURE
from county_desk.rules.parameters import Book
from county_desk.rules.places import NATIONAL, PROVINCES
from county_desk.rules.registry import RULES
from county_desk.rules.steps import Level, Procedure, Step, StepKind
from county_desk.rules.words import WrongFile, words_of

SUBJECTS = ("household", "village")
OUTCOMES = ("registered", "exited")
NOTICES = (
    "household_first_disclosure",
    "household_second_disclosure",
    "household_announcement",
    "village_disclosure",
    "village_announcement",
    "household_exit_disclosure",
    "household_exit_announcement",
    "village_exit_disclosure",
    "village_exit_announcement",
)
COUNTING = "counting_mode"

_KEYS = {"key", "place", "since", "reference", "basis", "sure", "subject", "title", "outcome", "step"}
_STEP_KEYS = {"key", "kind", "level", "title"}
_PARAMETERS = ("days", "counting", "quorum", "majority", "share", "gap")
# how a notice cites a document in each language: its title, and its number where it has one
_CITED = {"zh": r"《[^《》]+》(（[^（）]+号）)?", "en": r"(the )?“[^“”]+”( \([^()]+\))?"}
_SHAPES = {"zh": "《title》（number）", "en": "the “title” (number)"}
# what each kind of step must say, and what it may say besides
_MUST: Mapping[StepKind, set[str]] = {
    StepKind.DISCLOSURE: {"days", "posted", "notice"},
    StepKind.ANNOUNCEMENT: {"notice"},
    StepKind.ASSEMBLY: {"quorum", "majority"},
    StepKind.DECISION: {"rule"},
}
_MAY: Mapping[StepKind, set[str]] = {
    StepKind.DISCLOSURE: {"counting"},
    StepKind.ANNOUNCEMENT: {"days", "posted", "counting"},
    StepKind.REVIEW: {"share"},
    StepKind.DECISION: {"share"},
}


def read_procedure(data: Mapping[str, Any], version: str, book: Book) -> Procedure:
    """A procedure from its file; `WrongFile` when it lacks something or names what nobody knows."""
    where = f"{version}.toml"
    _exactly(data, _KEYS, _KEYS, where)
    place, since = data["place"], data["since"]
    _check(place == NATIONAL or place in PROVINCES, where, f"place {place!r} is not known")
    _check(type(since) is date, where, "since is not a day")
    _check(version == f"{place}/{data['key']}-{since.year}", where, "the file is not named after its content")
    _check(data["sure"] in SURE, where, f"sure {data['sure']!r} is none of {', '.join(SURE)}")
    _check(data["subject"] in SUBJECTS, where, f"subject {data['subject']!r} is not known")
    _check(data["outcome"] in OUTCOMES, where, f"outcome {data['outcome']!r} is not known")
    steps = tuple(_step(step, f"{where} step {step.get('key', '?')}", book) for step in data["step"])
    _check_order(steps, where)
    return Procedure(
        version,
        data["key"],
        place,
        since,
        words_of(data, "reference", where),
        data["sure"],
        data["subject"],
        words_of(data, "title", where),
        data["outcome"],
        steps,
        _basis(data["basis"], where),
    )


def _basis(entries: Any, where: str) -> tuple[Mapping[str, str], ...]:
    """The documents that its notices cite; an empty list says that none is known."""
    _check(isinstance(entries, list), where, "basis is not a list")
    for entry in entries:
        words = words_of({"basis": entry}, "basis", where)
        _check(isinstance(words, dict), where, "basis must be given in zh and en")
        for key, form in _CITED.items():
            right = re.fullmatch(form, entry[key]) is not None
            _check(right, where, f"basis {entry[key]!r} does not cite a document as {_SHAPES[key]}")
    return tuple(entries)


def _step(data: Mapping[str, Any], where: str, book: Book) -> Step:
    kind = _term(StepKind, data, "kind", where)
    must = _STEP_KEYS | _MUST.get(kind, set())
    _exactly(data, must, must | _MAY.get(kind, set()) | {"gap"}, where)
    for name in _PARAMETERS:
        _check(name not in data or data[name] in book, where, f"no parameter {data.get(name)}")
    _check(data.get("notice") in (None, *NOTICES), where, f"no notice {data.get('notice')}")
    _check(data.get("rule") in (None, *RULES), where, f"no rule {data.get('rule')}")
    extra: dict[str, Any] = {name: data[name] for name in (*_PARAMETERS, "notice", "rule") if name in data}
    if "days" in data:
        extra.setdefault("counting", COUNTING)
    if "posted" in data:
        extra["posted"] = _term(Level, data, "posted", where)
    return Step(
        data["key"], kind, _term(Level, data, "level", where), words_of(data, "title", where), **extra
    )


def _check_order(steps: Sequence[Step], where: str) -> None:
    """A case begins with an application or a meeting, and is announced after it was disclosed and decided."""
    _check(len({step.key for step in steps}) == len(steps), where, "two steps have the same key")
    kinds = [step.kind for step in steps]
    for kind in (StepKind.DISCLOSURE, StepKind.DECISION):
        _check(kind in kinds, where, f"no step of kind {kind}")
    _check(kinds[-1] is StepKind.ANNOUNCEMENT, where, "the last step is no announcement")
    last_posted = max(place for place, kind in enumerate(kinds) if kind is StepKind.DISCLOSURE)
    _check(last_posted < kinds.index(StepKind.DECISION), where, "a decision comes before the disclosure")


def _term[T: Term](terms: type[T], data: Mapping[str, Any], key: str, where: str) -> T:
    for term in terms:
        if term.value == data.get(key):
            return term
    raise WrongFile(where, f"{key} {data.get(key)!r} is not known")


def _exactly(data: Mapping[str, Any], must: set[str], may: set[str], where: str) -> None:
    if unknown := set(data) - may:
        raise WrongFile(where, f"unknown key {', '.join(sorted(unknown))}")
    if missing := must - set(data):
        raise WrongFile(where, f"{', '.join(sorted(missing))} is missing")


def _check(right: bool, where: str, trouble: str) -> None:
    if not right:
        raise WrongFile(where, trouble)
