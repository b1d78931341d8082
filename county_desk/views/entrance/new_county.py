"""Setting up a new county: its name and code, its list of villages, six people, and where to keep it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QHBoxLayout, QLabel, QWidget

from county_desk.models.user import Role
from county_desk.register_file import SUFFIX
from county_desk.rules.places import REGIONS, names
from county_desk.text import _, said
from county_desk.views.entrance.opener import NewCounty
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.editors import ChoiceEditor
from county_desk.views.widgets.file_dialogs import Purpose, open_file, save_file
from county_desk.views.widgets.focus import put_in_order
from county_desk.views.widgets.footed_card import FootedCard
from county_desk.views.widgets.painted import Button, LineField, PrimaryButton
from county_desk.views.widgets.parts import line
from county_desk.views.widgets.style import em, sized
from county_desk.views.widgets.text_format import titled
from county_desk.workflow.founding import FIRST_POSTS, MAY_BE_BLANK, TOWNSHIP_PLACE
from county_desk.workflow.place_list import required_titles


class NewCountyPage(FootedCard):
    """A form that says `asked(NewCounty)` or `left()`; problems come back by `show_problems`."""

    asked = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scrolled.setMaximumWidth(em(52))
        self.summary = Banner("bad", "", self)
        self.summary.hide()
        self.fields: dict[str, LineField] = {}
        self.founded = False
        self._form = QFormLayout(fieldGrowthPolicy=QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.setVerticalSpacing(em(0.5))
        self.region = ChoiceEditor([(key, said(names(key))) for key in REGIONS], _("As the code says"))
        self.rehearsal = QCheckBox(_("Rehearsal: made-up people only, no passwords"), self)
        self._add_all()
        self.button = PrimaryButton(_("Found the register"), self)
        back = Button(_("Start page"), self)
        heading = QLabel(_("Set up a new county"), self)
        sized(heading, 1.6)
        self.box.addWidget(heading)
        self.box.addWidget(self.summary)
        self.box.addLayout(self._form)
        self.box.addStretch()
        for button in (self.button, back):
            self.foot.addWidget(button)
        put_in_order(self)
        self.setFocusProxy(self.fields["name"])
        self.button.clicked.connect(self._ask)
        back.clicked.connect(self.left)

    def _add_all(self) -> None:
        self._add("name", _("Name of the county"))
        self._add("code", _("Code of the county (6 digits)"))
        self._add("places", _("List of villages (CSV)"), self._choose_places)
        columns = _("Its first row: {titles}").format(titles=required_titles())
        self._form.addRow("", line(columns, self, muted=True))
        self._form.addRow(_label(_("Region"), self.region), self.region)
        self._form.addRow("", self.rehearsal)
        for key, role in FIRST_POSTS.items():
            self._add(key, _("Second reviewer") if key in MAY_BE_BLANK else _(role.label))
            if role is Role.TOWNSHIP_CLERK:
                self._add(TOWNSHIP_PLACE, _("Township of the township clerk (name or code)"))
        words = _(
            "Nobody decides a case that they entered, reviewed or refused before; it needs another reviewer."
        )
        self._form.addRow("", line(words, self, muted=True))
        self._add("file", _("Keep the register in"), self._choose_file)

    def draft(self) -> dict[str, object]:
        """Return the current content of the form and the focused field; empty while no text is typed."""
        texts = {name: field.text() for name, field in self.fields.items()}
        if self.founded or not any(texts.values()):
            return {}
        at = next((name for name, field in self.fields.items() if field.hasFocus()), "")
        return {
            "texts": texts,
            "region": self.region.draft(),
            "rehearsal": self.rehearsal.isChecked(),
            "at": at,
        }

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Fill in a draft, with the cursor where it was."""
        for name, text in draft["texts"].items():
            self.fields[name].setText(text)
        self.region.restore(draft["region"])
        self.rehearsal.setChecked(draft["rehearsal"])
        if draft["at"]:
            self.fields[draft["at"]].setFocus()

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Show the problems on top, and mark the fields that they are about."""
        for name, field in self.fields.items():
            field.wrong = name in problems
        self.summary.words.setText("\n".join(f"■ {words}" for words in problems.values()))
        self.summary.setVisible(bool(problems))
        self.button.setEnabled(True)
        if problems:
            self.scrolled.ensureWidgetVisible(self.summary)

    def _ask(self) -> None:
        texts = {name: field.text().strip() for name, field in self.fields.items()}
        if problems := self._problems(texts):
            self.show_problems(problems)
            return
        self.show_problems({})
        self.button.setEnabled(False)
        self.asked.emit(
            NewCounty(
                file=Path(texts["file"]),
                name=texts["name"],
                code=texts["code"],
                places=Path(texts["places"]),
                people=[(texts[key], role) for key, role in FIRST_POSTS.items() if texts[key]],
                township=texts[TOWNSHIP_PLACE],
                region=self.region.value() or "",
                rehearsal=self.rehearsal.isChecked(),
            )
        )

    def _problems(self, texts: Mapping[str, str]) -> dict[str, str]:
        """The fields that are not filled in; the founding itself finds all other problems."""
        return {
            name: _("“{title}” is still to be filled in").format(title=field.accessibleName())
            for name, field in self.fields.items()
            if not texts[name] and name not in MAY_BE_BLANK
        }

    def _add(self, name: str, title: str, choose: object = None) -> None:
        field = self.fields[name] = LineField(self)
        field.setAccessibleName(title)
        field.returnPressed.connect(lambda: self.focusNextPrevChild(True))
        row = QHBoxLayout()
        row.addWidget(field, 1)
        if callable(choose):
            button = Button(_("Choose…"), self)
            button.setAccessibleName(titled(title, button.text()))
            button.clicked.connect(choose)
            row.addWidget(button)
        self._form.addRow(_label(title, field), row)

    def _choose_places(self) -> None:
        if path := open_file(self, Purpose.PLACES, _("List of villages (CSV)"), "*.csv"):
            self.fields["places"].setText(str(path))

    def _choose_file(self) -> None:
        usual = f"{self.fields['name'].text().strip()}{SUFFIX}"
        title = _("Keep the register in")
        if path := save_file(self, Purpose.REGISTER, title, usual, f"*{SUFFIX}"):
            self.fields["file"].setText(str(path).removesuffix(SUFFIX) + SUFFIX)


def _label(title: str, field: QWidget) -> QLabel:
    label = QLabel(title)
    label.setBuddy(field)
    field.setAccessibleName(title)
    return label
