"""The fields of a form that the records fill in, each marked until the person touches it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from county_desk.views.types import Desk
from county_desk.views.widgets.editors import ChoiceEditor
from county_desk.views.widgets.field_grid import FieldNote
from county_desk.workflow.command import Command


class KnownValues:
    """Fills in the only value that the records give a blank field, and narrows a fixed list to theirs.

    `filled(name)` is called after each change of a field, which counts as the value that it opened with.
    """

    def __init__(
        self,
        command: type[Command],
        desk: Desk,
        editors: Mapping[str, Any],
        notes: Mapping[str, FieldNote],
        filled: Callable[[str], object],
    ) -> None:
        self._command, self._desk, self._filled = command, desk, filled
        self._editors, self._notes = editors, notes
        self._by: object = None  # the values for which the records were asked
        self.wanted: Mapping[str, bool] = {}  # the fields that the records need
        self._own: set[str] = set()  # the fields that stand as they were filled in
        self._touched: set[str] = set()

    def follow(self, given: Mapping[str, object]) -> None:
        """Look at the records once the fields that they depend on have changed."""
        known = self._command.known
        by = [given.get(name) for name in known.by] if known else None
        if known is None or by == self._by:
            return
        self._by = by
        self.wanted = self._desk.read(known.wants, given)
        for name, values in self._desk.read(known.read, given).items():
            if name in self._editors:
                self._fill(name, values)

    def touch(self, name: str) -> None:
        """A person has changed the field: it is theirs from now on."""
        self._touched.add(name)
        if name in self._own:
            self._own.discard(name)
            self._notes[name].mark_filled(False)

    def _fill(self, name: str, values: Sequence[object]) -> None:
        field, kind = self._editors[name], self._command.asks()[name].kind
        if isinstance(field, ChoiceEditor) and kind.options():
            listed = dict(kind.options())
            wanted = [value for value in values if value in listed] or list(listed)
            field.offer([(value, listed[value]) for value in wanted])
        only = values[0] if len(values) == 1 else None
        blank = (None, "") if name in self._touched else (None, "", self._desk.today)
        if name not in self._own and (only is None or field.value() not in blank):
            return
        field.blockSignals(True)
        field.set_value(only)
        field.blockSignals(False)
        (self._own.discard if only is None else self._own.add)(name)
        self._notes[name].mark_filled(only is not None)
        self._filled(name)
