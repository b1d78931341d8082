"""The records that a story names: a household as “village head”, a fund by its document, and so on."""

from collections.abc import Mapping

from county_desk.fields import Text
from county_desk.intake.pasting.columns import HEAD, NUMBER, PERSON, PLACE, VILLAGE, PasteColumn
from county_desk.intake.pasting.grid import RowRecord
from county_desk.intake.pasting.list_lookup import listed
from county_desk.intake.pasting.records import (
    ASSET,
    AT_PLACE,
    FINDING,
    FUND,
    HOUSEHOLD,
    MEMBER,
    PROJECT,
    ROUND,
    SHEET,
    TEAM,
    TEAM_MEMBER,
    VILLAGE_NAMED,
)
from county_desk.intake.pasting.subjects import FOUND
from county_desk.models.case import CaseState
from county_desk.rules.policy_file import with_nearest
from county_desk.tables.all_lists import LISTS
from county_desk.tables.assistance.officials import OFFICIALS_LISTING
from county_desk.tables.cases import case_list
from county_desk.tables.listing import page
from county_desk.tables.office import NOTICES_LISTING
from county_desk.text import N_, _
from county_desk.workflow.desk import Desk

_RUNNING = tuple(state for state in CaseState if state is not CaseState.WITHDRAWN)
_CASE = listed("case", case_list.LISTING, N_("Case"), ("subject", "household_id"), among={"state": _RUNNING})
_OFFICIAL = listed("official", OFFICIALS_LISTING, N_("Official"), ("name",))
_NOTICE = listed(
    "notice", NOTICES_LISTING, N_("Notice"), (PasteColumn("paper", N_("Number"), Text(), source="number"),)
)

# by the list of the records: how a grid finds one, and the column of the name
_WAYS: Mapping[str, tuple[RowRecord, PasteColumn]] = {
    "households": (HOUSEHOLD, HEAD),
    "members": (MEMBER, PERSON),
    "cases": (_CASE, _CASE.columns[1]),
    "villages": (VILLAGE_NAMED, VILLAGE),
    "places": (AT_PLACE, PLACE),
    "teams": (TEAM, VILLAGE),
    "team_members": (TEAM_MEMBER, PERSON),
    "officials": (_OFFICIAL, _OFFICIAL.columns[1]),
    "notices": (_NOTICE, _NOTICE.columns[1]),
    "projects": (PROJECT, PROJECT.columns[1]),
    "funds": (FUND, FUND.columns[1]),
    "assets": (ASSET, ASSET.columns[1]),
    "inspections": (ROUND, ROUND.columns[1]),
    "inspected_households": (SHEET, HEAD),
    "findings": (FINDING, FINDING.columns[1]),
}


def record_named(desk: Desk, of: str, text: str, household: object = None) -> object:
    """The record of a list by its name, or by the number of its household; LookupError with the reason.

    A household, or what belongs to one, is named “village head”; a person after that, or alone in a known
    `household`.
    """
    if of not in _WAYS:
        raise LookupError(_("no act before has made “{name}”").format(name=text))
    way, column = _WAYS[of]
    before, _space, last = text.rpartition(" ")
    keys = {column.key: text}
    if way is MEMBER and before:
        household, keys = record_named(desk, "households", before), {column.key: last}
    if way is MEMBER and household is not None:
        keys[FOUND + "household"] = str(household)
    elif way is _CASE and (before or text.isdigit()):
        keys = {_CASE.columns[2].key: str(record_named(desk, "households", text))}
    elif text.isdigit():
        keys = {NUMBER.key: text}
    elif before and VILLAGE in way.within:
        keys = {VILLAGE.key: before, column.key: last}
    (found,) = way.find(desk, [keys], {})
    if found.record is None:
        raise LookupError(with_nearest(found.trouble, text, _names(desk, of, column)))
    return found.record


def _names(desk: Desk, of: str, column: PasteColumn) -> set[str]:
    """The names that a list has."""
    if column is HEAD:
        return {f"{row.village} {row.head}" for row in desk.read(page, LISTS[of])}
    source = "name" if column in (PLACE, VILLAGE) else column.source
    return {str(getattr(row, source, "")) for row in desk.read(page, LISTS[of])}
