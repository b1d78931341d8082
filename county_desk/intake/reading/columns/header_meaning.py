"""The joint meaning of the titles above one column, and the question if they mean nothing known."""

import re
from dataclasses import replace

from county_desk.intake.reading.columns.title_remarks import Doubt, Remarks
from county_desk.intake.reading.columns.title_units import own_unit
from county_desk.intake.reading.columns.titles import known_title, without_notes
from county_desk.intake.vocabulary import Title, bare, declared
from county_desk.text import _

SUMS = ("小计", "合计", "总计")  # beside the lines that they sum up
_OWN_YEAR = r"^{year}(?!\d)(年度|年[底末]|年|度)?的?|(?<!\d){year}年度?$"


def meaning(path: tuple[str, ...]) -> Title | None:
    """The column that a title means below the titles over it (from the top down); None when unknown."""
    own = known_title("".join(path)) or known_title("".join(path[-2:]))
    if own is None and not under_others(path):
        own = known_title(path[-1])
    group = next(
        (known for part in path[-2::-1] if (known := known_title(part)) and known.kind == "group"), None
    )
    if group:
        own = _line(path[-1], own, group)
    elif own is None and len(path) > 1 and not bare(path[-1]).strip("()0123456789-"):
        own = known_title(path[-2])
    when = next((word for part in path[:-1] if (word := declared("groups")["when"].get(bare(part)))), "")
    return replace(own, title=when + own.title, of="monitoring", group="") if own and when else own


def _line(text: str, own: Title | None, group: Title) -> Title:
    """A line of a group of income, or the sum of all its lines."""
    if (name := without_notes(text)) in SUMS:
        return Title(f"{group.title}{name}", "money", "income")
    return Title(own.title if own else bare(text), "money", "income", group.group)


def in_year(path: tuple[str, ...], year: int) -> tuple[str, ...]:
    """The titles over a column without the file's own year where they begin or end with it."""
    if not any(str(year) in part for part in path):
        return path
    own = re.compile(_OWN_YEAR.format(year=year))
    return tuple(left for part in path if (left := own.sub("", part.strip(), count=1))) or path


def under_others(path: tuple[str, ...]) -> bool:
    """Whether the titles over a column say that other people than the household stand there."""
    return any(word in part for part in path[:-1] for word in declared("groups")["others"])


def said_of_open(text: str, seeming: str) -> str:
    """Return the question about a column whose meaning is open."""
    if text.startswith("("):
        return _("Column {column} is filled in but has no title; say what it holds.").format(
            column=text[1:-1]
        )
    if seeming:
        message = _("The column “{title}” is not a known one; it seems to be “{seeming}”: say whether it is.")
        return message.format(title=text, seeming=seeming)
    message = _("The column “{title}” is not a known one; say what it means, or that it may be passed over.")
    return message.format(title=text)


def said_of_doubt(text: str, title: Title, remarks: Remarks) -> str:
    """Return the question about a known column that a remark around its title makes doubtful."""
    known = without_notes(title.title) or title.title
    if remarks.doubt is Doubt.UNIT:
        message = _(
            "The column “{title}” may be “{known}”, but it says “{unit}”, which nothing exact turns into "
            "{own}: say that it is “{known}” only if its figures are in {own}; else have them given in {own}."
        )
        return message.format(title=text, known=known, unit=remarks.said, own=own_unit(title))
    message = _("The column “{title}” may be “{known}”, but it says “{remark}”: say what it means.")
    return message.format(title=text, known=known, remark=remarks.said)
