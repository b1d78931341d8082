"""A delivered file or a scan is kept once under its digest, whatever its name."""

import hashlib
from datetime import date

from sqlalchemy import select

from county_desk.models.original import Original
from county_desk.models.user import Permission
from county_desk.workflow.audit import verify
from county_desk.workflow.command import Change, Command
from county_desk.workflow.gate.law import ONE_PERSON
from county_desk.workflow.originals import keep_scan


class KeepScans(Command):
    """Keep some files, as an act with scans does."""

    permission = Permission.READ
    law = ONE_PERSON

    scans: tuple[str, ...]

    def run(self, work):
        kept = [keep_scan(work.session, path) for path in self.scans]
        return Change(" ".join(map(str, kept)))


def test_each_file_is_kept_once_under_its_digest(office, tmp_path):
    files = [("公示照片.jpg", b"picture"), ("通知.pdf", b"notice"), ("公示照片-副本.jpg", b"picture")]
    paths = [str(tmp_path / name) for name, _content in files]
    for name, content in files:
        (tmp_path / name).write_bytes(content)
    picture, notice, again = (hashlib.sha256(content).hexdigest() for _name, content in files)
    change = office.at(date(2016, 10, 8)).do(KeepScans(scans=(*paths, picture, " ")))
    assert change.summary == f"{picture} {notice} {again} {picture} None"
    kept = office.read(lambda session: session.execute(select(Original.digest, Original.name)).all())
    assert kept == [(picture, "公示照片.jpg"), (notice, "通知.pdf")]
    assert office.read(verify).ok
