"""Taking a list out from where one looks: into a file, or onto a printer."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from shiboken6 import isValid

from county_desk.progress import Progress, stages
from county_desk.reports.lists.form import ListForm
from county_desk.reveal_ways import RevealWay
from county_desk.tables.area import area_of, is_within
from county_desk.tables.history.acts import history_head
from county_desk.tables.listing import count
from county_desk.tables.picking import picked
from county_desk.tables.places import PLACES_LISTING
from county_desk.text import _, current
from county_desk.views.lists.export_dialog import ExportDialog, Extent, ListWish, RowCounts
from county_desk.views.printing import print_document
from county_desk.views.types import Desk, Document
from county_desk.views.widgets.file_dialogs import Purpose, save_file
from county_desk.views.widgets.saving import save
from county_desk.workflow.revealing import own_rows, reveal_rows
from county_desk.workflow.rights import refusal

if TYPE_CHECKING:
    from county_desk.reports.lists.outgoing import OutgoingList
    from county_desk.views.lists.list_view import ListView


class Exporting(QObject):
    """The export of one list on the screen: it asks, reads, records and writes."""

    def __init__(self, view: "ListView") -> None:
        super().__init__(view)
        self.view = view

    def ask(self) -> ExportDialog:
        """Ask what goes out; the numbers of rows come as soon as they are counted."""
        view, desk, listing = self.view, self.view.owner.desk, self.view.listing
        columns = [listing.table[key] for key in view.query().columns]
        personal = any(column.kind.personal for column in columns)
        trouble = refusal(desk.actor, listing.reveals) if personal else None
        dialog = ExportDialog(_(listing.table.title), trouble=trouble, area=self._about_area(), parent=view)
        dialog.saving.connect(self.save)
        dialog.printing.connect(self.print)
        query, every, chosen = view.query(), view.every_row(), len(view.table.selected_numbers())

        def work() -> RowCounts:
            counts = (desk.read(count, listing, own_rows(desk, listing, each)) for each in (query, every))
            return RowCounts(chosen, *counts)

        def told(counts: RowCounts) -> None:
            if isValid(dialog):
                dialog.show_counts(counts)

        dialog.open()
        view.owner.look(work, told, "export")
        return dialog

    def save(self, wanted: ListWish) -> None:
        """Ask where to, and write it."""
        stem = f"{_(self.view.listing.table.title)}_{self.view.owner.desk.today:%Y%m%d}"
        kinds = f"{_(wanted.form.label)} (*.{wanted.form})"
        from county_desk.sheets.writing.saving import safe_name

        proposed = safe_name(stem, f".{wanted.form}")
        if path := save_file(self.view, Purpose.LIST, _("Save the list"), proposed, kinds):
            self.save_to(path, wanted)

    def save_to(self, path: Path, wanted: ListWish) -> None:
        """Write the rows that are wanted; full numbers are recorded before anybody can see the file."""
        going = Going(self.view, wanted)

        def work(progress: Progress) -> None:
            from county_desk.reports.lists.writing import write_list

            told = stages(progress, 2)
            listed = going.read(told)
            told(1, 1)
            write_list(
                path,
                wanted.form,
                listed,
                told,
                lambda: going.record(listed, RevealWay.named(wanted.form.value)),
            )

        save(self.view.owner, work, path, _("Writing the list"))

    def print(self, wanted: ListWish) -> None:
        """Lay the list out, ask for a printer, and print it."""
        going = Going(self.view, replace(wanted, form=ListForm.PDF))
        listed: list[OutgoingList[object]] = []

        def lay_out(progress: Progress) -> Document:
            from county_desk.reports.lists.paper import list_document

            told = stages(progress, 2)
            listed.append(going.read(told))
            told(1, 1)
            return list_document(listed[0], told)

        print_document(self.view.owner, lay_out, before=lambda: going.record(listed[0], RevealWay.PRINTER))

    def _about_area(self) -> str:
        """The word that only rows of the own area go out; empty for the whole county."""
        desk, listing = self.view.owner.desk, self.view.listing
        if desk.actor.place_id is None or not listing.area_key:
            return ""
        from county_desk.tables.listing import one

        place = desk.read(one, PLACES_LISTING, desk.actor.place_id)
        return _("Only rows of {place} go out: your account acts for it.").format(
            place=place.name if place else ""
        )


class Going:
    """The requested part of a list with its filters at that moment; readable on any thread."""

    def __init__(self, view: "ListView", wanted: ListWish) -> None:
        self.desk: Desk = view.owner.desk
        self.listing, self.wanted = view.listing, wanted
        self.language = current()
        shown = view.query()
        own = view.own_query()
        every = replace(view.every_row(), sort=shown.sort, columns=shown.columns)
        whole = wanted.extent is Extent.ALL
        self.query = every if whole else shown
        self.said = replace(own, where={}, text="", conditions=()) if whole else own
        self.numbers: Sequence[int] | None = None
        if wanted.extent is Extent.CHOSEN:
            self.numbers = view.table.selected_numbers()

    def read(self, progress: Progress) -> "OutgoingList[object]":
        """The rows of the own area, with the words around them."""
        from county_desk.reports.lists.outgoing import outgoing
        from county_desk.tables.county import county_name

        desk, listing = self.desk, self.listing
        if self.numbers is None:
            rows = desk.read(picked, listing, own_rows(desk, listing, self.query))
        else:
            area = desk.read(area_of, desk.actor.place_id)
            some = desk.read(picked, listing, self.query, self.numbers, progress)
            rows = [row for row in some if is_within(listing, row, area)]
        return outgoing(
            listing,
            self.said,
            rows,
            county=desk.read(county_name),
            day=desk.today,
            chosen=self.numbers is not None,
            masked=not self.wanted.purpose,
            head=desk.read(history_head) if listing.sealed else "",
        )

    def record(self, listed: "OutgoingList[object]", way: RevealWay) -> None:
        """Record that full numbers go out; raises `Refused`, and then they do not."""
        if not listed.masked and listed.personal:
            reveal_rows(self.desk, self.listing, self.said, way, len(listed.rows), self.wanted.purpose)
