"""Verbs that only read: exit checks and the proof of the history."""

from argparse import Namespace

from county_desk.cli.opening import desk, opened
from county_desk.cli.output import Speaker
from county_desk.rules.findings import Finding
from county_desk.storage.backup import integrity
from county_desk.storage.engine import NotARegister, file_of, in_words, reading
from county_desk.tables.all_lists import LISTS
from county_desk.tables.listing import Query, page
from county_desk.tables.places import VILLAGES_LISTING
from county_desk.text import _
from county_desk.workflow.audit import Proof, verify
from county_desk.workflow.checks import (
    HOUSEHOLD,
    VILLAGE,
    RuleCheck,
    each_check,
    household_check,
    village_check,
)
from county_desk.workflow.command import Refused
from county_desk.workflow.desk import Desk
from county_desk.workflow.known_heads import found_or_not, missing_act


def exit_check(given: Namespace, speaker: Speaker) -> int:
    """Print findings as a tree."""
    at = desk(given)
    year = given.year or at.today.year
    if given.household:
        check = household_check(at, _household(at, given.household), year)
        speaker.answer(_plain(check, HOUSEHOLD, at), tree(check))
    elif given.village:
        check = village_check(at, village_number(at, given.village), year)
        speaker.answer(_plain(check, VILLAGE, at), tree(check))
    else:
        checks = each_check(at, year)
        speaker.answer_each((_plain(check, HOUSEHOLD, at), [tree(check)]) for check in checks)
    return 0


def tree(check: RuleCheck) -> str:
    """A finding as indented sentences."""
    return "\n".join((f"{check.subject} {check.number}".rstrip(), *_branches(check.finding, 1)))


def prove(given: Namespace, speaker: Speaker) -> int:
    """Verify; 1 when anything does not hold."""
    register = opened(given)
    path = file_of(register.url)
    whole = integrity(path) if path else "ok"
    try:
        with in_words(), register.sessions() as session:
            reading(session)
            proof = verify(session)
            heads = [found_or_not(session, text) for text in given.head]
            missing = missing_act(session, register.uid) if register.real else ""
    except NotARegister as error:
        proof, heads, missing = Proof(0, "", (str(error),), ()), [], ""
    told = [words for _found, words in heads]
    document: dict[str, object] = {
        "ok": proof.ok and whole == "ok" and not missing and all(found for found, _words in heads),
        "events": proof.events,
        "head": proof.head,
        "integrity": whole,
        "chain": proof.chain[0] if proof.chain else "ok",
        "replay": proof.replay[0] if proof.replay else "ok",
        "disorder": proof.disorder,
        "heads": told,
        "missing": missing,
    }
    damage = "" if whole == "ok" else whole
    words = "\n".join(filter(None, (damage, proof.sentence(), *told, missing)))
    speaker.answer(document, words)
    return 0 if document["ok"] else 1


def _branches(finding: Finding, depth: int) -> list[str]:
    lines = [f"{'  ' * depth}{finding.sentence()}"]
    for part in finding.parts:
        lines += _branches(part, depth + 1)
    return lines


def _plain(check: RuleCheck, rule: str, at: Desk) -> dict[str, object]:
    return {"id": check.id, "number": check.number} | check.finding.as_plain(
        rule=rule, subject=check.subject, on=at.today
    )


def _household(at: Desk, text: str) -> int:
    if len(text) < 6 and text.isdecimal():
        return int(text)
    rows = at.read(page, LISTS["households"], Query(where={"number": text}), 0, 1)
    if not rows:
        raise Refused({"household": _("There is no household {number}").format(number=text)})
    return int(rows[0].id)


def village_number(at: Desk, code: str) -> int:
    """The record of a village by its code. Raises `Refused` when there is none."""
    rows = at.read(page, VILLAGES_LISTING, Query(where={"code": code}), 0, 1)
    if rows:
        return int(rows[0].id)
    if len(code) < 6 and code.isdecimal():
        return int(code)
    raise Refused({"village": _("There is no village with the code {code}").format(code=code)})


VERBS = {"exit-check": exit_check, "verify": prove}
