"""Programmes of help in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from county_desk.fields import Invalid, Kind
from county_desk.rules.programmes import Programme, ProgrammeStage, programmes
from county_desk.text import _

BETWEEN = "/"  # between the keys of a programme and of its stage


def stage_key(programme: Programme, stage: ProgrammeStage) -> str:
    """The key of a stage among those of all programmes."""
    return f"{programme.key}{BETWEEN}{stage.key}"


def stage_of(key: str) -> ProgrammeStage | None:
    """The stage of such a key; None when no programme has it."""
    programme, _between, stage = key.partition(BETWEEN)
    return programmes()[programme].stage(stage) if programme in programmes() else None


@dataclass(frozen=True)
class ProgrammeStageName(Kind):
    """A stage of a programme, as in small_loan/repaid; shown by its title."""

    width: int = 16

    def show(self, value: object) -> str:
        """The title of the stage."""
        found = stage_of(str(value or ""))
        return found.shown() if found else str(value or "")

    def options(self) -> Sequence[tuple[str, str]]:
        return [
            (stage_key(programme, stage), stage.shown())
            for programme in programmes().values()
            for stage in programme.stages
        ]

    def parse(self, raw: object) -> str:
        """The key of a stage; a title as it is, because several programmes can have it."""
        wanted = str(raw).strip()
        keys = [key for key, title in self.options() if title == wanted]
        return keys[0] if len(keys) == 1 else wanted

    def unfit(self, value: object) -> str:
        """The refusal of a stage that no programme has; empty for a known one."""
        if not value or any(value in option for option in self.options()):
            return ""
        return _("No programme has the stage “{raw}”").format(raw=value)


@dataclass(frozen=True)
class ProgrammeName(Kind):
    """A programme by key, shown and chosen by its title."""

    width: int = 14

    def show(self, value: object) -> str:
        """The title of the programme."""
        found = programmes().get(str(value or ""))
        return found.shown() if found else str(value or "")

    def options(self) -> Sequence[tuple[str, str]]:
        return [(key, programme.shown()) for key, programme in programmes().items()]

    def parse(self, raw: object) -> str:
        wanted = str(raw).strip()
        for key, title in self.options():
            if wanted in (key, title):
                return key
        raise Invalid(self.unfit(wanted))

    def unfit(self, value: object) -> str:
        """The refusal of a key that no programme has; empty for a known one."""
        if not value or value in programmes():
            return ""
        known = _(", ").join(title for _key, title in self.options())
        return _("“{raw}” is not one of: {known}").format(raw=value, known=known)
