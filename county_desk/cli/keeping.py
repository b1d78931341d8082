"""Verbs that keep registers: founding, backing up, restoring."""

import os
from argparse import Namespace
from functools import partial

from county_desk import settings
from county_desk.cli.opening import given_password, named, opened, seat, with_typed_password
from county_desk.cli.output import Speaker, one_time_words
from county_desk.intake.place_file import read_places
from county_desk.models.register import RegisterKind
from county_desk.register_file import SUFFIX
from county_desk.storage.backup import backup_file
from county_desk.storage.engine import NotARegister, file_of, in_words, shown
from county_desk.text import _
from county_desk.workflow import restoring
from county_desk.workflow.accounts.passwords import password_trouble
from county_desk.workflow.accounts.people import lone_decider
from county_desk.workflow.accounts.recovery import digest_of, recovery_code
from county_desk.workflow.audit import verify
from county_desk.workflow.command import Refused
from county_desk.workflow.desk import office_time
from county_desk.workflow.divisions import county_of
from county_desk.workflow.entry import Opened, found, open_register
from county_desk.workflow.founding import FIRST_POSTS, Person, with_one_time_passwords, with_township
from county_desk.workflow.upgrading import upgrade_server


def init(given: Namespace, speaker: Speaker) -> int:
    """Found a register and remember it as the one last opened."""
    if given.today and not given.rehearsal:
        raise Refused({"today": _("Only a demo or rehearsal register can be told what day it is")})
    place = given.database or f"{given.county}{SUFFIX}"
    year = (given.today or office_time().date()).year
    lines = read_places(given.places, county_of(given.code, given.county), year)
    people, passwords = _people(given)
    people = with_township(people, lines, given.code, given.township_place)
    code = recovery_code()
    register = found(
        with_typed_password(place),
        name=given.county,
        code=given.code,
        places=lines,
        people=people,
        kind=RegisterKind.REHEARSAL if given.rehearsal else RegisterKind.REAL,
        region=given.region,
        today=given.today,
        recovery=digest_of(code) if passwords else "",
    )
    given.closing.callback(register.close)
    settings.save(settings.load().opened(str(place) if "://" in str(place) else str(file_of(register.url))))
    villages = sum(line.county_code == given.code for line in lines)
    words = _("Register of {name} founded: {place}, {count} villages").format(
        name=given.county, place=shown(place), count=villages
    )
    document: dict[str, object] = {"database": shown(place), "name": given.county, "villages": villages}
    if passwords:
        document["one_time_passwords"] = passwords
        slip = _("{title}: {text}")
        slips = (slip.format(title=who, text=one_time_words(what)) for who, what in passwords.items())
        document["recovery_code"] = code
        sealed = _("Recovery code: {code} (shown only now; keep it sealed on paper)").format(code=code)
        words = "\n".join((words, *slips, sealed))
    with register.sessions() as session:
        lone = lone_decider(session)
    speaker.answer(document, "\n".join(filter(None, (words, lone))))
    return 0


def upgrade(given: Namespace, speaker: Speaker) -> int:
    """Upgrade a server's register, as an administrator who made a dump."""
    place = named(given)
    if not given.name:
        raise Refused({"as": _("Say which administrator: --as NAME")})
    password = given_password(given.name) or ""
    done = upgrade_server(place, given.name, password, dump_made=given.dump_made)
    words = _("The register was upgraded") if done else _("The register needs no upgrade")
    speaker.answer({"database": shown(place), "upgraded": done}, words)
    return 0


def backup(given: Namespace, speaker: Speaker) -> int:
    """Back up, and prove the copy's history as well."""
    register = opened(given)
    path = file_of(register.url)
    if path is None:
        raise Refused({"database": _("A server's database is backed up by its own tools (pg_dump)")})
    copy = backup_file(path, given.folder)
    copied = open_register(copy)
    try:
        with in_words(), copied.sessions() as session:
            proof = verify(session)
    finally:
        copied.close()
    if not proof.ok:
        raise Refused(
            {
                "": _("The copy was made, but its history does not hold: {first}").format(
                    first=(*proof.chain, *proof.replay)[0]
                )
            }
        )
    speaker.answer({"backup": str(copy), "events": proof.events, "head": proof.head}, str(copy))
    return 0


def restore(given: Namespace, speaker: Speaker) -> int:
    """Restore a proven backup as a new file, and name the later acts of the register in use."""
    present, why = _present(given)
    sign_in = partial(seat, given, setting_password=True)
    loss = restoring.restore(given.file, given.out, present, sign_in)
    compared = loss.sentence() if loss else why
    document: dict[str, object] = {"restored": str(given.out), "compared": compared}
    if loss:
        document |= {"lost": loss.events, "last": loss.last if loss.events else ""}
    speaker.answer(document, f"{given.out}\n{compared}")
    return 0


def _present(given: Namespace) -> tuple[Opened | None, str]:
    """The register in use; None, and why nothing is compared, where it cannot be opened."""
    if not (given.database or settings.load().last):
        return None, _("No register in use was named, so nothing was compared.")
    try:
        register = opened(given)
    except (NotARegister, Refused, OSError) as error:
        return None, _("Nothing was compared: {reason}").format(reason=error)
    return register, _("The register in use is another one, so nothing was compared.")


def _people(given: Namespace) -> tuple[list[Person], dict[str, str]]:
    """The persons of the line, and their one-time passwords by name; a rehearsal has none.

    The environment can set the administrator's alone.
    """
    people = [Person(name, role) for post, role in FIRST_POSTS.items() if (name := getattr(given, post))]
    if given.rehearsal:
        return people, {}
    chosen = os.environ.get("COUNTY_DESK_PASSWORD", "")
    if not chosen:
        return with_one_time_passwords(people)
    if trouble := password_trouble(chosen, (given.administrator, given.county)):
        raise Refused(trouble)
    return with_one_time_passwords(people, {given.administrator: chosen})


VERBS = {"init": init, "upgrade": upgrade, "backup": backup, "restore": restore}
