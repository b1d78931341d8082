"""Lists that their rows declare."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from county_desk.fields import Text
from county_desk.models.measure import Need
from county_desk.models.place import Place
from county_desk.models.team import Team
from county_desk.tables.declared import Shown, select_of, table_of
from county_desk.tables.usual_fields import TownshipName, VillageName, by_village
from county_desk.text import N_
from county_desk.workflow.assistance.teams import FormTeam

START = date(2016, 5, 1)


@dataclass(frozen=True)
class MadeUpRow:
    """A made-up list of needs."""

    id: Annotated[int, Shown(Need.id, N_("Need"))]
    words: Annotated[str, Shown(Need.words, width=9)]
    found_by: Annotated[str, Shown(Need.found_by, N_("Household"), hidden=True)]
    ended_as: Annotated[str, Shown(Need.ended_as, blank=True)]
    count: Annotated[int, Shown(label=N_("Measures"), kind=Text())]


TABLE = table_of("made_up", N_("Needs"), MadeUpRow)


def test_a_column_has_the_words_of_its_field_and_else_of_the_mapped_column():
    assert [(each.key, each.title, each.hidden) for each in TABLE.columns] == [
        ("id", "Need", True),  # a record number
        ("words", "What is needed", False),
        ("found_by", "Household", True),
        ("ended_as", "How it ended", False),
        ("count", "Measures", False),
    ]
    assert (TABLE["words"].kind.width, TABLE["found_by"].kind.width) == (9, 20)


def test_a_select_has_a_label_for_each_field_and_an_empty_text_for_a_missing_value():
    select = str(select_of(MadeUpRow, count=Need.id))
    assert "coalesce(need.ended_as" in select
    assert "need.id AS count" in select
    assert list(select_of(MadeUpRow, count=Need.id).selected_columns.keys()) == list(
        MadeUpRow.__dataclass_fields__
    )


@dataclass(frozen=True)
class PlacedRow:
    """A made-up list of teams by village."""

    village: VillageName
    township: TownshipName


def test_rows_are_shown_with_their_village_and_township(office):
    village = office.place("大河村")
    office.at(START).do(FormTeam(village=village, unit="县水利局", since=START, until=date(2018, 4, 30)))
    with office.sessions() as session:
        above = session.get_one(Place, session.get_one(Place, village).parent_id).name
        rows = by_village(select_of(PlacedRow).select_from(Team), Team.village_id)
        assert session.execute(rows).all() == [("大河村", above)]
