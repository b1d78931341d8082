"""`do`: any command of the registry, from its name and its fields."""

from argparse import Namespace
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import MISSING, fields
from time import sleep
from typing import Any

from county_desk.cli.opening import ask_new_password
from county_desk.cli.opening import desk as open_desk
from county_desk.cli.output import Speaker, agreed, one_time_words
from county_desk.cli.usage import KINDS, Parser
from county_desk.commands import COMMANDS
from county_desk.fields import Invalid, Numbers, Record
from county_desk.models.register import OwnParameter
from county_desk.models.user import Role
from county_desk.tables.all_lists import LISTS
from county_desk.tables.listing import Query, page
from county_desk.text import _
from county_desk.workflow.accounts.people import SetPassword
from county_desk.workflow.command import Ask, Change, Command, Refused
from county_desk.workflow.desk import Desk
from county_desk.workflow.submission import OutcomeUnknown, not_saved

_FIGURE = OwnParameter.__table__.c.name
TRIES, PAUSE = 40, 3.0  # times that a silent server is asked for an outcome, and seconds between them
_CODES = {
    "villages": "code",
    "places": "code",
    "households": "number",
}  # lists with rows that bear a number of the office


def do(given: Namespace, rest: Sequence[str], speaker: Speaker) -> int:
    """Do one command, or say which there are."""
    if not given.command:
        speaker.answer(_catalogue(), catalogue())
        return 0
    command = find(given.command)
    if given.wants_help:
        speaker.answer(_catalogue()[command.__name__], fields_help(command))
        return 0
    flags = {name: f"--{name.replace('_', '-')}" for name in command.asks()}
    speaker.titles = {name: f"{_(ask.title)} ({flags[name]})" for name, ask in command.asks().items()}
    values = vars(_fields_parser(command).parse_args(rest))
    at = open_desk(given, needs=command.permission, setting_password=command is SetPassword)
    if command is SetPassword:
        values["present"] = values["present"] or given.password
        values["password"] = values["password"] or ask_new_password()
    wanted = build(at, command, values)
    if not _confirmed(at, wanted, speaker, sure=given.yes):
        speaker.note(_("Nothing was done."))
        return 1
    change = _done(at, wanted, speaker)
    secret = f"\n{one_time_words(change.secret)}" if change.secret else ""
    speaker.answer(_plain(command, change), change.summary + secret)
    return 0


def _confirmed(at: Desk, command: Command, speaker: Speaker, *, sure: bool) -> bool:
    """Show the effect of an act before it, and whether it is final, as a form does. A terminal then asks."""
    if at.problems(command):
        return True  # the desk refuses it in its own words
    words = at.effects([command])
    if command.final:
        words.append(_(command.final))
    for each in words:
        speaker.note(each)
    return not words or sure or agreed(_("Do it? [y/N] ")) is not False


def _done(at: Desk, command: Command, speaker: Speaker) -> Change:
    """Do a command; while its outcome is unknown, say so and ask the server again for two minutes."""
    try:
        return at.do(command)
    except OutcomeUnknown as unknown:
        speaker.note(str(unknown))
        for _try in range(TRIES):
            sleep(PAUSE)
            with suppress(OutcomeUnknown):
                if change := at.outcome(unknown.operation):
                    return change
                raise Refused({"": not_saved()}) from None
        raise


def find(name: str) -> type[Command]:
    """A command by name, however it is capitalised. Raises `Refused` when there is none."""
    known = {key.lower(): command for key, command in COMMANDS.items()}
    wanted = name.replace("-", "").replace("_", "").lower()
    if wanted not in known:
        raise Refused({"command": _("There is no command {name}; `do --help` lists them").format(name=name)})
    return known[wanted]


def build(at: Desk, command: type[Command], given: dict[str, Any]) -> Command:
    """The command that a form with the same entries would build. Raises `Refused` naming each wrong field."""
    values: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for name, ask in command.asks().items():
        if given.get(name) is None:
            continue
        try:
            values[name] = ask.kind.read(resolve(at, ask, given[name]))
        except Invalid as error:
            problems[name] = str(error)
    blank = [name for name in required(command) if values.get(name) is None and name not in problems]
    problems |= {name: _("This must be filled in") for name in blank}
    if problems:
        raise Refused(problems)
    return command(**{name: value for name, value in values.items() if value is not None})


def required(command: type[Command]) -> list[str]:
    """The fields that have no value of their own."""
    return [
        field.name
        for field in fields(command)
        if field.default is MISSING and field.default_factory is MISSING
    ]


def resolve(at: Desk, ask: Ask, text: str) -> str:
    """A record number for the official code or number of a record, and the name of a figure for its title."""
    if ask.column is _FIGURE:
        return at.policy.book.named(text)
    key = _CODES.get(ask.of)
    if key is None or not isinstance(ask.kind, Record) or len(text.strip()) < 6:
        return text
    rows = at.read(page, LISTS[ask.of], Query(where={key: text.strip()}), 0, 2)
    return str(rows[0].id) if len(rows) == 1 else text


def catalogue() -> str:
    """Every command with its title and the posts that may do it."""
    lines = []
    for name, command in COMMANDS.items():
        posts = _(", ").join(_(role.label) for role in Role if role.may(command.permission))
        lines.append(f"{name:20} {_(command.act.title)} ({posts})")
    return "\n".join(lines)


def fields_help(command: type[Command]) -> str:
    """The fields of a command as help says them."""
    return _fields_parser(command).format_help()


def _fields_parser(command: type[Command]) -> Parser:
    prog = f"county-desk do {command.__name__}"
    final = _(command.final) if command.final else None
    parser = Parser(prog=prog, description=_(command.act.title), epilog=final, allow_abbrev=False)
    needed = set(required(command))
    for name, ask in command.asks().items():
        flags = [f"--{name.replace('_', '-')}"]
        if "_" in name:
            flags.append(f"--{name}")
        if isinstance(ask.kind, Numbers) and name.endswith("s"):
            flags.append(f"--{_singular(name)}")
        parser.add_argument(*flags, dest=name, metavar=_shape(ask), help=_help(ask, name in needed))
    return parser


def _singular(name: str) -> str:
    """The name of a field of several records, for one of them: a batch of batches, a case of cases."""
    return name.removesuffix("es" if name.endswith("ches") else "s")


def _shape(ask: Ask) -> str:
    if options := ask.kind.options():
        return "|".join(str(value) for value, _words in options)
    known = next(each.__name__ for each in type(ask.kind).__mro__ if each.__name__ in KINDS)
    return _(KINDS[known])


def _help(ask: Ask, needed: bool) -> str:
    parts = [_(ask.title), _(ask.help) if ask.help else "", _("required") if needed else ""]
    if options := ask.kind.options():
        parts.append(_(", ").join(f"{value} = {words}" for value, words in options))
    return _("; ").join(part for part in parts if part).replace("%", "%%")


def _catalogue() -> dict[str, object]:
    return {
        name: {
            "title": _(command.act.title),
            "permission": command.permission.value,
            "final": _(command.final) if command.final else "",
            "fields": {
                field: {
                    "title": _(ask.title),
                    "kind": type(ask.kind).__name__,
                    "required": field in required(command),
                }
                for field, ask in command.asks().items()
            },
        }
        for name, command in COMMANDS.items()
    }


def _plain(command: type[Command], change: Change) -> dict[str, object]:
    return {
        "command": command.__name__,
        "summary": change.summary,
        "touched": sorted(touched.__name__ for touched in change.touched),
        "id": change.id,
        "seal": change.seal,
        **({"one_time_password": change.secret} if change.secret else {}),
    }
