"""Accounts and telephones of delivered households that other households have on record."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select, union_all
from sqlalchemy.orm import Session

from county_desk.intake.comparing.checks import running
from county_desk.intake.comparing.known import Known
from county_desk.intake.delivery import Delivery, HouseholdIn, Level
from county_desk.models.among import among, listed
from county_desk.models.household import Household, Standing
from county_desk.rules.checks.facts import HouseholdFacts
from county_desk.rules.checks.running import CountedHit
from county_desk.text import _

_ACCOUNT = "银行卡号"
_MOVED = (("account", _ACCOUNT, "check_d91", Level.ASK), ("telephone", "联系电话", "check_d09", Level.WARN))
_CHECKS = ("D09", "D91")  # those of the catalogue that hold households against each other by a number
_H = Household.__table__.c
_ROW = select(_H.id, _H.number, _H.head, _H.telephone, _H.account).where(
    _H.withdrawn_on.is_(None), _H.standing != Standing.REMOVED
)
# two searches, each along its own index; asked for every delivered file, so they are made once
_SHARED = union_all(_ROW.where(among(_H.account, "accounts")), _ROW.where(among(_H.telephone, "telephones")))


def shared(session: Session, delivery: Delivery, known: Known) -> Iterator[tuple[HouseholdIn, CountedHit]]:
    """What the checks say of households whose account or telephone is new here, and others have on record.

    What they say within the file was said when it was read.
    """
    new = [each for each in delivery.households if _is_new(each, known)]
    others = _on_record(session, new, {each.row.id for each in known.households.values() if not each.gone})
    if not others:
        return
    facts = [*map(_delivered, new), *others]
    taken = {title: {getattr(each, title) for each in others} for title in ("account", "telephone")}
    for found in running(session, delivery, _CHECKS).together(facts):
        place = found.hit.household
        assert place is not None
        name = "account" if found.hit.title == _ACCOUNT else "telephone"
        if place < len(new) and getattr(new[place], name) in taken[name]:
            yield new[place], found


def _is_new(household: HouseholdIn, known: Known) -> bool:
    """Whether it brings an account or a telephone that the register does not have with it."""
    on_record = known.households.get(household.key)
    if on_record is None or on_record.gone:
        return bool(household.account or household.telephone)
    if on_record.settled:
        return False
    row = on_record.row
    return household.account not in ("", row.account) or household.telephone not in ("", row.telephone)


def _on_record(session: Session, new: Sequence[HouseholdIn], own: set[int]) -> list[HouseholdFacts]:
    """The households on record with one of these accounts or telephones, without those of the delivery."""
    if not new:
        return []
    asked: dict[str, Any] = {
        "accounts": listed({each.account for each in new if each.account}),
        "telephones": listed({each.telephone for each in new if each.telephone}),
    }
    found = {row.id: row for row in session.execute(_SHARED, asked) if row.id not in own}
    return [
        HouseholdFacts(number=row.number, head=row.head, telephone=row.telephone, account=row.account)
        for row in found.values()
    ]


def _delivered(household: HouseholdIn) -> HouseholdFacts:
    return HouseholdFacts(
        number=household.number or household.where,
        head=household.head,
        telephone=household.telephone,
        account=household.account,
    )


def moved(delivery: Delivery, known: Known) -> Iterator[tuple[HouseholdIn, str, str, str, Level]]:
    """Households that exchange their accounts or telephones, with what is to be said where.

    One that goes to another household of the file is no matter where its own gets a new one. Where that gets
    the one of a third, the column was most likely moved or sorted against the rows.
    """
    met = [
        (household, found.row)
        for household in delivery.households
        if (found := known.households.get(household.key)) is not None and not found.gone
    ]
    for name, title, kind, level in _MOVED:
        owner = {value: row for _household, row in met if (value := getattr(row, name))}
        taken = {row.id: getattr(household, name) for household, row in met}
        for household, row in met:
            given = getattr(household, name)
            other = owner.get(given) if given != getattr(row, name) else None
            passed_on = taken[other.id] if other is not None else ""
            if other is not None and passed_on != given and passed_on in owner:
                message = _(
                    "On record it is that of {head} ({number}), who gets that of another here: was it moved?"
                )
                words = message.format(head=other.head, number=other.number)
                yield household, title, kind, words, level
