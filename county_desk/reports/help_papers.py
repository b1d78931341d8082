"""Two papers of help: the account card that hangs in a home, and the confirmation that a measure arrived."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Annotated

from county_desk.facts.word_lists import in_words
from county_desk.fields import Money, Table, Text
from county_desk.reports.document import Document
from county_desk.reports.flow import Item
from county_desk.reports.grid import PaperGrid
from county_desk.reports.hand_sheets import sheet_document, sheet_setter, signed
from county_desk.reports.parts import Setter
from county_desk.tables.assistance.household_account import AccountMeasure, HouseholdAccount
from county_desk.tables.assistance.measure_titles import MeasureTitle
from county_desk.tables.assistance.needs import NEEDS
from county_desk.tables.declared import Shown, ShownRow, table_of
from county_desk.text import N_, _
from county_desk.text import language as speaking


class CardFact(ShownRow):
    """One fact of a household on its card."""

    what: Annotated[str, Shown(label=N_("What"), kind=Text(width=16))]
    known: Annotated[str, Shown(label=N_("Value"), kind=Text(width=40))]


class CardNeed(ShownRow):
    """One need on a card."""

    kind: Annotated[str, Shown(label=N_("Class of measure that answers it"), kind=Text(width=18))]
    words: Annotated[str, Shown(label=N_("What is needed"), kind=Text(width=24))]
    state: Annotated[str, Shown(label=N_("State"), kind=Text(width=14))]


class CardMeasure(ShownRow):
    """One measure on a card."""

    kind: Annotated[str, Shown(label=N_("Class of measure"), kind=Text(width=14))]
    title: Annotated[str, Shown(label=N_("Measure"), kind=Text(width=18))]
    amount: Annotated[str, Shown(label=N_("Amount (yuan)"), kind=Text(width=10))]
    given: Annotated[str, Shown(label=N_("Delivered on"), kind=Text(width=10))]
    unit: Annotated[str, Shown(label=N_("Unit responsible"), kind=Text(width=12))]


class CardPayment(ShownRow):
    """One payment on a card."""

    project: Annotated[str, Shown(label=N_("Project"), kind=Text(width=30))]
    paid: Annotated[str, Shown(label=N_("Paid on"), kind=Text(width=12))]
    amount: Annotated[str, Shown(label=N_("Amount (yuan)"), kind=Text(width=12))]


FACTS = table_of("card_facts", N_("Household account card"), CardFact)
CARD_NEEDS = table_of("card_needs", N_("Needs"), CardNeed)
CARD_MEASURES = table_of("card_measures", N_("Measures"), CardMeasure)
CARD_PAYMENTS = table_of("card_payments", N_("Payments"), CardPayment)


def account_card(account: HouseholdAccount, language: str) -> Document:
    """The account card of a household: its official, its needs and measures, and the money it was paid."""
    with speaking(language):
        setter = sheet_setter(language, [account.head])
        needs = [
            (NEEDS["wants"].shown(need), need.words, NEEDS["state"].shown(need)) for need in account.needs
        ]
        payments = [(each.project, each.paid_on.isoformat(), _yuan(each.amount)) for each in account.payments]
        items = [
            *setter.title([_("Household account card")]),
            setter.blank(0.3),
            *_grid(FACTS, _facts(account), setter, named=False),
            *_grid(CARD_NEEDS, needs, setter),
            *_grid(CARD_MEASURES, [_measure(each) for each in account.measures], setter),
            *_grid(CARD_PAYMENTS, payments, setter),
        ]
        titles = (_("Head of household:"), _("Contact official:"), _("Signed on:"))
        return _document(account, language, signed(setter, items, *titles))


def confirmation(account: HouseholdAccount, measure: AccountMeasure, language: str) -> Document:
    """The confirmation of a household that a measure arrived, to be signed by both sides."""
    with speaking(language):
        setter = sheet_setter(language, [account.head])
        what = (
            (_("Class of measure"), _(measure.kind.label)),
            (_("Measure"), MeasureTitle().show(measure.title)),
            (_("Beneficiary"), measure.person),
            (_("From"), measure.since.isoformat()),
            (_("Delivered on"), measure.delivered_on.isoformat() if measure.delivered_on else ""),
            (_("Amount (yuan)"), _yuan(measure.amount)),
            (_("Unit responsible"), measure.unit),
            (_("Official responsible"), measure.responsible),
        )
        items = [
            *setter.title([_("Confirmation of a measure")]),
            setter.blank(0.3),
            *_grid(FACTS, [*_facts(account), *what], setter, named=False),
            setter.blank(0.5),
            *setter.paragraph(_("The household confirms that it has what is written above.")),
        ]
        titles = (_("Head of household:"), _("Village committee:"), _("Official:"), _("Signed on:"))
        return _document(account, language, signed(setter, items, *titles))


def _facts(account: HouseholdAccount) -> list[tuple[str, str]]:
    facts = (
        (_("Place"), " ".join(filter(None, (account.township, account.village)))),
        (_("Head of household"), account.head),
        (_("Household number"), account.number),
        (_("Persons"), str(account.persons)),
        (_("Main cause of poverty"), in_words("致贫原因", account.cause)),
        (_("Contact official"), " ".join(filter(None, (account.official, account.official_telephone)))),
    )
    return [(title, words) for title, words in facts if words]


def _measure(each: AccountMeasure) -> tuple[str, ...]:
    given = each.delivered_on.isoformat() if each.delivered_on else _("not yet")
    return _(each.kind.label), MeasureTitle().show(each.title), _yuan(each.amount), given, each.unit


def _yuan(amount: Decimal | None) -> str:
    return Money().show(amount)


def _grid[R](
    table: Table[R], rows: Iterable[Sequence[str]], setter: Setter, *, named: bool = True
) -> list[Item]:
    """A table with its title; nothing without rows."""
    grid = PaperGrid(table, setter.letters.households)
    head = grid.head()
    lines = [grid.row(row, head) for row in rows]
    if not lines:
        return []
    title = [setter.blank(0.4), *setter.paragraph(_(table.title))] if named else []
    return [*title, head, *lines]


def _document(account: HouseholdAccount, language: str, items: Sequence[Item]) -> Document:
    title = f"{account.head} {account.number}".strip()
    words = _("{head}, made on {day}").format(head=title, day=account.day.isoformat())
    return sheet_document(title, account.county, account.number, words, language, items)
