"""Until the charts of a nation's dashboard are seen, in Chromium with nothing cached; beside Dash.

Dash shows the same figures, and no table, filter or number beside them. A chart is seen when a mark
of its data has been painted where the person looks: on our page first as the drawing that came with
it, in Dash by Plotly. How long it is until our charts, too, are Plotly's stands in lines of its own.
"""

import json
import re
import shutil
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, sync_playwright

from nphd_tracker.web.serving.database import db
from tests import national
from tests.bench.measuring import ROUNDS, line, open_app
from tests.signing import add_person, cookie_of

PEERS = Path(sys.prefix) / "peers" / "bin" / "python"
SEEN = """
(() => {
  // Bars and lines: of a drawing, and of Plotly.
  const DRAWN = ".still-plot > g > rect";
  const LIVE = ".js-plotly-plot .barlayer .point path, .js-plotly-plot .scatterlayer .js-line";
  const times = window.seen = {first: [], live: []};
  const charts = (marks) => new Set([...document.querySelectorAll(marks)]
    .filter((one) => one.checkVisibility({visibilityProperty: true}) && one.getBoundingClientRect().width > 0)
    .map((one) => one.closest(".chart, .js-plotly-plot")));
  const isInView = (chart) => chart.getBoundingClientRect().top < innerHeight - 100;
  let before = {first: 0, live: 0};
  function look() {
    // What stood there when this frame's predecessor was made has been painted by now.
    const painted = performance.getEntriesByName("first-contentful-paint").length > 0;
    const now = performance.timeOrigin + performance.now();
    for (const kind of ["first", "live"]) {
      while (painted && times[kind].length < before[kind]) { times[kind].push(now); }
      const found = [...charts(kind === "live" ? LIVE : DRAWN + "," + LIVE)];
      before[kind] = found.some(isInView) || times[kind].length ? found.length : 0;
    }
    requestAnimationFrame(look);
  }
  requestAnimationFrame(look);
})();
"""
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
    own = (sys.executable, "-m", "tests.bench.own_page", folder)
    others = (PEERS, Path(__file__).with_name("dash_peer.py"), folder / "figures.json")
    with served(*own) as ours, served(*others) as peer, sync_playwright() as player:
        browser = player.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for address, signed_in in ((ours, cookie), (peer, None)):
            look(browser, address, len(figures), signed_in)  # the servers' own first time
        looks: dict[str, list[Look]] = {"ours": [], "dash": []}
        for _ in range(ROUNDS):
            looks["ours"].append(look(browser, ours, len(figures), cookie))
            looks["dash"].append(look(browser, peer, len(figures), None))
        browser.close()
    mine, theirs = (
        Look(*(statistics.median(column) for column in zip(*taken, strict=True)))
        for taken in looks.values()
    )
    for what, own, other in (
        ("first chart drawn, in view", mine.first, theirs.first),
        ("all charts drawn", mine.whole, theirs.whole),
        ("first chart Plotly's, to be pointed at", mine.live, theirs.live),
        ("all charts Plotly's", mine.all_live, theirs.all_live),
    ):
        line(what, own, other / own, f"sooner than Dash ({other:.2f} s)")
    print(f"bytes over the line: {mine.size / 1000:,.0f} kB, Dash {theirs.size / 1000:,.0f} kB")


class Look(NamedTuple):
    """Seconds from the request, and bytes received."""

    first: float
    whole: float
    live: float
    all_live: float
    size: float


def look(browser: Browser, address: str, charts: int, cookie: tuple[str, str] | None) -> Look:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    if cookie:
        context.add_cookies([{"name": cookie[0], "value": cookie[1], "url": address}])
    context.add_init_script(SEEN)
    page = context.new_page()
    received: list[int] = []
    network: Any = context.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.loadingFinished", lambda said: received.append(said["encodedDataLength"]))
    start = time.time() * 1000
    page.goto(address, wait_until="commit")
    while page.evaluate("window.seen.live.length") < charts:
        page.wait_for_timeout(50)
    page.wait_for_timeout(200)
    seen = page.evaluate("window.seen")
    context.close()
    stamps = seen["first"][0], seen["first"][charts - 1], seen["live"][0], seen["live"][charts - 1]
    first, whole, live, all_live = ((stamp - start) / 1000 for stamp in stamps)
    return Look(first, whole, live, all_live, sum(received))


@contextmanager
def served(*command: str | Path) -> Iterator[str]:
    """The address of a server in a process of its own, given its port as the last argument."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen([*command, str(port)], stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait()
