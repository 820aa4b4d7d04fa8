"""A number of a cell in the reader's language, as Excel there roughly shows it.

The grid and what is said about it use the same signs: the officer finds in the sentence what stands in
the cell.
"""

from decimal import Decimal

_TOO_LARGE = 10**18


def show_number(value: int | float | Decimal, language: str, *, is_code: bool = False) -> str:
    """``28196513000 -> "28.196.513.000"``, ``0.4 -> "0,4"``, in English ``"28,196,513,000"``, ``"0.4"``.

    ``is_code``: a name in digits, not an amount: no signs of grouping in it.
    """
    text = str(value) if isinstance(value, int) else f"{value:.4f}"
    if not -_TOO_LARGE < value < _TOO_LARGE or not text.lstrip("-")[:1].isdigit():
        shown = f"{value:.5E}"
    else:
        whole, _point, rest = text.partition(".")
        if not is_code and len(whole.lstrip("-")) > 4:
            whole = f"{int(whole):,}"
        shown = f"{whole}.{rest}" if (rest := rest.rstrip("0")) else whole
    return shown if language == "en" else shown.translate({44: ".", 46: ","})
