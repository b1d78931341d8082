"""The filters that a person set over the columns of one list."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from county_desk.tables.conditions import Condition
from county_desk.tables.listing import Query


class ListFilters(QObject):
    """Some values of a column, or a condition on it: the last one set takes the place of the other.

    `changed()` is emitted when other rows must be shown.
    """

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.values: dict[str, tuple[object, ...]] = {}
        self.conditions: dict[str, Condition] = {}

    def set_values(self, key: str, values: Iterable[object]) -> None:
        """Let through only rows with one of these values; none lets every row through."""
        chosen = tuple(values)
        if chosen != self.values.get(key, ()):
            self._set(key, chosen, None)

    def set_condition(self, key: str, condition: Condition | None) -> None:
        """Let through only rows that meet a condition; None lets every row through."""
        if condition != self.conditions.get(key) or (condition is None and key in self.values):
            self._set(key, (), condition)

    def remove(self, key: str) -> None:
        """Take the filter of one column away."""
        self._set(key, (), None)

    def show(self, query: Query) -> None:
        """Have the filters of a query in place of all others."""
        self.values = {key: tuple(values) for key, values in query.where.items()}
        self.conditions = {condition.key: condition for condition in query.conditions}
        self.changed.emit()

    def forget(self) -> None:
        """Take every filter away without a signal; the caller looks again by itself."""
        self.values.clear()
        self.conditions.clear()

    def columns(self) -> set[str]:
        """The columns that are filtered."""
        return {*self.values, *self.conditions}

    def _set(self, key: str, values: tuple[object, ...], condition: Condition | None) -> None:
        self.values.pop(key, None)
        self.conditions.pop(key, None)
        if values:
            self.values[key] = values
        if condition is not None:
            self.conditions[key] = condition
        self.changed.emit()
