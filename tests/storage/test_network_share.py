"""A register file on a network share is refused with the way out; local disks are not."""

import os
from pathlib import Path

import pytest

from county_desk.storage import network_share
from county_desk.storage.engine import NotARegister
from county_desk.storage.network_share import on_network
from county_desk.text import language
from county_desk.workflow.entry import open_register
from tests.accounts import a_real_register

MOUNTS = r"""22 1 253:0 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
30 22 0:26 / /mnt/office rw shared:2 - cifs //server/office rw,vers=3.0
31 22 0:27 / /mnt/office/local rw - ext4 /dev/vdb1 rw
32 22 0:28 / /mnt/\346\211\266\350\264\253\040a rw - nfs4 server:/a rw
33 22 0:29 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw
34 22 0:30 / /srv rw - fuseblk /dev/sdb1 rw
not a line of mountinfo
"""
posix = pytest.mark.skipif(os.name == "nt", reason="Linux names its mounts in /proc")


@pytest.fixture
def mounts(tmp_path):
    """The mounts of a made-up computer."""
    path = tmp_path / "mountinfo"
    path.write_text(MOUNTS.replace("\\346\\211\\266\\350\\264\\253", "share"), "utf8")
    return path


@posix
@pytest.mark.parametrize(
    ("path", "network"),
    [
        ("/var/lib/a.cdesk", False),
        ("/srv/li/a.cdesk", False),
        ("/mnt/office/a.cdesk", True),
        ("/mnt/office2/a.cdesk", False),
        ("/mnt/office/local/a.cdesk", False),
        ("/mnt/share a/deep/a.cdesk", True),
        ("/run/user/1000/gvfs/smb-share:server=x/a.cdesk", True),
    ],
)
def test_the_innermost_mount_decides(path, network, mounts):
    assert on_network(Path(path), mounts) is network


@posix
def test_a_system_that_names_no_mounts_refuses_nothing(tmp_path):
    assert not on_network(tmp_path / "a.cdesk", tmp_path / "none")


def test_a_register_on_a_share_is_neither_opened_nor_founded(tmp_path, monkeypatch):
    path = tmp_path / "青岚县.cdesk"
    opened, _passwords = a_real_register(path)
    opened.close()
    before = path.read_bytes()
    monkeypatch.setattr(network_share, "on_network", lambda _path: True)
    with pytest.raises(NotARegister, match="PostgreSQL server"):
        open_register(path)
    assert path.read_bytes() == before
    with language("zh"), pytest.raises(NotARegister, match="请复制到本机磁盘再打开"):
        open_register(path)
    other = tmp_path / "other.cdesk"
    with pytest.raises(NotARegister, match="network share"):
        a_real_register(other)
    assert not other.exists()
