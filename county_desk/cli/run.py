"""From a command line to an exit status: 0 done, 1 refused, 2 misused, 3 our own fault."""

import sys
import traceback
from argparse import Namespace
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from county_desk import settings
from county_desk.cli import parser
from county_desk.cli.words import Speaker
from county_desk.text import _, speak
from county_desk.workflow.command import Refused

type Window = Callable[[Namespace], int]
type Pictures = Callable[[Path, Path, str], Sequence[Path]]


def main(argv: Sequence[str], *, window: Window, pictures: Pictures) -> int:
    """Do what the line says. `window` opens the window, `pictures` photographs each page of a register."""
    speak(_language(argv))
    lines = parser.build()
    given, rest = lines.parse_known_args(argv)
    if rest and given.verb != "do":
        lines.error(_("not understood: {words}").format(words=" ".join(rest)))
    speaker = Speaker(as_json=given.json)
    try:
        if given.verb in (None, "window"):
            return window(given)
        return _verb(given, rest, speaker, pictures)
    except Refused as refusal:
        speaker.refuse(refusal.problems)
    except (ValueError, OSError) as error:
        if not _worded(error):
            return _fault(speaker, error)
        speaker.refuse({"": str(error)})
    except Exception as error:
        return _fault(speaker, error)
    return 1


def _verb(given: Namespace, rest: Sequence[str], speaker: Speaker, pictures: Pictures) -> int:
    from county_desk.cli import doing, files, keeping, papers, reading, showing

    verbs: dict[str, Callable[[], int]] = {
        "demo": lambda: showing.demo(given, speaker, pictures),
        "init": lambda: keeping.init(given, speaker),
        "check": lambda: files.check(given, speaker),
        "import": lambda: files.take_in(given, speaker),
        "list": lambda: reading.show_list(given, speaker),
        "do": lambda: doing.do(given, rest, speaker),
        "exit-check": lambda: reading.exit_check(given, speaker),
        "notice": lambda: papers.notice(given, speaker),
        "return": lambda: papers.statistical_return(given, speaker),
        "verify": lambda: reading.prove(given, speaker),
        "backup": lambda: keeping.backup(given, speaker),
        "restore": lambda: keeping.restore(given, speaker),
    }
    return verbs[given.verb]()


def _language(argv: Sequence[str]) -> str:
    """The language that the line asks for, before it is parsed: help and complaints speak it too."""
    for place, word in enumerate(argv):
        if word in parser.VERBS:
            break
        if word == "--language" and place + 1 < len(argv) and argv[place + 1] in ("zh", "en"):
            return argv[place + 1]
    return settings.load().language


def _worded(error: Exception) -> bool:
    """Whether an error is of the person's world: a file, a disk, a register that is none."""
    from county_desk.excel.saving import CannotWrite
    from county_desk.storage.engine import NotARegister

    return isinstance(error, NotARegister | CannotWrite | OSError)


def _fault(speaker: Speaker, error: Exception) -> int:
    """Our own fault: a report with places in our code only, never with anybody's data."""
    folder = settings.folder() / "faults"
    folder.mkdir(parents=True, exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    path = folder / f"fault-{stamp}.txt"
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    path.write_text("\n".join((type(error).__name__, sys.version, *places)) + "\n", "utf8")
    speaker.note(
        _("This is a fault of the program ({kind}). A report is in {path}.").format(
            kind=type(error).__name__, path=path
        )
    )
    return 3
