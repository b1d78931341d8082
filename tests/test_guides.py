"""The guides of docs/: they name only words of the program, and their way to verify a register is true."""

import json
import re
import subprocess
import sys
from decimal import Decimal

import pytest
from sqlalchemy import select, text

from county_desk.models.audit import Event, history_code
from county_desk.models.household import Standing
from county_desk.models.inspection import RoundKind, RoundPeople
from county_desk.paths import guides
from county_desk.tables.all_lists import LISTS
from county_desk.tables.listing import page
from county_desk.tables.supervision.inspections import round_townships
from county_desk.text import CHINESE, ENGLISH, LANGUAGES
from county_desk.views.guides import GUIDES
from county_desk.workflow.registry import SetContact
from county_desk.workflow.supervision.rounds import DrawRound
from installer import words
from tests.build import REVIEWER, a_household
from tests.conftest import TODAY
from tests.databases import DATABASES, open_history

QUOTED = re.compile("“([^”]+)”")
MNEMONIC = re.compile(r"\(&\w\)|&")
FIELD = re.compile(r"\{\w+\}")


def bare(text):
    """Words as a person reads them: without mnemonics, dots of a dialogue, and case of the first letter."""
    text = MNEMONIC.sub("", text).rstrip("….")
    return text[:1].lower() + text[1:]


def vocabulary():
    """Each text of the program as a reader sees it, in English, with its Chinese ones."""
    known = {}
    for messages in words.fragments().values():
        for message in messages:
            known.setdefault(bare(words.msgid(message)), set()).add(bare(words.answer(message)))
    return known


KNOWN = vocabulary()
NUMBERED = {
    english: chinese for english, chinese in KNOWN.items() if re.fullmatch(r"[A-Za-z ]+\{year\}", english)
}


def in_chinese(english):
    """What a text of the program is in Chinese, also one that holds a year; empty for no such text."""
    year = re.search(r"\d{4}", english)
    if year is None:
        return KNOWN.get(bare(english), set())
    text = bare(english.replace(year[0], "{year}"))
    return {each.replace("{year}", year[0]) for each in NUMBERED.get(text, ())}


def sections(name, code):
    """The quoted words of each section of a guide."""
    text = (guides() / f"{name}.{code}.md").read_text("utf8")
    text = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    parts = [re.sub(r"\s+", " " if code == ENGLISH else "", part) for part in re.split("(?m)^## ", text)]
    return [[word for quoted in QUOTED.findall(part) for word in re.split(" ?→ ?", quoted)] for part in parts]


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_in_english_quotes_only_words_of_the_program(name):
    quoted = [word for section in sections(name, ENGLISH) for word in section]
    assert quoted
    assert [word for word in quoted if not in_chinese(word)] == []


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_in_chinese_quotes_the_same_words_as_the_english_one(name):
    for chinese, english in zip(sections(name, CHINESE), sections(name, ENGLISH), strict=True):
        said = {bare(word.replace(" ", "")) for word in chinese}
        meant = [{bare(each.replace(" ", "")) for each in in_chinese(word)} for word in english]
        assert sorted(said - set().union(*meant)) == []
        assert [word for word, answers in zip(english, meant, strict=True) if not answers & said] == []


def blocks(code, kind):
    """The blocks of code of the inspector's guide that are of a kind."""
    text = (guides() / f"inspector.{code}.md").read_text("utf8")
    fenced = re.findall(r"(?ms)^```(\w*)\n(.*?)^```", text)
    return [block for named, block in fenced if named == kind]


@pytest.fixture(params=DATABASES)
def database(request):
    """The inspector may meet a file or a server."""
    return request.param


@pytest.fixture
def history(office):
    """A register with some acts; the session that an inspector has on it."""
    for telephone in ("0000-1111111", "0000-2222222", "0000-3333333"):
        office.at(TODAY).do(SetContact(place=3, telephone=telephone, address="大河“村部”\\"))
    with office.sessions() as session:
        yield session


def proven(session, code, *wanted):
    """What the lines of the guide say of a register, fed by the statement of the guide."""
    statements = dict(
        zip(("sqlite", "postgresql"), re.findall('"(SELECT [^"]*)"', "".join(blocks(code, ""))), strict=True)
    )
    rows = session.connection().exec_driver_sql(statements[session.get_bind().dialect.name]).scalars()
    fed = "".join(f"{row if isinstance(row, str) else json.dumps(row)}\n" for row in rows)
    return answered(code, fed, *wanted)


def answered(code, fed, *wanted):
    """What the lines of the guide say of a history."""
    return alone(blocks(code, "python")[1], fed, *wanted)


def alone(script, fed, *wanted):
    """What some lines say, run by a Python that knows nothing of the program."""
    alone = [sys.executable, "-I", "-c", script, *wanted]
    return subprocess.run(alone, input=fed, capture_output=True, text=True, check=False, encoding="utf8")


def unlinked(session, code):
    """The rows that the statement of the guide finds."""
    (statement,) = blocks(code, "sql")
    return list(session.connection().exec_driver_sql(statement.strip().rstrip(";")).scalars())


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_register_is_verified_without_the_program(history, code):
    last = history.scalars(select(Event).order_by(Event.id.desc())).first()
    found = proven(history, code, history_code(last.seal))
    assert found.stderr == ""
    assert found.stdout.splitlines()[-1] == f"WHOLE {last.id} {last.seal}"
    assert found.stdout.startswith(f"CODE {last.id} ")
    assert unlinked(history, code) == []


def test_a_changed_event_is_found_without_the_program(history):
    with open_history(history.connection()):
        history.execute(text("UPDATE event SET summary = 'nothing' WHERE id = 2"))
    found = proven(history, CHINESE)
    assert (found.returncode, found.stderr.strip()) == (1, "WRONG 2")


def test_a_missing_event_is_found_without_the_program(history):
    with open_history(history.connection()):
        history.execute(text("DELETE FROM event WHERE id = 2"))
    found = proven(history, CHINESE)
    assert (found.returncode, found.stderr.strip()) == (1, "WRONG 3")
    assert 3 in unlinked(history, CHINESE)


def test_nothing_is_never_told_as_whole():
    assert answered(CHINESE, "").stdout.split() == ["EMPTY", "0"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_sample_is_drawn_again_without_the_program(office, code):
    for serial, (head, township) in enumerate((("甲", "城关镇"), ("乙", "城关镇"), ("丙", "青山镇")), 1):
        a_household(office, f"王{head}", serial=serial, township=township)
    desk = office.at(TODAY, REVIEWER)
    about = {"kind": RoundKind.SPOT_CHECK, "name": "抽查", "people": RoundPeople.ALL, "drawn_on": TODAY}
    desk.do(DrawRound(**about, confidence=Decimal(50), margin=Decimal(49)))
    columns = ("id", "township", "standing", "persons")
    rows = [
        {key: str(getattr(row, key)) if key == "standing" else getattr(row, key) for key in columns}
        for row in desk.read(page, LISTS["households"])
    ]
    (made,) = desk.read(page, LISTS["inspections"])
    found = alone(blocks(code, "python")[0], json.dumps({"rows": rows}), made.seed, *map(str, Standing))
    first, *others = found.stdout.splitlines()
    assert first == f"FRAME {made.frame}"
    lines = dict(line.split(" ", 2)[::2] for line in others[1:])
    sheets = desk.read(page, LISTS["inspected_households"])
    for each in desk.read(round_townships, 1):
        drawn = {str(row.household_id) for row in sheets if row.township == each.name}
        assert len(drawn) == each.drawn
        assert set(lines[each.name].split()[: each.drawn]) == drawn
