"""One mutated file: made from a seed and a number, the same each time."""

import random
from dataclasses import dataclass

from tests.intake.corpus.zips import entries_of, zip_of
from tests.intake.fuzz.damage import spoilt_bytes, spoilt_package, spoilt_xml, unpacked
from tests.intake.fuzz.model import CHANGES, Model, a_roster, held_rows, written

_FORMATS = ("xlsx",) * 11 + ("csv",) * 4 + ("xls",) * 5


@dataclass(frozen=True)
class Mutant:
    """A file, what was done to it, and rows that may not be stored unseen; `plain` when nobody damaged it."""

    suffix: str
    raw: bytes
    encoding: str
    done: tuple[str, ...]
    held: frozenset[int]
    plain: bool


def mutant(seed, number):
    """The file of a number in the run of a seed."""
    chance = random.Random(f"{seed}-{number}")
    suffix = chance.choice(_FORMATS)
    model = Model(a_roster()) if chance.random() < 0.25 else Model()
    done = []
    for _time in range(chance.choice((0, 1, 1, 2, 3, 5))):
        change = chance.choice(CHANGES)
        if len(model.cells) > 1 and model.width:
            change(model, chance)
            done.append(change.__name__)
    made, encoding = written(model, suffix, chance)
    damage = chance.random() < (0.6 if done else 0.9)
    raw, told = _damaged(made, suffix, chance) if damage else (_whole(made), [])
    return Mutant(suffix, raw, encoding, (*done, *told), frozenset(held_rows(model, suffix)), not damage)


def _whole(made):
    return zip_of(entries_of(made)) if isinstance(made, dict) else made


def _damaged(made, suffix, chance):
    if suffix == "xlsx":
        parts = made if isinstance(made, dict) else unpacked(made)
        way = chance.random()
        if way < 0.1:
            raw, told = spoilt_package(parts, chance)
            return raw, [told]
        if way < 0.2:
            raw, told = spoilt_bytes(_whole(made), chance)
            return raw, [told]
        told = [spoilt_xml(parts, chance) for _time in range(chance.choice((1, 1, 1, 2, 4)))]
        return zip_of(entries_of(parts)), told
    raw, told = spoilt_bytes(made, chance)
    return raw, [told]
