"""No full number of a person leaves the shell without an event: every verb, list and return, by role."""

import json
import zlib
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader
from sqlalchemy import func, select, update

from county_desk.cli import opening
from county_desk.cli.parser import VERBS
from county_desk.cli.run import main
from county_desk.models.audit import Event
from county_desk.models.batch import Batch
from county_desk.models.department import AskedPerson, DepartmentEntry
from county_desk.models.household import Household, Member
from county_desk.models.notice import Notice
from county_desk.models.original import Original
from county_desk.models.user import Permission
from county_desk.tables.all_lists import LISTS
from county_desk.tables.return_names import ReturnName
from county_desk.text import speak
from county_desk.workflow.entry import open_register
from tests.build import (
    ADMINISTRATOR,
    CLERK,
    ELSEWHERE,
    INSPECTOR,
    PEOPLE,
    REVIEWER,
    TOWNSHIP,
    VILLAGE,
    an_id_number,
    national,
)
from tests.busy import fill

DAY = "2018-02-01"
EVERYBODY = (CLERK, TOWNSHIP, REVIEWER, ADMINISTRATOR, INSPECTOR, VILLAGE)
ROLES = {person.name: person.role for person in PEOPLE}
# verbs that make, copy or carry a whole register, which opens to those with an account; and the window
WHOLE = {"window", "demo", "init", "upgrade", "server", "backup", "restore"}
PERSONAL = [key for key, each in LISTS.items() if any(column.kind.personal for column in each.table.columns)]
BOOK = b"a delivered file with the number " + an_id_number(1).encode()


class County:
    """One register that is opened once, and the full numbers that it holds."""

    def __init__(self, office, path):
        self.office, self.path = office, path
        self.opened = open_register(path)
        self.secrets = office.read(lambda session: frozenset(numbers_of(session)))
        self.answer = ""

    def events(self):
        """The commands of the history, the newest last."""
        return self.office.read(
            lambda session: session.scalars(select(Event.command).order_by(Event.id)).all()
        )

    def found(self, *texts):
        """The full numbers in some texts."""
        text = "\n".join(texts)
        return {number for number in self.secrets if number in text}


def numbers_of(session):
    """The identity numbers, certificates, accounts and telephones of everybody in the register."""
    columns = (Member.id_number, AskedPerson.id_number, DepartmentEntry.id_number, Household.account)
    for column in (*columns, Member.certificate, Household.telephone):
        yield from filter(None, session.scalars(select(column)))


def with_numbers(office):
    """The busy office, whose households have an account and a telephone each, and a file that was kept."""
    fill(office)
    with office.sessions.begin() as session:
        for household in session.scalars(select(Household)):
            household.account = f"62284800000000{household.id // 2:05}"  # some share one
            household.telephone = f"1390000{household.id:04}"
        session.execute(update(Member).values(certificate=Member.id_number + "42"))
        batch = session.scalars(select(Batch)).first()
        session.add(
            Original(digest=batch.digest, name=batch.file_name, content=zlib.compress(BOOK), size=len(BOOK))
        )
        batch.place_id, batch.counts = office.place("大河村"), {"accept": 1}


@pytest.fixture(scope="module")
def county(policy, files, tmp_path_factory):
    path = tmp_path_factory.mktemp("numbers") / "青岚县.cdesk"
    office, engine = files.fresh(national(policy), path, with_numbers)
    yield (county := County(office, path))
    county.opened.close()
    engine.dispose()


@pytest.fixture
def shell(county, home, capsys, monkeypatch):
    """Call a verb as a person; the answer, and the messages with it."""
    monkeypatch.setattr(opening, "open_register", lambda _place: replace(county.opened))
    monkeypatch.setattr("county_desk.workflow.entry.Opened.close", lambda _opened: None)
    monkeypatch.setattr("county_desk.workflow.entry.Policy.load", lambda *_given: county.office.policy)

    def call(who, *words):
        before = ("--database", county.path, "--as", who, "--today", DAY)
        status = main([*map(str, (*before, *words))], window=lambda _given: 0, pictures=lambda *_given: [])
        said = capsys.readouterr()
        county.answer = said.out + said.err
        return status

    yield call
    speak("en")


