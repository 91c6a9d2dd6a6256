"""Draw the pictures of the desk: ``python docs/desk_pictures.py`` (needs Chromium and the test packages).

Reads the thirteen days into a store that is thrown away, serves the desk over it, and photographs its pages.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import urllib3
from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.serving import serving

PAGES = ROOT / "examples" / "thirteen-days" / "pages"
OUT = ROOT / "docs" / "images"
WIDTH, DRAWN, COLOURS = 1280, 2500, 128  # pixels; milliseconds until charts stand; colours of a picture
CLAIM = "teaching Cubans"  # of an official, in the picture of the reader


def pictures(address: str) -> dict[str, tuple[str, int, str]]:
    """By name: the path, the height in pixels, light or dark."""
    rows = urllib3.request("GET", f"{address}/claims.json", fields={"search": CLAIM}).json()["rows"]
    claim = next(row for row in rows if "official" in (row["source"] or ""))
    return {
        "reader": (f"/read/{claim['page']}?focus={claim['id']}", 800, "light"),
        "events": ("/events?status=actual", 800, "light"),
        "pair": ("/pair/USA/RUS?by=day&since=1962-10-26&until=1962-10-28", 860, "light"),
        "today-dark": ("/", 860, "dark"),
        "claims-dark": ("/claims?country=CUB&unnamed=no", 800, "dark"),
    }


def main() -> None:
    """Read, serve, photograph."""
    with tempfile.TemporaryDirectory(prefix="sayso-pictures-") as folder:
        url = f"sqlite:///{folder}/pictures.db"
        subprocess.run([sys.executable, "-m", "sayso.cli", "add", str(PAGES), "--store", url], check=True)
        with serving(url) as (_, address):
            photograph(address)


def photograph(address: str) -> None:
    """Write every picture, once the stories are put together."""
    while urllib3.request("GET", f"{address}/stories.json").status != 200:
        time.sleep(1)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, (path, height, scheme) in pictures(address).items():
            size = {"width": WIDTH, "height": height}
            page = browser.new_page(viewport=size, color_scheme=scheme, locale="en-GB")
            page.goto(address + path)
            write(page, OUT / f"{name}.png")
            page.close()
        browser.close()


def write(page: Page, out: Path) -> None:
    """Write what a page shows, in few colours."""
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(DRAWN)
    image = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(out, optimize=True)


if __name__ == "__main__":
    main()
