# SPDX-License-Identifier: MIT
"""Errors of an SVD file, each with its line, its element, and what to do."""


class SvdError(Exception):
    """Ends the run. The text has one error a line."""


# Errors that many vendors' files have and that the headers can represent; see --accept.
KINDS = ("fields", "block", "values", "access")
SHOWN = 30


def describe(node):
    """The element and those around it: "register 'CTRL' of peripheral 'UART0'"."""
    words = []
    while node is not None and node.tag != "device":
        name = node.name()
        if name is not None or not words:
            words.append(f"{node.tag} '{name}'" if name is not None else f"<{node.tag}>")
        node = node.parent
    return " of ".join(words) or "<device>"


class Problems:
    """Collects errors, so that one run shows them all."""

    def __init__(self, path, accepted=()):
        self.path, self.accepted = path, set(accepted)
        self.lines, self.warnings, self.seen, self.kinds = [], [], set(), set()

    def add(self, node, text, kind=None):
        """Adds an error at the node. Of an accepted kind it is a warning."""
        # An element that others derive from is read more than once.
        if (node.line, text) in self.seen:
            return
        self.seen.add((node.line, text))
        line = f"{self.path}:{node.line}: {describe(node)}: {text}"
        if kind in self.accepted:
            self.warnings.append(line)
        else:
            self.lines.append(line + (f", or give --accept {kind}" if kind else ""))
            self.kinds.add(kind)

    def warn(self, node, text):
        """Adds something that is odd, and that the headers show all the same."""
        line = f"{self.path}:{node.line}: {describe(node)}: {text}"
        if line not in self.warnings:
            self.warnings.append(line)

    def fail(self, node, text):
        """Adds an error without which reading can't continue."""
        self.add(node, text)
        self.finish()

    def finish(self):
        """Raises the collected errors, if there are any."""
        if self.lines:
            more = len(self.lines) - SHOWN
            rest = [f"{self.path}: {more} more errors"] if more > 0 else []
            if None not in self.kinds:
                options = " ".join(f"--accept {kind}" for kind in sorted(self.kinds))
                rest.append(f"rivet-svd: to go on with warnings instead, give {options}")
            raise SvdError("\n".join(self.lines[:SHOWN] + rest))
