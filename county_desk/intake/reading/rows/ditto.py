"""Cells that mean “the same as above”: where they do, and the value above."""

from collections.abc import Sequence
from functools import cache
from itertools import chain

from county_desk.intake.delivery import Level
from county_desk.intake.reading.columns.list_kinds import SheetKind
from county_desk.intake.reading.rows.draft import Draft
from county_desk.intake.reading.values.cell_value import Found, Note, asked, was_read_as
from county_desk.intake.vocabulary import Title
from county_desk.paths import toml_resource
from county_desk.sheets.formats.book import address
from county_desk.text import _

SAME = Found(notes=(Note("normalized", "", Level.WARN),))  # the cell means the one above it
_ASKED = (Level.ASK, Level.ERROR)


@cache
def ditto_words() -> frozenset[str]:
    """The texts that mean the same as above."""
    return frozenset(toml_resource("columns", "ditto.toml")["words"])


def ditto_in(title: Title, kind: SheetKind) -> Found | None:
    """Return the reading of such a text in a column: the same value, a question, or None for plain text."""
    said = toml_resource("columns", "ditto.toml")
    if title.kind in said["unread"]:
        return None
    usual = title.kind in said["kinds"] and title.of in said["of"]
    if usual or title.title in said["titles"]:
        return SAME
    if kind is SheetKind.PERSONS and title.title in said["members"]:
        return SAME
    return asked(
        "missing", _("“{title}” cannot be the same as above; write it out.").format(title=title.title)
    )


def same_as_above(
    draft: Draft, title: str, text: str, before: Sequence[Sequence[Draft]], *, passing: bool
) -> None:
    """Give a row the value above, and the questions that stand there.

    `before` are the rows above, the nearest last. With `passing`, blank cells between are skipped, as those
    of members are.
    """
    draft.original[title] = text
    for above in chain.from_iterable(map(reversed, reversed(before))):
        if title in above.values:
            value = above.values[title]
            plain = above.odd.get(title, value)
            draft.put(title, value, plain)
            draft.warn(title, "normalized", was_read_as(text, plain).message)
            where = address(above.row, above.columns.get(title, 1))
            for each in above.problems:
                if each.cell == where and each.level in _ASKED:
                    draft.note(title, each.kind, each.message, each.level)
            return
        if not passing or title in above.original:
            break
    message = _("“{text}” stands here, but there is nothing above that it could mean; write it out.")
    draft.ask(title, "missing", message.format(text=text))
