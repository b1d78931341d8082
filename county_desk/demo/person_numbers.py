"""Numbers of made-up people: identity numbers with their check digit, telephones and card numbers."""

from datetime import date, timedelta
from random import Random

from county_desk.identity import check_digit

# Used as examples in the handbook and the tests, so that no person of the county carries them.
_TAKEN = (
    "990101196503120011",
    "990101196807250026",
    "990101201209010034",
    "990101194305010015",
    "990101201506180048",
)


class Numberer:
    """Draws numbers; no two people get the same."""

    def __init__(self, draw: Random) -> None:
        self._draw = draw
        self._used = set(_TAKEN)
        self._calls = 0

    def identity(self, born: date, male: bool, prefix: str = "990101") -> str:
        """An identity number of 18 places for a person born on a day."""
        while True:
            serial = self._draw.randrange(1, 500) * 2 - (1 if male else 0)
            body = f"{prefix}{born:%Y%m%d}{serial:03}"
            number = body + check_digit(body)
            if number not in self._used:
                self._used.add(number)
                return number

    def birth(self, age: int, on: date) -> date:
        """A day of birth that gives this age on a day."""
        last = date(on.year - age, on.month, on.day)
        return last - timedelta(days=self._draw.randrange(1, 364))

    def telephone(self) -> str:
        """Eleven digits of a range that no operator gives out."""
        self._calls += 1
        return f"1440000{self._calls:04}"

    def account(self) -> str:
        """A card number of nineteen places with its check digit, of a bank that does not exist."""
        body = "620000" + "".join(str(self._draw.randrange(10)) for _place in range(12))
        return body + _luhn(body)


def _luhn(body: str) -> str:
    total = 0
    for place, digit in enumerate(reversed(body)):
        doubled = int(digit) * (2 if place % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return str(-total % 10)
