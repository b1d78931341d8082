"""The words that the command line understands."""

from argparse import SUPPRESS, Action, ArgumentParser, ArgumentTypeError
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from county_desk.cli.usage import DATE, FILE, FOLDER, NAME, VERB, Parser
from county_desk.register_file import SUFFIX
from county_desk.text import LANGUAGES, N_, _

VERBS = {
    "window": N_("Open the window (the usual verb)."),
    "demo": N_("Do the main job once on a made-up county and say where everything lies."),
    "init": N_("Found a register."),
    "check": N_("Read workbooks and report; nothing is written."),
    "import": N_("Take in the good rows of workbooks, one batch a file."),
    "original": N_("Write the file of a batch as it was delivered."),
    "list": N_("Print the rows of a declared list, or write them as a workbook, a table or a paper."),
    "do": N_("Do any command, built exactly as a form builds it."),
    "exit-check": N_("Print the finding of an exit check, criterion by criterion."),
    "checks": N_("Run the consistency checks over the register, or list them."),
    "policy": N_("Check, import, list or withdraw the policy files of the county, or print examples."),
    "notice": N_("Write the paper of an issued notice."),
    "return": N_("Write a statistical return: a draft, or with --freeze a frozen edition."),
    "verify": N_("Prove the file, the history and the state against the history."),
    "upgrade": N_("Upgrade the register of a server after a dump; an administrator does this."),
    "server": N_("Set up, check, dump, restore or move a register on a PostgreSQL server."),
    "backup": N_("Make a proven backup."),
    "restore": N_("Bring a backup back beside the register, never over it."),
}


def build() -> Parser:
    """The parser of everything but the fields of a command, which `do` adds."""
    parser = Parser(prog="county-desk", description=_("The desk of a county office."))
    parser.add_argument(
        "--version", action=_ShowBuild, nargs=0, help=_("show program's version number and exit")
    )
    parser.option("--database", metavar=N_("FILE|URL"), help=N_("a register file or a database URL"))
    parser.option("--as", dest="name", metavar=NAME, help=N_("who acts"))
    parser.option("--language", choices=LANGUAGES, help=N_("the language of messages and files"))
    parser.option("--today", type=day, metavar=DATE, help=N_("the day, in a demo or rehearsal register"))
    parser.option(
        "--as-of", type=day, metavar=DATE, help=N_("look at the register as it stood at the end of this day")
    )
    parser.switch("--json", help=N_("print one JSON document"))
    verbs = parser.add_subparsers(dest="verb", metavar=_(VERB), parser_class=Parser)
    made: dict[str, Parser] = {
        verb: verbs.add_parser(verb, help=_(words), description=_(words), add_help=verb != "do")
        for verb, words in VERBS.items()
    }
    _add_demo(made["demo"])
    _add_init(made["init"])
    _add_check(made["check"])
    _add_import(made["import"])
    _add_original(made["original"])
    _add_list(made["list"])
    _add_do(made["do"])
    _add_exit_check(made["exit-check"])
    _add_checks(made["checks"])
    _add_policy(made["policy"])
    _add_notice(made["notice"])
    _add_return(made["return"])
    _add_server(made["server"])
    _add_verify(made["verify"])
    made["upgrade"].switch("--dump-made", help=N_("a dump of the database (pg_dump) was made"))
    made["backup"].option("folder", type=Path, metavar=FOLDER, help=N_("where the copy goes"))
    made["restore"].option("file", type=Path, metavar=FILE, help=N_("the backup"))
    made["restore"].option(
        "--out", type=Path, required=True, metavar=FILE, help=N_("the new register file to write")
    )
    return parser


class _ShowBuild(Action):
    """Prints release, commit and schema, and looks them up only then."""

    def __call__(self, parser: ArgumentParser, *_given: object) -> None:
        from county_desk.storage.steps import this_build  # here, for a window is painted without the database

        print(f"County Desk {this_build()}")
        parser.exit()


def opened_file(argv: Sequence[str]) -> list[str]:
    """The words of a call, where `FILE.cdesk` alone is read as `--database FILE.cdesk`.

    That is how a desktop opens a file by double click.
    """
    *before, last = argv or [""]
    named = before[-1:] == ["--database"]
    if last.lower().endswith(SUFFIX) and not named and not VERBS.keys() & set(before):
        return [*before, "--database", last]
    return list(argv)


def day(text: str) -> date:
    """A day of the command line."""
    read: date = _read("Day", text)
    return read


def year(text: str) -> int:
    """A year of the command line."""
    read: int = _read("Year", text)
    return read


def several(text: str) -> int:
    """A whole number: of rows, or of a record."""
    read: int = _read("Count", text)
    return read


def _read(kind: str, text: str) -> Any:
    from county_desk import fields  # here, for a window is painted without the kinds of fields

    try:
        return getattr(fields, kind)().parse(text)
    except fields.Invalid as error:
        raise ArgumentTypeError(str(error)) from None


def _add_demo(parser: Parser) -> None:
    parser.option(
        "--out", type=Path, default=Path("build/demo"), metavar=FOLDER, help=N_("where everything is written")
    )


