"""Rupiah: the text of a cell -> an exact amount -> the text of a page.

The rule: an amount is an integer of sen (1/100 rupiah) in 64 bits and no float comes between the
cell and the page. What can be read in two ways is refused as ambiguous, never guessed; a percentage
is cut toward zero, because 4.499.999.999 of 4.500.000.000 is not 100%.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Context, Decimal
from math import isfinite
from typing import Literal, cast

Grouping = Literal[".", ","]
"""The sign that groups thousands."""


class MoneyTextError(ValueError):
    """A text or number that is not an amount of money one can be sure of."""


class NotANumberError(MoneyTextError):
    """There is no amount here at all, or none that 64 bits of sen can hold."""


class NumberTooLargeError(NotANumberError):
    """A number, but of more sen than 64 bits hold: no grant is as large."""


class AmbiguousNumberError(MoneyTextError):
    """There is an amount here, but more than one; or it is finer than a sen."""


_SMALLEST, _LARGEST = -(2**63), 2**63 - 1
_EXACT_FLOATS = 2**53
_LONGEST = 80
"""Characters; with digits beyond this a text is no amount, and arithmetic below stays exact."""
_EXACT = Context(prec=400)

_SCALES = {
    "ribu": 10**3,
    "rb": 10**3,
    "juta": 10**6,
    "jt": 10**6,
    "miliar": 10**9,
    "milyar": 10**9,
    "m": 10**9,  # never million: the press writes "Rp16,9 M" for miliar
    "triliun": 10**12,
    "trilyun": 10**12,
    "t": 10**12,
}
_SMALL_SCALES = frozenset({"ribu", "rb", "juta", "jt"})
"""Of these a grant is thousands: "24.500 juta" is more likely 24,5 miliar than 24,5 juta."""
_SAID = (
    ("triliun", "trillion", 10**14, 2),
    ("miliar", "billion", 10**11, 1),
    ("juta", "million", 10**8, 1),
)
"""Word, English, its size in sen, and the decimals that are said."""
_PERCENT_SIGNS = ("%", "persen", "prosen")

# Full-width digits come from phones. Other foreign or look-alike digits stay, and are refused:
# a superscript would turn the footnote of "1.000²" into a digit.
_PLAIN = (
    {0xFF10 + digit: str(digit) for digit in range(10)}
    | {ord(wide): plain for wide, plain in zip("，．（）－％", ",.()-%", strict=True)}
    | {ord(dash): "-" for dash in "−–—"}
    | dict.fromkeys(map(ord, "\u200b\u200e\u2060\ufeff"))
)

_AMOUNT = re.compile(
    r"""
    (?P<minus>[-+]?)\s?(?P<outer>\(?)\s?
    (?:(?:rp|idr)\s?[.:]?\s?)?
    (?P<inner_minus>-?)\s?(?P<inner>\(?)\s?
    (?P<digits>[0-9](?:[0-9., ]*[0-9])?)
    (?P<whole>\s?[.,]\s?(?:--?|=))?             # "1.000,-" and "1.000,=": no sen
    \s?(?:(?P<word>(?!rupiah|idr)[a-z]+|%)\.?)?
    (?:\s?(?:rupiah|idr))?\s?(?P<close>\)*)
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
_SPACE_AT_SIGN = re.compile(r" ?([.,]) ?")


@dataclass(frozen=True, slots=True)
class _Typed:
    """What one text says: its number as typed, its unit word, and which sign it shows grouping."""

    value: Decimal
    word: str
    groups: Grouping | None = None
    decimal: Grouping | None = None


def parse_number(text: str, grouping: Grouping | None = None) -> Decimal:
    """The amount in rupiah, unit words applied. ``grouping`` is what the column shows.

    The cell itself decides which sign groups, else ``grouping`` does. With a unit word a single
    sign is the decimal.

    ``"Rp.28.196.513.000.00"`` -> 28196513000; ``"Rp717, 141 miliar"`` -> 717141000000;
    ``"(1.000)"`` with ``"."`` -> -1000; a lone ``"45.434"`` raises AmbiguousNumberError, and
    ``"dua puluh miliar"`` NotANumberError.
    """
    typed = _read(text, grouping)
    return _EXACT.multiply(typed.value, Decimal(_SCALES.get(typed.word, 1)))


def parse_money(text: str, grouping: Grouping | None = None, unit: int = 1) -> int:
    """The amount in sen. ``unit`` is the sheet's, in rupiah; a unit word in the cell replaces it.

    ``"1.250.000,00"`` -> 125000000; ``"1,5"`` with a unit of 10**9 -> 150000000000. Raises as
    ``parse_number``; decimals finer than a sen are ambiguous even where they are zeros: who typed
    ``"1.250,000"`` meant thousands.
    """
    typed = _read(text, grouping)
    scale = Decimal(_SCALES.get(typed.word, unit))
    finest = _EXACT.multiply(Decimal((0, (1,), _exponent(typed.value))), scale)
    if typed.value and finest * 100 < 1:
        raise AmbiguousNumberError(f"{text!r} has decimals finer than a sen")
    return _to_sen(_EXACT.multiply(typed.value, scale))


def number_to_sen(value: int | float | Decimal, unit: int = 1) -> int:
    """The sen of a numeric cell; a float is taken at the 15 significant digits that Excel keeps.

    ``14000000000.5`` -> 1400000000050. A fraction of a sen (a cell of ``45.434``), or a float too
    large to say which sen it means, raises AmbiguousNumberError; a truth value, what is not finite
    or does not fit 64 bits raises NotANumberError.
    """
    if isinstance(value, bool):
        raise NotANumberError("a truth value is not an amount")
    is_finite = value.is_finite() if isinstance(value, Decimal) else True
    if not is_finite or (isinstance(value, float) and not isfinite(value)):
        raise NotANumberError("a number that is not finite is not an amount")
    if not _SMALLEST <= value <= _LARGEST:
        raise NumberTooLargeError("a number this large is not an amount")
    exact = _from_float(value, unit) if isinstance(value, float) else Decimal(value)
    return _to_sen(_EXACT.multiply(exact, Decimal(unit)))


def parse_percent(text: str) -> Decimal:
    """A typed percentage as a share that keeps its precision: ``"95,20 %"`` -> Decimal("0.9520").

    A single sign is the decimal. Without a percent sign the text is in points (``"64,03"`` ->
    0.6403), but up to 1 it could as well be the share itself and raises AmbiguousNumberError.
    """
    typed = _read(text, None, is_percent=True)
    if not typed.word and 0 < abs(typed.value) <= 1:
        raise AmbiguousNumberError(f"{text!r} may be a share or a percentage")
    return typed.value.scaleb(-2, _EXACT)


def vote_grouping(texts: Iterable[str]) -> Grouping | None:
    """The sign that groups in a column, as far as its texts agree.

    Texts that group are believed first, then lone decimals (``"7,5"`` leaves the dot to group);
    texts that say nothing have no vote. None where nothing is shown or two ways are.
    """
    typed = [reading for text in texts if (reading := _try_read(text)) is not None]
    shown = {reading.groups for reading in typed if reading.groups}
    if not shown:
        shown = {_other(reading.decimal) for reading in typed if reading.decimal}
    return shown.pop() if len(shown) == 1 else None


def rupiah(sen: int) -> int | float:
    """Rupiah for JSON: an integer, or with decimals only where there are sen."""
    return sen / 100 if sen % 100 else sen // 100


def format_number(sen: int, language: str = "id") -> str:
    """``2819651300050`` -> ``"28.196.513.000,50"``, in English ``"28,196,513,000.50"``."""
    whole, rest = divmod(abs(sen), 100)
    text = f"{whole:,}" + (f".{rest:02d}" if rest else "")
    return ("-" if sen < 0 else "") + (text if language == "en" else _swap_signs(text))


def format_rupiah(sen: int, language: str = "id") -> str:
    """``2819651300000`` -> ``"Rp 28.196.513.000"``; a minus stands before the Rp."""
    return ("-Rp " if sen < 0 else "Rp ") + format_number(abs(sen), language)


def format_short(sen: int, language: str = "id") -> str:
    """``8960651300000`` -> ``"Rp 89,6 miliar"``, as one says it; what is cut off is never added.

    Miliar and juta with one decimal, triliun with two; less than a juta in full.
    """
    for word, english, size, places in _SAID:
        if abs(sen) >= size:
            digits = abs(sen) * 10**places // size
            whole, rest = divmod(digits, 10**places)
            decimals = f"{rest:0{places}d}".rstrip("0")
            text = f"{whole:,}" + (f".{decimals}" if decimals else "")
            minus = "-" if sen < 0 else ""
            if language == "en":
                return f"{minus}Rp {text} {english}"
            return f"{minus}Rp {_swap_signs(text)} {word}"
    return format_rupiah(sen, language)


def truncate_percent(numerator: int, denominator: int) -> str:
    """The percentage with two decimals cut toward zero: ``"64.03"``. Zero divides nothing.

    The denominator may not be zero (ZeroDivisionError): what has none has no rate.
    """
    hundredths = abs(numerator) * 10_000 // abs(denominator)
    is_negative = hundredths and (numerator < 0) != (denominator < 0)
    return f"{'-' if is_negative else ''}{hundredths // 100}.{hundredths % 100:02d}"


def format_percent(numerator: int, denominator: int, language: str = "id") -> str:
    """``"99,99%"``, in English ``"99.99%"``: cut toward zero like ``truncate_percent``."""
    text = truncate_percent(numerator, denominator)
    return (text if language == "en" else _swap_signs(text)) + "%"


def _read(text: str, grouping: Grouping | None, is_percent: bool = False) -> _Typed:
    if len(text) > _LONGEST:
        raise NotANumberError("a text this long is not an amount")
    match = _AMOUNT.fullmatch(" ".join(text.translate(_PLAIN).lstrip("'’` ").split()))
    word = (match["word"] or "").lower() if match else ""
    words = _PERCENT_SIGNS if is_percent else _SCALES
    if not match or (word and word not in words):
        raise NotANumberError(f"{text!r} is not a number")
    brackets = match["outer"] + match["inner"]
    if len(brackets) != len(match["close"]):
        raise NotANumberError(f"{text!r} has a bracket too many")
    minuses = (match["minus"] + match["inner_minus"]).count("-") + len(brackets)
    if minuses > 1:
        raise AmbiguousNumberError(f"{text!r} is negative twice")
    body = _SPACE_AT_SIGN.sub(r"\1", match["digits"])  # "Rp. 3. 960.000.000"
    typed = _read_digits(body, grouping, word, bool(match["whole"]), is_percent)
    return (
        _Typed(typed.value.copy_negate(), word, typed.groups, typed.decimal) if minuses else typed
    )


def _read_digits(
    body: str, grouping: Grouping | None, word: str, is_whole: bool, is_percent: bool
) -> _Typed:
    """``body`` is digits with ``.``, ``,`` or spaces between; ``is_whole``: ",-" stood behind."""
    signs = re.sub("[0-9]", "", body)
    if word and (is_whole or (signs and signs.count(signs[0]) > 1)):
        raise AmbiguousNumberError(f"{body!r} is written out in full and yet has a unit, {word!r}")
    if not signs:
        return _Typed(Decimal(body), word)
    first, last = signs[0], signs[-1]
    if first != last:  # 1.234.567,89
        if is_whole or last == " " or signs.count(last) > 1:
            raise AmbiguousNumberError(f"{body!r} mixes the signs of thousands and decimals")
        whole, fraction = body.rsplit(last, 1)
        return _Typed(Decimal(f"{_ungroup(whole, first)}.{fraction}"), word, _as_grouping(first))
    if len(signs) > 1 or is_whole or first == " ":
        return _Typed(Decimal(_ungroup(body, first)), word, _as_grouping(first))
    return _read_lone(body, cast(Grouping, first), grouping, word, is_percent)


def _read_lone(
    body: str, sign: Grouping, grouping: Grouping | None, word: str, is_percent: bool
) -> _Typed:
    """One sign alone: thousands or decimals?"""
    whole, rest = body.split(sign)
    decimal = Decimal(f"{whole}.{rest}")
    if word in _SMALL_SCALES and grouping is None and sign == "." and _is_grouped([whole, rest]):
        if set(rest) != {"0"}:
            raise AmbiguousNumberError(f"{body!r} {word} may have thousands or decimals")
        grouping = sign  # nobody types three zeros behind a decimal point: "24.000 juta"
    # "45.434 miliar" is decimal, unless its column shows that the sign groups ("28.500 juta")
    if is_percent or (word and not (grouping == sign and _is_grouped(body.split(sign)))):
        shows = sign if word and not _is_grouped(body.split(sign)) else None
        return _Typed(decimal, word, decimal=shows)
    if grouping == sign:
        return _Typed(Decimal(_ungroup(body, sign)), word)
    if grouping is None and _is_grouped(body.split(sign)):
        raise AmbiguousNumberError(f"{body!r} may have thousands or decimals")
    return _Typed(decimal, word, decimal=sign)


def _ungroup(body: str, sign: str) -> str:
    """The digits of ``1.234.567``; a last ``.00`` after groups is sen (``28.196.513.000.00``)."""
    parts = body.split(sign)
    if len(parts) > 2 and parts[-1] == "00":
        parts.pop()
    if not _is_grouped(parts):
        raise AmbiguousNumberError(f"{body!r} is not grouped in thousands")
    return "".join(parts)


def _is_grouped(parts: list[str]) -> bool:
    first, *rest = parts
    return len(first) <= 3 and not first.startswith("0") and all(len(part) == 3 for part in rest)


def _as_grouping(sign: str) -> Grouping | None:
    return None if sign == " " else cast(Grouping, sign)


def _other(sign: Grouping) -> Grouping:
    return "," if sign == "." else "."


def _try_read(text: str) -> _Typed | None:
    try:
        return _read(text, None)
    except MoneyTextError:
        return None


def _exponent(value: Decimal) -> int:
    return cast(int, value.as_tuple().exponent)


def _from_float(value: float, unit: int) -> Decimal:
    if value.is_integer() and abs(value) <= _EXACT_FLOATS:
        return Decimal(int(value))
    shown = Decimal(f"{value:.15g}")
    lost = abs(_EXACT.subtract(Decimal(value), shown)) * unit
    if float(shown) != value and lost * 200 >= 1:  # half a sen
        raise AmbiguousNumberError(f"{value!r} is too large to say which sen it means")
    return shown


def _to_sen(amount: Decimal) -> int:
    sen = _EXACT.multiply(amount, Decimal(100))
    if not _SMALLEST <= sen <= _LARGEST:
        raise NumberTooLargeError(f"{amount} rupiah is beyond what 64 bits hold")
    if sen != int(sen):
        raise AmbiguousNumberError(f"{amount} has a fraction of a sen")
    return int(sen)


def _swap_signs(text: str) -> str:
    return text.translate({ord(","): ".", ord("."): ","})
