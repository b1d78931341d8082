"""`policy`: the policy files of the county, and the entries that it has not confirmed yet."""

from argparse import Namespace
from pathlib import Path

from county_desk.cli.opening import desk
from county_desk.cli.output import Speaker
from county_desk.models.user import Permission
from county_desk.rules.policy_file import WrongFile, decoded
from county_desk.tables.listing import page
from county_desk.tables.policy.policy_files import LISTING
from county_desk.tables.policy.unconfirmed import UNCONFIRMED, unconfirmed
from county_desk.text import _
from county_desk.workflow.command import Refused
from county_desk.workflow.policy.check import Checked, check_files
from county_desk.workflow.policy.county_files import ImportPolicyFile, WithdrawPolicyFile


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
    """Import one file as the administrator, and report its changes."""
    path: Path = given.file
    try:
        text = decoded(_bytes(path), path.name)
    except WrongFile as error:
        raise Refused({"file": str(error)}) from error
    command = ImportPolicyFile(file_name=path.name, text=text, reference=given.reference, scan=given.scan)
    at = desk(given, needs=Permission.ADMINISTER)
    effects = at.effects([command])
    change = at.do(command)
    document = {"summary": change.summary, "id": change.id, "seal": change.seal}
    lines = "\n".join((change.summary, *effects))
    speaker.answer({**document, "changes": "\n".join(effects).splitlines()}, lines)
    return 0


def _withdraw(given: Namespace, speaker: Speaker) -> int:
    """Withdraw one file by its name in the register."""
    at = desk(given, needs=Permission.ADMINISTER)
    change = at.do(WithdrawPolicyFile(file=given.file))
    speaker.answer({"summary": change.summary, "seal": change.seal}, change.summary)
    return 0


def _list(given: Namespace, speaker: Speaker) -> int:
    """Print the files, in force or proposed."""
    rows = desk(given).read(page, LISTING)
    columns = [column for column in LISTING.table.columns if not column.hidden]
    plain = [{each.key: each.kind.plain(each.value(row)) for each in columns} for row in rows]
    lines = ["\t".join(column.shown(row) for column in columns) for row in rows]
    none = _("The county has imported no policy file")
    heads = "\t".join(_(column.title) for column in columns)
    speaker.answer(plain, "\n".join((heads, *lines)) if rows else none)
    return 0


def _unconfirmed(given: Namespace, speaker: Speaker) -> int:
    """Print the unconfirmed entries that papers would rest on."""
    at = desk(given)
    rows = at.read(unconfirmed, at.policy, at.today)
    columns = [column for column in UNCONFIRMED.columns if not column.hidden]
    plain = [{each.key: each.kind.plain(each.value(row)) for each in columns} for row in rows]
    lines = ["\t".join(column.shown(row) for column in columns) for row in rows]
    heads = "\t".join(_(column.title) for column in columns)
    none = _("Nothing waits for a confirmation")
    speaker.answer(plain, "\n".join((heads, *lines)) if rows else none)
    return 0


_ACTS = {
    "check": _check,
    "import": _import,
    "withdraw": _withdraw,
    "list": _list,
    "unconfirmed": _unconfirmed,
}
VERBS = {"policy": policy}
