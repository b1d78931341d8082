"""From a command line to an exit status: 0 done, 1 refused, 2 misused, 3 our own fault, 130 stopped."""

import os
import sys
import traceback
from argparse import ArgumentError, ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from importlib import import_module
from itertools import takewhile
from pathlib import Path

from county_desk import settings
from county_desk.cli import parser
from county_desk.cli.output import Speaker, agreed
from county_desk.register_file import is_register
from county_desk.text import LANGUAGES, _, speak
from county_desk.trouble import why_stopped

type Window = Callable[[Namespace], int]
type Pictures = Callable[[Path, Path, str], Sequence[Path]]


def main(argv: Sequence[str], *, window: Window, pictures: Pictures) -> int:
    """Do the act of a command line. `window` opens the window, `pictures` takes one of each page."""
    speak(_language(argv))
    argv = parser.opened_file(argv)
    lines = parser.build()
    given, rest = lines.parse_known_args(argv)
    if rest and given.verb != "do":
        lines.error(_("not understood: {words}").format(words=" ".join(rest)))
    if given.verb in (None, "window"):
        return window(given)
    return _guarded(given, rest, Speaker(as_json=given.json), pictures)


def _guarded(given: Namespace, rest: Sequence[str], speaker: Speaker, pictures: Pictures) -> int:
    """Do the verb; trouble that the person can mend becomes a message, anything else is our fault."""
    import county_desk.commands  # noqa: F401  # the history says each act in the words of its command
    from county_desk.workflow.command import Refused  # the window paints before anything imports this

    try:
        with ExitStack() as given.closing:  # closes every register that the verb opens
            return _verb(given, rest, speaker, pictures)
    except Refused as refusal:
        speaker.refuse(refusal.problems)
    except KeyboardInterrupt:
        speaker.note(_("Stopped; nothing is kept of what was under way."))
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader has closed the pipe
        return 0
    except Exception as error:
        if not _concerns_person(error):
            return _fault(speaker, error)
        speaker.refuse({"": why_stopped(error) if isinstance(error, OSError) else str(error)})
    return 1


_HOME = {
    "init": "keeping",
    "check": "deliveries",
    "import": "deliveries",
    "original": "deliveries",
    "list": "list_rows",
    "exit-check": "reading",
    "checks": "consistency",
    "policy": "policy",
    "notice": "papers",
    "return": "papers",
    "verify": "reading",
    "upgrade": "keeping",
    "server": "server",
    "backup": "keeping",
    "restore": "keeping",
}


def _verb(given: Namespace, rest: Sequence[str], speaker: Speaker, pictures: Pictures) -> int:
    """Each verb brings in only the modules that it needs, so that small ones answer at once."""
    _keep_existing(given)
    if given.verb == "demo":
        from county_desk.cli.showing import demo

        return demo(given, speaker, pictures)
    if given.verb == "do":
        from county_desk.cli.doing import do

        return do(given, rest, speaker)
    home = import_module(f"county_desk.cli.{_HOME[given.verb]}")
    status: int = home.VERBS[given.verb](given, speaker)
    return status


def _keep_existing(given: Namespace) -> None:
    """Raise `Refused` rather than write over a file, unless the line or the person says so."""
    out: Path | None = getattr(given, "out", None)
    if out is None or getattr(given, "overwrite", True) or not out.exists() or is_register(out):
        return  # what writes a file never replaces a register
    if agreed(_("{path} exists. Replace it? [y/N] ").format(path=out)):
        return
    from county_desk.workflow.command import Refused

    raise Refused({"out": _("{path} exists; add --overwrite or choose another name").format(path=out)})


def _language(argv: Sequence[str]) -> str:
    """The language that the line asks for, before it is parsed: help and complaints speak it too."""
    early = ArgumentParser(add_help=False, exit_on_error=False)
    early.add_argument("--language", choices=LANGUAGES)
    before = list(takewhile(lambda word: word not in parser.VERBS, argv))
    with suppress(ArgumentError):
        if chosen := early.parse_known_args(before)[0].language:
            return str(chosen)
    return settings.load().language


def _concerns_person(error: Exception) -> bool:
    """Whether an error concerns the person: a file, a disk, or a file that is no register."""
    from county_desk.rules.policy_file import WrongFile
    from county_desk.sheets.writing.saving import CannotWrite
    from county_desk.storage.engine import NotARegister

    return isinstance(error, NotARegister | WrongFile | CannotWrite | OSError)


def _fault(speaker: Speaker, error: Exception) -> int:
    """Our own fault: a report with places in our code only, never with anybody's data."""
    folder = settings.folder() / "faults"
    folder.mkdir(parents=True, exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    path = folder / f"fault-{stamp}.txt"
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    path.write_text("\n".join((type(error).__name__, sys.version, *places)) + "\n", "utf8")
    if speaker.as_json:
        speaker.answer({"fault": type(error).__name__, "report": str(path)}, "")
    speaker.note(
        _("This is a fault of the program ({kind}). A report is in {path}.").format(
            kind=type(error).__name__, path=path
        )
    )
    return 3
