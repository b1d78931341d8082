"""Shapes of families: the members with their relations, sexes and ages."""

from collections.abc import Iterator
from random import Random

type Kin = tuple[str, bool, int]  # relation to the head, whether male, age


def shape(draw: Random) -> tuple[Kin, ...]:
    """A shape drawn by chance, the frequent ones more often; the head comes first."""
    drawn = draw.choices((_alone, _old, _young, _three, _lone, _mother), (14, 18, 34, 20, 8, 6))[0]
    return tuple(drawn(draw))


def _alone(draw: Random) -> Iterator[Kin]:
    yield "户主", draw.random() < 0.75, draw.randrange(58, 84)


def _old(draw: Random) -> Iterator[Kin]:
    age = draw.randrange(58, 80)
    yield "户主", True, age
    yield "配偶", False, age - draw.randrange(0, 5)


def _young(draw: Random) -> Iterator[Kin]:
    age = draw.randrange(30, 50)
    yield "户主", True, age
    yield "配偶", False, max(24, age - draw.randrange(0, 4))
    yield from _children(draw, age, draw.choices((1, 2, 3), (45, 45, 10))[0])


def _three(draw: Random) -> Iterator[Kin]:
    age = draw.randrange(42, 58)
    yield "户主", True, age
    yield "配偶", False, age - draw.randrange(0, 4)
    if age >= 50 and draw.random() < 0.5:
        son = age - draw.randrange(22, 25)
        yield "之子", True, son
        yield "之儿媳", False, max(21, son - 1)
        male = draw.random() < 0.5
        yield "之孙子" if male else "之孙女", male, draw.randrange(0, max(1, son - 22))
    else:
        yield from _children(draw, age, draw.choice((1, 2)))
    if draw.random() < 0.6:
        yield "之母", False, min(92, age + draw.randrange(21, 28))


def _lone(draw: Random) -> Iterator[Kin]:
    age = draw.randrange(33, 50)
    yield "户主", draw.random() < 0.5, age
    yield from _children(draw, age, draw.choice((1, 2)))


def _mother(draw: Random) -> Iterator[Kin]:
    age = draw.randrange(36, 54)
    yield "户主", True, age
    yield "之母", False, age + draw.randrange(21, 30)


def _children(draw: Random, age: int, number: int) -> Iterator[Kin]:
    oldest = min(age - 22, draw.randrange(4, 22))
    for place in range(number):
        years = oldest - place * draw.randrange(2, 4)
        if years >= 0:
            male = draw.random() < 0.52
            yield "之子" if male else "之女", male, years
