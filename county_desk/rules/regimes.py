"""The regimes of the policy against poverty, each with its first and last day."""

import tomllib
from datetime import date
from functools import cache
from typing import NamedTuple

from county_desk.paths import resources
from county_desk.rules.bilingual import Words, spoken


class Regime(NamedTuple):
    """One regime; `until` is its last day, None for the present one.

    `office` and `group` end the names of a county's office and deciding group, as papers bear them.
    """

    key: str
    since: date
    until: date | None
    words: Words
    source: Words
    office: str
    group: str

    @property
    def title(self) -> str:
        """The name with its years in the current language, such as “2014–2020 精准扶贫”."""
        years = f"{self.since.year}–{self.until.year if self.until else ''}"
        return f"{years} {spoken(self.words)}"

    @property
    def reference(self) -> str:
        """The document that it rests on, in the current language."""
        return spoken(self.source)


@cache
def regimes() -> tuple[Regime, ...]:
    """All regimes of `resources/regimes.toml`, the first one first."""
    with (resources() / "regimes.toml").open("rb") as file:
        entries = tomllib.load(file)["regime"]
    return tuple(
        Regime(
            each["key"],
            each["since"],
            each.get("until"),
            each["title"],
            each["reference"],
            each["office"],
            each["group"],
        )
        for each in entries
    )


def regime_on(day: date) -> Regime | None:
    """The regime of a day; None before the first one."""
    return next((each for each in reversed(regimes()) if each.since <= day), None)


def founded_under(day: date) -> Regime:
    """The regime that names the parts of a register founded on a day; the first one before all."""
    return regime_on(day) or regimes()[0]
