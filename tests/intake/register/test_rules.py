"""The comparison rules are declared once, and a county can set those that are not fixed."""

from dataclasses import replace
from string import Formatter

import pytest

from county_desk.intake.comparing.rules import MODULES
from county_desk.intake.delivery import Level, Line, MonitoredIn, Verdict
from county_desk.rules.checks.catalogue import OF_COMPARISON, catalogue
from county_desk.rules.checks.check_level import CheckLevel
from county_desk.rules.checks.hits import FUNCTIONS, Of
from county_desk.text import language
from county_desk.workflow.command import Refused
from county_desk.workflow.consistency import list_checks
from county_desk.workflow.consistency_settings import SetCheck
from tests.build import ADMINISTRATOR
from tests.intake.register.taking import DAY, looked_at, take_in
from tests.second_person import in_force
from tests.workflow.deliveries import SHEET, a_family, a_person

RULES = {number: check for number, check in catalogue().checks.items() if check.group in OF_COMPARISON}
NUMBERS = ("9901010001", "9901010002")


def two():
    """Two households of one village."""
    return [
        a_family(number, a_person(name, serial))
        for serial, (number, name) in enumerate(zip(NUMBERS, ("张大有", "李秀英"), strict=True), 1)
    ]


def kinds(delivery):
    return [problem.kind for problem in delivery.problems]


def test_every_rule_has_one_entry_and_one_function():
    carried_out = {number for number in FUNCTIONS if number[0] in OF_COMPARISON}
    assert carried_out == set(RULES)
    assert carried_out == {
        number
        for module in MODULES
        for number, (_of, function) in FUNCTIONS.items()
        if function.__module__ == module.__name__
    }


def test_every_rule_looks_at_a_household_or_at_the_whole_file():
    assert {FUNCTIONS[number][0] for number in RULES} == {Of.DELIVERED, Of.MATCHED, Of.DELIVERY}


@pytest.mark.parametrize("number", RULES)
def test_every_wording_of_a_rule_fills_in_the_same_values_in_both_languages(number):
    for wording in RULES[number].wordings.values():
        for words in filter(None, (wording.words, wording.one)):
            assert fields(words["zh"]) == fields(words["en"])
        assert wording.weight in {"", *Level}


def fields(text):
    return {name for _text, name, _spec, _conversion in Formatter().parse(text) if name is not None}


def test_a_rule_that_the_county_switches_off_finds_nothing(office, deliver):
    families = two()
    take_in(office, deliver(*families))
    assert "household_left" in kinds(looked_at(office, deliver(families[0])))
    off = SetCheck(check="R27", year=2016, level=CheckLevel.OFF, reason="分户中")
    in_force(office, off, DAY)
    assert "household_left" not in kinds(looked_at(office, deliver(families[0])))


def test_a_rule_that_the_county_takes_as_a_warning_does_not_hold_the_row(office, deliver):
    take_in(office, deliver(two()[0]))
    heads = replace(two()[0], persons=3)
    take_in(office, deliver(a_family(NUMBERS[0], a_person("张大有", 1), a_person("张小有", 3, "之子"))))
    asked = looked_at(office, deliver(replace(heads, persons=4))).lines[0]
    assert "member_count" in [each.kind for each in asked.problems if each.level is Level.ASK]
    lighter = SetCheck(check="R07", year=2016, level=CheckLevel.WARNING, reason="户内人数待核")
    in_force(office, lighter, DAY)
    warned = looked_at(office, deliver(replace(heads, persons=4))).lines[0]
    assert "member_count" in [each.kind for each in warned.problems if each.level is Level.WARN]


@pytest.mark.parametrize("number", [number for number, check in RULES.items() if check.fixed])
def test_a_fixed_rule_cannot_be_set(office, number):
    setting = SetCheck(check=number, year=2016, level=CheckLevel.OFF, reason="不用")
    with pytest.raises(Refused, match="always holds"):
        office.at(DAY, ADMINISTRATOR).do(setting)


def test_the_rules_are_listed_with_the_checks(office):
    rows = {row.number: row for row in office.read(lambda session: list_checks(session, 2016, ""))}
    assert [number for number in rows if number[0] in OF_COMPARISON] == list(RULES)
    assert (rows["R01"].fixed, rows["R27"].fixed) == (True, False)
    assert rows["R01"].where == "Files that are compared"
    with language("zh"):
        said = {row.number: row for row in office.read(lambda session: list_checks(session, 2016, ""))}["R01"]
        assert (said.title, said.group) == ("此人已登记在别的户", "文件与登记册比对")


def test_a_rule_that_only_remarks_is_not_listed_as_an_error():
    remarks = {
        number
        for number, check in RULES.items()
        if {each.weight for each in check.wordings.values()} == {"note"}
    }
    assert remarks
    assert {RULES[number].level for number in remarks} == {CheckLevel.WARNING}


def test_a_newer_row_of_a_ledger_goes_in_beside_a_roster_that_brings_nothing_new(office, deliver):
    family, place = two()[0], office.place("柳湾村")
    take_in(office, with_ledger(deliver(family), place, "突发严重困难户"))
    newer = with_ledger(deliver(family), place, "脱贫不稳定户")
    verdicts = {line.sheet: line.verdict for line in looked_at(office, newer).lines}
    assert verdicts == {SHEET: Verdict.UNCHANGED, "监测": Verdict.ACCEPT}


def with_ledger(delivery, place, kind):
    """The file with a second sheet, the monitoring ledger of its first household."""
    head = delivery.households[0].members[0]
    row = MonitoredIn("监测", 3, NUMBERS[0], head.name, head.id_number, place, {"监测对象类别": kind})
    sheet = replace(delivery.sheets[0], name="监测", kind="monitoring", list="monitoring")
    line = Line("监测", 3, Verdict.ACCEPT, household=NUMBERS[0])
    return replace(
        delivery, sheets=(*delivery.sheets, sheet), lines=(*delivery.lines, line), monitored=(row,)
    )
