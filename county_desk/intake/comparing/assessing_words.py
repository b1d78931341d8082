"""What is said of a fact that a file would change, and of one that the county had put right itself."""

from county_desk.intake.comparing.own import REMOVED, Author, Difference
from county_desk.text import _

CHANGED, OWN, HEAD_CHANGED = "changed", "county_corrected", "head_changed"


def words_of_change(each: Difference) -> str:
    """That a fact becomes another one, or that somebody comes back."""
    if each.name == REMOVED:
        return _("{name} is new.").format(name=each.new)
    words = _("{title}: {old} becomes {new}.") if each.new else _("{title}: {old} becomes blank.")
    return words.format(title=each.title, old=each.old or "—", new=each.new)


def words_of_conflict(each: Difference, author: Author) -> str:
    """The question which of two values counts, or whether somebody shall come back."""
    if each.name == REMOVED:
        words = _("{name} took {person} off the register on {day}: {reason}. The file still lists them.")
    else:
        words = _("{title}: {name} recorded {old} on {day}; the file has {new}.")
    return _filled(words, each, author)


def words_of_kept(each: Difference, author: Author) -> str:
    """That the register's value stays, or that somebody stays off it."""
    if each.name == REMOVED:
        words = _("{person} stays off the register, as {name} recorded on {day}: {reason}.")
    else:
        words = _("{title}: {old} stays, as {name} recorded it on {day}; the file has {new}.")
    return _filled(words, each, author)


def ours(each: Difference, author: Author) -> str:
    """The register's side of a conflict."""
    return _("taken off: {reason}").format(reason=author.reason) if each.name == REMOVED else each.old


def _filled(words: str, each: Difference, author: Author) -> str:
    return words.format(
        title=each.title,
        old=each.old or "—",
        new=each.new or "—",
        person=each.old,
        name=author.name,
        day=author.on,
        reason=author.reason.rstrip("。."),
    )
