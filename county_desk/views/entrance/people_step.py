"""The people who get the first accounts, each with a post and a place."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from county_desk.models.user import Role
from county_desk.names import compared
from county_desk.text import N_, _
from county_desk.views.entrance.founding_steps import FoundingStep, Problems, StepDraft
from county_desk.views.widgets.choices_box import ChoicesBox
from county_desk.views.widgets.editors import ChoiceEditor
from county_desk.views.widgets.field_grid import FieldNote
from county_desk.views.widgets.icons import Icon, icon
from county_desk.views.widgets.painted import Button, LineField
from county_desk.views.widgets.parts import bare, drop, in_column, line
from county_desk.views.widgets.style import em
from county_desk.workflow.founding import FIRST_POSTS, NEEDED_POSTS, Person
from county_desk.workflow.place_list import VillageList

PLACED = (Role.TOWNSHIP_CLERK, Role.VILLAGE_CLERK)  # posts that are narrowed to one place


class FirstPerson(QWidget):
    """The name, post and place of one person."""

    left, changed, entered = Signal(), Signal(), Signal()

    def __init__(self, role: Role, parent: QWidget) -> None:
        super().__init__(parent)
        self.name = LineField(self)
        self.name.setPlaceholderText(_("Name"))
        self.post = ChoicesBox(_("Post"), [(each, _(each.label)) for each in Role], self)
        self.post.set_value(role)
        self.place = ChoiceEditor([], _("The whole county"), self)
        self.remove = Button(parent=self)
        self.remove.setIcon(icon(Icon.CLOSE))
        self.remove.setToolTip(_("Remove this row"))
        self.remove.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a row without a name makes no account
        self.note = FieldNote("", self)
        row = bare(QHBoxLayout(), 0.5)
        for part, stretch in ((self.name, 3), (self.post, 2), (self.place, 4), (self.remove, 0)):
            row.addWidget(part, stretch)
        in_column(row, self.note, on=self, gap=0, margins=0)
        self.name.textChanged.connect(lambda _text: self.changed.emit())
        self.name.returnPressed.connect(self.entered)
        self.post.activated.connect(lambda _place: self._turn())
        self.place.changed.connect(self.changed)
        self.remove.clicked.connect(lambda _checked: self.left.emit())
        self._list = VillageList()
        self._name_parts()
        self._turn()

    @property
    def role(self) -> Role:
        """The chosen post."""
        return Role.named(self.post.value())  # Qt keeps a text of it

    def person(self) -> Person:
        """The person as the row stands."""
        place = self.place.value() if self.role in PLACED else None
        return Person(self.name.text().strip(), self.role, str(place or ""))

    def offer_places(self, found: VillageList) -> None:
        """Offer the townships and villages of a list."""
        self._list = found
        self._turn()

    def say(self, problem: str) -> None:
        """Show a problem under the row, on the field that it is about."""
        self.note.say(problem, full=True)
        self.note.setVisible(bool(problem))
        for part in (self.name, self.place):
            part.wrong = bool(problem) and part is self.open_field

    @property
    def open_field(self) -> LineField | ChoiceEditor:
        """The place where the post still needs one, or else the name."""
        return self.place if self.role in PLACED and not self.person().place else self.name

    def restore(self, kept: Sequence[str]) -> None:
        """Fill in a draft of name, post and place."""
        self.name.setText(str(kept[0]))
        self.post.set_value(Role.named(str(kept[1])))
        self._turn()
        self.place.restore([kept[2] or None, ""])

    def _turn(self) -> None:
        """Offer the places that the post can have."""
        self.place.setEnabled(self.role in PLACED)
        if self.role is Role.TOWNSHIP_CLERK:
            self.place.offer([(code, f"{name} {code}") for code, name in self._list.townships])
        elif self.role is Role.VILLAGE_CLERK:
            lines = self._list.lines
            self.place.offer([(each.village_code, f"{each.town} · {each.village}") for each in lines])
        else:
            self.place.offer([])
        self.place.setItemText(0, _("Choose the place") if self.role in PLACED else _("The whole county"))
        self._name_parts()
        self.changed.emit()

    def _name_parts(self) -> None:
        post = _(self.role.label)
        for part, words in ((self.name, _("Name")), (self.post, _("Post")), (self.place, _("Place"))):
            part.setAccessibleName(f"{words} · {post}")
        self.remove.setAccessibleName(f"{self.remove.toolTip()} · {post}")


class PeopleStep(FoundingStep):
    """A row for each person; rows without a name make no account."""

    title = N_("People")
    owns = ("people", "administrator")

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[FirstPerson] = []
        self._list = VillageList()
        self.note = FieldNote("", self)
        self.notes["people"] = self.note
        self._lines = bare(QVBoxLayout(), 0.3)
        self.add_button = Button(_("Add a person"), self)
        self.add_button.setIcon(icon(Icon.ADD))
        words = _(
            "Nobody decides a case that they entered, reviewed or refused before; it needs another reviewer."
        )
        self.box.addWidget(line(words, self, muted=True))
        self.box.addWidget(self.note)
        self.box.addLayout(self._lines)
        self.box.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.box.addStretch()
        self.box.setContentsMargins(0, 0, em(0.2), 0)
        for role in FIRST_POSTS.values():
            self.add_row(role)
        self.add_button.clicked.connect(lambda _checked: self.add_row(Role.TOWNSHIP_CLERK).name.setFocus())

    def add_row(self, role: Role) -> FirstPerson:
        """Add a row for one more person."""
        row = FirstPerson(role, self)
        row.offer_places(self._list)
        row.say("")
        self.rows.append(row)
        self._lines.addWidget(row)
        row.changed.connect(self.changed)
        row.left.connect(lambda: self._remove(row))
        row.entered.connect(lambda: self._enter_row(row))
        self.setFocusProxy(self.rows[0].name)
        return row

    def people(self) -> list[Person]:
        """The people that have a name."""
        return [person for row in self.rows if (person := row.person()).name]

    def offer_places(self, found: VillageList) -> None:
        """Offer the townships and villages of the list in every row."""
        self._list = found
        for row in self.rows:
            row.offer_places(found)

    def problems(self) -> dict[str, str]:
        """The posts that need a person, and the rows with a trouble as `row` and a number."""
        problems: dict[str, str] = {}
        names: set[str] = set()
        for number, row in enumerate(self.rows):
            person = row.person()
            if not person.name:
                continue
            if compared(person.name) in names:
                problems[f"row{number}"] = _(
                    "Every person has an account of their own; two have the same name"
                )
            elif person.role in PLACED and not person.place:
                problems[f"row{number}"] = _("Choose the place that {name} acts for").format(name=person.name)
            names.add(compared(person.name))
        held = {person.role for person in self.people()}
        if lacking := [_(role.label) for role in NEEDED_POSTS if role not in held]:
            problems["people"] = _("Name at least one person for: {posts}").format(
                posts=_(", ").join(lacking)
            )
        return problems

    def show_problems(self, problems: Problems) -> None:
        """Show each problem under its row."""
        said = problems.get("people") or problems.get("administrator", "")
        self.note.say(said, full=True)
        self.note.setVisible(bool(said))
        for number, row in enumerate(self.rows):
            row.say(problems.get(f"row{number}", ""))
        if first := next((row for row in self.rows if row.note.problem), None):
            first.open_field.setFocus()

    def draft(self) -> StepDraft:
        """The rows."""
        people = [row.person() for row in self.rows]
        return {"people": [[person.name, person.role.value, person.place] for person in people]}

    def restore(self, draft: StepDraft) -> None:
        """Make the rows of a draft."""
        kept = draft.get("people", ())
        while len(self.rows) > len(kept):
            self._remove(self.rows[-1])
        while len(self.rows) < len(kept):
            self.add_row(Role.COUNTY_CLERK)
        for row, each in zip(self.rows, kept, strict=True):
            row.restore(each)

    def _remove(self, row: FirstPerson) -> None:
        self.rows.remove(row)
        drop(row)
        self.changed.emit()

    def _enter_row(self, row: FirstPerson) -> None:
        """Enter goes to the name of the next row, and on from the last."""
        following = self.rows[self.rows.index(row) + 1 :]
        if following:
            following[0].name.setFocus()
        else:
            self.finished.emit()
