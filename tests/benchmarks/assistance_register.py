"""A large register with all that assistance adds, and with the cases and notices of its households."""

import sqlite3
from datetime import date
from pathlib import Path

from county_desk.models.case import Case
from county_desk.models.clue import Clue
from county_desk.models.json_text import compact
from county_desk.models.monitored import Monitored
from county_desk.models.notice import Notice
from county_desk.models.notice_facts import NoticeFacts
from county_desk.models.official import Official
from county_desk.models.project import Fund, Payment, Project
from county_desk.notice_kinds import NoticeKind
from county_desk.storage.engine import file_of
from county_desk.tables.large_lists import make_list_tables
from county_desk.workflow.entry import Opened
from tests.benchmarks.measure import sized
from tests.benchmarks.registers import HOUSEHOLDS, MEMBERS, fill_keys, large_register

MEASURES, VISITS, PAYMENTS, FINDINGS = map(sized, (300_000, 500_000, 100_000, 20_000))
CASES, NOTICES = sized(60_000), sized(20_000)
NEEDS, OFFICIALS, PROJECTS, FUNDS, WATCHED = map(sized, (120_000, 4_000, 2_000, 200, 8_000))
_KINDS = "'产业帮扶', '就业帮扶', '金融帮扶', '公益岗位帮扶', '住房安全保障', '健康帮扶', '教育帮扶'"
_FIRST = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})"
_HOUSEHOLD = f"(i * 7919) % {HOUSEHOLDS} + 1"
_NOTICE = NoticeFacts(
    kind=NoticeKind.HOUSEHOLD_ANNOUNCEMENT,
    number="青公示〔2026〕1号",
    year=2026,
    issuer="青岚县",
    issued_on=date(2026, 10, 31),
    rows=(),
)
_DAY = "date('2026-11-28', '-' || (i * 31 % {days}) || ' days')"


def _one_of(words: str) -> str:
    """The SQL of a word by the number of the row."""
    listed = [word.strip() for word in words.split(",")]
    whens = " ".join(f"WHEN {place} THEN {word}" for place, word in enumerate(listed))
    return f"CASE i % {len(listed)} {whens} END"


