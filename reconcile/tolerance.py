"""When two printed numbers say the same: the tolerance follows from the digits printed.

12.9 million agrees with 12,921,909.22, since the one is the other rounded to the digits it shows; 12.90 does not agree
with 12.95. (The idea is that of the ledger program beancount.)
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

Number = Decimal | Fraction


def exact(number: Number) -> Fraction:
    """The number as a fraction, so that any two can be compared."""
    return number if isinstance(number, Fraction) else Fraction(number)


def same(a: Number, b: Number) -> bool:
    """Whether two numbers are equal."""
    return exact(a) == exact(b)


def rounds_to(fine: Number, coarse: Number, step: Decimal | None) -> bool:
    """Whether ``coarse``, whose last printed digit is worth ``step``, is ``fine`` rounded to its digits."""
    if step is None or step <= 0:
        return False
    return abs(exact(fine) - exact(coarse)) <= exact(step) / 2


def within(a: Number, b: Number, step_a: Decimal | None, step_b: Decimal | None) -> bool:
    """Whether two numbers agree by the digits printed: equal, or one is the other rounded to the digits it shows."""
    return same(a, b) or rounds_to(a, b, step_b) or rounds_to(b, a, step_a)


def digits(number: Number, step: Decimal | None) -> int:
    """How many digits of the number are printed: 12.9 million has three, 12,921,909.22 has ten."""
    if isinstance(number, Fraction) or not step:
        return len(str(number).replace("-", "").replace(".", "").lstrip("0"))
    return len(str(abs(int(exact(number) / exact(step)))))


def restated(a: Number, b: Number, step_a: Decimal | None, step_b: Decimal | None) -> bool:
    """Whether a translation may have put the one for the other: equal, or plainly rounded.

    A translator who rounds gives up at least two digits (12.9 million for 12,921,909.22); where only one is lost
    (240 million for 241 million) the two figures differ.
    """
    if same(a, b):
        return True
    if abs(digits(a, step_a) - digits(b, step_b)) < 2:
        return False
    return rounds_to(a, b, step_b) if digits(b, step_b) < digits(a, step_a) else rounds_to(b, a, step_a)


def power_of_ten(a: Number, b: Number) -> int | None:
    """k where a is b times 10 to the k, k not 0; None otherwise: the mark of a slip of magnitude."""
    if not a or not b or (a < 0) != (b < 0):
        return None
    ratio = exact(a) / exact(b)
    for k in range(1, 13):
        if ratio == 10**k:
            return k
        if ratio * 10**k == 1:
            return -k
    return None
