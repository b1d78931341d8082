"""The four steps before a register is founded: county, villages, people, and where the register is kept."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from county_desk.register_file import SUFFIX
from county_desk.rules.places import REGIONS, names, province_of, region_of
from county_desk.text import N_, _, _n, said
from county_desk.views.entrance.place_preview import PlacePreview
from county_desk.views.entrance.server_fields import ServerFields
from county_desk.views.widgets.check_box import CheckBox
from county_desk.views.widgets.choices_box import ChoicesBox
from county_desk.views.widgets.editors import ChoiceEditor
from county_desk.views.widgets.field_grid import FieldGrid, FieldNote
from county_desk.views.widgets.file_dialogs import WORKBOOK, Purpose, open_file, save_file
from county_desk.views.widgets.painted import Button, LineField
from county_desk.views.widgets.parts import bare, in_row, line
from county_desk.views.widgets.text_format import titled
from county_desk.workflow.divisions import ListedCounty, counties, county_of, find_counties
from county_desk.workflow.place_list import VillageList

WORKBOOKS = "*.xlsx *.xls *.et *.csv *.txt"

type Problems = Mapping[str, str]
type StepDraft = dict[str, Any]  # plain values, as JSON carries them


class FoundingStep(QWidget):
    """Some fields with their problems beside them; `owns` names the problems that the founding may report.

    `finished()` is emitted when Enter is pressed in the last field, `changed()` when something was typed.
    """

    title: ClassVar[str]
    owns: ClassVar[tuple[str, ...]] = ()
    finished, changed = Signal(), Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.fields: dict[str, LineField] = {}
        self.notes: dict[str, FieldNote] = {}
        self.grid = FieldGrid(self)
        self._parts: dict[str, Sequence[QWidget]] = {}
        self.box = bare(QVBoxLayout(self), 0.6)

    def problems(self) -> dict[str, str]:
        """The fields that are still to be filled in, with the words for each."""
        words = _("“{title}” is still to be filled in")
        return {
            name: words.format(title=field.accessibleName())
            for name, field in self.fields.items()
            if not field.text().strip()
        }

    def show_problems(self, problems: Problems) -> None:
        """Mark each field that has a problem, with the words under it, and go to the first."""
        for name, note in self.notes.items():
            note.say(problems.get(name, ""), full=True)
            if field := self.fields.get(name):
                field.wrong = name in problems
        if first := next((field for name, field in self.fields.items() if name in problems), None):
            first.setFocus()

    def draft(self) -> StepDraft:
        """The content as far as it is filled in."""
        return {"texts": {name: field.text() for name, field in self.fields.items()}}

    def restore(self, draft: StepDraft) -> None:
        """Fill in a draft."""
        for name, text in draft.get("texts", {}).items():
            if name in self.fields:
                self.fields[name].setText(str(text))

    def text(self, name: str) -> str:
        """The text of a field."""
        return self.fields[name].text().strip()

    def add_line(
        self, name: str, title: str, choose: Callable[[], object] | None = None, note: str = ""
    ) -> None:
        """Add a line to type in, perhaps with a button that chooses a file."""
        field = self.fields[name] = LineField(self)
        part: QWidget = field
        if choose is not None:
            part, button = QWidget(self), Button(_("Choose…"), self, choose)
            in_row((field, 1), button, on=part, gap=0.5, margins=0)
            button.setAccessibleName(titled(title, button.text()))
        self.add_field(name, title, part, note, named=field)
        field.textChanged.connect(lambda _text: self.changed.emit())
        field.returnPressed.connect(lambda: self._enter(field))

    def add_field(
        self, name: str, title: str, part: QWidget, note: str = "", named: QWidget | None = None
    ) -> None:
        """Add a field with its title over it and its note under it."""
        label, self.notes[name] = QLabel(title, self), FieldNote(note, self)
        label.setBuddy(named or part)
        (named or part).setAccessibleName(title)
        self._parts[name] = (label, part, self.notes[name])
        self.grid.add(label, part, self.notes[name], whole=True)

    def show_field(self, name: str, *, shown: bool) -> None:
        """Show or hide one field."""
        for part in self._parts[name]:
            part.setVisible(shown)

    def _enter(self, field: LineField) -> None:
        if field is list(self.fields.values())[-1]:
            self.finished.emit()
        else:
            self.focusNextPrevChild(True)


class ListedCounties:
    """The built-in counties as the records of a field."""

    def find(self, words: str) -> list[tuple[object, str]]:
        """The counties that some words find, as (code, label)."""
        return [(county.code, county.label) for county in find_counties(words)]

    def named(self, value: object) -> str:
        """The label of a county; empty for a code that is not listed."""
        known = counties().get(str(value))
        return known.label if known else ""


class CountyStep(FoundingStep):
    """The county: found by name, pinyin or code, or typed by hand."""

    title = N_("County")
    owns = ("name", "code")

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.search = ChoiceEditor([], _("Not in the list"), self)
        self.search.search_in(ListedCounties())
        self.region = ChoiceEditor([(key, said(names(key))) for key in REGIONS], _("As the code says"), self)
        hint = _("Type its name, its pinyin or its code. A county that is not listed is typed below.")
        self.add_field("search", _("Find the county"), self.search, hint)
        self.add_line("name", _("Name of the county"))
        self.add_line("code", _("Code of the county (6 digits)"))
        self.add_field("region", _("Region"), self.region)
        self.box.addWidget(self.grid)
        self.search.changed.connect(self._fill)
        self.region.changed.connect(self.changed)
        self.fields["code"].textChanged.connect(self._say_region)
        self.setFocusProxy(self.search)
        self._filled: object = None

    def county(self) -> ListedCounty:
        """The county as it is typed, with its prefecture and province from the list."""
        return county_of(self.text("code"), self.text("name"))

    def problems(self) -> dict[str, str]:
        """Nothing may be blank, and a code has six digits."""
        problems, code = super().problems(), self.text("code")
        if code and not (len(code) == 6 and code.isdecimal()):
            problems["code"] = _("The code of a county has 6 digits")
        return problems

    def draft(self) -> StepDraft:
        """The region, too."""
        return {**super().draft(), "region": self.region.draft()}

    def restore(self, draft: StepDraft) -> None:
        """The region, too."""
        super().restore(draft)
        self.search.set_value(self.text("code") or None)
        if draft.get("region"):
            self.region.restore(draft["region"])

    def _say_region(self, code: str) -> None:
        """Name the region in which the province of a code lies."""
        words = _("As the code says")
        if region := region_of(province_of(code)):
            words = f"{words} · {said(names(region))}"
        self.region.setItemText(0, words)

    def _fill(self) -> None:
        code = self.search.value()
        if code and code != self._filled:
            self._filled = code
            self.fields["code"].setText(str(code))
            self.fields["name"].setText(counties()[str(code)].name)


class VillagesStep(FoundingStep):
    """The list of villages: a blank workbook to fill in, any table, and a preview."""

    title = N_("Villages")
    owns = ("places",)
    form_wanted, file_chosen = Signal(object), Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.form_button = Button(_("Save a blank list…"), self, self._save_blank)
        self.preview = PlacePreview(self)
        self.list = VillageList()
        hint = _("A workbook of Excel or WPS, or a CSV. A blank list shows its columns.")
        self.add_line("places", _("List of the villages"), self._choose, hint)
        self.box.addWidget(self.grid)
        self.box.addWidget(self.form_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.box.addWidget(self.preview)
        self.box.addStretch()
        self.fields["places"].editingFinished.connect(self.file_chosen)
        self.setFocusProxy(self.fields["places"])

    def problems(self) -> dict[str, str]:
        """A list in which each row makes a village."""
        problems = super().problems()
        if not problems and (refusal := self.list.refusal()):
            problems["places"] = refusal
        return problems

    def show_list(self, found: VillageList) -> None:
        """Show what a file holds."""
        self.list = found
        self.preview.show_list(found)
        self.show_problems({"places": found.trouble} if found.trouble else {})

    def say_saved(self, path: Path) -> None:
        """Say where the blank list lies."""
        self.notes["places"].say("", full=True)
        self.notes["places"].setText(
            _("Saved as {name}. Fill it in and choose it here.").format(name=path.name)
        )

    def _choose(self) -> None:
        if path := open_file(self, Purpose.PLACES, _("List of the villages"), WORKBOOKS):
            self.fields["places"].setText(str(path))
            self.file_chosen.emit()

    def _save_blank(self) -> None:
        name = _("Villages") + ".xlsx"
        if path := save_file(self, Purpose.PLACES, self.form_button.text(), name, WORKBOOK):
            self.form_wanted.emit(path)


class KeepStep(FoundingStep):
    """The place of the register, and whether it holds real people."""

    title = N_("Where it is kept")
    owns = ("database", "file", "server")

    def __init__(self, parent: QWidget, usual_name: Callable[[], str]) -> None:
        super().__init__(parent)
        self._usual_name = usual_name
        self._asked: Path | None = None  # the folder that is missing, as the person was told
        self.where = ChoicesBox(
            _("Keep the register"),
            [(False, _("In a file on this computer")), (True, _("In the database of a server"))],
            self,
        )
        self.server = ServerFields(self)
        self.rehearsal = CheckBox(_("Rehearsal: made-up people only, no passwords"), self)
        self.summary = line("", self)
        self.add_field("where", self.where.accessibleName(), self.where)
        self.add_line("file", _("File"), self._choose)
        self.add_field("server", _("Server"), self.server)
        self.box.addWidget(self.grid)
        self.box.addWidget(self.rehearsal)
        self.box.addWidget(self.summary)
        self.box.addStretch()
        self.where.activated.connect(lambda _place: self._turn())
        self.rehearsal.toggled.connect(lambda _on: self.changed.emit())
        self.setFocusProxy(self.where)
        self._turn()

    def problems(self) -> dict[str, str]:
        """A file, or a database of a server; the person must press twice to have a missing folder made."""
        if self.where.value():
            trouble = self.server.trouble()
            return {"server": trouble} if trouble else {}
        folder = Path(self.place()).parent
        if (problems := super().problems()) or folder.is_dir() or folder == self._asked:
            return problems
        self._asked = folder
        words = _("There is no folder {folder}. Check it; found the register again to have it made.")
        return {"file": words.format(folder=folder)}

    def place(self) -> str:
        """The path of the file, or the URL of the server without its password."""
        return self.server.url() if self.where.value() else self.text("file").removesuffix(SUFFIX) + SUFFIX

    def say(self, county: ListedCounty, found: VillageList, people: int) -> None:
        """Say what will be founded."""
        towns, villages = len(found.townships), len(found.lines)
        parts = (
            county.label,
            _n("{count} township", "{count} townships", towns).format(count=towns),
            _n("{count} village", "{count} villages", villages).format(count=villages),
            _n("{count} person", "{count} persons", people).format(count=people),
        )
        self.summary.setText(" · ".join(parts))

    def draft(self) -> StepDraft:
        """The place, too, without the password of a server."""
        typed = [field.text() for field in self._server_lines()]
        kept = {"on_server": self.where.value(), "rehearsal": self.rehearsal.isChecked(), "server": typed}
        return {**super().draft(), **kept}

    def restore(self, draft: StepDraft) -> None:
        """The place, too."""
        super().restore(draft)
        self.where.set_value(draft.get("on_server", False))
        self.rehearsal.setChecked(bool(draft.get("rehearsal")))
        for field, text in zip(self._server_lines(), draft.get("server", ()), strict=False):
            field.setText(str(text))
        self._turn()

    def _server_lines(self) -> Sequence[LineField]:
        return self.server.host, self.server.port, self.server.name, self.server.role

    def _turn(self) -> None:
        """Show the fields of the chosen place alone."""
        on_server = bool(self.where.value())
        for name, shown in (("file", not on_server), ("server", on_server)):
            self.show_field(name, shown=shown)
        self.changed.emit()

    def _choose(self) -> None:
        title = _("Keep the register in")
        if path := save_file(self, Purpose.REGISTER, title, self._usual_name() + SUFFIX, f"*{SUFFIX}"):
            self.fields["file"].setText(str(path).removesuffix(SUFFIX) + SUFFIX)


def path_of(step: VillagesStep) -> Path | None:
    """The file of the list of villages; None while there is none."""
    text = step.text("places")
    return Path(text) if text else None
