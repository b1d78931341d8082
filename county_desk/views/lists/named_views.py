"""Named views of a list: filters, sorting, columns, widths and frozen columns under one name."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from county_desk.text import _
from county_desk.views.lists.line_dialog import LineDialog
from county_desk.views.lists.list_look import apply_wishes, held, lay_out, layout_of, wishes_of
from county_desk.views.widgets.icons import Icon, icon
from county_desk.views.widgets.text_format import titled

if TYPE_CHECKING:
    from county_desk.views.lists.list_view import ListView

LONGEST = 30  # characters of a name


class NamedViews(QObject):
    """The views that a person named for one list, wherever it stands. `current` is the one chosen last."""

    def __init__(self, view: "ListView") -> None:
        super().__init__(view)
        self.view, self.current = view, ""
        view.bar.views.clicked.connect(self._open_menu)
        self.choose_name("")

    @property
    def kept(self) -> dict[str, Any]:
        """The views by name."""
        return self.view.owner.memory.views.setdefault(self.view.listing.table.key, {})

    def choose_name(self, name: str) -> None:
        """Show which view was chosen."""
        self.current = name
        self.view.bar.name_view(titled(_("View"), name) if name else _("View"))

    def menu(self) -> QMenu:
        """All views, and what can be done with them."""
        menu = QMenu(self.view)
        menu.aboutToHide.connect(menu.deleteLater)
        usual = menu.addAction(_("Usual view"), self.usual)
        usual.setCheckable(True)
        usual.setChecked(not self.current)
        for name in self.kept:
            action = menu.addAction(name.replace("&", "&&"), partial(self.apply, name))
            action.setCheckable(True)
            action.setChecked(name == self.current)
        menu.addSeparator()
        menu.addAction(icon(Icon.SAVE), _("Save as a view…"), self.ask_name)
        if self.current in self.kept:
            menu.addAction(_("Save the changes to this view"), lambda: self.save(self.current))
            menu.addAction(icon(Icon.EDIT), _("Rename this view…"), self.ask_new_name)
            menu.addAction(icon(Icon.CLOSE), _("Delete this view"), self.delete)
        return menu

    def usual(self) -> None:
        """The list as it was declared: no filter, the usual order, the usual columns."""
        self._take({"wishes": {}, "layout": {}})
        self.choose_name("")

    def apply(self, name: str) -> None:
        """Show the list as it was saved under a name."""
        self._take(self.kept[name])
        self.choose_name(name)

    def save(self, name: str) -> None:
        """Keep how the list looks now under a name; a view of that name is replaced."""
        table = self.view.table
        self.kept[name] = {
            "wishes": wishes_of(table, self.view.filters),
            "layout": layout_of(table),
            "summary": self.view.summarising.plain(),
        }
        self.choose_name(name)
        self.view.owner.memory.save()

    def rename(self, name: str) -> None:
        """Give the current view another name."""
        if name != self.current:
            self.kept[name] = self.kept.pop(self.current)
            self.choose_name(name)
            self.view.owner.memory.save()

    def delete(self) -> None:
        """Forget the current view; the list stays as it is, and the way back is offered."""
        name, kept = self.current, self.kept.pop(self.current)
        self.choose_name("")
        self.view.owner.memory.save()

        def back() -> None:
            self.kept[name] = kept
            self.choose_name(name)
            self.view.owner.memory.save()

        self.view.owner.undoable.emit(_("The view “{name}” was deleted").format(name=name), back)

    def ask_name(self) -> LineDialog:
        """Ask for the name to save under."""
        words = _("Name of the view; one of the same name is replaced")
        dialog = LineDialog(_("Save as a view"), words, _("Save"), name_trouble, self.save, self.view)
        dialog.ask(self.current)
        return dialog

    def ask_new_name(self) -> LineDialog:
        """Ask for another name of the current view."""

        def trouble(name: str) -> str:
            taken = name != self.current and name in self.kept
            return _("There is a view of that name.") if taken else name_trouble(name)

        dialog = LineDialog(_("Rename the view"), _("New name"), _("Rename"), trouble, self.rename, self.view)
        dialog.ask(self.current)
        return dialog

    def _take(self, kept: dict[str, Any]) -> None:
        apply_wishes(self.view.table, self.view.filters, held(kept, "wishes"))
        lay_out(self.view.table, held(kept, "layout"))
        self.view.summarising.apply(held(kept, "summary"))
        self.view.filters.changed.emit()

    def _open_menu(self) -> None:
        button = self.view.bar.views
        self.menu().popup(button.mapToGlobal(button.rect().bottomLeft()))


def name_trouble(name: str) -> str:
    """Check that a name can be kept; return the problem, "" without one."""
    if not name:
        return _("Type a name")
    return "" if len(name) <= LONGEST else _("At most {most} characters").format(most=LONGEST)
