"""Recognises the kind and name of a county's own policy file by its content."""

import hashlib
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from county_desk.fields import Term
from county_desk.privacy import identity_trouble
from county_desk.rules.places import OWN
from county_desk.rules.policy_file import PolicyData, WrongFile, check, check_keys, read_policy_text
from county_desk.text import N_, _
from county_desk.unsafe_characters import sign_trouble

LONGEST = 100_000  # characters of a policy file


class PolicyFileKind(Term):
    """The kind of a policy file; the value is the folder of the shipped files of that kind."""

    PARAMETER = "parameters", N_("Figure")
    CRITERIA = "criteria", N_("Criteria")
    PROCEDURE = "procedures", N_("Procedure of cases")
    CALENDAR = "calendar", N_("Holidays of a year")
    WORDING = "notices", N_("Wording of a notice")


_SIGNS = {  # a key that only files of a kind have
    "step": PolicyFileKind.PROCEDURE,
    "holidays": PolicyFileKind.CALENDAR,
    "notice": PolicyFileKind.WORDING,
    "criterion": PolicyFileKind.CRITERIA,
    "drop": PolicyFileKind.CRITERIA,
    "values": PolicyFileKind.PARAMETER,
}
_NAMED_BY = {  # the key that names a file of a kind
    PolicyFileKind.CALENDAR: "year",
    PolicyFileKind.CRITERIA: "rule",
    PolicyFileKind.WORDING: "notice",
}


class PolicyFile(NamedTuple):
    """The text of a policy file, which has the name without its folder and suffix.

    `digest` is the SHA-256 of the text, as the register noted it when the file was imported. A file that is
    not a county's `own` is one of the program, for the nation, a region or a province.
    """

    kind: PolicyFileKind
    name: str
    text: str
    digest: str
    own: bool = True

    @property
    def file(self) -> str:
        """The name as messages say it: parameters/grace_years.toml."""
        return f"{self.kind.value}/{self.name}.toml"

    def read[T](self, read: Callable[[PolicyData], T]) -> T:
        """The result of `read` on the data; raises `WrongFile` for a wrong file or a falsified text."""
        if digest_of(self.text) != self.digest:
            reason = _(
                "the text kept in this register was changed outside the program; verify the register, and "
                "restore the last good backup"
            )
            raise WrongFile(self.file, reason)
        return read_policy_text(self.text, self.file, read)


def digest_of(text: str) -> str:
    """The SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def recognised(file_name: str, text: str) -> PolicyFile:
    """A policy file by its name and text; its content decides its kind.

    Raises `WrongFile` when it is not TOML or declares nothing that is known.
    """
    _check_signs(text, file_name)
    stem = file_name.removesuffix(".toml")
    kind, name, own = read_policy_text(text, file_name, lambda data: _kind_of_file(data, stem, file_name))
    return PolicyFile(kind, name, text, digest_of(text), own)


def _check_signs(text: str, file_name: str) -> None:
    """Refuse a text that the register may not hold: one with invisible signs or an identity number."""
    if len(text) > LONGEST:
        raise WrongFile(file_name, _("the file is too long for a policy file"), line=1)
    for number, line in enumerate(text.splitlines(), 1):
        if trouble := sign_trouble(line.replace("\t", " ")) or identity_trouble(line):
            raise WrongFile(file_name, trouble, line=number)


def _kind_of_file(data: PolicyData, stem: str, where: str) -> tuple[PolicyFileKind, str, bool]:
    """The kind of a file, its name, and whether it is a county's own.

    The name is that of its figure, rule, year or notice, or the version of a procedure.
    """
    kind = next((kind for sign, kind in _SIGNS.items() if sign in data), None)
    if kind is None:
        reason = _("nothing tells what the file declares; it has none of: {signs}")
        raise WrongFile(where, reason.format(signs=", ".join(_SIGNS)), line=1)
    if kind is PolicyFileKind.PARAMETER:
        return kind, stem, OWN in data["values"]
    if kind is PolicyFileKind.PROCEDURE:
        check_keys(data, {"key", "place", "since"}, set(data), where)
        check(type(data["since"]) is date, where, _("since is not a day"), "since")
        return kind, f"{data['place']}/{data['key']}-{data['since'].year}", data["place"] == OWN
    if kind is PolicyFileKind.CRITERIA and "rule" not in data and "title" in data:
        return kind, stem, False
    key = _NAMED_BY[kind]
    check_keys(data, {key}, set(data), where)
    return kind, str(data[key]), True