def text_of(path):
    """Everything that a written file says."""
    if path.suffix == ".xlsx":
        sheets = openpyxl.load_workbook(path).worksheets
        return "\n".join(
            str(cell) for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row
        )
    if path.suffix == ".pdf":
        return "\n".join(page.extract_text() for page in PdfReader(path).pages)
    return path.read_text("utf-8-sig")


def test_the_register_of_these_tests_has_numbers_to_find(county):
    kinds = {len(number) for number in county.secrets}
    assert {11, 18, 19, 20} <= kinds
    assert len(county.secrets) > 20
    assert {"households", "members", "asked_persons", "monitored"} <= set(PERSONAL)


def test_every_verb_is_walked_here_or_copies_a_register():
    walked = {"list", "checks", "exit-check", "verify", "policy", "return", "notice", "original", "check"}
    assert set(VERBS) == WHOLE | walked | {"import", "do"}


@pytest.mark.slow
@pytest.mark.parametrize("who", EVERYBODY)
def test_no_list_gives_a_full_number_as_json(county, shell, who):
    before = len(county.events())
    for key, listing in LISTS.items():
        if ROLES[who].may(listing.needs):
            assert shell(who, "--json", "list", key, "--limit", 5000) == 0, county.answer
            assert county.found(county.answer) == set(), key
    assert len(county.events()) == before


@pytest.mark.slow
@pytest.mark.parametrize("who", [CLERK, VILLAGE])
def test_no_list_gives_a_full_number_on_the_screen_or_in_a_file(county, shell, tmp_path, who):
    before = len(county.events())
    for key in PERSONAL:
        columns = ("--columns", ",".join(column.key for column in LISTS[key].table.columns))
        assert shell(who, "list", key, *columns, "--limit", 5000) == 0
        assert county.found(county.answer) == set(), key
        for end, wide in (("csv", columns), ("xlsx", columns), ("pdf", ())):
            out = tmp_path / f"{key}.{end}"
            assert shell(who, "list", key, *wide, "--out", out) == 0, county.answer
            assert county.found(text_of(out)) == set(), out.name
    assert len(county.events()) == before


@pytest.mark.parametrize("who", EVERYBODY)
def test_no_return_gives_a_full_number_without_a_purpose(county, shell, tmp_path, who):
    before = len(county.events())
    for name in ReturnName:
        out = tmp_path / f"{name}.xlsx"
        written = shell(who, "return", name, "--period", "2016", "--out", out) == 0
        assert written or name.value in ("R7", "R8"), county.answer
        assert not out.exists() or county.found(text_of(out)) == set(), name
    assert len(county.events()) == before


@pytest.mark.parametrize("who", EVERYBODY)
def test_full_numbers_of_a_return_are_an_event_and_only_for_the_whole_county(county, shell, tmp_path, who):
    whole = ROLES[who].may(Permission.FULL_NUMBERS) and who not in (TOWNSHIP, VILLAGE)
    for name in ("R1", "R2"):
        before, out = len(county.events()), tmp_path / f"{name}.xlsx"
        asked = ("return", name, "--period", "2016", "--out", out, "--purpose")
        assert shell(who, *asked, " ") == 1
        assert (shell(who, *asked, "上报市里") == 0) is whole
        assert out.exists() is whole
        assert county.events()[before:][-1] == ("RevealNumbers" if whole else "DenyAct")
        if whole:
            assert county.found(text_of(out)) != set()
            assert shell(who, "list", "history", "--limit", 1) == 0
            assert "上报市里" in county.answer


