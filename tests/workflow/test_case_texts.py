"""A case keeps the text of the procedure it began under, also in a register that is older than such texts."""

import gzip
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select, text, update

from county_desk.models.audit import Event
from county_desk.models.case import Case
from county_desk.models.policy_text import PolicyText
from county_desk.rules.own_files import digest_of
from county_desk.text import CHINESE, language
from county_desk.workflow.audit import verify
from county_desk.workflow.entry import open_register, sit_down
from county_desk.workflow.registry import SetContact
from tests.build import CLERK, Office, a_household, case_of, two_households, walk
from tests.wrong_procedures import spoil

OLD = Path(__file__).parents[1] / "storage" / "old"
DAY = date(2016, 12, 20)


def texts(office: Office) -> list[tuple[str, str]]:
    """The name and the digest of each text that the register keeps."""
    rows = select(PolicyText.name, PolicyText.digest).order_by(PolicyText.id)
    return [tuple(row) for row in office.read(lambda session: session.execute(rows).all())]


def older(office: Office) -> None:
    """Leave the register as an earlier version of the program would have: its cases keep no text."""
    with office.sessions.begin() as session:
        session.execute(update(Case).values(procedure_digest=None))


def test_cases_of_one_procedure_keep_its_text_once(office):
    two_households(office)
    version = case_of(office, 1).procedure
    shipped = office.policy.procedures.version(version)
    assert texts(office) == [(version, shipped.digest)]
    kept = office.read(lambda session: session.scalar(select(PolicyText.text)))
    assert digest_of(kept) == shipped.digest
    assert f'key = "{shipped.key}"' in kept


def test_a_case_that_keeps_its_text_goes_on_without_the_file(office):
    case = a_household(office, received_on=date(2016, 12, 1))
    digest, version = case_of(office, case).procedure_digest, case_of(office, case).procedure
    spoil(office, version)
    with office.sessions.begin() as session:
        session.execute(update(Case).values(procedure_digest=digest))
    walk(office, (case,))
    assert case_of(office, case).state.value == "done"


def test_the_first_act_after_the_upgrade_keeps_the_texts(office):
    two_households(office)
    digest = case_of(office, 1).procedure_digest
    older(office)
    office.at(DAY).do(SetContact(place=office.place("大河村"), telephone="0000-1234501"))
    assert {case_of(office, number).procedure_digest for number in (1, 2)} == {digest}
    acts = office.read(lambda s: s.scalars(select(Event.command).order_by(Event.id.desc()).limit(2)).all())
    assert acts == ["SetContact", "KeepProcedureTexts"]
    assert office.read(verify).ok
    office.at(DAY).do(SetContact(place=office.place("大河村"), telephone="0000-1234502"))
    acts = office.read(lambda s: s.scalars(select(Event.command).order_by(Event.id.desc()).limit(2)).all())
    assert acts == ["SetContact", "SetContact"], "it is done once"


def test_an_old_register_follows_the_program_until_its_first_act(tmp_path):
    (old,) = (each for each in OLD.iterdir() if each.name.startswith("2dc6e29"))
    path = tmp_path / "青岚县.cdesk"
    path.write_bytes(gzip.decompress(old.read_bytes()))
    register = open_register(path)
    with register.sessions() as session:
        assert session.scalars(select(Case.procedure_digest)).all() == [None] * 3
        assert session.scalars(select(PolicyText)).all() == []
    desk = sit_down(register, CLERK, password="松柏常青-2016-10")
    kept = desk.read(lambda session: session.execute(select(PolicyText.name, PolicyText.digest)).all())
    cases = desk.read(lambda session: session.execute(select(Case.procedure, Case.procedure_digest)).all())
    assert {tuple(case) for case in cases} == {tuple(each) for each in kept}
    assert desk.read(verify).ok
    register.close()


@pytest.mark.parametrize("code", ["en", CHINESE])
def test_a_falsified_text_of_a_case_is_found_and_stops_the_case(office, code):
    case = a_household(office, received_on=date(2016, 12, 1))
    version = case_of(office, case).procedure
    spoil(office, version)  # the program now has another text
    digest = texts(office)[0][1]
    with office.sessions.begin() as session:
        session.execute(update(Case).values(procedure_digest=digest))
        session.execute(text("UPDATE policy_text SET text = replace(text, 'township', 'village')"))
    with language(code):
        named = [each for each in office.read(verify).replay if f"procedures/{version}.toml" in each]
        assert len(named) == 1
        assert digest[:16] in named[0]
        said = [str(error) for error in office.at(DAY).policy.broken if "moon" not in str(error)]
    words = "was changed outside the program" if code == "en" else "在程序之外被改动"
    assert [words in each for each in said] == [True]
