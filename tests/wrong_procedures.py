"""A procedure whose file is wrong."""

from dataclasses import replace

from sqlalchemy import update

from county_desk.models.case import Case
from county_desk.rules.policy_file import WrongFile
from county_desk.rules.procedures import Procedures
from tests.build import Office


def wrong_file(version: str) -> WrongFile:
    """What the reader says of the file of a procedure that names an unknown figure."""
    return WrongFile(f"procedures/{version}.toml", "there is no figure “moon”", line=36)


def spoil(office: Office, version: str) -> None:
    """Make the file of a procedure wrong for everybody who sits down from now on.

    Its cases are older than kept texts, so that they need the file.
    """
    known = office.policy.procedures
    usable = [each for each in known.versions() if each.version != version]
    texts = {each.digest: known.text(each) for each in usable}
    procedures = Procedures(usable, {version: wrong_file(version)}, texts)
    office.policy = replace(office.policy, procedures=procedures)
    with office.sessions.begin() as session:
        session.execute(update(Case).where(Case.procedure == version).values(procedure_digest=None))
