"""Files of households as a village delivers them."""

import pytest

from tests.workflow.deliveries import a_delivery


@pytest.fixture
def deliver(office, tmp_path):
    """A file of households, each time under a name of its own; of 柳湾村 unless another place is named."""
    names = iter(f"第{n}份.xlsx" for n in range(1, 99))

    def made(*families, place="柳湾村", name="", **about):
        where = office.place(place) if place else None
        return a_delivery(tmp_path, where, *families, name=name or next(names), **about)

    return made
