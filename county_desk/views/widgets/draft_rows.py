"""The drafts of the person at the desk as rows of a list, with the state of their objects."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from county_desk.draft_files import KeptDraft, Records
from county_desk.fields import Count, Moment, Text
from county_desk.tables.all_lists import LISTS
from county_desk.tables.declared import Shown, ShownRow, table_of
from county_desk.tables.listing import by_number, newest_act
from county_desk.text import N_, _
from county_desk.views.types import Desk
from county_desk.views.widgets.offers import label
from county_desk.workflow.submission import done_before


class DraftRow(ShownRow):
    """One draft: the title of its form, the records that it is about, and when it was typed last."""

    id: Annotated[int, Shown(label=N_("No."), kind=Count(width=6), hidden=True)]
    form: Annotated[str, Shown(label=N_("Form to fill in"), kind=Text(width=14))]
    about: Annotated[str, Shown(label=N_("Subject"), kind=Text(width=20))]
    typed_at: Annotated[datetime, Shown(label=N_("Typed on"), kind=Moment())]
    kept: KeptDraft


DRAFTS = table_of("drafts", N_("Drafts"), DraftRow)


@dataclass(frozen=True)
class WeighedDrafts:
    """Drafts that can go on, those with a missing object, and those with an act in the history already."""

    rows: tuple[DraftRow, ...] = ()
    gone: tuple[KeptDraft, ...] = ()
    done: tuple[KeptDraft, ...] = ()


def weigh(desk: Desk, drafts: Sequence[KeptDraft]) -> WeighedDrafts:
    """Look at the objects of drafts. In an older copy of the register, later drafts are left alone."""
    if not drafts:
        return WeighedDrafts()
    from county_desk.commands import KNOWN

    rows: list[DraftRow] = []
    gone: list[KeptDraft] = []
    done: list[KeptDraft] = []
    last = desk.read(newest_act)
    for kept in drafts:
        if (kept.seen or 0) > last:
            continue
        if kept.operation and desk.read(done_before, kept.operation) is not None:
            done.append(kept)
        elif kept.command not in KNOWN or not _is_any_listed(desk, kept.records):
            gone.append(kept)
        else:
            title = _(KNOWN[kept.command].act.title)
            rows.append(DraftRow(len(rows) + 1, title, _record_names(desk, kept, title), kept.typed_at, kept))
    return WeighedDrafts(tuple(rows), tuple(gone), tuple(done))


def _is_any_listed(desk: Desk, records: Records) -> bool:
    """Whether every list still shows at least one of the records that a draft names."""
    return all(of in LISTS and desk.read(by_number, LISTS[of], numbers) for of, numbers in records)


def _record_names(desk: Desk, kept: KeptDraft, title: str) -> str:
    """The records by name; without any, what the form was called more exactly than by its title."""
    named = _("; ").join(label(desk, listed, numbers) for listed, numbers in kept.records)
    return named or ("" if kept.name == title else kept.name)
