"""The comparison of one fact of a case with its line: a figure in force, or one that the criterion names."""

import operator
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from county_desk.rules.bilingual import Words
from county_desk.rules.figures import SURE, Value
from county_desk.rules.findings import Finding, FindingNote, Outcome

if TYPE_CHECKING:
    from county_desk.rules.parameters import Terms

type Rule[F] = Callable[[F, "Terms"], Finding]
type Fact[F] = Callable[[F], Any]
type Needed = str | Callable[["Terms"], Value]
type Remark[F] = Callable[[F], FindingNote | None]

_MET, _UNKNOWN, _NOT_MET = Outcome.MET, Outcome.UNKNOWN, Outcome.NOT_MET
_HOLDS: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "≤": operator.le,
    ">": operator.gt,
    "≥": operator.ge,
    "=": operator.eq,
}


def compared[F](
    label: str,
    fact: Fact[F],
    sign: str,
    needed: Needed,
    *,
    words: Words = "",
    note: Remark[F] | None = None,
    among: tuple[str, ...] = (),
) -> Rule[F]:
    """A rule that is met when the fact stands to the line as the sign says, or is one of the words `among`.

    `needed` names the parameter that gives the line, or works the line out.
    """
    holds = _HOLDS[sign]

    def rule(case: F, terms: "Terms") -> Finding:
        found = fact(case)
        line = terms[needed] if isinstance(needed, str) else needed(terms)
        if found is None or line.value is None:
            outcome = _UNKNOWN
        else:
            outcome = _MET if (found in among if among else holds(found, line.value)) else _NOT_MET
        remark = note(case) if note else None
        return Finding(label, outcome, found, line, (), remark, sign, line.unit, words=words)

    return rule


def product(share: str, base: str) -> Callable[["Terms"], Value]:
    """A line that is one figure in force times another; missing when either is."""

    def needed(terms: "Terms") -> Value:
        first, second = terms[share], terms[base]
        for part in (first, second):
            if part.number is None:
                return part
        return terms.worked_out(f"{share} × {base}", lambda: _times(first, second))

    return needed


def _times(share: Value, base: Value) -> Value:
    assert share.number is not None
    assert base.number is not None
    weaker = max(share, base, key=lambda part: SURE.index(part.sure))
    return Value(
        f"{share.name} × {base.name}",
        share.number * base.number,
        base.unit,
        base.kind,
        max(part.since for part in (share, base) if part.since),
        base.place,
        _joined(share.source, base.source),
        weaker.sure,
        base.title,
        (share, base),
    )


def _joined(first: Words, second: Words) -> Words:
    both = [
        words if isinstance(words, dict) else {"zh": str(words), "en": str(words)}
        for words in (first, second)
    ]
    return {"zh": "；".join(words["zh"] for words in both), "en": "; ".join(words["en"] for words in both)}
