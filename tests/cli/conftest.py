"""A rehearsal register in a file, and the command line called as a shell calls it."""

import csv
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from county_desk.cli.run import main
from county_desk.text import speak
from tests.build import CLERK, ELSEWHERE, INSPECTOR, REVIEWER, lines
from tests.intake.villages import ROSTER, a_workbook

COLUMNS = (
    *("year", "province_code", "province", "prefecture_code", "prefecture", "county_code", "county"),
    *("town_code", "town", "village_code", "village_official_name"),
)
ADMINISTRATOR = "周平"


class Shell:
    """Calls verbs on one register; keeps what they said."""

    def __init__(self, capsys: pytest.CaptureFixture[str], register: Path) -> None:
        self._capsys, self.register = capsys, register
        self.out = self.err = ""
        self.windows: list[object] = []

    def __call__(self, *words: object, database: bool = True) -> int:
        """The exit status of one call."""
        before = ["--database", str(self.register)] if database else []
        try:
            status = main(
                [*before, *map(str, words)],
                window=lambda given: self.windows.append(given) or 0,
                pictures=lambda _register, _folder, _language: [],
            )
        except SystemExit as end:
            status = int(end.code or 0)
        said = self._capsys.readouterr()
        self.out, self.err = said.out, said.err
        return status

    def json(self, *words: object) -> Any:
        """The one document that a call prints."""
        self("--json", *words)
        return json.loads(self.out)

    def do(self, who: str, day: str, *words: object) -> int:
        """`do` as a person on a day."""
        return self("--as", who, "--today", day, "do", *words)

    def put_in_force(self, day: str, second: str = REVIEWER) -> int:
        """Put in force, as another person, what was proposed last."""
        rows = self.json("--as", second, "--today", day, "list", "proposals")["rows"]
        return self.do(second, day, "PutInForce", "--proposal", max(row["id"] for row in rows))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings of nobody, in English."""
    monkeypatch.setenv("COUNTY_DESK_HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "settings.json").write_text('{"language": "en"}')
    return tmp_path / "home"


@pytest.fixture
def places(tmp_path: Path) -> Path:
    """The made-up county as a list of divisions."""
    path = tmp_path / "places.csv"
    with path.open("w", encoding="utf8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for line in lines():
            writer.writerow(
                (
                    *(line.year, line.province_code, line.province, line.prefecture_code, line.prefecture),
                    *(
                        line.county_code,
                        line.county,
                        line.town_code,
                        line.town,
                        line.village_code,
                        line.village,
                    ),
                )
            )
    return path


@pytest.fixture
def bare(capsys: pytest.CaptureFixture[str], tmp_path: Path, home: Path) -> Shell:
    """A shell beside which no register lies yet."""
    yield Shell(capsys, tmp_path / "qinglan.cdesk")
    speak("en")


@pytest.fixture
def founding(places: Path) -> Callable[..., tuple[object, ...]]:
    """The words of `init`."""

    def words(*more: object) -> tuple[object, ...]:
        people = (
            "--clerk",
            CLERK,
            "--township",
            ELSEWHERE,
            "--township-place",
            "青山镇",
            "--reviewer",
            REVIEWER,
        )
        others = ("--administrator", ADMINISTRATOR, "--inspector", INSPECTOR)
        return ("init", "--name", "青岚县", "--code", "990101", "--places", places, *people, *others, *more)

    return words


@pytest.fixture(scope="session")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the register and the settings that the first `init` leaves."""
    return tmp_path_factory.mktemp("first")


@pytest.fixture
def shell(bare: Shell, founding: Callable[..., tuple[object, ...]], home: Path, first: Path) -> Shell:
    """A shell with a rehearsal register; `init` makes one once, and each test has a copy."""
    kept, settings = first / bare.register.name, "settings.json"
    if not kept.exists():
        assert bare("--today", "2016-01-04", *founding("--rehearsal", "--region", "west")) == 0
        shutil.copy(home / settings, first / settings)
        shutil.copy(bare.register, kept)
    else:
        shutil.copy(kept, bare.register)
        words = (first / settings).read_text("utf8")
        (home / settings).write_text(
            re.sub(r'"[^"]*qinglan.cdesk"', json.dumps(str(bare.register)), words), "utf8"
        )
    return bare


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    """The workbook of a village of the made-up county, under the name that binds it."""
    book = a_workbook()
    path = tmp_path / "青山镇大河村贫困户花名册.xlsx"
    for row in book[ROSTER].iter_rows():
        for cell in row:
            if isinstance(cell.value, str):
                cell.value = cell.value.replace("石桥镇", "青山镇").replace("柳湾", "大河")
    book.save(path)
    return path
