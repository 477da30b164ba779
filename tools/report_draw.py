# SPDX-License-Identifier: MIT
"""The pictures of rivet_report.py as inline SVG: the memory map and the treemap of symbols."""
from html import escape

MAP_WIDTH, MAP_HEIGHT, BAR_LEFT, BAR_WIDTH, LABEL_LEFT = 344, 420, 1, 70, 94
LABEL_STEP, GAP_HEIGHT = 19, 26
SMALL_LETTER, LARGE_LETTER, WIDEST_LETTER = 6.8, 8.4, 11  # maximum widths in the treemap


def human(size):
    for unit, shift in (("GiB", 30), ("MiB", 20), ("KiB", 10)):
        if size >= 1 << shift:
            return f"{size / (1 << shift):.1f} {unit}"
    return f"{size} B"


def box(kind, left, top, width, height, title):
    return (f'<rect class="{kind}" x="{left:.2f}" y="{top:.2f}" width="{width:.2f}" '
            f'height="{height:.2f}"><title>{escape(title)}</title></rect>')


class Piece:
    """A range of the map: a block or a gap; compressed if it is by far the largest."""

    def __init__(self, block, start, size, cut):
        self.block = block
        self.start = start
        self.size = size
        self.cut = cut
        self.top = self.height = 0.0


def pieces_of(blocks):
    """Blocks and gaps; one that would fill most of the picture is compressed, not to scale."""
    stretches, at = [], blocks[0].start
    for block in blocks:
        if block.start > at:
            stretches.append((None, at, block.start - at))
        stretches.append((block, block.start, block.size))
        at = max(at, block.start + block.size)
    used = sorted(size for block, _, size in stretches if block)
    rest = sum(used[:-1]) or used[-1]
    return [Piece(block, start, size, size > (2 * rest if block else rest / 3))
            for block, start, size in stretches]


def place(pieces):
    """Sets top and height of each piece; returns bytes per pixel and the total height."""
    whole = sum(piece.size for piece in pieces if not piece.cut)
    cuts = sum(piece.cut for piece in pieces)
    labels = sum(map(has_label, pieces))
    height = max(MAP_HEIGHT, LABEL_STEP * labels + GAP_HEIGHT * cuts)
    scale = (height - GAP_HEIGHT * cuts) / max(1, whole)
    top = 1.0
    for piece in pieces:
        piece.top = top
        piece.height = GAP_HEIGHT if piece.cut else piece.size * scale
        top += piece.height
    return 1 / scale, height + 2


def has_label(piece):
    """False for guards and hart states, which have a colour and a tooltip instead."""
    if piece.block is None:
        return piece.cut
    return piece.block.kind != "guard" and not piece.block.name.startswith("state of")


def spread(wanted, bottom):
    """The labels' heights: near their pieces, without overlap."""
    places, last = [], 0.0
    for height in wanted:
        last = max(height, last + LABEL_STEP)
        places.append(last)
    limit = bottom - 8
    for i in range(len(places) - 1, -1, -1):
        places[i] = min(places[i], limit)
        limit = places[i] - LABEL_STEP
    return places


def break_marks(piece):
    """A zigzag across a piece that is not to scale."""
    middle = piece.top + piece.height / 2
    steps = [f"{BAR_LEFT + BAR_WIDTH * i / 10:.1f},{middle + (3 if i % 2 else -3):.1f}"
             for i in range(11)]
    return f'<polyline class="break" points="{" ".join(steps)}"/>'


def map_piece(piece):
    block = piece.block
    if block is None:
        return break_marks(piece) if piece.cut else ""
    title = (f"{block.name}: 0x{block.start:08x} to 0x{block.start + block.size - 1:08x}, "
             f"{block.size:,} bytes")
    text = box(block.kind, BAR_LEFT, piece.top, BAR_WIDTH, max(piece.height, 0.75), title)
    return text + (break_marks(piece) if piece.cut else "")


