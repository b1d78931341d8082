"""The words in which the gate refuses a day."""

from datetime import date


def too_early(field: str, day: date, title: str, before: date, record: str = "") -> str:
    """The refusal of a day before another of the same act, or before that of a record."""
    words = f"“{field}” {day} lies before “{title}” {before}"
    if record:
        return f"{words} of {record}; correct the day, or first the record"
    return f"{words}; correct one of the two days"
