"""`server`: a register on a PostgreSQL server, set up and kept by its administrator."""

import getpass
import os
import sys
from argparse import Namespace
from secrets import token_urlsafe

from county_desk.cli.opening import named, with_typed_password
from county_desk.cli.output import Speaker
from county_desk.server_passwords import forget_password, keep_password
from county_desk.storage.engine import keyring_name, shown
from county_desk.storage.server import POSTS, check_server, dump, make_database, restore, server_url, url_for
from county_desk.text import _
from county_desk.workflow.command import Refused
from county_desk.workflow.register_move import move_register, prove


def server(given: Namespace, speaker: Speaker) -> int:
    """Do the act that the word after `server` names."""
    return _ACTS[given.act](given, speaker)


def _init(given: Namespace, speaker: Speaker) -> int:
    """Make the database and its roles; their passwords are shown this once."""
    admin = server_url(named(given))
    passwords = {post: token_urlsafe(18) for post in POSTS}
    make_database(admin, given.new, passwords)
    urls = {post: url_for(admin, given.new, post) for post in POSTS}
    lines = [
        _("{url}  {use}; password {password}").format(url=urls[post], use=_(use), password=passwords[post])
        for post, use in POSTS.items()
    ]
    after = _(
        "The passwords are shown only now. Found the register as the owner: county-desk --database URL init"
    )
    document = {post: {"url": urls[post], "password": passwords[post]} for post in POSTS}
    speaker.answer(document, "\n".join((*lines, after)))
    return 0


def _check(given: Namespace, speaker: Speaker) -> int:
    """Each finding in a line; 1 when one is wrong."""
    found = check_server(named(given))
    lines = [f"{'✓' if each.good else '✗'} {each.words}" for each in found]
    speaker.answer([{"good": each.good, "words": each.words} for each in found], "\n".join(lines))
    return 0 if all(each.good for each in found) else 1


def _dump(given: Namespace, speaker: Speaker) -> int:
    out = dump(named(given), given.file)
    speaker.answer({"dump": str(out), "bytes": out.stat().st_size}, str(out))
    return 0


def _restore(given: Namespace, speaker: Speaker) -> int:
    """Restore, and prove the history before it counts."""
    place = named(given)
    restore(place, given.file)
    proof = prove(place)
    speaker.answer({"database": shown(place), "events": proof.events, "head": proof.head}, proof.sentence())
    return 0 if proof.ok else 1


def _move(given: Namespace, speaker: Speaker) -> int:
    """Copy the register; the histories of both must end with the same seal."""
    moved = move_register(named(given), with_typed_password(given.target))
    words = _("{rows} records are in {place}; its history is whole and ends as before: {head}").format(
        rows=moved.rows, place=shown(given.target), head=moved.head
    )
    speaker.answer({"database": shown(given.target), "rows": moved.rows, "head": moved.head}, words)
    return 0


def _password(given: Namespace, speaker: Speaker) -> int:
    """Keep the password of the URL's role, from PGPASSWORD or typed; or forget it."""
    place = keyring_name(server_url(named(given)))
    if given.forget:
        words = _("Forgotten") if forget_password(place) else _("No password was kept")
        speaker.answer({"database": place}, words)
        return 0
    password = os.environ.get("PGPASSWORD") or (getpass.getpass(f"{place}: ") if sys.stdin.isatty() else "")
    if not password:
        raise Refused({"password": _("Type the password on a terminal, or give it in PGPASSWORD")})
    if not keep_password(place, password):
        raise Refused({"password": _("This computer has no keyring that could keep it")})
    speaker.answer({"database": place}, _("The keyring of this computer keeps it"))
    return 0


_ACTS = {
    "init": _init,
    "check": _check,
    "dump": _dump,
    "restore": _restore,
    "move": _move,
    "password": _password,
}
VERBS = {"server": server}
