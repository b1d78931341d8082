"""Two papers of help: the account card that hangs in a home, and the confirmation that a measure arrived."""

from collections.abc import Sequence
from decimal import Decimal

from county_desk.facts.word_lists import in_words
from county_desk.fields import Money, Text
from county_desk.reports.document import Document
from county_desk.reports.flow import Item
from county_desk.reports.hand_sheets import (
    named_rows,
    sheet_document,
    sheet_rows,
    sheet_setter,
    sheet_table,
    signed,
)
from county_desk.tables.assistance.household_account import AccountMeasure, HouseholdAccount
from county_desk.tables.assistance.measure_titles import MeasureTitle
from county_desk.tables.assistance.needs import NEEDS
from county_desk.text import N_, _
from county_desk.text import language as speaking

FACTS = sheet_table(
    N_("Household account card"),
    (N_("What"), Text(width=16)),
    (N_("Value"), Text(width=40)),
)
CARD_NEEDS = sheet_table(
    N_("Needs"),
    (N_("Class of measure that answers it"), Text(width=18)),
    (N_("What is needed"), Text(width=24)),
    (N_("State"), Text(width=14)),
)
CARD_MEASURES = sheet_table(
    N_("Measures"),
    (N_("Class of measure"), Text(width=14)),
    (N_("Measure"), Text(width=18)),
    (N_("Amount (yuan)"), Text(width=10)),
    (N_("Delivered on"), Text(width=10)),
    (N_("Unit responsible"), Text(width=12)),
)
CARD_PAYMENTS = sheet_table(
    N_("Payments"),
    (N_("Project"), Text(width=30)),
    (N_("Paid on"), Text(width=12)),
    (N_("Amount (yuan)"), Text(width=12)),
)


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
            *sheet_rows(setter, FACTS, _facts(account)),
            *named_rows(setter, CARD_NEEDS, needs),
            *named_rows(setter, CARD_MEASURES, [_measure(each) for each in account.measures]),
            *named_rows(setter, CARD_PAYMENTS, payments),
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
            *sheet_rows(setter, FACTS, [*_facts(account), *what]),
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


def _document(account: HouseholdAccount, language: str, items: Sequence[Item]) -> Document:
    title = f"{account.head} {account.number}".strip()
    words = _("{head}, made on {day}").format(head=title, day=account.day.isoformat())
    return sheet_document(title, account.county, account.number, words, language, items)
