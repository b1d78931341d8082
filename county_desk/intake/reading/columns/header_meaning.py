"""The joint meaning of the titles above one column, and the question if they mean nothing known."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from county_desk.intake.reading.columns.title_remarks import Doubt, Remarks
from county_desk.intake.reading.columns.title_units import own_unit
from county_desk.intake.reading.columns.titles import known_title, without_notes
from county_desk.intake.vocabulary import Title, bare, declared
from county_desk.text import _

SUMS = ("小计", "合计", "总计")  # beside the lines that they sum up
TELEPHONE, _OFFICIAL = "联系电话", "帮扶人"
_OF_SOMEBODY = (TELEPHONE, "姓名", "身份证号")  # what a household's official has, too
_OWN_YEAR = r"^{year}(?!\d)(年度|年[底末]|年|度)?的?|(?<!\d){year}年度?$"


def meaning(path: tuple[str, ...]) -> Title | None:
    """The column that a title means below the titles over it (from the top down); None when unknown."""
    own = known_title("".join(path)) or known_title("".join(path[-2:])) or _alone(path)
    group = next(
        (known for part in path[-2::-1] if (known := known_title(part)) and known.kind == "group"), None
    )
    if group:
        own = _line(path[-1], own, group)
    elif own is None and len(path) > 1 and not bare(path[-1]).strip("()0123456789-"):
        own = known_title(path[-2])
    when = next((word for part in path[:-1] if (word := declared("groups")["when"].get(bare(part)))), "")
    if own is None:
        own, when = _dated(path[-1])
    return replace(own, title=when + own.title, of="monitoring", group="") if own and when else own


def _dated(text: str) -> tuple[Title | None, str]:
    """The meaning of a title that begins with the time of its figure, as 纳入时人均纯收入, and that time."""
    for said, word in declared("groups")["when"].items():
        rest = bare(text).removeprefix(said)
        if rest != bare(text) and (own := known_title(rest)) is not None:
            return own, word
    return None, ""


def _alone(path: tuple[str, ...]) -> Title | None:
    """The meaning of the last title, unless those over it give it another subject, or none."""
    own = known_title(path[-1])
    if own is None or len(path) == 1 or names_household(path[-1:]):
        return own
    of_household, groups = names_household(path[:-1]), declared("groups")
    if own.title in _OF_SOMEBODY and _names_any(path[:-1], groups["help"]):
        return None if of_household else known_title(_OFFICIAL + own.title)
    asks = under_others(path) or (own.title == TELEPHONE and not of_household)
    return None if asks else own


def names_household(path: tuple[str, ...]) -> bool:
    """Whether titles name the household; 包户 does not."""
    bare_of_help = re.compile("|".join(declared("groups")["help"]))
    return _names_any((bare_of_help.sub("", part) for part in path), declared("groups")["own"])


def _names_any(path: Iterable[str], words: Sequence[str]) -> bool:
    return any(word in part for part in path for word in words)


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
    return _names_any(path[:-1], declared("groups")["others"])


def question_of_open(text: str, seeming: str) -> str:
    """Return the question about a column with an open meaning."""
    if text.startswith("("):
        return _("Column {column} is filled in but has no title; say what it holds.").format(
            column=text[1:-1]
        )
    if seeming:
        message = _("The column “{title}” is not a known one; it seems to be “{seeming}”: say whether it is.")
        return message.format(title=text, seeming=seeming)
    message = _("The column “{title}” is not a known one; say what it means, or that it may be passed over.")
    return message.format(title=text)


def question_of_doubt(text: str, title: Title, remarks: Remarks) -> str:
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
