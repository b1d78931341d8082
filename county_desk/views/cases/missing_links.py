"""The gaps in the finding of a case, in sentences; each fact is a link to the form that records it."""

from collections.abc import Callable, Sequence
from functools import partial

from county_desk.text import N_, _
from county_desk.views.page import Page
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.text_format import escaped
from county_desk.workflow.cases.desk_case import CaseNow
from county_desk.workflow.cases.missing_facts import Gap, MissingFact
from county_desk.workflow.command import Command

_MISSING = N_("Still missing for the decision: {missing}.")
_NOWHERE = N_("No act of this program records this; it comes with an application or a file: {facts}.")
_UNMET = N_("Not met so far: {unmet}.")

type OpenForm = Callable[[type[Command], Sequence[str]], object]  # of an act, at the first of some fields


def gap_lines(page: Page, now: CaseNow) -> list[str]:
    """The gaps as lines of rich text; what this person may record is a link by its place among them."""
    missing, nowhere, unmet = [], [], []
    for place, each in enumerate(now.missing):
        said = escaped(each.title)
        if each.command is not None and page.desk.actor.may(each.command.permission):
            said = f'<a href="gap {place}">{said}</a>'
        if each.gap is Gap.TEST:
            unmet.append(said)
        elif each.gap is Gap.FACT and each.command is None:
            nowhere.append(said)
        else:
            missing.append(said)
    lines = [_(_MISSING).format(missing=_(", ").join(missing))] if missing else []
    lines += [_(_NOWHERE).format(facts=_(", ").join(nowhere))] if nowhere else []
    return lines + ([_(_UNMET).format(unmet=_(", ").join(unmet))] if unmet else [])


def follow_gaps(banner: Banner, now: CaseNow, open_form: OpenForm) -> None:
    """Let each link of a banner open the form of its gap."""
    banner.chosen.connect(partial(_follow, now.missing, open_form))


def _follow(missing: Sequence[MissingFact], open_form: OpenForm, link: str) -> None:
    """Ask first for the chosen fact, then for the others that the same act records."""
    chosen = missing[int(link.removeprefix("gap "))]
    if chosen.command is not None:
        others = (each.field for each in missing if each.command is chosen.command)
        open_form(chosen.command, tuple(filter(None, dict.fromkeys((chosen.field, *others)))))
