"""The titles of measures: typed words, or the title of the programme in the language of the reader."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, case

from county_desk.fields import Text
from county_desk.models.measure import AssistanceMeasure
from county_desk.rules.bilingual import titles_of
from county_desk.rules.programmes import Programme, programmes


@dataclass(frozen=True)
class MeasureTitle(Text):
    """The title of a measure as `stored_title` gives it, shown in words."""

    def show(self, value: str | None) -> str:
        programme = programmes().get(value or "")
        return programme.shown() if programme else value or ""


def stored_title(title: str, programme: str | None) -> str:
    """The words that were typed for a measure; the key of its programme where they add nothing to that."""
    known = programmes().get(programme or "")
    return known.key if known and title in _stored_titles(known) else title


def title_of(measure: AssistanceMeasure) -> str:
    """The title of a measure in the language in force."""
    return MeasureTitle().show(stored_title(measure.title, measure.programme))


def measure_title() -> ColumnElement[str]:
    """The title of a measure in the language in force, for a select."""
    of_programme = (
        (
            and_(AssistanceMeasure.programme == each.key, AssistanceMeasure.title.in_(_stored_titles(each))),
            each.shown(),
        )
        for each in programmes().values()
    )
    return case(*of_programme, else_=AssistanceMeasure.title)


def _stored_titles(programme: Programme) -> tuple[str, ...]:
    """The stored titles of a measure without a typed title; older records hold that of the programme."""
    return ("", *titles_of(programme.title))
