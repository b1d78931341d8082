"""Numbers of nobody, right in form: of identity cards and of bank accounts."""

from county_desk.identity import check_digit


def an_id(serial, born="19650312"):
    """A valid identity number that nobody has; an odd serial is a man's."""
    number = f"990101{born}{serial:03}"
    return number + check_digit(number)


def a_card(number="620000990101000001"):
    """A bank account with the right check digit."""
    total = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit) * (1 if place % 2 else 2)
        total += value - 9 if value > 9 else value
    return number + str(-total % 10)
