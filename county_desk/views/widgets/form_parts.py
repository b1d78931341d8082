"""Small parts of a form: the key of its draft, the place of a field and its words for a screen reader."""

import hashlib
from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from county_desk.draft_files import Records
from county_desk.facts.kinds import SeveralWords
from county_desk.fields import Kind, Numbers, Text
from county_desk.models.json_text import canonical
from county_desk.several_terms import SeveralTerms
from county_desk.tables.assistance.officials import staff_names
from county_desk.views.types import Desk
from county_desk.views.widgets.line_editor import LineEditor
from county_desk.workflow.command import Command, plain

LONG = 40  # letters from which on a text has the whole width


def is_whole(kind: Kind) -> bool:
    """Whether a field needs the whole width: texts of some length, and choices to tick."""
    return isinstance(kind, Numbers | SeveralTerms | SeveralWords) or (
        isinstance(kind, Text) and (kind.lines > 1 or kind.width >= LONG)
    )


def records_of_form(command: type[Command], fixed: Mapping[str, object]) -> Records:
    """The records that fixed fields name, by their declared list."""
    named = [(ask.of, fixed[name]) for name, ask in command.asks().items() if ask.of and fixed.get(name)]
    each = [(of, value if isinstance(value, tuple) else (value,)) for of, value in named]
    return tuple((of, tuple(number for number in some if isinstance(number, int))) for of, some in each)


def draft_digest(*objects: object) -> str:
    """The objects of a form as 32 hex digits, for the key of its draft."""
    return hashlib.sha256(canonical(plain(objects)).encode()).hexdigest()[:32]


def prepare_field(desk: Desk, field: QWidget, title: str, help_text: str) -> None:
    """Give a screen reader the title of a field and its help; complete the names of colleagues in it."""
    if isinstance(field, LineEditor) and isinstance(field.kind, Text) and field.kind.staff:
        field.complete(desk.read(staff_names))
    for part in (field, field.focusProxy()):
        if part:
            part.setAccessibleName(title)
            part.setAccessibleDescription(help_text)
            part.setToolTip(help_text)
