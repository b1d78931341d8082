"""Verbs that make papers: notices and returns."""

from argparse import Namespace

from county_desk.cli.opening import desk
from county_desk.cli.output import Speaker
from county_desk.models.user import Permission
from county_desk.reveal_ways import CopyWay
from county_desk.tables.figures import Figures
from county_desk.tables.listing import Query, page
from county_desk.tables.office import NOTICES_LISTING
from county_desk.text import _, current
from county_desk.workflow.accounts.signing_in import record
from county_desk.workflow.cases.papers import facts_of, void_since
from county_desk.workflow.command import Refused
from county_desk.workflow.copying import CopyNotices
from county_desk.workflow.desk import Desk
from county_desk.workflow.revealing import revealing


def notice(given: Namespace, speaker: Speaker) -> int:
    """Write the paper of an issued notice; the same bytes every time."""
    from county_desk.reports.notice import render
    from county_desk.sheets.writing.saving import whole

    at = desk(given)
    number = _notice_number(at, given.number)
    facts, void = at.read(facts_of, number), at.read(void_since, number)
    if facts is None:
        raise Refused({"notice": _("There is no notice {number}").format(number=given.number)})
    paper = render(facts, style=given.style, language=given.paper or current(), void=void)
    with whole(given.out) as file:
        file.write(paper)
        record(at, CopyNotices(notices=(number,), way=CopyWay.SAVED))
    speaker.answer({"notice": facts.number, "out": str(given.out)}, str(given.out))
    return 0


def statistical_return(given: Namespace, speaker: Speaker) -> int:
    """Write a return: a draft, or with `--freeze` the newest edition, frozen now when there is none."""
    from county_desk.reports.returns import write_return
    from county_desk.tables.return_names import ReturnName
    from county_desk.workflow.returns import draft

    if given.names or not given.return_name:
        names = {name.value: _(name.label) for name in ReturnName}
        speaker.answer(names, "\n".join(f"{name:4} {title}" for name, title in names.items()))
        return 0
    if not given.period or not given.out:
        raise Refused({"period": _("A return needs --period and --out")})
    name = given.return_name.upper()
    at = desk(given, needs=Permission.RETURN)
    if given.freeze:
        figures, note = _edition(at, name, given.period)
    else:
        figures = at.read(draft, name, given.period, at.today)
        note = _(
            "Draft: nothing was frozen. To report these figures, add --freeze once the period has ended."
        )
    write_return(figures, given.out, current(), reveal=revealing(at, figures, given.purpose))
    document = {
        "return": name,
        "period": given.period,
        "out": str(given.out),
        "edition": figures.frozen.edition if figures.frozen else None,
        "draft": figures.frozen is None,
        "stale": figures.frozen is not None and bool(note),
        "note": note,
    }
    speaker.answer(document, "\n".join(filter(None, (str(given.out), note))))
    return 0


def _edition(at: Desk, name: str, period: str) -> tuple[Figures, str]:
    """The newest frozen edition, frozen now when there is none, and words when it is stale."""
    from county_desk.tables.returns import is_stale, stale_words
    from county_desk.workflow.returns import FreezeReturn, frozen

    if figures := at.read(frozen, name, period):
        return figures, stale_words(figures) if at.read(is_stale, figures) else ""
    at.do(FreezeReturn(name=name, period=period))
    figures = at.read(frozen, name, period)
    assert figures is not None
    return figures, ""


def _notice_number(at: Desk, text: str) -> int:
    if text.isdecimal() and len(text) < 10:
        return int(text)
    rows = at.read(page, NOTICES_LISTING, Query(where={"number": text}), 0, 1)
    if not rows:
        raise Refused({"notice": _("There is no notice {number}").format(number=text)})
    return int(rows[0].id)


VERBS = {"notice": notice, "return": statistical_return}
