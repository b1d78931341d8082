"""`policy`: the policy files of the county, its entries that wait, and the examples of the program."""

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from county_desk.cli.opening import desk
from county_desk.cli.output import Speaker
from county_desk.cli.table_rows import plain_rows, printed_rows, shown_columns
from county_desk.fields import Invalid, Table
from county_desk.models.user import Permission
from county_desk.rules.example_subjects import SUBJECTS
from county_desk.rules.examples import SaidExample, every_title, examples_of, said, title_of
from county_desk.rules.policy import shipped_policy
from county_desk.rules.policy_file import WrongFile, decoded, with_nearest
from county_desk.rules.rehearsal_words import summary
from county_desk.tables.listing import page
from county_desk.tables.policy.policy_files import LISTING
from county_desk.tables.policy.rehearsed_rows import TURNED, TURNED_COUNTS
from county_desk.tables.policy.unconfirmed import UNCONFIRMED, unconfirmed
from county_desk.text import _
from county_desk.workflow.command import Command, Refused
from county_desk.workflow.desk import Desk
from county_desk.workflow.policy.check import Checked, check_files
from county_desk.workflow.policy.county_files import ImportPolicyFile, WithdrawPolicyFile
from county_desk.workflow.policy.own_figures import SetParameter
from county_desk.workflow.policy.what_if import what_if


def policy(given: Namespace, speaker: Speaker) -> int:
    """Do the act that the word after `policy` names."""
    return _ACTS[given.act](given, speaker)


def _check(given: Namespace, speaker: Speaker) -> int:
    """Report the errors of policy files by the policy of a register, or the program's; writes nothing."""
    at = desk(given) if given.database else None
    found = check_files([(path.name, _bytes(path)) for path in given.files], at)
    lines = [line for path, each in zip(given.files, found, strict=True) for line in _lines(path, each)]
    documents = [_document(path, each) for path, each in zip(given.files, found, strict=True)]
    speaker.answer(documents, "\n".join(lines))
    return 0 if all(each.right for each in found) else 1


def _bytes(path: Path) -> bytes:
    if not path.is_file():
        raise Refused({"file": _("There is no file {path}.").format(path=path)})
    return path.read_bytes()


def _lines(path: Path, checked: Checked) -> list[str]:
    if not checked.right:
        return [checked.trouble]
    words = _("{file}: right; in the register it is called {name}").format(file=path, name=checked.file)
    return [words, *(f"  {line}" for line in checked.changes)]


def _document(path: Path, checked: Checked) -> dict[str, object]:
    return {
        "file": str(path),
        "ok": checked.right,
        "kind": checked.kind,
        "name": checked.file,
        "line": checked.line,
        "problem": checked.trouble,
        "changes": list(checked.changes),
    }


def _import(given: Namespace, speaker: Speaker) -> int:
    """Propose one file as the administrator, and report its changes."""
    path: Path = given.file
    about = {"reference": given.reference, "scan": given.scan, "dated_back": given.dated_back}
    command = ImportPolicyFile(file_name=path.name, text=_text(path), **about)
    at = desk(given, needs=Permission.ADMINISTER)
    effects = at.effects([command])
    change = at.do(command)
    document = {"summary": change.summary, "id": change.id, "seal": change.seal}
    lines = "\n".join((change.summary, *effects))
    speaker.answer({**document, "changes": "\n".join(effects).splitlines()}, lines)
    return 0


def _text(path: Path) -> str:
    try:
        return decoded(_bytes(path), path.name)
    except WrongFile as error:
        raise Refused({"file": str(error)}) from error


def _withdraw(given: Namespace, speaker: Speaker) -> int:
    """Propose to withdraw one file by its name in the register."""
    at = desk(given, needs=Permission.ADMINISTER)
    change = at.do(WithdrawPolicyFile(file=given.file))
    speaker.answer({"summary": change.summary, "seal": change.seal}, change.summary)
    return 0


def _list(given: Namespace, speaker: Speaker) -> int:
    """Print the files in force."""
    rows = desk(given).read(page, LISTING)
    none = _("The county has imported no policy file")
    _answer_rows(speaker, LISTING.table, rows, none)
    return 0


