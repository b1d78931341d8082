"""The rules that hold one fact of a case against a figure in force, or against what the rule itself names."""

import operator
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from county_desk.rules.amounts import FLAG, NUMBER, WORD
from county_desk.rules.figures import SURE, Value
from county_desk.rules.findings import Finding, Note, Outcome
from county_desk.rules.parameters import Terms
from county_desk.rules.words import Words

type Rule[F] = Callable[[F, Terms], Finding]
type Fact[F] = Callable[[F], Any]
type Needed = str | Callable[[Terms], Value]
type Remark[F] = Callable[[F], Note | None]

_MET, _UNKNOWN, _NOT_MET = Outcome.MET, Outcome.UNKNOWN, Outcome.NOT_MET
_HOLDS: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "≤": operator.le,
    ">": operator.gt,
    "≥": operator.ge,
    "=": operator.eq,
}


def below[F](
    label: str, fact: Fact[F], needed: Needed, *, unit: str = "", note: Remark[F] | None = None
) -> Rule[F]:
    """The fact must be less than the figure in force; one that equals it is not."""
    return compared(label, fact, "<", needed, unit=unit, note=note)


def above[F](
    label: str, fact: Fact[F], needed: Needed, *, unit: str = "", note: Remark[F] | None = None
) -> Rule[F]:
    """The fact must be more than the figure in force; one that equals it is not."""
    return compared(label, fact, ">", needed, unit=unit, note=note)


def at_least[F](
    label: str, fact: Fact[F], needed: Needed, *, unit: str = "", note: Remark[F] | None = None
) -> Rule[F]:
    """The fact must reach the figure in force."""
    return compared(label, fact, "≥", needed, unit=unit, note=note)


def at_most[F](
    label: str, fact: Fact[F], needed: Needed, *, unit: str = "", note: Remark[F] | None = None
) -> Rule[F]:
    """The fact must not pass the figure in force."""
    return compared(label, fact, "≤", needed, unit=unit, note=note)


def compared[F](
    label: str, fact: Fact[F], sign: str, needed: Needed, *, unit: str = "", note: Remark[F] | None = None
) -> Rule[F]:
    """The fact must stand to the figure in force as the sign says. `unit` is that of the fact, if another."""
    holds = _HOLDS[sign]

    def rule(case: F, terms: Terms) -> Finding:
        found = fact(case)
        line = terms[needed] if isinstance(needed, str) else needed(terms)
        if found is None or line.value is None:
            outcome = _UNKNOWN
        else:
            outcome = _MET if holds(found, line.value) else _NOT_MET
        remark = note(case) if note else None
        return Finding(label, outcome, found, line, (), remark, sign, unit or line.unit)

    return rule


def equals[F](
    label: str,
    fact: Fact[F],
    needed: Decimal | int | str | bool,
    *,
    unit: str = "",
    reference: Words = "",
    note: Remark[F] | None = None,
) -> Rule[F]:
    """The fact must be what the rule itself names; `reference` is where the rule is written."""
    line = fixed(needed, unit, reference)
    return compared(label, fact, "=", lambda _terms: line, note=note)


def holds[F](label: str, fact: Fact[F], *, reference: Words = "", note: Remark[F] | None = None) -> Rule[F]:
    """The fact must be true."""
    return equals(label, fact, True, unit="yes or no", reference=reference, note=note)


def one_of[F](label: str, fact: Fact[F], allowed: tuple[str, ...], *, reference: Words = "") -> Rule[F]:
    """The fact must be one of the words that the rule itself names."""
    line = fixed(" / ".join(allowed), "word", reference)

    def rule(case: F, _terms: Terms) -> Finding:
        found = fact(case)
        outcome = _UNKNOWN if found is None else _MET if found in allowed else _NOT_MET
        return Finding(label, outcome, found, line, sign="=", unit="word")

    return rule


def product(share: str, base: str) -> Callable[[Terms], Value]:
    """A line that is one figure in force times another; missing when either is."""

    def needed(terms: Terms) -> Value:
        first, second = terms[share], terms[base]
        for part in (first, second):
            if part.number is None:
                return part
        return terms.worked_out(f"{share} × {base}", lambda: _times(first, second))

    return needed


def fixed(value: Decimal | int | str | bool, unit: str = "", reference: Words = "") -> Value:
    """A line that the rule itself names, rather than a parameter."""
    kind = FLAG if isinstance(value, bool) else WORD if isinstance(value, str) else NUMBER
    amount = Decimal(value) if kind == NUMBER else value
    return Value("", amount, unit, kind, None, "", reference, "", "")


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
