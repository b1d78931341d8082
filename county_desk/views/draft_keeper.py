"""The drafts of each person: everybody who sits down at a register has drafts of their own."""

from county_desk.draft_files import KEPT_DAYS, DraftFiles, FoundDrafts
from county_desk.models.user import Actor
from county_desk.text import _, _n
from county_desk.views.frame import Frame
from county_desk.views.page import DraftOpening
from county_desk.views.types import Desk
from county_desk.views.widgets.draft_rows import WeighedDrafts, weigh
from county_desk.views.widgets.drafts import Drafts


class DraftKeeper:
    """Gives each person of one register only that person's drafts. Without `uid` nothing lies on the disk.

    `drafts` are those of the person at the desk.
    """

    def __init__(self, uid: str = "") -> None:
        self.uid = uid
        self._all: dict[str, Drafts] = {}
        self._greeted: set[Drafts] = set()
        self.drafts = Drafts()

    def sit(self, actor: Actor) -> None:
        """Another person sits down, or the same one again; what the one before typed is out of sight."""
        self.drafts.suspend()
        person = f"{actor.id} {actor.name}"  # a restored register may give the number to somebody else
        if person not in self._all:
            self._all[person] = Drafts(DraftFiles(self.uid, person) if self.uid else None)
        self.drafts = self._all[person]

    def lost(self) -> list[str]:
        """The drafts of all persons that would be lost if the register was closed now, in words."""
        return [words for drafts in self._all.values() for words in drafts.lost()]

    def close(self) -> None:
        """Write the drafts that wait to be written."""
        for drafts in self._all.values():
            drafts.close()

    def greet(self, frame: Frame) -> None:
        """Say once how many drafts wait for the person, and what became of the others."""
        desk, drafts = frame.desk, self.drafts
        if drafts.writer is not None:
            drafts.writer.failed.connect(frame.toast.say)
        if drafts in self._greeted:
            return
        self._greeted.add(drafts)

        def then(weighed: WeighedDrafts) -> None:
            lines = [*_waiting(len(weighed.rows)), *drafts.settle(weighed), *_put_away(drafts.found)]
            if lines:
                show = (lambda: frame.show_page("queue", DraftOpening())) if weighed.rows else None
                frame.toast.say(" ".join(lines), show, _("Show"))

        frame.jobs.start(
            lambda _progress: weigh(desk, drafts.all()),
            then=then,
            otherwise=frame.failed.emit,
            lane="look",
            owner=frame,
        )


def keeper_for(keeper: DraftKeeper | None, desk: Desk, uid: str) -> DraftKeeper:
    """The keeper of the register at which a person sat down, a new one where there was none."""
    if keeper is None or keeper.uid != uid:
        keeper = DraftKeeper(uid)
    keeper.sit(desk.actor)
    return keeper


def _waiting(count: int) -> list[str]:
    words = _n("{count} draft waits for you.", "{count} drafts wait for you.", count)
    return [words.format(count=count)] if count else []


def _put_away(found: FoundDrafts) -> list[str]:
    """A sentence for each kind of draft that was found on the disk and taken from there."""
    damaged = _n(
        "{count} draft could not be read and was put aside.",
        "{count} drafts could not be read and were put aside.",
        found.damaged,
    )
    expired = _n(
        "{count} draft was thrown away: nobody had touched it for {days} days.",
        "{count} drafts were thrown away: nobody had touched them for {days} days.",
        found.expired,
    )
    both = ((damaged, found.damaged), (expired, found.expired))
    return [words.format(count=count, days=KEPT_DAYS) for words, count in both if count]
