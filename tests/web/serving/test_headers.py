"""Nothing runs, loads or frames what is not ours: what stands in the pages themselves."""

import re
from collections.abc import Callable

import pytest


@pytest.mark.usefixtures("meeting")
def test_no_script_or_style_stands_inside_a_page_and_nothing_comes_from_outside(
    open_page: Callable[[str], str],
) -> None:
    for address in ("/", "/regions/53", "/agreements/1", "/imports", "/reports"):
        page = open_page(address)
        assert not re.search(r"<style|\sstyle=|\son\w+=", page), address
        assert not re.search(r"""(src|href)=["'](https?:)?//""", page), address
        for attributes in re.findall(r"<script([^>]*)>", page):
            assert "src=" in attributes or 'type="application/json"' in attributes, address
