"""The questions of a village's application form, for the blank form and for reading a filled one."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from county_desk.facts import VILLAGE_FACTS
from county_desk.facts.fields_of import with_facts
from county_desk.fields import Invalid, YesNo
from county_desk.intake.delivery import Level
from county_desk.intake.reading.values.amounts import number_of, read_count
from county_desk.intake.reading.values.dates import read_date
from county_desk.intake.reading.values.found import Found, Note, read_text, tidy
from county_desk.sheets.formats.book import Cell, text_of
from county_desk.text import N_, _

FORM, VERSION = "county-desk/village-application", 1
TEN_THOUSAND = Decimal(10_000)
_FEN = Decimal("0.01")
_IN_YUAN = re.compile(r"(?<!万)元\s*$")
_TEN_THOUSANDS = re.compile(r"\s*万元?\s*$")
_MOST_TEN_THOUSANDS = 10_000  # a village with more than this wrote yuan
_LEAST_YUAN_A_HEAD = 100  # a year's income below this was written in another unit

INDICATOR = "indicator."  # before the key of an exit indicator

type Shape = Literal["count", "amount", "yes_no", "text", "day", "value"]


@dataclass(frozen=True)
class FormField:
    """One question of the form. `shape` is what its cell takes; `read` turns a cell into a value."""

    key: str
    title: str
    shape: Shape
    read: Callable[[Cell], Found]
    unit: str = ""
    help: str = ""
    required: bool = True

    @property
    def shown(self) -> str:
        """The title in its row; an indicator says that it is one, as a figure can have the same title."""
        if self.key.startswith(INDICATOR):
            return _("Indicator: {title}").format(title=self.title)
        return _(self.title)


def read_per_head(cell: Cell) -> Found:
    """An income a head in yuan."""
    return _amount(cell, Decimal(1), lambda yuan: 0 < yuan < _LEAST_YUAN_A_HEAD)


def read_collective(cell: Cell) -> Found:
    """An income that the form asks in ten thousand yuan, as yuan; a text that says 元 is taken as yuan."""
    if isinstance(cell, str) and _IN_YUAN.search(cell):
        return _amount(cell, Decimal(1), lambda yuan: False)
    raw = _TEN_THOUSANDS.sub("", cell) if isinstance(cell, str) else cell
    return _amount(raw, TEN_THOUSAND, lambda yuan: yuan > _MOST_TEN_THOUSANDS * TEN_THOUSAND)


def _amount(cell: Cell, unit: Decimal, odd: Callable[[Decimal], bool]) -> Found:
    number, notes = number_of(cell)
    if number is None:
        return Found(notes=notes)
    yuan = (number * unit).quantize(_FEN)
    if yuan < 0:
        words = _("“{raw}” is below nought; an income cannot be.").format(raw=text_of(cell))
        return Found(notes=(*notes, Note("income_negative", words, Level.ERROR)))
    if odd(yuan):
        words = _("“{raw}” is {yuan} yuan by the unit of this row; is it in that unit?")
        note = Note("income_unit", words.format(raw=text_of(cell), yuan=f"{yuan:,.2f}"), Level.ASK)
        return Found(yuan, f"{yuan:.2f}", (*notes, note))
    return Found(yuan, f"{yuan:.2f}", notes)


def read_answer(cell: Cell) -> Found:
    """Yes or no, in either language."""
    try:
        answer = YesNo().read(tidy(text_of(cell)))
    except Invalid as error:
        return Found(notes=(Note(error.code, str(error), Level.ASK),))
    return Found(answer)


def read_value(cell: Cell) -> Found:
    """A number or a share as it was written; what it means is for the rule to say."""
    text = tidy(text_of(cell))
    return Found(text or None)


def indicator(key: str, title: str, *, flag: bool, unit: str = "") -> FormField:
    """The question about an exit indicator; `title` is in the language of the form."""
    if flag:
        return FormField(INDICATOR + key, title, "yes_no", read_answer, required=False)
    help = N_("A number; a share as 60%.")
    return FormField(INDICATOR + key, title, "value", read_value, unit, help, required=False)


def _count(key: str, unit: str, help: str = "", *, required: bool = True) -> FormField:
    return FormField(key, VILLAGE_FACTS[key].label, "count", read_count, unit, help, required)


FIELDS = (
    _count("natural_villages", N_("villages"), required=False),
    _count("households", N_("households")),
    _count(
        "persons", N_("persons"), N_("People with an agricultural residence permit at the end of the year.")
    ),
    _count("poor_households", N_("households")),
    _count("poor_persons", N_("persons")),
    FormField(
        "income_per_head",
        N_("Net income a head"),
        "amount",
        read_per_head,
        N_("yuan"),
        N_("Of the year, for the whole village."),
    ),
    FormField(
        "has_collective_income",
        N_("Does the village have collective income?"),
        "yes_no",
        read_answer,
        "",
        N_("Choose from the list. Write 0 below when there is none."),
    ),
    FormField(
        "collective_income",
        N_("Collective income"),
        "amount",
        read_collective,
        N_("10,000 yuan"),
        N_("Of the year. 12,500 yuan is written 1.25."),
    ),
    FormField("nature", N_("Natural conditions"), "text", read_text, required=False),
    FormField("infrastructure", N_("Infrastructure"), "text", read_text, required=False),
    FormField("economy", N_("Economy"), "text", read_text, required=False),
    FormField("culture", N_("Culture and health"), "text", read_text, required=False),
    FormField("security", N_("Social security"), "text", read_text, required=False),
    FormField(
        "filed_on",
        N_("Date of the application"),
        "day",
        read_date,
        "",
        N_("Year first, as 2016-11-30."),
    ),
)


@dataclass(frozen=True)
@with_facts(VILLAGE_FACTS.values())
class VillageForm:
    """A filled application, with every declared fact of a village's year.

    Incomes are yuan. A field that was left blank or could not be read is None. `kind` is the procedure that
    the form is for, "" in the forms that were made for registration only; `indicators` is as `FileVillage`
    reads it.
    """

    village: int
    code: str
    year: int
    has_collective_income: bool | None = None
    collective_income: Decimal | None = None
    nature: str | None = None
    infrastructure: str | None = None
    economy: str | None = None
    culture: str | None = None
    security: str | None = None
    filed_on: date | None = None
    kind: str = ""
    indicators: str = ""

    @property
    def remark(self) -> str:
        """The free texts as one, each under its title."""
        texts = [(field.title, getattr(self, field.key)) for field in FIELDS if field.shape == "text"]
        told = [_("{title}: {text}").format(title=_(title), text=text) for title, text in texts if text]
        return "\n".join(told)

    def asked(self) -> dict[str, Any]:
        """Return the filled answers by the field names of `FileVillage`."""
        given = {key: value for key in VILLAGE_FACTS if (value := getattr(self, key)) is not None}
        more = {"indicators": self.indicators} if self.indicators else {}
        return {"village": self.village, "year": self.year, **given, **more, "remark": self.remark}
