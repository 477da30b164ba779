#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Opens a firmware's HTML report in Chromium: nothing may overflow the window, or be empty.

looks.py RUNNER BOARD FIRMWARE CHROMIUM WIDTH HEIGHT

A copy of the report gets a script that measures; the report itself has none. It is measured in a
frame, because a window can't be as narrow as a phone's.
"""
import re
import struct
import subprocess
import sys
import tempfile
import zlib
from html import escape
from pathlib import Path

REPORT = Path(__file__).parents[2] / "tools/rivet_report.py"
MEASURE = """<script>
const outside = [...document.querySelectorAll("body *")].filter(element => {
    const place = element.getBoundingClientRect();
    return place.width > 0 && (place.right > innerWidth + 0.5 || place.left < -0.5);
}).map(element => element.tagName + " " + element.textContent.slice(0, 30));
const crossed = [...document.querySelectorAll(".tree rect + text")].filter(text => {
    const box = text.previousElementSibling.getBoundingClientRect();
    return text.getBoundingClientRect().right > box.right + 0.5;
}).map(text => text.textContent);
const pictures = [...document.querySelectorAll("svg")].filter(
    svg => svg.getBoundingClientRect().height > 100);
parent.document.title = "measured " + JSON.stringify([innerWidth,
    document.documentElement.scrollWidth, outside, crossed, pictures.length]);
</script>
"""


def check(is_true, what):
    if not is_true:
        sys.exit(f"looks.py: {what}")


class Browser:
    def __init__(self, program, width, height, folder):
        # Chromium as root, as in a container, needs --no-sandbox; the report is our own. The other
        # options disable its network requests.
        self.command = [program, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                        "--disable-background-networking", "--disable-component-update",
                        "--disable-sync", "--no-first-run",
                        f"--user-data-dir={folder}/profile", f"--window-size={width},{height}"]

    def run(self, *arguments):
        return subprocess.run([*self.command, *arguments], check=True, capture_output=True,
                              text=True, timeout=90).stdout


def framed(text, width, height):
    """A document with the report and the script in a frame of that size."""
    inside = escape(text.replace("</body>", MEASURE + "</body>"))
    return (f'<!DOCTYPE html><meta charset="utf-8"><title>not measured</title>'
            f'<iframe width="{width}" height="{height}" style="border:0" srcdoc="{inside}">'
            '</iframe>')


def check_measures(dom, width):
    match = re.search(r"<title>measured (\[.*\])</title>", dom)
    check(match, "the page was not measured")
    print(match.group(1))
    sizes = re.match(r'\[(\d+),(\d+),(\[.*\]),(\[.*\]),(\d+)\]', match.group(1))
    window, document, outside, crossed, pictures = sizes.groups()
    check(int(window) == width, f"the window is {window} wide, not {width}")
    check(int(document) <= width, f"the document is {document} wide in a window of {width}")
    check(outside == "[]", f"sticks out: {outside}")
    check(crossed == "[]", f"longer than their boxes: {crossed}")
    check(int(pictures) == 2, f"{pictures} pictures are shown, not the map and one treemap")


def check_screenshot(data, width, height):
    check(data[:8] == b"\x89PNG\r\n\x1a\n", "the screenshot is no PNG")
    check(struct.unpack_from(">II", data, 16) == (width, height), "the screenshot's size is wrong")
    at, packed = 8, b""
    while at < len(data):
        (size,) = struct.unpack_from(">I", data, at)
        if data[at + 4:at + 8] == b"IDAT":
            packed += data[at + 8:at + 8 + size]
        at += size + 12
    used = len(set(zlib.decompress(packed)))
    check(used > 20, f"the screenshot has {used} values of bytes only: it is blank")


def main():
    runner, board, elf, chromium = sys.argv[1:5]
    width, height = int(sys.argv[5]), int(sys.argv[6])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        page, measured, shot = folder / "page.html", folder / "measured.html", folder / "shot.png"
        subprocess.run([sys.executable, "-B", str(REPORT), runner, board, elf, str(page)],
                       check=True)
        text = page.read_text(encoding="utf-8")
        measured.write_text(framed(text, width, height), encoding="utf-8")
        browser = Browser(chromium, width, height, folder)
        check_measures(browser.run("--dump-dom", measured.as_uri()), width)
        browser.run(f"--screenshot={shot}", page.as_uri())
        check_screenshot(shot.read_bytes(), width, height)


main()
