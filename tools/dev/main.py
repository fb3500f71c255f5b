"""Serve the page from its sources, and load it again when one changes: `make dev`."""

from __future__ import annotations

import argparse
import sys
from contextlib import closing
from functools import partial
from pathlib import Path
from threading import Thread

from watchfiles import watch

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "py"), str(ROOT / "tools")]

from build_site import SiteError  # noqa: E402
from dev.build import Site  # noqa: E402
from dev.render import Renderer  # noqa: E402
from dev.server import Changes, Handler  # noqa: E402
from runtime.errors import RuntimeSetupError  # noqa: E402
from serve import PortError, open_server  # noqa: E402

OUT = ROOT / "build" / "dev"
FOLDERS = [ROOT / name for name in ("article", "assets", "py")]


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    # Another than that of `make serve`, whose service worker would go on serving its files.
    parser.add_argument("--port", type=int, default=8001)
    options = parser.parse_args(arguments)
    changes = Changes()
    try:
        with (
            open_server(OUT, "/", options.port, "dev", partial(Handler, changes=changes)) as server,
            closing(Renderer(ROOT)) as renderer,
        ):
            print("Putting the page together ...", flush=True)
            site = Site(ROOT, OUT, renderer)
            Thread(target=server.serve_forever, daemon=True).start()
            address = f"http://localhost:{server.server_port}/"
            print(f"Serving the page at {address} (Ctrl-C to stop)", flush=True)
            # The files of the top level; below it lies much that nobody edits.
            Thread(target=follow, args=(site, changes, [ROOT], False), daemon=True).start()
            follow(site, changes, FOLDERS)
    except (PortError, RuntimeSetupError, SiteError) as error:
        print(f"unerase: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        pass
    return 0


def follow(site: Site, changes: Changes, folders: list[Path], recursive: bool = True) -> None:
    """Bring the site up to date after each change in the folders, and tell the page."""
    for _ in watch(*folders, recursive=recursive):
        try:
            changed = site.refresh()
        except (SiteError, OSError) as error:  # a file is being moved, maybe
            print(f"unerase: {error}", file=sys.stderr)
            changed = True  # as far as it went
        if changed:
            changes.publish()


if __name__ == "__main__":
    sys.exit(main())