POSTS = {
    "clerk": N_("the county clerk"),
    "township": N_("the township clerk"),
    "reviewer": N_("the reviewer, who decides cases"),
    "second_reviewer": N_("a second reviewer, for cases that the first has handled"),
    "administrator": N_("the administrator"),
    "inspector": N_("the inspector, who only reads"),
}


def _add_init(parser: Parser) -> None:
    parser.option("--name", dest="county", required=True, metavar=N_("COUNTY"), help=N_("the county’s name"))
    parser.option(
        "--code", required=True, metavar=N_("CODE"), help=N_("the county’s six-digit division code")
    )
    villages = N_("its villages; the guide for administrators names the columns")
    parser.option("--places", type=Path, required=True, metavar="CSV", help=villages)
    for post, words in POSTS.items():
        name, needed = post.replace("_", "-"), post != "second_reviewer"
        parser.option(f"--{name}", dest=post, required=needed, default="", metavar=NAME, help=words)
    parser.option(
        "--township-place",
        default="",
        metavar=N_("TOWNSHIP"),
        help=N_("the name or code of the township that the township clerk acts for"),
    )
    parser.option(
        "--region", choices=("west", "central", "east"), default="", help=N_("the region whose figures apply")
    )
    parser.switch("--rehearsal", help=N_("a register for practice, without passwords"))


def _add_check(parser: Parser) -> None:
    parser.option("files", nargs="+", type=Path, metavar=FILE, help=N_("the workbooks to read"))
    _add_year(parser)
    _add_opening(parser)


def _add_opening(parser: Parser) -> None:
    parser.switch("--opening", help=N_("opening balance: households come in as they stand, without a case"))
    parser.option(
        "--means",
        action="append",
        default=[],
        metavar=N_("WORD=STATUS"),
        help=N_("what a status word of these files means; may be repeated"),
    )


def _add_year(parser: Parser) -> None:
    parser.option("--year", type=year, metavar=N_("YEAR"), help=N_("the year that the figures belong to"))


def _add_import(parser: Parser) -> None:
    parser.option(
        "files", nargs="+", type=Path, metavar=N_("FILE|FOLDER"), help=N_("workbooks, or folders of them")
    )
    _add_year(parser)
    parser.option(
        "--annotate", type=Path, metavar=FOLDER, help=N_("where copies with marked problems are written")
    )
    _add_opening(parser)
    parser.option(
        "--agree",
        action="append",
        default=[],
        metavar=N_("KIND"),
        help=N_("take in rows that only wait for an answer to questions of this kind"),
    )


def _add_out(parser: Parser, words: str, *, required: bool = False) -> None:
    parser.option("--out", type=Path, required=required, metavar=FILE, help=words)
    parser.switch("--overwrite", help=N_("replace the file when it exists"))


def _add_original(parser: Parser) -> None:
    parser.option("batch", type=several, metavar=N_("BATCH"), help=N_("the number of the batch"))
    _add_purpose(parser)
    _add_out(parser, N_("the file to write"), required=True)


def _add_list(parser: Parser) -> None:
    parser.option("table", metavar=N_("TABLE"), help=N_("the list, as “households”"))
    parser.option(
        "--where",
        action="append",
        default=[],
        metavar=N_("KEY=VALUE"),
        help=N_("only rows with this value; may be repeated"),
    )
    parser.option("--search", default="", metavar=N_("WORDS"), help=N_("only rows with these words"))
    parser.option(
        "--sort",
        action="append",
        default=[],
        metavar=N_("KEY"),
        help=N_("sort by this column, as “head”, or “head:desc” for the highest first; may be repeated"),
    )
    parser.option("--columns", metavar="KEY,KEY", help=N_("these columns, in this order"))
    parser.option("--limit", type=several, metavar="N", help=N_("at most this many rows"))
    _add_purpose(parser)
    _add_out(parser, N_("a file for the list: .xlsx, .csv or .pdf"))


def _add_purpose(parser: Parser) -> None:
    parser.option(
        "--purpose",
        metavar=N_("WORDS"),
        help=N_("show full personal numbers, for this purpose; it is recorded with who, when and how many"),
    )


def _add_do(parser: Parser) -> None:
    parser.option(
        "command", nargs="?", metavar=N_("COMMAND"), help=N_("the command; without one, all are listed")
    )
    parser.switch("--yes", help=N_("do it without asking; its effect is still shown"))
    parser.switch("-h", "--help", dest="wants_help", help=N_("show the commands, or the fields of one"))


def _add_exit_check(parser: Parser) -> None:
    subject = parser.add_mutually_exclusive_group(required=True)
    subject.add_argument("--household", metavar="N", help=_("a household, by its number"))
    subject.add_argument("--village", metavar=_("CODE"), help=_("a village, by its code"))
    subject.add_argument("--county", action="store_true", help=_("every registered household"))
    _add_year(parser)


