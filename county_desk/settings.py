"""Settings that one user's program keeps between starts: typed JSON, never data of a register."""

import json
import os
import re
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from platformdirs import user_config_path

from county_desk.system_language import system_language
from county_desk.text import LANGUAGES

MOST_IDLE = 120  # minutes
RECENT = 8  # registers on the start page


@dataclass(frozen=True)
class Settings:
    """The settings of one person on one computer."""

    language: str = field(default_factory=system_language)
    theme: str = "light"
    text_size: str = "standard"
    recent: tuple[str, ...] = ()
    widths: dict[str, Any] = field(default_factory=dict)
    folders: dict[str, str] = field(default_factory=dict)  # the last folder of each purpose of a file dialog
    lists: dict[str, Any] = field(default_factory=dict)  # how the lists of each person look, by name
    backups: dict[str, str] = field(default_factory=dict)  # the folder on a second medium, by register
    idle_minutes: int = 15  # without a touch until a register of real people is locked
    window: str = ""  # size, place and state of the window, as Qt writes them
    release: str = ""  # the release of the program that was used last

    @property
    def last(self) -> str:
        """The register that was opened last; empty when there is none."""
        return self.recent[0] if self.recent else ""

    def opened(self, register: str) -> "Settings":
        """The same settings after a register was opened; the password of a server is not kept."""
        register = re.sub(r"(://[^:/@]*):[^/]*@", r"\1@", register)
        others = tuple(path for path in self.recent if path != register)
        return replace(self, recent=(register, *others)[:RECENT])

    def been(self, purpose: str, folder: str) -> "Settings":
        """The same settings after a file of this purpose was chosen in a folder."""
        return replace(self, folders={**self.folders, purpose: folder})


def folder() -> Path:
    """The folder of the settings; COUNTY_DESK_HOME names another one, as tests do."""
    home = os.environ.get("COUNTY_DESK_HOME")
    return Path(home) if home else user_config_path("county-desk")


def load() -> Settings:
    """The settings as kept; a file that does not hold together is set aside, never believed."""
    path = folder() / "settings.json"
    if not path.is_file():
        return Settings()
    try:
        kept = json.loads(path.read_text("utf8"))
        return _typed(kept)
    except (ValueError, TypeError, KeyError, AttributeError):
        path.replace(path.with_suffix(".damaged"))
        return Settings()


def save(settings: Settings) -> None:
    """Keep the settings; a half-written file never takes the place of a whole one."""
    path = folder() / "settings.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}.part")
    part.write_text(json.dumps(asdict(settings), ensure_ascii=False, indent=1), "utf8")
    part.replace(path)


def _typed(kept: dict[str, Any]) -> Settings:
    language = kept.get("language")
    recent = tuple(path for path in kept.get("recent", ()) if isinstance(path, str))
    widths, folders, lists = kept.get("widths", {}), kept.get("folders", {}), kept.get("lists", {})
    return Settings(
        language=language if language in LANGUAGES else system_language(),
        theme=str(kept.get("theme", "light")),
        text_size=str(kept.get("text_size", "standard")),
        recent=recent,
        widths=widths if isinstance(widths, dict) else {},
        folders=_texts(folders),
        lists=lists if isinstance(lists, dict) else {},
        backups=_texts(kept.get("backups")),
        idle_minutes=_minutes(kept.get("idle_minutes")),
        window=str(kept.get("window", "")),
        release=str(kept.get("release", "")),
    )


def _texts(kept: object) -> dict[str, str]:
    """Texts by name; nothing where something else is kept."""
    return {str(key): str(text) for key, text in kept.items()} if isinstance(kept, dict) else {}


def _minutes(kept: object) -> int:
    """Minutes of 1 to 120; 15 where something else is kept."""
    return kept if isinstance(kept, int) and 1 <= kept <= MOST_IDLE else Settings.idle_minutes
