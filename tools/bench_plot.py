#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Draws bench.json's figures against those of the best peer and the goal, as an SVG.

    bench_plot.py bench.json performance.svg

There is one line for each figure that has a goal or a peer. The bar is ours, relative to the larger
of peer and goal. Lower is better in all of them.
"""
import json
import sys
from html import escape
from pathlib import Path

LEFT, WIDTH, LINE, TOP, RIGHT = 230, 420, 26, 58, 250
BOARD, BUILD = "virt-rv64", "Release"
STYLE = ("text{font:13px sans-serif;fill:#222}.small{font-size:11px;fill:#666}"
         ".ours{fill:#2f6db5}.over{fill:#c2571a}.peer{stroke:#222;stroke-width:2}"
         ".goal{stroke:#2a8a4a;stroke-width:2;stroke-dasharray:3 2}")


def tick(kind, x, y):
    return f'<line class="{kind}" x1="{x:.1f}" x2="{x:.1f}" y1="{y - 3}" y2="{y + 17}"/>'


def drawn(figure, y, scale):
    """A figure's line: its name, its bar and its marks."""
    references = [value for value in (figure["goal"], figure["peer"]) if value]
    unit = scale / max(references)
    late = figure["goal"] is not None and figure["value"] > figure["goal"]
    width = min(figure["value"] * unit, WIDTH)
    name = escape(figure["name"])
    parts = [f'<text x="{LEFT - 10}" y="{y + 12}" text-anchor="end">{name}</text>',
             f'<rect class="{"over" if late else "ours"}" x="{LEFT}" y="{y}" height="14" '
             f'width="{width:.1f}"/>']
    words = [f'{figure["value"]:g} {figure["unit"]}']
    for kind in ("goal", "peer"):
        if figure[kind]:
            parts.append(tick(kind, LEFT + figure[kind] * unit, y))
            words.append(f"{kind} {figure[kind]:g}")
    parts.append(f'<text class="small" x="{LEFT + WIDTH + 12}" y="{y + 12}">'
                 f'{escape(", ".join(words))}</text>')
    return parts


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    figures = [figure for figure in json.loads(Path(sys.argv[1]).read_text())
               if (figure["board"], figure["build"]) == (BOARD, BUILD)
               and (figure["goal"] or figure["peer"]) and not figure["name"].startswith("self.")]
    height = TOP + LINE * len(figures) + 12
    total = LEFT + WIDTH + RIGHT
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{total}" height="{height}" '
             f'viewBox="0 0 {total} {height}">', f"<style>{STYLE}</style>",
             f'<rect width="{total}" height="{height}" fill="#fff"/>',
             f'<text x="{LEFT}" y="22">Rivet on {BOARD}, GCC 12 -O2. Lower is better.</text>',
             f'<text class="small" x="{LEFT}" y="40">Each bar in parts of its larger mark: green '
             'dashes are the goal, black lines the best peer. Orange misses its goal.</text>']
    for i, figure in enumerate(figures):
        parts += drawn(figure, TOP + LINE * i, WIDTH * 0.6)
    Path(sys.argv[2]).write_text("\n".join(parts + ["</svg>"]) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