def _add_checks(parser: Parser) -> None:
    parser.switch("--list", dest="names", help=N_("list the checks"))
    _add_year(parser)
    parser.option("--only", metavar="D07,D16", help=N_("only these checks"))
    parser.option("--village", metavar=N_("CODE"), help=N_("only this village, by its code"))
    _add_out(parser, N_("a workbook for the findings"))


POLICY_ACTS = {
    "check": N_("Report the errors of policy files, or the changes that they would make."),
    "import": N_("Propose a policy file for the register; the administrator does this."),
    "withdraw": N_("Propose to withdraw a policy file of the county; the administrator does this."),
    "list": N_("Print the policy files of the county that are in force."),
    "unconfirmed": N_("Print what papers would rest on and the county has not confirmed."),
    "rehearse": N_("Report who would turn under a figure or a policy file; nothing is proposed."),
    "examples": N_("Print the examples of a rule: made-up cases with the answer of the program."),
}


def _add_policy(parser: Parser) -> None:
    acts = parser.add_subparsers(dest="act", metavar=_(N_("ACT")), parser_class=Parser, required=True)
    made: dict[str, Parser] = {
        act: acts.add_parser(act, help=_(words), description=_(words)) for act, words in POLICY_ACTS.items()
    }
    made["check"].option("files", nargs="+", type=Path, metavar=FILE, help=N_("the policy files to check"))
    made["import"].option("file", type=Path, metavar=FILE, help=N_("the policy file"))
    made["import"].option(
        "--reference", required=True, metavar=N_("TEXT"), help=N_("the document that it puts into force")
    )
    made["import"].option(
        "--scan",
        default="",
        metavar=FILE,
        help=N_("the scan of that document; an office has to give it"),
    )
    made["examples"].option(
        "rule", nargs="?", metavar=N_("RULE"), help=N_("the rule by its key or title; without it, every rule")
    )
    made["import"].option(
        "--dated-back",
        default="",
        metavar=N_("TEXT"),
        help=N_("why something in the file begins before today"),
    )
    made["withdraw"].option("file", metavar=FILE, help=N_("the file as `policy list` names it"))
    made["rehearse"].option(
        "change", metavar=N_("FILE|NAME=VALUE"), help=N_("a policy file, or a figure by its name")
    )
    made["rehearse"].option(
        "--since", type=day, metavar=DATE, help=N_("the first day of the figure; today without it")
    )
    made["rehearse"].option(
        "--as-of",
        type=day,
        default=SUPPRESS,
        metavar=DATE,
        help=N_("look at the register as it stood at the end of this day"),
    )
    _add_out(made["rehearse"], N_("a workbook (.xlsx) or a paper (.pdf) with all names"))


SERVER_ACTS = {
    "init": N_("Make a database with its three roles; the administrator of the server does this."),
    "check": N_("Check the server and the rights of this role."),
    "dump": N_("Dump the database with pg_dump into a new file."),
    "restore": N_("Bring a dump back into an empty database, and verify its history."),
    "move": N_("Copy a register from a file to a server, or back, and compare the histories."),
    "password": N_("Keep the password of this role in the keyring of this computer, or forget it."),
}


def _add_server(parser: Parser) -> None:
    acts = parser.add_subparsers(dest="act", metavar=_(N_("ACT")), parser_class=Parser, required=True)
    made: dict[str, Parser] = {
        act: acts.add_parser(act, help=_(words), description=_(words)) for act, words in SERVER_ACTS.items()
    }
    made["init"].option(
        "new", metavar=N_("DATABASE"), help=N_("the name of the database, in small Latin letters")
    )
    made["dump"].option("file", type=Path, metavar=FILE, help=N_("the new file for the dump"))
    made["restore"].option("file", type=Path, metavar=FILE, help=N_("the dump"))
    made["move"].option("target", metavar=N_("FILE|URL"), help=N_("a new file, or an empty database"))
    made["password"].switch("--forget", help=N_("remove the kept password"))


def _add_verify(parser: Parser) -> None:
    parser.option(
        "--head",
        action="append",
        default=[],
        metavar=N_("CODE"),
        help=N_("a head that was written down, or the code of a paper; may be repeated"),
    )


def _add_notice(parser: Parser) -> None:
    parser.option("number", metavar="N", help=N_("the number of the record, or of the document"))
    _add_out(parser, N_("the PDF file to write"), required=True)
    parser.option(
        "--style", choices=("poster", "plain", "red"), default="plain", help=N_("the style of the paper")
    )
    # the language of the paper; the same word before the verb is that of the screen
    parser.option("--language", dest="paper", choices=LANGUAGES, help=N_("the language of the paper"))


def _add_return(parser: Parser) -> None:
    parser.option("return_name", nargs="?", metavar="R1", help=N_("the return, as “R1”"))
    parser.switch("--list", dest="names", help=N_("list the returns"))
    parser.option("--period", metavar=N_("PERIOD"), help=N_("the period, as 2016 or 2016-11"))
    parser.switch(
        "--freeze",
        help=N_("write the newest frozen edition; where there is none, freeze the figures on record first"),
    )
    _add_purpose(parser)
    _add_out(parser, N_("the workbook to write"))
