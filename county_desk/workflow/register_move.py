"""A register moved between a file and a server: every row copied, and the history proven the same."""

from dataclasses import dataclass

from county_desk.progress import Progress, silent
from county_desk.register_file import create_private
from county_desk.storage.engine import NotARegister, connect, file_of, in_words, reading, sessions_of, url_of
from county_desk.storage.moving import move
from county_desk.storage.network_share import refuse_network_share
from county_desk.text import _
from county_desk.workflow.audit import Proof, verify
from county_desk.workflow.command import Refused


@dataclass(frozen=True)
class MovedRegister:
    """The outcome: the number of rows, and the last seal of both histories."""

    rows: int
    head: str


def prove(place: str) -> Proof:
    """The verification of a register wherever it lies, without anybody signing in."""
    engine = connect(url_of(place))
    try:
        with in_words(), sessions_of(engine)() as session:
            reading(session)
            return verify(session)
    finally:
        engine.dispose()


def move_register(source: str, target: str, progress: Progress = silent) -> MovedRegister:
    """Copy a register into a new file or an empty database; the source stays as it is.

    Raises `Refused` when the file exists, and `NotARegister` when the histories differ or are not whole.
    """
    before = prove(source)
    if not before.ok:
        raise NotARegister(
            _("The history of this register does not hold: {first}").format(first=before.sentence())
        )
    path = file_of(url_of(target))
    if path is not None:
        refuse_network_share(path)
        try:
            create_private(path).close()
        except FileExistsError:
            raise Refused({"target": _("{path} exists; choose another name").format(path=path)}) from None
    read, written = connect(url_of(source)), connect(url_of(target))
    try:
        rows = move(read, written, progress)
    except BaseException:
        written.dispose()
        if path is not None:
            path.unlink(missing_ok=True)
        raise
    finally:
        read.dispose()
        written.dispose()
    after = prove(target)
    if not after.ok or after.head != before.head:
        raise NotARegister(_("The copy does not hold together: {answer}.").format(answer=after.sentence()))
    return MovedRegister(rows, after.head)
