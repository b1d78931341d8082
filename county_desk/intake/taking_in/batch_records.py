"""The records that one batch made and changed, the rows of the file, and the former values."""

from county_desk.models.base import Kept
from county_desk.workflow.journal import kept


class BatchRecords:
    """Collects the records of a batch, so that it can be undone and blockers be named.

    `made` are single new records. `where` maps records to the rows of the file that they came from.
    """

    def __init__(self) -> None:
        self.made: list[Kept] = []
        self.where: dict[Kept, tuple[str, int]] = {}
        self._many: dict[str, list[list[int]]] = {}
        self._before: dict[Kept, dict[str, object]] = {}
        self._was: dict[Kept, int] = {}
        self._changed: dict[str, dict[str, object]] = {}

    def many(self, mapped: type[Kept], first: int, count: int) -> None:
        """Note new records with numbers that follow each other."""
        if count:
            self._many.setdefault(mapped.__tablename__, []).append([first, first + count - 1])

    def set(self, record: Kept, values: dict[str, object]) -> None:
        """Change some columns of a record, and remember the former values."""
        for name, value in values.items():
            if (now := getattr(record, name)) != value:
                self._was.setdefault(record, record.version)
                self._before.setdefault(record, {}).setdefault(name, now)
                setattr(record, name, value)

    def changed(self, table: str, number: int, was: int, before: dict[str, object]) -> None:
        """Note a record that was changed once, from the version `was`, with the values before."""
        values = {name: kept(value) for name, value in before.items()}
        entry = {"version": was + 1, "was": was, "before": values}
        self._changed.setdefault(table, {})[str(number)] = entry

    def records(self) -> dict[str, object]:
        """Return the records in the form that a batch keeps, after the flush that gave them their versions.

        "many" are ranges of new records (their version is 1), "made" single ones with their version.
        "changed" are older records with their version now and then ("was") and the former values.
        """
        made: dict[str, dict[str, int]] = {}
        for record in self.made:
            made.setdefault(record.__tablename__, {})[str(record.id)] = record.version
        changed = self._changed
        for record, before in self._before.items():
            values = {name: kept(value) for name, value in before.items()}
            entry = {"version": record.version, "was": self._was[record], "before": values}
            changed.setdefault(record.__tablename__, {})[str(record.id)] = entry
        return {"many": self._many, "made": made, "changed": changed}

    def rows(self) -> dict[str, list[list[object]]]:
        """The places of the rows of records in the file, by table: lists of number, sheet and row."""
        found: dict[str, list[list[object]]] = {}
        for record, (sheet, row) in self.where.items():
            found.setdefault(record.__tablename__, []).append([record.id, sheet, str(row)])
        return found
