"""A figure of policy: what it is worth on a day in a place, where that is written and how sure we are."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from county_desk.fields import Invalid
from county_desk.rules.amounts import MONTH_DAY, WHOLE, Amount, is_month_day, parsed, written
from county_desk.rules.bilingual import Words, spoken
from county_desk.rules.places import NATIONAL, OWN, names, region_of
from county_desk.text import _

SURE = ("S", "K+", "K", "G")


class OwnFigure(NamedTuple):
    """A figure that the county entered itself; it wins from its day. `value` is text, as it was typed."""

    name: str
    since: date
    value: str
    reference: str


@dataclass(frozen=True, slots=True)
class Value:
    """One figure as it is in force, with its source; `value` is None when it is not set.

    `sure` is S (read in a source), K+ (near certain), K (probably right, to be checked) or G (a
    proposal). `parts` are the figures from which this one was worked out. `refused` is the reason why the
    county's own entry cannot be used; the figure is then missing. So is one after its last day (`ended`),
    and one for which a province has only a `proposal`. `former` is the year of a figure that holds until
    the notice of the next year. `year` is that for which a figure is missing.
    """

    name: str
    value: Amount | None
    unit: str
    kind: str
    since: date | None
    place: str
    source: Words
    sure: str
    title: Words
    parts: tuple["Value", ...] = ()
    refused: str = ""
    ended: date | None = None
    proposal: "Value | None" = None
    former: int | None = None
    year: int | None = None

    @property
    def missing(self) -> bool:
        """Whether the figure is not set for this day and place."""
        return self.value is None

    @property
    def reference(self) -> str:
        """The source of the figure, in the language in force; that of the year before says so."""
        source = spoken(self.source)
        if self.former is None:
            return source
        words = _("{source}; the figure of {year}, which holds until the notice of the next year")
        return words.format(source=source, year=self.former)

    @property
    def number(self) -> Decimal | None:
        """The figure as a number; None when it is missing or not a number."""
        return self.value if isinstance(self.value, Decimal) else None

    @property
    def whole(self) -> int | None:
        """The figure as a whole number of days, years or people; None when it is missing or not whole."""
        number = self.number
        return int(number) if number is not None and number == int(number) else None

    @property
    def flag(self) -> bool | None:
        """The figure as yes or no; None when it is missing or neither."""
        return self.value if isinstance(self.value, bool) else None

    @property
    def word(self) -> str:
        """The figure as a word; empty when it is missing or no word."""
        return self.value if isinstance(self.value, str) else ""

    def text(self, *, exact: bool = False) -> str:
        """The figure with its unit; empty when it is missing."""
        return written(self.value, self.unit, exact=exact)

    def trouble(self) -> str:
        """The message for a missing figure."""
        if self.refused:
            words = _("The county’s own entry cannot be used: {reason}; withdraw it and enter it again")
            return words.format(reason=self.refused)
        named = {"title": spoken(self.title), "place": spoken(names(self.place))}
        if self.ended:
            words = _("“{title}” of {place} was set until {day}; enter the figure of this year’s document")
            return words.format(**named, day=self.ended.isoformat())
        missing = _("The parameter “{title}” is not set for {place}").format(**named)
        if self.year is not None:
            words = _("The parameter “{title}” is not set for {place} in {year}")
            missing = words.format(**named, year=self.year)
        if self.proposal is None:
            return missing
        words = _("{missing}; {figure} is a proposal ({source}), which the county may enter as its own")
        return words.format(missing=missing, figure=self.proposal.text(), source=self.proposal.reference)


@dataclass(frozen=True, slots=True)
class Bounds:
    """The range of a number: from `least` or over `above`, up to `most`; None where there is no bound."""

    least: Decimal | None = None
    above: Decimal | None = None
    most: Decimal | None = None

    def hold(self, number: Decimal) -> bool:
        """Whether a number lies in the range."""
        if self.least is not None and number < self.least:
            return False
        if self.above is not None and number <= self.above:
            return False
        return self.most is None or number <= self.most

    def text(self, unit: str) -> str:
        """The range in words, such as “from 1 day to 90 days”."""
        lower = written(self.least if self.above is None else self.above, unit)
        words = _("from {lower}") if self.above is None else _("over {lower}")
        if self.most is not None:
            words = _("from {lower} to {most}") if self.above is None else _("over {lower}, up to {most}")
        return words.format(lower=lower, most=written(self.most, unit))


class FigureEntry(NamedTuple):
    """One figure of a file or of the county with its first and last day.

    `until` is None for a figure without a known end. A refused entry has a reason and no value.
    """

    since: date
    value: Amount | None
    source: Words
    sure: str
    refused: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Parameter:
    """A figure through time: nationally, by region, and where a province has set its own.

    Without `fallback`, a province that has no figure of its own has none at all. With `proposes`, the message
    then offers the national figure, which the county may enter as its own. A `yearly` figure of the county
    ends with the year of its first day, as one of a file does. With `former_until` (month and day), that of
    the year before holds until then, because the notice of the new year comes later.
    """

    name: str
    title: Words
    description: Words
    unit: str
    kind: str
    fallback: bool
    proposes: bool
    choices: tuple[str, ...]
    bounds: Bounds
    history: Mapping[str, tuple[FigureEntry, ...]]
    yearly: bool = False
    former_until: tuple[int, int] | None = None

    def on(self, day: date, province: str, region: str = "", own: Iterable[OwnFigure] = ()) -> Value:
        """The figure in force: the county's own, else the province's, the region's, the nation's."""
        if found := self.entry_on(day, province, region, own):
            place, entry = found
            return self._value(entry, place, day)
        none = self._value(FigureEntry(day, None, "", ""), province or NATIONAL, day)
        value = replace(none, year=day.year)
        return value if not self.proposes or not province else replace(value, proposal=self._proposal(day))

    def entry_on(
        self, day: date, province: str, region: str = "", own: Iterable[OwnFigure] = ()
    ) -> tuple[str, FigureEntry] | None:
        """The place and the entry that hold on a day, also one after its last day; None for none.

        One after its last day gives way to one of a wider place that began since.
        """
        found: tuple[str, FigureEntry] | None = None
        for place, entries in self._candidates(province, region, own):
            in_force = [entry for entry in entries if entry.since <= day]
            if not in_force:
                continue
            newest = max(in_force, key=lambda entry: entry.since)
            over = found[1].until if found else None
            if found is None or (over is not None and over < newest.since):
                found = place, newest
        return found

    def through_time(
        self, province: str, region: str = "", own: Iterable[OwnFigure] = ()
    ) -> Iterator[tuple[str, FigureEntry]]:
        """Every entry that can hold for a county: the nearest place first, in each the newest first."""
        for place, entries in self._candidates(province, region, own):
            for entry in sorted(entries, key=lambda each: each.since, reverse=True):
                yield place, entry

    def _proposal(self, day: date) -> Value | None:
        """The national figure, where it does not stand in for a province's own."""
        national = self.on(day, "")
        return None if national.missing else national

    def _candidates(
        self, province: str, region: str, own: Iterable[OwnFigure]
    ) -> Iterable[tuple[str, Sequence[FigureEntry]]]:
        entered = [self._entered(figure) for figure in own if figure.name == self.name]
        yield OWN, [*entered, *self.history.get(OWN, ())]  # of one day, the figure of a form wins
        if province:
            yield province, self.history.get(province, ())
        if self.fallback or not province:
            yield region, self.history.get(region or region_of(province), ())
            yield NATIONAL, self.history.get(NATIONAL, ())

    def parse(self, raw: object) -> Amount:
        """A figure as it is typed or written in a file; `Invalid` when it cannot be one of this parameter."""
        title = spoken(self.title)
        try:
            amount = parsed(raw, self.kind)
        except ValueError:
            raise Invalid(_("“{raw}” is not a value of “{title}”").format(raw=raw, title=title)) from None
        if self.unit == MONTH_DAY and not is_month_day(str(amount)):
            raise Invalid(
                _("“{title}” is a month and a day, as 10-01, not {raw}").format(title=title, raw=raw)
            )
        if self.choices and amount not in self.choices:
            known = ", ".join(self.choices)
            raise Invalid(_("“{raw}” is not one of: {known}").format(raw=raw, known=known))
        if isinstance(amount, Decimal):
            self._check_number(amount, raw)
        return amount

    def _check_number(self, number: Decimal, raw: object) -> None:
        """Raise `Invalid` for a number of days that is not whole, or one out of bounds."""
        title = spoken(self.title)
        if not number.is_finite() or (self.unit in WHOLE and number != int(number)):
            raise Invalid(_("“{title}” is a whole number, not {raw}").format(title=title, raw=raw))
        if not self.bounds.hold(number):
            words = _("“{title}” is {range}, not {raw}")
            raise Invalid(words.format(title=title, range=self.bounds.text(self.unit), raw=raw))

    def trouble_with(self, raw: object) -> str:
        """The reason why a figure cannot be one of this parameter; empty when it can."""
        try:
            self.parse(raw)
        except Invalid as error:
            return str(error)
        return ""

    def _entered(self, figure: OwnFigure) -> FigureEntry:
        try:
            until = date(figure.since.year, 12, 31) if self.yearly else None
            return FigureEntry(figure.since, self.parse(figure.value), figure.reference, "S", until=until)
        except Invalid as error:
            return FigureEntry(figure.since, None, figure.reference, "", str(error))

    def _value(self, entry: FigureEntry, place: str, day: date) -> Value:
        over = entry.until if entry.until is not None and entry.until < day else None
        former = over is not None and self._goes_on(over, day)
        ended = None if former else over
        value = None if ended else entry.value
        since = None if value is None else entry.since
        return Value(
            name=self.name,
            value=value,
            unit=self.unit,
            kind=self.kind,
            since=since,
            place=place,
            source=entry.source,
            sure=entry.sure,
            title=self.title,
            refused=entry.refused,
            ended=ended,
            former=over.year if over is not None and former else None,
        )

    def _goes_on(self, until: date, day: date) -> bool:
        """Whether a figure holds on a day after its last one, for want of the new notice."""
        if self.former_until is None or (until.month, until.day) != (12, 31):
            return False
        return day <= date(until.year + 1, *self.former_until)
