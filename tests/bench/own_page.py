"""Our dashboard by the server that Dash's charts are served by, in a process of its own as they are.

``python -m tests.bench.own_page FOLDER PORT``: on the database that the bench made there.
"""

import logging
import sys
from pathlib import Path

from werkzeug.serving import run_simple

from tests.bench.measuring import open_app


def main() -> None:
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    run_simple("127.0.0.1", int(sys.argv[2]), open_app(Path(sys.argv[1])), threaded=True)


if __name__ == "__main__":
    main()