_MADE: dict[str, tuple[int, dict[str, str]]] = {
    "monitored": (
        WATCHED,
        {
            **{
                "household_id": "i",
                "village_id": "(SELECT village_id FROM household WHERE household.id = i)",
            },
            **{"number": "(SELECT number FROM household WHERE household.id = i)", "id_number": "''"},
            **{"head": "(SELECT head FROM household WHERE household.id = i)", "kind": "'边缘易致贫户'"},
            **{"risks": "'因病'", "identified": "'2026-03-01'", "removed": "''", "facts": "'{}'"},
            **{
                "entered_on": "'2026-03-01'",
                "visit_due_on": "date('2026-11-28', '+' || (i * 31 % 60 - 6) || ' days')",
            },
        },
    ),
    "clue": (
        WATCHED,
        {
            **{"household_id": "i", "head": "'张' || i", "source": "'round'", "risks": "'因病'"},
            **{"village_id": "(SELECT village_id FROM household WHERE household.id = i)", "state": "'case'"},
            **{"found_on": _DAY.format(days=700), "urgency": "'2'", "recorded_by": "1"},
            **{"group_name": "''", "words": "''"},
        },
    ),
    "household_year": (
        3 * HOUSEHOLDS,
        {
            **{"household_id": "(i + 2) / 3", "year": "2024 + i % 3", "persons": "3"},
            "income_per_head": "300000 + i * 31 % 500000",
        },
    ),
    "member_year": (
        MEMBERS,
        {
            **{"member_id": "i", "year": "2026", "allowance": "CASE WHEN i % 9 = 0 THEN '农村低保' END"},
            "labour": _one_of("'普通劳动力', '弱劳动力或半劳动力', '无劳动力'"),
        },
    ),
    "need": (
        NEEDS,
        {
            **{"household_id": _HOUSEHOLD, "cause": _one_of("'因病', '因学', '缺技术', '缺资金'")},
            **{"risk": "''", "wants": _one_of(_KINDS), "words": "'需要帮助 ' || i"},
            **{"found_on": _DAY.format(days=700), "found_by": "'赵敏'", "outcome": "''", "recorded_by": "1"},
            **{"ended_on": "CASE WHEN i % 5 = 0 THEN '2026-10-01' END"},
        },
    ),
    "measure": (
        MEASURES,
        {
            **{
                "household_id": _HOUSEHOLD,
                "risk": "''",
                "kind": _one_of(_KINDS),
                "title": "'项目 ' || (i % 900)",
            },
            **{"since": _DAY.format(days=700), "until": "'2027-06-30'", "recorded_by": "1"},
            **{"delivered_on": f"CASE WHEN i % 3 THEN {_DAY.format(days=600)} END", "result": "''"},
            **{"responsible": "'干部' || (i % 4000)", "unit": "'单位' || (i % 80)", "amount": "i % 900000"},
            "need_id": f"CASE WHEN i % 4 = 0 THEN i % {NEEDS} + 1 END",
            "programme": f"CASE WHEN i % 3 = 0 THEN {_one_of("'posts', 'loan', 'relocation'")} END",
        },
    ),
    "measure_stage": (
        MEASURES // 3,
        {
            **{
                "measure_id": "i * 3",
                "stage": _one_of("'loan/granted', 'posts/contract', 'relocation/jobs'"),
            },
            **{"done_on": _DAY.format(days=600), "recorded_by": "1"},
        },
    ),
    "watch_visit": (
        VISITS,
        {
            **{"household_id": _HOUSEHOLD, "visited_on": _DAY.format(days=700), "recorded_by": "1"},
            **{"purpose": _one_of("'contact', 'team', 'measures', 'check'"), "found": "'家中情况如常'"},
            **{"visitors": "'干部' || (i % 4000)", "new_risk": "i % 97 = 0"},
        },
    ),
    "official": (
        OFFICIALS,
        {
            **{
                "name": "'干部' || i",
                "unit": "'单位' || (i % 80)",
                "post": "'科员'",
                "affiliation": "'county'",
            },
            **{"telephone": "'139' || (10000000 + i)", "id_number": "''"},
        },
    ),
    "pairing": (
        HOUSEHOLDS,
        {
            **{"household_id": "i", "official_id": f"i % {OFFICIALS} + 1", "since": "'2026-01-01'"},
            **{"visited_on": _DAY.format(days=90), "visit_due_on": _DAY.format(days=60), "recorded_by": "1"},
        },
    ),
    "project": (
        PROJECTS,
        {
            **{
                "place_id": "(SELECT village_id FROM household WHERE household.id = i)",
                "year": "2021 + i % 6",
            },
            **{
                "title": "'村组道路' || i",
                "purpose": "'infrastructure'",
                "content": "'硬化'",
                "unit": "'县交通局'",
            },
            **{"begins_on": "'2026-01-01'", "ends_on": "'2026-12-31'", "budget": "100000000"},
            "standing": _one_of("'approved', 'started', 'finished', 'accepted'"),
        },
    ),
    "fund": (
        FUNDS,
        {
            **{"document": "'青财农〔2026〕' || i || '号'", "title": "'衔接资金' || i", "level": "'central'"},
            **{"year": "2021 + i % 6", "received_on": _DAY.format(days=700), "amount": "10000000000"},
        },
    ),
    "fund_share": (
        PROJECTS,
        {
            **{"fund_id": f"i % {FUNDS} + 1", "project_id": "i", "amount": "50000000"},
            **{"released_on": _DAY.format(days=600), "document": "'青财农' || i"},
        },
    ),
    "payment": (
        PAYMENTS,
        {
            **{"project_id": f"(i + i / {HOUSEHOLDS}) % {PROJECTS} + 1", "household_id": _HOUSEHOLD},
            "amount": "50000",
            **{
                "payee": "'张' || i",
                "account": f"'6217' || ({_HOUSEHOLD})",
                "paid_on": _DAY.format(days=600),
            },
            "voucher": "'记' || i",
        },
    ),
    "inspection_finding": (
        FINDINGS,
        {
            **{
                "household_id": "i",
                "village_id": "(SELECT village_id FROM household WHERE household.id = i)",
            },
            **{
                "severity": _one_of("'slight', 'serious', 'grave'"),
                "words": "'档案不全 ' || i",
                "mender": "'村委会'",
            },
            **{
                "found_on": _DAY.format(days=300),
                "due_on": _DAY.format(days=100),
                "proof": "''",
                "reason": "''",
            },
            **{"mended_on": "CASE WHEN i % 3 THEN '2026-11-01' END", "recorded_by": "1"},
        },
    ),
    "case": (
        CASES,
        {
            **{"household_id": "i", "kind": "'household_registration'", "year": "2018", "persons": "3"},
            "place_id": "(SELECT village_id FROM household WHERE household.id = i)",
            "subject": "(SELECT head FROM household WHERE household.id = i)",
            **{"procedure": "'national/household_registration-2017'", "procedure_digest": "''"},
            "step": _one_of("'group_review', 'comparison', 'first_disclosure', 'county_decision'"),
            **{"state": "CASE WHEN i % 20 = 0 THEN 'open' ELSE 'done' END", "entered_by": "i % 4 + 1"},
            **{"received_on": _DAY.format(days=700), "due_on": _DAY.format(days=60)},
        },
    ),
    "case_step": (
        4 * CASES,
        {
            **{"case_id": "(i + 3) / 4", "outcome": "'passed'", "done_on": _DAY.format(days=600)},
            "step": _one_of("'application', 'verification', 'group_review', 'comparison'"),
            **{"recorded_at": "'2026-11-28 08:00:00'", "actor_id": "i % 4 + 1", "opinion": "''"},
            "late_days": "CASE WHEN i % 9 = 0 THEN i % 30 END",
        },
    ),
    "notice": (
        NOTICES,
        {
            **{"place_id": "(SELECT village_id FROM household WHERE household.id = i)", "serial": "i"},
            **{"year": "2021 + i % 6", "number": "'青公示〔2026〕' || i || '号'"},
            "kind": _one_of("'household_first_disclosure', 'household_announcement'"),
            **{"issued_on": _DAY.format(days=700), "issued_at": "'2026-11-28 08:00:00'"},
            **{
                "issued_by": "i % 4 + 1",
                "facts": f"'{compact(_NOTICE.as_plain())}'",
                "digest": "''",
                "anchor": "''",
            },
            **{"copies": "i % 5", "void_reason": "''"},
        },
    ),
}


def assistance_register(path: Path) -> Opened:
    """60,000 households with 300,000 measures, 500,000 visits, and what else help leaves on record.

    Its history does not know them: never verify it.
    """
    opened = large_register(path, HOUSEHOLDS, MEMBERS)
    name = file_of(opened.url)
    assert name is not None
    connection = sqlite3.connect(name)
    for table, (count, columns) in _MADE.items():
        names = ", ".join(("version", *columns))
        values = ", ".join(("1", *columns.values()))
        first = _FIRST.format(count=count)
        connection.execute(f'{first} INSERT INTO "{table}" ({names}) SELECT {values} FROM n')
    for mapped in (Case, Clue, Fund, Monitored, Notice, Official, Payment, Project):
        fill_keys(connection, mapped.__table__)
    connection.commit()
    connection.close()
    with opened.sessions.begin() as session:
        make_list_tables(session.connection())
    return opened