def test_a_frozen_edition_goes_out_covered_too(county, shell, tmp_path):
    out = tmp_path / "R1.xlsx"
    with county.office.sessions.begin() as session:
        session.execute(update(Batch).values(opening=None))
    asked = ("return", "R2", "--period", "2016", "--freeze", "--out", out)
    assert shell(CLERK, *asked) == 0, county.answer
    assert county.found(text_of(out)) == set()
    assert "Personal numbers are covered" in text_of(out)


@pytest.mark.parametrize("who", EVERYBODY)
def test_a_delivered_file_is_given_out_for_a_purpose_in_the_own_area(county, shell, tmp_path, who):
    before, out = len(county.events()), tmp_path / "原件.xlsx"
    number = county.office.read(lambda session: session.scalar(select(func.min(Batch.id))))
    assert shell(who, "original", number, "--out", out) == 1
    assert not out.exists()
    may = ROLES[who].may(Permission.FULL_NUMBERS)
    assert (shell(who, "original", number, "--out", out, "--purpose", "核对原件") == 0) is may
    assert out.exists() is may
    assert county.events()[before:][-1] == ("RevealNumbers" if may else "DenyAct")
    assert shell(ELSEWHERE, "original", number, "--out", tmp_path / "no.xlsx", "--purpose", "核对") == 1
    assert "acts for one place" in county.answer
    assert not (tmp_path / "no.xlsx").exists()


@pytest.mark.parametrize("who", EVERYBODY)
def test_no_check_finding_notice_or_proof_gives_a_full_number(county, shell, tmp_path, who):
    asked = [
        ("--json", "checks", "--out", tmp_path / "checks.xlsx"),
        ("checks",),
        ("--json", "exit-check", "--county"),
        ("--json", "verify"),
        ("--json", "policy", "list"),
        ("--json", "policy", "unconfirmed"),
    ]
    for words in asked:
        shell(who, *words)
        assert county.found(county.answer) == set(), words
    notices = county.office.read(lambda session: session.scalars(select(Notice.id)).all())
    for number in notices:
        assert shell(who, "notice", number, "--out", tmp_path / f"{number}.pdf") == 0, county.answer
    for path in filter(Path.is_file, tmp_path.iterdir()):
        assert county.found(text_of(path)) == set(), path


def test_a_refused_act_does_not_say_whose_number_it_is(county, shell):
    """A number that was typed stands in no answer, and neither does any other."""
    number = county.office.read(lambda session: session.scalars(select(Member.id_number)).first())
    new = ("--village", "990101100001", "--head", "张大有", "--id-number", number, "--persons", 1)
    money = ("--net-income", 2000, "--year", 2018, "--received-on", DAY)
    for words in (
        ("AddMember", "--household", 1, "--name", "赵小", "--relation", "之子", "--id-number", number),
        ("FileHousehold", *new, *money),
    ):
        assert shell(CLERK, "--json", "do", *words) == 1, county.answer
        assert county.found(county.answer) == set(), json.loads(county.answer.partition("}\n}")[0] + "}\n}")


def test_what_a_workbook_says_of_the_register_is_covered(county, shell, tmp_path):
    """An exported roster is read back with its accounts exchanged: the remarks quote no number."""
    out = tmp_path / "贫困户花名册.xlsx"
    spoken = ("--language", "zh")
    assert shell(CLERK, *spoken, "list", "households", "--purpose", "核对", "--out", out) == 0, county.answer
    book = openpyxl.load_workbook(out)
    for row in book.active.iter_rows(min_row=4):
        for cell in row:
            if isinstance(cell.value, str) and cell.value in county.secrets and len(cell.value) == 11:
                cell.value = f"1380000{cell.row:04}"
    book.save(out)
    in_the_file = county.found(text_of(out))
    for verb in ("check", "import"):
        shell(CLERK, "--json", verb, "--year", "2018", out)
        assert county.found(county.answer) - in_the_file == set(), verb
        assert "139****00" in county.answer, "the remark on the telephone is there, and covered"
