"""Several terms of a fixed list as one value."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from county_desk.fields import Choice, Kind, Term
from county_desk.text import _


@dataclass(frozen=True)
class SeveralTerms(Kind):
    """Some of a fixed list of terms, each once; a shell takes them with commas between them."""

    width: int = 24
    terms: type[Term] = Term

    def show(self, value: Sequence[Term] | Term | None) -> str:
        several = (value,) if isinstance(value, Term) else value or ()  # a filter asks for one
        return _(", ").join(_(self.terms.named(each).label) for each in several)

    def plain(self, value: Sequence[Term] | Term | None) -> object:
        if value is None or isinstance(value, Term):
            return value and value.value
        return [str(each) for each in value]

    def options(self) -> Sequence[tuple[Term, str]]:
        return Choice(terms=self.terms).options()

    def parse(self, raw: object) -> tuple[Term, ...]:
        parts = raw if isinstance(raw, list | tuple) else re.split(r"[,，、;；]+", str(raw))
        read = Choice(terms=self.terms).parse
        return tuple(dict.fromkeys(read(part) for part in parts if str(part).strip()))