def _unconfirmed(given: Namespace, speaker: Speaker) -> int:
    """Print the unconfirmed entries that papers would rest on."""
    at = desk(given)
    rows = at.read(unconfirmed, at.policy, at.today)
    _answer_rows(speaker, UNCONFIRMED, rows, _("Nothing waits for a confirmation"))
    return 0


def _answer_rows[R](speaker: Speaker, table: Table[R], rows: Sequence[R], none: str) -> None:
    """Print some rows under their heads, or the words for none."""
    columns = shown_columns(table)
    lines = printed_rows(columns, rows) if rows else [none]
    speaker.answer(plain_rows(columns, rows), "\n".join(lines))


def _rehearse(given: Namespace, speaker: Speaker) -> int:
    """Report who would turn under a figure or a file; nothing is proposed."""
    out: Path | None = given.out
    if out and out.suffix.lower() not in (".xlsx", ".pdf"):
        raise Refused({"out": _("The name must end with .xlsx or .pdf")})
    at = desk(given)
    words = _("{done} of {total} records judged")

    def progress(done: int, total: int) -> None:
        speaker.under_way(words.format(done=f"{done:,}", total=f"{total:,}"))

    found = what_if(at, _changing(given, at), progress)
    if out:
        from county_desk.reports.rehearsal_papers import write_rehearsal

        write_rehearsal(out, found)
    said, turned = list(summary(found.rehearsal)), shown_columns(TURNED)
    document = {
        "about": found.about,
        "summary": said,
        "rehearsal": found.rehearsal.as_plain(),
        "counts": plain_rows(TURNED_COUNTS.columns, found.counts),
        "turned": plain_rows(turned, found.rows),
        "out": str(out) if out else None,
    }
    lines = (str(out),) if out else printed_rows(turned, found.rows) if found.rows else ()
    speaker.answer(document, "\n".join((found.about, *(f"  {line}" for line in said), *lines)))
    return 0


def _changing(given: Namespace, at: Desk) -> Command:
    """The act that a file, or a figure as NAME=VALUE, stands for."""
    name, equals, value = given.change.partition("=")
    path = Path(given.change)
    if equals and not path.exists():
        since = given.since or at.today
        try:
            named = at.policy.book.named(name.strip())
        except Invalid as error:
            raise Refused({"change": str(error)}) from error
        return SetParameter(name=named, since=since, value=value.strip(), reference="")
    return ImportPolicyFile(file_name=path.name, text=_text(path), reference="")


def _examples(given: Namespace, speaker: Speaker) -> int:
    """Print the examples of one subject, by its key or title, or how many each subject has."""
    if given.rule is None:
        book = shipped_policy().book
        counts = {subject: len(examples_of(subject)) for subject in SUBJECTS}
        lines = [f"{subject}\t{title_of(subject, book)}\t{count}" for subject, count in counts.items()]
        speaker.answer(counts, "\n".join(lines))
        return 0
    named = {name: subject for subject in SUBJECTS for name in (subject, *every_title(subject))}
    if given.rule not in named:
        reason = _("there is no rule “{name}”").format(name=given.rule)
        raise Refused({"rule": with_nearest(reason, given.rule, named)})
    shown = [said(each) for each in examples_of(named[given.rule])]
    speaker.answer([each._asdict() for each in shown], "\n\n".join(map(_example, shown)))
    return 0


def _example(shown: SaidExample) -> str:
    """One example as lines: its title, the given facts, the answer, and its document."""
    facts = [f"  {_('{name}: {value}').format(name=name, value=value)}" for name, value in shown.given]
    return "\n".join((shown.title, *facts, *(f"  → {words}" for words in shown.says), f"  {shown.document}"))


_ACTS = {
    "check": _check,
    "import": _import,
    "withdraw": _withdraw,
    "list": _list,
    "unconfirmed": _unconfirmed,
    "rehearse": _rehearse,
    "examples": _examples,
}
VERBS = {"policy": policy}
