"""Taking a list out from where one looks: into a file or onto a printer, with other lists where wanted."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from county_desk.progress import Progress, share, stages
from county_desk.reports.lists.form import ListForm
from county_desk.reveal_ways import RevealWay
from county_desk.tables.listing import count
from county_desk.tables.own_notes import with_notes
from county_desk.tables.places import PLACES_LISTING
from county_desk.text import _
from county_desk.views.lists.export_dialog import ExportDialog, Extent, ListWish, RowCounts, ViewName
from county_desk.views.lists.going import GoingList, GoingSummary, going_view
from county_desk.views.printing import print_document
from county_desk.views.widgets.file_dialogs import Purpose, save_file
from county_desk.views.widgets.saving import save
from county_desk.workflow.revealing import own_rows
from county_desk.workflow.rights import refusal

if TYPE_CHECKING:
    from county_desk.reports.document import Printable
    from county_desk.reports.lists.outgoing import OutgoingList
    from county_desk.views.lists.list_view import ListView

type Read = tuple[GoingList, "OutgoingList[object]"]


class Exporting(QObject):
    """The export of one list on the screen: it asks, reads, records and writes."""

    def __init__(self, view: "ListView") -> None:
        super().__init__(view)
        self.view = view

    def ask(self) -> ExportDialog:
        """Ask what goes out; the numbers of rows come as soon as they are counted."""
        view, desk, listing = self.view, self.view.owner.desk, self.view.listing
        columns = [listing.table[key] for key in view.query().columns]
        personal = any(column.kind.personal for column in columns) and not view.summarising.shown
        trouble = refusal(desk.actor, listing.reveals) if personal else None
        dialog = ExportDialog(self._title(), trouble=trouble, area=self._about_area(), parent=view)
        dialog.saving.connect(self.save)
        dialog.printing.connect(self.print)
        query, every, chosen = view.query(), view.every_row(), len(view.table.selected_numbers())
        lines = view.summarising.lines()
        kept = {key: list(names) for key, names in view.owner.memory.views.items()}

        def work() -> RowCounts:
            counts = (desk.read(count, listing, own_rows(desk, listing, each)) for each in (query, every))
            return RowCounts(0, lines, lines) if lines else RowCounts(chosen, *counts)

        def told(counts: RowCounts) -> None:
            dialog.show_counts(counts)
            view.owner.look(lambda: self._views(kept), dialog.offer_views, "views")

        dialog.open()
        view.owner.look(work, told, "export", dialog)
        return dialog

    def save(self, wanted: ListWish) -> None:
        """Ask where to, and write it."""
        from county_desk.sheets.writing.saving import safe_name

        kinds = f"{_(wanted.form.label)} (*.{wanted.form})"
        stem = f"{_(self.view.listing.table.title)}_{self.view.owner.desk.today:%Y%m%d}"
        proposed = safe_name(stem, f".{wanted.form}")
        if path := save_file(self.view, Purpose.LIST, _("Save the list"), proposed, kinds):
            self.save_to(path, wanted)

    def save_to(self, path: Path, wanted: ListWish) -> None:
        """Write the rows that are wanted; full numbers are recorded before anybody can see the file."""
        goings = self._goings(wanted)

        def work(progress: Progress) -> None:
            from county_desk.reports.lists.writing import write_lists

            told = stages(progress, 2)
            read = _read(goings, told)
            told(1, 1)
            write_lists(
                path,
                wanted.form,
                [listed for _going, listed in read],
                told,
                lambda: _record(read, RevealWay.named(wanted.form.value)),
            )

        save(self.view.owner, work, path, _("Writing the list"))

    def print(self, wanted: ListWish) -> None:
        """Lay the lists out, ask for a printer, and print them."""
        goings = self._goings(replace(wanted, form=ListForm.PDF))
        read: list[Read] = []

        def lay_out(progress: Progress) -> "Printable":
            from county_desk.reports.lists.paper import lists_document

            told = stages(progress, 2)
            read.extend(_read(goings, told))
            told(1, 1)
            return lists_document([listed for _going, listed in read], told)

        print_document(self.view.owner, lay_out, before=lambda: _record(read, RevealWay.PRINTER))

    def _title(self) -> str:
        title = _(self.view.listing.table.title)
        return _("Summary of {list}").format(list=title) if self.view.summarising.shown else title

    def _goings(self, wanted: ListWish) -> list[GoingList]:
        """The wanted rows of the list, or its summary, and each named view that goes with it."""
        from county_desk.tables.all_lists import LISTS

        view, desk, listing = self.view, self.view.owner.desk, self.view.listing
        shown, own = view.query(), view.own_query()
        every = replace(view.every_row(), sort=shown.sort, columns=shown.columns)
        whole = wanted.extent is Extent.ALL
        query = every if whole else shown
        said = replace(own, where={}, text="", conditions=()) if whole else own
        if (question := view.summarising.question()) is not None:
            first: GoingList = GoingSummary(desk, listing, query, said, question=question)
        else:
            numbers = view.table.selected_numbers() if wanted.extent is Extent.CHOSEN else None
            first = GoingList(desk, listing, query, said, wanted.purpose, numbers)
        views = view.owner.memory.views
        others = (
            going_view(desk, with_notes(LISTS[key], desk.actor.id), views[key][name], wanted.purpose)
            for key, name in wanted.views
        )
        return [first, *others]

    def _views(self, kept: dict[str, list[str]]) -> list[tuple[ViewName, str]]:
        """The named views of this person that can go out with the list, with their words."""
        from county_desk.tables.all_lists import LISTS

        may = self.view.owner.desk.actor.role.may
        return [
            ((key, name), f"{_(LISTS[key].table.title)} · {name}")
            for key, names in kept.items()
            if key in LISTS and may(LISTS[key].needs)
            for name in names
        ]

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


def _read(goings: Sequence[GoingList], progress: Progress) -> list[Read]:
    parts = (share(progress, place, place + 1, len(goings)) for place in range(len(goings)))
    return [(going, going.read(part)) for going, part in zip(goings, parts, strict=True)]


def _record(read: Sequence[Read], way: RevealWay) -> None:
    """Record each list with full numbers by itself; raises `Refused`, and then none may go out."""
    for going, listed in read:
        going.record(listed, way)
