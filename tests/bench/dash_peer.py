"""The same charts in Dash, served as its users do; run by the bench's own environment of peers.

``python dash_peer.py FIGURES.json PORT``: the figures as our page carries them.
"""

import json
import sys
from pathlib import Path


def main() -> None:
    from dash import Dash, dcc, html  # type: ignore[import-not-found, unused-ignore]
    from werkzeug.serving import run_simple

    figures = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    app = Dash(__name__, serve_locally=True)
    app.layout = html.Div(
        [
            dcc.Graph(figure={"data": one["data"], "layout": one["layout"]}, config=one["config"])
            for one in figures
        ]
    )
    run_simple("127.0.0.1", int(sys.argv[2]), app.server, threaded=True)


if __name__ == "__main__":
    main()
