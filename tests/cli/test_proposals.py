"""Acts of two persons in the shell: proposed by one, listed, put in force or declined by another."""

import pytest

from tests.build import CLERK, REVIEWER
from tests.cli.lines import file_household

VOTE = ("--due", 36, "--present", 31, "--in-favour", 29)
MET, RECORDED = "2016-10-10", "2016-10-21"
LATE = ("RecordAssembly", "--case", 1, "--done-on", MET, *VOTE)


@pytest.fixture
def proposed(shell):
    """A late meeting that waits for a second person."""
    assert file_household(shell) == 0
    assert shell.do(CLERK, RECORDED, *LATE) == 1
    assert "past 10 days give the reason" in shell.err
    assert shell.do(CLERK, RECORDED, *LATE, "--late-reason", "会议记录遗失") == 0
    return shell


def test_an_act_says_its_number_and_whom_it_waits_for(proposed):
    assert "is proposed and waits for Township clerk, Reviewer. Once in force: " in proposed.out
    assert "It counts once another person puts it in force" in proposed.err


def test_proposals_are_listed_and_put_in_force(proposed):
    who = ("--as", REVIEWER, "--today", RECORDED)
    (row,) = proposed.json(*who, "list", "proposals")["rows"]
    assert (row["id"], row["act"], row["state"], row["proposer"]) == (1, "RecordAssembly", "waiting", CLERK)
    assert proposed.do(CLERK, RECORDED, "PutInForce", "--proposal", 1) == 1
    done = proposed.json(*who, "do", "PutInForce", "--proposal", 1)
    assert done["summary"].startswith(f"Put in force as {CLERK} proposed: ")
    (row,) = proposed.json(*who, "list", "proposals")["rows"]
    assert (row["state"], row["settler"]) == ("in_force", REVIEWER)


def test_a_declined_proposal_keeps_its_answer(proposed):
    declining = ("DeclineProposal", "--proposal", 1, "--answer", "无原始记录")
    assert proposed.do(REVIEWER, RECORDED, *declining) == 0
    (row,) = proposed.json("--as", REVIEWER, "--today", RECORDED, "list", "proposals")["rows"]
    assert (row["state"], row["answer"]) == ("declined", "无原始记录")
