"""Words of our own for errors of disks and databases, because their words are in the system's language.

An unknown error is quoted by its number, for the technician.
"""

import errno
from enum import Enum
from pathlib import Path

from county_desk.text import _

_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_NO_FOLDER = {errno.ENOENT, errno.ENOTDIR}
_REFUSED = {errno.EACCES, errno.EPERM}
_BUSY = {errno.EBUSY, errno.ETXTBSY}
_WINDOWS = {  # what Windows tells more exactly than the number that Python makes of it
    19: errno.EROFS,
    32: errno.EBUSY,
    33: errno.EBUSY,
    39: errno.ENOSPC,
    112: errno.ENOSPC,
    206: errno.ENAMETOOLONG,
}


def why_not_saved(path: Path, error: OSError) -> str:
    """The reason why a file could not be written, with the cure."""
    if isinstance(error, FileExistsError):
        words = _("Not saved: {name} is being written by another export. Wait for it to end.")
    else:
        words = _save_words(_error_number(error))
    return words.format(name=path.name, folder=path.parent, code=_code(error))


def _save_words(number: int | None) -> str:
    if number in _FULL:
        return _("Not saved: the disk of {folder} is full. Free some space and try again.")
    if number in _NO_FOLDER:
        return _("Not saved: there is no folder {folder}.")
    if number in _BUSY:
        return _(
            "Not saved: {name} is open in another program. Close it there and try again, or choose another "
            "name."
        )
    if number in _REFUSED:
        return _(
            "Not saved: {name} is open in another program, or {folder} may not be written to. "
            "Close it there, or choose another name."
        )
    if number == errno.EROFS:
        return _("Not saved: nothing can be written to the disk of {folder}. Choose another folder.")
    if number == errno.ENAMETOOLONG:
        return _("Not saved: the name {name} with all its folders is too long. Choose a shorter one.")
    return _("Not saved: {name} could not be written (error {code}). Choose another folder and try again.")


def _error_number(error: OSError) -> int | None:
    return _WINDOWS.get(getattr(error, "winerror", None) or 0, error.errno)


def _code(error: OSError) -> str:
    if number := getattr(error, "winerror", None):
        return f"WinError {number}"
    return errno.errorcode.get(error.errno or 0, type(error).__name__)


def why_stopped(error: OSError) -> str:
    """The reason for an error of the disk, without the file's name, which the reader knows."""
    if isinstance(error, FileExistsError):
        return _("{sentence}.").format(
            sentence=_("{path} exists; choose another name").format(path=error.filename)
        )
    if error.filename:
        return why_not_saved(Path(str(error.filename)), error)
    if _error_number(error) in _FULL:
        return _("Not saved: the disk is full. Free some space and try again.")
    return _("The disk reports an error ({code}). Look after it and try again.").format(code=_code(error))


def why_not_read(error: OSError) -> str:
    """The reason why a file cannot be read in its place, with the cure."""
    if isinstance(error, FileNotFoundError):
        return _("The file is not where it was; find it and choose it again.")
    if isinstance(error, PermissionError):
        return _("The file may not be read, or another program holds it; close it there and try again.")
    return _("The file cannot be read from where it lies; copy it to this computer and try again.")


class Cause(Enum):
    """Causes of database errors, each with the words and codes by which it is recognised."""

    FULL = ("full", "53100", "ioerr_shmsize")
    HELD = ("locked", "busy", "55P03")
    STANDS_BY = ("session is read-only",)
    READ_ONLY = ("readonly", "read-only", "25006")
    DAMAGED = ("malformed", "not a database", "corrupt", "could not decode", "XX001", "XX002")
    NO_TABLE = ("no such table", "no such column", "42P01", "42703")
    UNREADABLE = ("unable to open", "disk i/o", "ioerr")
    NO_RIGHT = ("42501",)
    NO_PASSWORD = ("no password supplied", "没有提供口令", "未提供密码")
    # libpq tries once more without encryption, and a server that wants it adds a second reason
    WRONG_PASSWORD = ("28P01", "password authentication failed", "认证失败", "口令错误")
    NO_TLS = ("does not support ssl", "不支持 ssl", "certificate")
    TLS_WANTED = ("no encryption", "没有加密")
    NOT_LET_IN = ("pg_hba.conf",)
    REFUSED = ("28000", "28P01", "password", 'role "')
    NO_DATABASE = ("3D000", 'database "', '数据库 "')
    NO_SERVER = ("connection", "not translate", "to resolve", "timeout", "08006", "08001", "57P01")
    OTHER = ()


def cause_of(error: object) -> Cause:
    """The cause of a database error."""
    said = f"{error} {_database_code(error)}".lower()
    return next((cause for cause in Cause if any(word.lower() in said for word in cause.value)), Cause.OTHER)


def database_words(error: object) -> str:
    """The meaning of a database error, as the end of a sentence."""
    return {
        Cause.FULL: _("the disk is full"),
        Cause.HELD: _("another program holds it"),
        Cause.STANDS_BY: _("only a server that stands by answers; its keeper must promote it"),
        Cause.READ_ONLY: _("it can only be read here"),
        Cause.DAMAGED: _("it was cut short or overwritten"),
        Cause.NO_TABLE: _("a table or a column of it is missing"),
        Cause.UNREADABLE: _("its disk or its folder cannot be read or written"),
        Cause.NO_RIGHT: _("the database role lacks the right to it"),
        Cause.NO_PASSWORD: _(
            "no password was given for it; type it on a terminal, or keep it with “server password”, in "
            "PGPASSWORD or in PostgreSQL’s own password file"
        ),
        Cause.WRONG_PASSWORD: _("the name or the password is wrong"),
        Cause.NO_TLS: _("the server offers no encrypted line (TLS), or its certificate is not known here"),
        Cause.TLS_WANTED: _("the server wants an encrypted line (TLS)"),
        Cause.NOT_LET_IN: _("the server lets no such role or computer in (pg_hba.conf)"),
        Cause.REFUSED: _("the server does not accept the name or the password"),
        Cause.NO_DATABASE: _("the server has no database of that name"),
        Cause.NO_SERVER: _("the server does not answer"),
        Cause.OTHER: _("error {code}").format(code=_database_code(error)),
    }[cause_of(error)]


def _database_code(error: object) -> str:
    known = (getattr(error, name, None) for name in ("sqlite_errorname", "sqlstate"))
    return next((str(code) for code in known if code), type(error).__name__)
