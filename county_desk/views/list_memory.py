"""The lists of one person as they looked last, and the year at work: plain JSON beside the settings."""

from collections.abc import Callable

type Plain = dict[str, object]


class ListMemory:
    """`lists` holds the look of each list at its place, `views` the named views of each list.

    `opened` are the pages that the person opened once. `year` is the year that the person chose; 0 follows
    the day.
    Lists that are on the screen hand in their look when `collect` asks for it; `save()` keeps all of it now.
    """

    def __init__(self, kept: Plain | None = None, save: Callable[[], object] = dict) -> None:
        self.save = save
        kept = kept if isinstance(kept, dict) else {}
        self.lists: Plain = _dict(kept.get("lists"))
        self.views: dict[str, Plain] = {key: _dict(views) for key, views in _dict(kept.get("views")).items()}
        chosen = kept.get("year")
        self.year = chosen if isinstance(chosen, int) else 0
        opened = kept.get("opened")
        self.opened = {str(key) for key in opened} if isinstance(opened, list) else set()
        self._shown: dict[str, Callable[[], Plain | None]] = {}

    def choose_year(self, year: int, today: int) -> None:
        """Keep another year; that of today goes on with the day."""
        self.year = 0 if year == today else year

    def watch(self, key: str, look: Callable[[], Plain | None]) -> Plain:
        """Return the stored look of a list; from now on, `look()` gives the current one until it is None."""
        self._shown[key] = look
        return _dict(self.lists.get(key))

    def collect(self) -> Plain:
        """Everything to keep, as JSON carries it."""
        for key, look in self._shown.items():
            if (plain := look()) is not None:
                self.lists[key] = plain
        return {"lists": self.lists, "views": self.views, "year": self.year, "opened": sorted(self.opened)}


def _dict(kept: object) -> Plain:
    return dict(kept) if isinstance(kept, dict) else {}
