"""Numbers as an office writes them, and amounts to the fen."""

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from county_desk.text import _

FEN = Decimal("0.01")
DUST = Decimal("0.000001")  # smaller parts come from adding floats, as in 0.30000000000000004


def to_fen(amount: Decimal) -> Decimal:
    """An amount to the fen."""
    return amount.quantize(FEN, ROUND_HALF_UP)


def fen_trouble(amount: Decimal) -> str:
    """Check that an amount has no part of a fen; return the problem, "" without one."""
    if abs(amount - to_fen(amount)) < DUST:
        return ""
    return _("“{raw}” has a part of a fen; write at most two decimal places").format(raw=amount)


def decimal_of(raw: object) -> Decimal | None:
    """A number as written in an office (1,234.50), or None when it is none."""
    if isinstance(raw, bool):
        return None
    try:
        number = Decimal(str(raw).replace(",", "").replace("，", "").strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() and number.adjusted() < 15 else None
