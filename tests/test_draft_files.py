"""Drafts on the disk are whole, private, one person's only, and go when they are not wanted."""

import os
import stat
import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from county_desk import draft_files
from county_desk.draft_files import KEPT_DAYS, DraftFiles, KeptDraft, drop_drafts

NUMBER = "990101196503120011"
DRAFT = KeptDraft(
    key="AddMember 1",
    command="AddMember",
    name="Add a member: 张大有",
    page="registry",
    typed_at=datetime(2016, 11, 28, 10, 42, tzinfo=UTC),
    records=(("households", (3,)),),
    fixed={"household": "b" * 32},
    fields={"id_number": NUMBER, "sex": ["male", ""], "remark": ""},
    way=["ask", [{"command": "AddMember"}, {"row": ["households", 3]}]],
    seen=17,
    operation="a" * 32,
)


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("COUNTY_DESK_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def files():
    return DraftFiles("register", "7 王芳")


def test_a_draft_comes_back_as_it_was_written(files):
    files.write({DRAFT.key: DRAFT})
    found = files.load()
    assert (found.drafts, found.damaged, found.expired) == ((DRAFT,), 0, 0)


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps the folder of a user to that user")
def test_nobody_else_of_this_computer_can_read_it(files):
    files.write({DRAFT.key: DRAFT})
    (path,) = files.folder.iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(files.folder.stat().st_mode) == 0o700


@pytest.mark.parametrize("other", [("register", "8 李强"), ("register", "8 王芳"), ("another", "7 王芳")])
def test_another_person_and_another_register_have_none(files, other):
    files.write({DRAFT.key: DRAFT})
    assert DraftFiles(*other).load().drafts == ()


def test_its_name_and_folder_tell_nothing(files):
    files.write({DRAFT.key: DRAFT})
    (path,) = files.folder.iterdir()
    assert not any(word in str(path) for word in ("register", "王芳", "AddMember"))


def test_its_text_is_in_no_message_of_a_fault():
    assert NUMBER not in repr(DRAFT)


def test_a_deleted_draft_leaves_nothing_behind(files):
    files.write({DRAFT.key: DRAFT})
    files.write({DRAFT.key: None, "never written": None})
    assert not files.folder.exists()


@pytest.mark.parametrize("bytes_", [b"", b"{", b"[]", b"{}", b"\xff\xfe", b'{"key": 1}'])
def test_a_damaged_file_is_put_aside_and_the_others_come_back(files, bytes_):
    files.write({DRAFT.key: DRAFT, "other": replace(DRAFT, key="other")})
    path = sorted(files.folder.iterdir())[0]
    path.write_bytes(bytes_)
    found = files.load()
    assert (len(found.drafts), found.damaged) == (1, 1)
    assert path.with_suffix(".damaged").read_bytes() == bytes_
    assert files.load().damaged == 0


def test_a_full_disk_leaves_the_earlier_draft_whole(files, monkeypatch):
    files.write({DRAFT.key: DRAFT})

    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(draft_files.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        files.write({DRAFT.key: replace(DRAFT, fields={"remark": "later"})})
    assert files.load().drafts == (DRAFT,)
    assert [path.suffix for path in files.folder.iterdir()] == [".json"]


def grow_old(path):
    long_ago = time.time() - (KEPT_DAYS + 1) * 86_400
    os.utime(path, (long_ago, long_ago))


def test_a_draft_that_nobody_touched_for_months_is_thrown_away_and_counted(files):
    files.write({DRAFT.key: DRAFT})
    (path,) = files.folder.iterdir()
    grow_old(path)
    found = files.load()
    assert (found.drafts, found.expired) == ((), 1)
    assert not path.exists()


def test_old_drafts_of_people_who_never_come_back_go_too(files):
    gone = DraftFiles("another register", "9 钱江")
    gone.write({DRAFT.key: DRAFT})
    (path,) = gone.folder.iterdir()
    files.load()
    assert path.exists()
    grow_old(path)
    files.load()
    assert not path.exists()


def test_the_drafts_of_a_register_that_is_thrown_away_go_with_it(files):
    files.write({DRAFT.key: DRAFT})
    drop_drafts("another register")
    assert files.load().drafts == (DRAFT,)
    drop_drafts("register")
    assert files.load().drafts == ()
