"""The words that the command line understands."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

from county_desk.fields import Count, Day, Invalid, Kind, Year
from county_desk.text import LANGUAGES, N_, _

VERBS = {
    "window": N_("Open the window (the usual verb)."),
    "demo": N_("Do the main job once on a made-up county and say where everything lies."),
    "init": N_("Found a register."),
    "check": N_("Read workbooks and report; nothing is written."),
    "import": N_("Take in the good rows of workbooks, one batch a file."),
    "original": N_("Write the file of a batch as it was delivered."),
    "list": N_("Print the rows of a declared list."),
    "do": N_("Do any command, built exactly as a form builds it."),
    "exit-check": N_("Print the finding of an exit check, criterion by criterion."),
    "checks": N_("Run the consistency checks over the register, or list them."),
    "notice": N_("Write the paper of an issued notice."),
    "return": N_("Write a statistical return."),
    "verify": N_("Prove the file, the history and the state against the history."),
    "backup": N_("Make a proven backup."),
    "restore": N_("Bring a backup back beside the register, never over it."),
}


def build() -> ArgumentParser:
    """The parser of everything but the fields of a command, which `do` adds."""
    parser = ArgumentParser(prog="county-desk", description=_("The desk of a county office."))
    parser.add_argument("--database", metavar="FILE|URL", help=_("a register file or a database URL"))
    parser.add_argument("--as", dest="name", metavar="NAME", help=_("who acts"))
    parser.add_argument("--language", choices=LANGUAGES, help=_("the language of what is said and written"))
    parser.add_argument(
        "--today", type=day, metavar="DATE", help=_("the day, in a demo or rehearsal register")
    )
    parser.add_argument("--json", action="store_true", help=_("print one JSON document"))
    verbs = parser.add_subparsers(dest="verb", metavar="VERB")
    made = {
        verb: verbs.add_parser(verb, help=_(words), description=_(words), add_help=verb != "do")
        for verb, words in VERBS.items()
    }
    made["demo"].add_argument("--out", type=Path, default=Path("build/demo"), metavar="FOLDER")
    _add_init(made["init"])
    made["check"].add_argument("files", nargs="+", type=Path, metavar="FILE")
    made["check"].add_argument("--year", type=year)
    _add_import(made["import"])
    made["original"].add_argument("batch", type=several, metavar="BATCH")
    made["original"].add_argument("--out", type=Path, required=True, metavar="FILE")
    _add_list(made["list"])
    do = made["do"]
    do.add_argument("command", nargs="?", metavar="COMMAND")
    do.add_argument("-h", "--help", dest="wants_help", action="store_true")
    _add_exit_check(made["exit-check"])
    _add_checks(made["checks"])
    _add_papers(made)
    made["backup"].add_argument("folder", type=Path, metavar="FOLDER")
    made["restore"].add_argument("file", type=Path, metavar="FILE")
    made["restore"].add_argument("--out", type=Path, required=True, metavar="FILE")
    return parser


def day(text: str) -> date:
    """A day of the command line."""
    read: date = _read(Day(), text)
    return read


def year(text: str) -> int:
    """A year of the command line."""
    read: int = _read(Year(), text)
    return read


def several(text: str) -> int:
    """A whole number: of rows, or of a record."""
    read: int = _read(Count(), text)
    return read


def _read(kind: Kind, text: str) -> Any:
    try:
        return kind.parse(text)
    except Invalid as error:
        raise ArgumentTypeError(str(error)) from None


def _add_init(parser: ArgumentParser) -> None:
    parser.add_argument("--name", dest="county", required=True, metavar="NAME")
    parser.add_argument("--code", required=True)
    parser.add_argument("--places", type=Path, required=True, metavar="CSV")
    for post in ("clerk", "township", "reviewer", "administrator", "inspector"):
        parser.add_argument(f"--{post}", required=True, metavar="NAME")
    parser.add_argument("--region", choices=("west", "central", "east"), default="")
    parser.add_argument("--rehearsal", action="store_true")


def _add_import(parser: ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE|FOLDER")
    parser.add_argument("--year", type=year)
    parser.add_argument("--annotate", type=Path, metavar="FOLDER")
    parser.add_argument("--all-or-none", action="store_true")
    parser.add_argument(
        "--agree",
        action="append",
        default=[],
        metavar="KIND",
        help=_("take in rows that only wait for an answer to questions of this kind"),
    )


def _add_list(parser: ArgumentParser) -> None:
    parser.add_argument("table", metavar="TABLE")
    parser.add_argument("--where", action="append", default=[], metavar="KEY=VALUE")
    parser.add_argument("--limit", type=several)


def _add_exit_check(parser: ArgumentParser) -> None:
    whose = parser.add_mutually_exclusive_group(required=True)
    whose.add_argument("--household", metavar="N")
    whose.add_argument("--village", metavar="CODE")
    whose.add_argument("--county", action="store_true")
    parser.add_argument("--year", type=year)


def _add_checks(parser: ArgumentParser) -> None:
    parser.add_argument("--list", dest="names", action="store_true")
    parser.add_argument("--year", type=year)
    parser.add_argument("--only", metavar="D07,D16")
    parser.add_argument("--village", metavar="CODE")
    parser.add_argument("--out", type=Path, metavar="FILE.xlsx")


def _add_papers(made: dict[str, Any]) -> None:
    notice = made["notice"]
    notice.add_argument("number", metavar="N")
    notice.add_argument("--out", type=Path, required=True, metavar="FILE.pdf")
    notice.add_argument("--style", choices=("poster", "plain", "red"), default="plain")
    # the language of the paper; the same word before the verb is that of the screen
    notice.add_argument("--language", dest="paper", choices=LANGUAGES)
    returned = made["return"]
    returned.add_argument("return_name", nargs="?", metavar="NAME")
    returned.add_argument("--list", dest="names", action="store_true")
    returned.add_argument("--period")
    returned.add_argument("--out", type=Path, metavar="FILE.xlsx")
