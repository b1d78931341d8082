"""Makes the outgoing files of the demo county: returned workbooks, notices, returns and exit checks."""

import json
from collections.abc import Iterable
from pathlib import Path

from county_desk.demo.arriving import YEAR
from county_desk.demo.mistakes import MISTAKES
from county_desk.demo.workbooks import AGAIN, first_deliveries
from county_desk.intake.marking.annotate import annotate
from county_desk.intake.marking.sending import annotated_name
from county_desk.intake.taking_in.arrivals import look_at_files
from county_desk.models.village import VillageStanding
from county_desk.reports.notice import PLAIN, POSTER, RED, render
from county_desk.reports.returns import write_return
from county_desk.sheets.writing.saving import whole
from county_desk.tables.all_lists import LISTS
from county_desk.tables.listing import Query, count, page
from county_desk.tables.office import NOTICES_LISTING
from county_desk.tables.places import VILLAGES_LISTING
from county_desk.text import LANGUAGES, current
from county_desk.workflow.cases.papers import facts_of, void_since
from county_desk.workflow.checks import HOUSEHOLD, VILLAGE, each_check, village_check
from county_desk.workflow.desk import Desk
from county_desk.workflow.returns import FreezeReturn, frozen
from county_desk.workflow.revealing import revealing

_COUNTED = ("villages", "households", "cases", "disclosures", "objections", "exits", "batches")


def count_all(desk: Desk) -> dict[str, int]:
    """The lengths of the lists of the register."""
    return {name: desk.read(count, LISTS[name]) for name in _COUNTED}


def annotated(desk: Desk, workbooks: list[Path], folder: Path) -> list[Path]:
    """The workbooks in which villages made mistakes, as they go back to them."""
    wrong = {sent.book.name for sent in first_deliveries() if sent.village.code in MISTAKES}
    sources = [path for path in workbooks if path.name in wrong and AGAIN not in path.parts]
    marked = []
    for source, arrival in zip(sources, look_at_files(desk, sources, YEAR), strict=True):
        out = folder / annotated_name(arrival.raw, desk.today)
        annotate(source, arrival.raw, out, day=desk.today)
        marked.append(out)
    return marked


def checked(desk: Desk, path: Path) -> int:
    """Check every registered household and poor village for exit, and keep the reasons; how many."""
    findings: list[dict[str, object]] = [
        check.finding.as_plain(rule=HOUSEHOLD, subject=check.subject, on=desk.today)
        for check in each_check(desk, YEAR)
    ]
    poor = Query(where={"standing": VillageStanding.POOR})
    for row in desk.read(page, VILLAGES_LISTING, poor):
        check = village_check(desk, row.id, YEAR)
        findings.append(check.finding.as_plain(rule=VILLAGE, subject=check.subject, on=desk.today))
    with whole(path) as file:
        file.write(json.dumps(findings, ensure_ascii=False, indent=1).encode())
    return len(findings)


def printed(desk: Desk, folder: Path) -> list[Path]:
    """The newest notice of each kind in each language, the void ones, and one in each other style."""
    newest: dict[str, int] = {}
    void: list[int] = []
    for row in desk.read(page, NOTICES_LISTING):
        if row.voided_on is not None:
            void.append(row.id)
        else:
            newest.setdefault(row.kind, row.id)
    wanted = [(kind, number, PLAIN) for kind, number in newest.items()]
    wanted += [(f"void_{number}", number, PLAIN) for number in void]
    wanted += [
        (f"{kind}_{style}", newest[kind], style)
        for kind, style in (("household_first_disclosure", POSTER), ("household_announcement", RED))
        if kind in newest
    ]
    return [
        _print(desk, number, style, folder / f"{name}.{spoken}.pdf", spoken)
        for name, number, style in wanted
        for spoken in LANGUAGES
    ]


def _print(desk: Desk, number: int, style: str, path: Path, spoken: str) -> Path:
    facts = desk.read(facts_of, number)
    assert facts is not None
    paper = render(facts, style=style, language=spoken, void=desk.read(void_since, number))
    with whole(path) as file:
        file.write(paper)
    return path


def returned(desk: Desk, folder: Path, names: Iterable[str], period: str) -> list[Path]:
    """Some returns of a period, frozen and written in the language in force."""
    written = []
    for name in names:
        desk.do(FreezeReturn(name=name, period=period))
        figures = desk.read(frozen, name, period)
        assert figures is not None
        path = folder / f"{name}-{period}.xlsx"
        write_return(figures, path, current(), reveal=revealing(desk, figures, "上报市扶贫办"))
        written.append(path)
    return written
