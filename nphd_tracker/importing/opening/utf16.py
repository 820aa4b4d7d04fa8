"""Parts of a workbook that are written in UTF-16, told by their first bytes."""


def utf16_of(head: bytes) -> str | None:
    """The codec of an XML part that is not UTF-8, told by its first bytes."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    if head[:2] == b"<\0":
        return "utf-16-le"
    if head[:2] == b"\0<":
        return "utf-16-be"
    return None
