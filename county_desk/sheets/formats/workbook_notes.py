"""Notes about a whole workbook as (kind, sentence), in the same words for every format."""

from county_desk.text import _

type Note = tuple[str, str]


def named_otherwise(suffix: str, kind: str) -> Note:
    """The file is named otherwise than such workbooks are."""
    message = _("The file is named {suffix} but is an {kind} workbook; it was read as one.")
    return "file_type", message.format(suffix=suffix or "…", kind=kind)


def has_macros() -> Note:
    """There are macros in it."""
    return "has_macros", _("The workbook holds macros; they were not run, only its cells were read.")


def leads_outside() -> Note:
    """It is filled from other files."""
    return "external_link", _("The workbook refers to other files; nothing was taken from them.")


def holds_objects() -> Note:
    """Other documents lie in it."""
    return "embedded_object", _("Other documents are embedded in the workbook; they were not opened.")
