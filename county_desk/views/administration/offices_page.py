"""Offices: who answers for each place, and the names under which it signs, with their days."""

from collections.abc import Mapping
from functools import partial
from typing import ClassVar

from county_desk.models.place import PlaceLevel
from county_desk.rules.regimes import regime_on, regimes
from county_desk.tables.places import PLACES_LISTING, PlaceRow
from county_desk.tables.policy.office_names import OfficeNames, names_through_time
from county_desk.text import _
from county_desk.views.acts_page import ActsPage
from county_desk.views.administration.administration_part import AdministrationPart
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.parts import Pairs, heading
from county_desk.views.widgets.record_card import RecordCard, RowAct
from county_desk.views.widgets.text_format import titled
from county_desk.workflow.command import Command
from county_desk.workflow.policy.office_naming import NameOffice, WithdrawOfficeName
from county_desk.workflow.registry import SetContact

CONTACT = ("telephone", "contact", "address")


class OfficesPage(AdministrationPart, ActsPage[PlaceRow]):
    """The places as a list; beside it the contact of one office and its names through time."""

    key: ClassVar = "offices"
    proposes: ClassVar = (NameOffice, WithdrawOfficeName)
    listing = PLACES_LISTING
    filters: ClassVar = ("level",)
    facts: ClassVar = ("level", "code", "contact", "telephone", "address")

    def show_more(self, row: PlaceRow, card: RecordCard) -> None:
        """Add its names with their days, once they are read."""
        read = partial(self.desk.read, names_through_time, row.id)
        card.box.addWidget(heading(_("Names and their days"), card))
        self.look(read, lambda names: self._show(names, card), "names", card)

    def begin(self, command: type[Command], values: Mapping[str, object]) -> None:
        """Open the form of an act on a place; a name to withdraw is chosen among those of its place."""
        if command is not WithdrawOfficeName:
            super().begin(command, values)

    def acts(self, row: PlaceRow) -> tuple[RowAct, RowAct]:
        """Its contact with the known fields, and another name; the county's also takes the deciding group."""
        known = {key: getattr(row, key) for key in CONTACT}
        fixed = {"place": row.id, "office": None, "agency_code": None}
        named = {"place": row.id} | ({} if row.level is PlaceLevel.COUNTY else {"leading_group": ""})
        return (
            RowAct(SetContact, known, fixed, _("Contact…")),
            RowAct(NameOffice, fixed=named, words=_("Another name…")),
        )

    def _show(self, names: tuple[OfficeNames, ...], card: RecordCard) -> None:
        if words := self._outlived(names):
            card.box.addWidget(Banner("warn", words, card))
        for each in reversed(names):
            card.box.addWidget(heading(_days(each), card, 1.0))
            shown = (
                (_("Issuing office"), each.office),
                (_("Agency code"), each.agency_code),
                (_("Deciding group"), each.leading_group),
                (_("Document"), each.reference),
            )
            card.box.addWidget(Pairs([(title, words) for title, words in shown if words], card))
        if (newest := names[-1].id) is not None:
            words = _("Withdraw the newest name…")
            title = titled(_(WithdrawOfficeName.act.title), names[-1].office)
            withdrawal = RowAct(WithdrawOfficeName, fixed={"name": newest}, words=words, title=title)
            card.box.addWidget(self.act_button(withdrawal))

    def _outlived(self, names: tuple[OfficeNames, ...]) -> str:
        """The warning about a deciding group with the name of an ended regime; empty without one."""
        regime = regime_on(self.desk.today)
        present = [each for each in names if each.since is None or each.since <= self.desk.today][-1]
        named = present.since is not None and regime is not None and present.since >= regime.since
        if not present.leading_group or regime in (None, regimes()[0]) or named:
            return ""
        if regime is not None and present.leading_group.endswith(regime.group):
            return ""
        words = _("“{group}” was named before {regime}. Enter the name that holds now, with its document.")
        title = regime.title if regime else ""
        return words.format(group=present.leading_group, regime=title)


def _days(names: OfficeNames) -> str:
    """The first and the last day of names."""
    if names.since is None:
        return _("Until {until}").format(until=names.until) if names.until else _("Since the founding")
    if names.until is None:
        return _("From {since}").format(since=names.since)
    return _("{since} to {until}").format(since=names.since, until=names.until)