def map_label(piece, height):
    middle, edge, line = piece.top + piece.height / 2, BAR_LEFT + BAR_WIDTH, height + 4
    name = piece.block.name if piece.block else "(gap)"
    quiet = "" if piece.block else " quiet"
    return (f'<path class="lead" d="M{edge} {middle:.1f}L{edge + 14} {height:.1f}h5"/>'
            f'<text class="address" x="{LABEL_LEFT}" y="{line:.1f}">0x{piece.start:08x}</text>'
            f'<text class="name{quiet}" x="{LABEL_LEFT + 75}" y="{line:.1f}">{escape(name)}</text>'
            f'<text class="end{quiet}" x="{MAP_WIDTH}" y="{line:.1f}">{human(piece.size)}</text>')


def memory_map(blocks):
    """The picture, and a text about its scale."""
    pieces = pieces_of(blocks)
    a_pixel, height = place(pieces)
    labelled = [piece for piece in pieces if has_label(piece)]
    wanted = [piece.top + piece.height / 2 for piece in labelled]
    parts = [map_piece(piece) for piece in pieces]
    parts += [map_label(*pair) for pair in zip(labelled, spread(wanted, height))]
    cut = any(piece.cut for piece in pieces)
    words = (f"To scale, low addresses on top: a line as thick as this text's is "
             f"{human(round(12 * a_pixel))}.")
    if cut:
        words += " What a zigzag crosses is compressed: a gap, or a block far larger than the rest."
    return (f'<svg class="map" viewBox="0 0 {MAP_WIDTH} {height:.0f}" role="img" '
            f'aria-label="memory map">{"".join(parts)}</svg>', words)


def worst_shape(sizes, side):
    """The worst aspect ratio of a box in a row along that side."""
    total = sum(sizes)
    return max(max(side * side * size / total ** 2, total ** 2 / (side * side * size))
               for size in sizes)


def squarify(items, left, top, width, height):
    """Places (area, item) pairs, the largest first, as (item, left, top, width, height)."""
    items = list(items)
    while items:
        side, row = min(width, height), [items[0]]
        for item in items[1:]:
            sizes = [area for area, _ in row]
            if worst_shape(sizes + [item[0]], side) > worst_shape(sizes, side):
                break
            row.append(item)
        thick = sum(area for area, _ in row) / side
        at = 0.0
        for area, item in row:
            long = area / thick
            if width >= height:
                yield item, left, top + at, thick, long
            else:
                yield item, left + at, top, long, thick
            at += long
        if width >= height:
            left, width = left + thick, width - thick
        else:
            top, height = top + thick, height - thick
        items = items[len(row):]


def width_of(text):
    return sum(WIDEST_LETTER if letter in "mwMW…" else
               LARGE_LETTER if letter.isupper() else SMALL_LETTER for letter in text)


def fitted(text, width):
    """The text cut to the width; nothing if only a letter or two would fit."""
    if width_of(text) <= width:
        return text
    while text and width_of(text + "…") > width:
        text = text[:-1]
    return text + "…" if len(text) > 2 else ""


def tile(symbol, left, top, width, height):
    title = f"{symbol.name}: {symbol.size:,} bytes in {symbol.section}"
    text = box(symbol.kind, left, top, width, height, title)
    name = fitted(symbol.name, width - 8)
    if height >= 15 and name:
        text += f'<text x="{left + 4:.1f}" y="{top + 12:.1f}">{escape(name)}</text>'
        if height >= 29 and width_of(human(symbol.size)) <= width - 8:
            text += (f'<text class="quiet" x="{left + 4:.1f}" y="{top + 25:.1f}">'
                     f'{human(symbol.size)}</text>')
    return text


def treemap(symbols, width, height, name):
    """A group of boxes for each kind, with a box for each symbol; areas are sizes."""
    groups = {}
    for symbol in sorted(symbols, key=lambda symbol: -symbol.size):
        groups.setdefault(symbol.kind, []).append(symbol)
    scale = width * height / max(1, sum(symbol.size for symbol in symbols))
    outer = sorted(((sum(symbol.size for symbol in group) * scale, kind)
                    for kind, group in groups.items()), reverse=True)
    parts = []
    for kind, *place_of_kind in squarify(outer, 0, 0, width, height):
        inner = ((symbol.size * scale, symbol) for symbol in groups[kind])
        parts += [tile(*placed) for placed in squarify(inner, *place_of_kind)]
    return (f'<svg class="tree {name}" viewBox="0 0 {width} {height}" role="img" '
            f'aria-label="symbols by size">{"".join(parts)}</svg>')
