"""Pages of a made-up nation (national.py): 2,500 agreements with eighty weekly positions.

Once as some 200,000 figures and once, restated in full every week, as a million.
"""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

from flask.testing import FlaskClient

from nphd_tracker.web.serving.database import db
from tests import national
from tests.bench.measuring import medians, open_app
from tests.signing import signed_in_client

PAGES = {
    "dashboard, warm": "/",
    "dashboard of KPU, warm": "/?agency=KPU",
    "dashboard four months earlier, warm": "/?as_of=2024-04-04",
    "dashboard, every row of its tables": "/?all=1",
    "page of a province": "/regions/53",
    "page of an agreement": "/agreements/5",
}


def run(folder: Path) -> None:
    """Both nations side by side; the ratio is that of five times the figures."""
    sizes, folders = [], [folder / "weekly", folder / "restated"]
    for place in folders:
        with open_app(place).app_context():
            sizes.append(national.build(db.engine, restated=place.name == "restated"))
    few, many = (f"{size:,} figures" for size in sizes)
    print(f"\n{national.AGREEMENTS:,} agreements, {national.WEEKS} weeks{few:>47}{many:>25}")
    beside("dashboard, first after an import", *(partial(first_look, place) for place in folders))
    clients = [signed_in_client(open_app(place)) for place in folders]
    for what, address in PAGES.items():
        looks = [partial(look, client, address) for client in clients]
        for warm_up in looks:
            warm_up()
        beside(what, *looks, rounds=11)
    summary = [partial(look, client, "/reports/ringkasan.xlsx") for client in clients]
    beside("Excel summary", *summary, rounds=3)
    weigh(clients[0])


def beside(
    what: str, few: Callable[[], object], many: Callable[[], object], rounds: int = 3
) -> None:
    first, second = medians(few, many, rounds=rounds)
    print(f"{what:<58}{first * 1000:10.1f} ms{second * 1000:10.1f} ms   {second / first:6.2f} x")


def first_look(folder: Path) -> None:
    look(signed_in_client(open_app(folder)), "/")


def look(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 200, address


def weigh(client: FlaskClient) -> None:
    """What a first visit to the dashboard brings over the line, as a browser asks for it."""
    page = client.get("/").text
    scripts = re.findall(r'(?:<script [^>]*src|data-plotly)="([^"]+)"', page)
    line_of_bytes("the page, plain", len(page.encode()))
    line_of_bytes("the page, as it travels", travelling(client, "/"))
    line_of_bytes("scripts, as they travel", sum(travelling(client, one) for one in scripts))


def travelling(client: FlaskClient, address: str) -> int:
    with client.get(address, headers={"Accept-Encoding": "gzip"}) as answer:
        return len(answer.data)


def line_of_bytes(what: str, size: int) -> None:
    print(f"{what:<58}{size / 1000:10.1f} kB")
