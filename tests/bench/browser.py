"""Until the charts of a nation's dashboard are drawn, in Chromium with nothing cached; beside Dash.

Dash shows the same figures, and no table, filter or number beside them.
"""

import json
import logging
import re
import shutil
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask
from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import make_server

from nphd_tracker.web.serving.database import db
from tests import national
from tests.bench.measuring import ROUNDS, line, open_app
from tests.signing import add_person, cookie_of

PEERS = Path(sys.prefix) / "peers" / "bin" / "python"
FIGURE = re.compile(r'<script type="application/json" id="[^"]+">(.+?)</script>', re.S)


def run(folder: Path) -> None:
    app = open_app(folder)
    with app.app_context():
        national.build(db.engine, restated=False)
    cookie = cookie_of(app, add_person(app, "bench"))
    client = app.test_client()
    client.set_cookie(*cookie)
    figures = [json.loads(one) for one in FIGURE.findall(client.get("/").text)]
    figures = [one for one in figures if "data" in one and "layout" in one]
    (folder / "figures.json").write_text(json.dumps(figures), encoding="utf-8")
    print(f"\nuntil drawn, {len(figures)} charts, {ROUNDS} fresh browsers each, interleaved")
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with served(app) as ours, dash(folder / "figures.json") as peer, sync_playwright() as player:
        browser = player.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        looks: dict[str, list[tuple[float, float, int]]] = {"ours": [], "dash": []}
        for _ in range(ROUNDS):
            looks["ours"].append(look(browser, ours, len(figures), cookie))
            looks["dash"].append(look(browser, peer, len(figures), None))
        browser.close()
    mine, theirs = (
        [statistics.median(column) for column in zip(*taken, strict=True)]
        for taken in looks.values()
    )
    line("first chart drawn", mine[0], theirs[0] / mine[0], f"sooner than Dash ({theirs[0]:.2f} s)")
    line("all charts drawn", mine[1], theirs[1] / mine[1], f"sooner than Dash ({theirs[1]:.2f} s)")
    print(f"bytes over the line: {mine[2] / 1000:,.0f} kB, Dash {theirs[2] / 1000:,.0f} kB")


def look(
    browser: Browser, address: str, charts: int, cookie: tuple[str, str] | None
) -> tuple[float, float, int]:
    """(seconds to the first chart, seconds to all of them, bytes received), from the request."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    if cookie:
        context.add_cookies([{"name": cookie[0], "value": cookie[1], "url": address}])
    page = context.new_page()
    received: list[int] = []
    network: Any = context.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.loadingFinished", lambda said: received.append(said["encodedDataLength"]))
    start = time.perf_counter()
    page.goto(address, wait_until="commit")
    drawn = page.locator(".js-plotly-plot:has(.main-svg)")
    drawn.first.wait_for(state="attached")
    first = time.perf_counter() - start
    drawn.nth(charts - 1).wait_for(state="attached")
    whole = time.perf_counter() - start
    page.wait_for_timeout(200)
    context.close()
    return first, whole, sum(received)


@contextmanager
def served(app: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def dash(figures: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    script = Path(__file__).with_name("dash_peer.py")
    peer = subprocess.Popen([PEERS, script, figures, str(port)], stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/"
    finally:
        peer.terminate()
        peer.wait()
