# SPDX-License-Identifier: MIT
"""Arrays and lists: dim, dimIncrement, dimIndex.

A name with [%s] is an array. A name with %s is a list of elements with names of their own.
"""
from svd import number


def base_name(name):
    """The name without the place of the index."""
    return name.replace("[%s]", "").replace("%s", "")


def indices(node):
    """The names of the elements, or None if dim or dimIndex is wrong."""
    count = number.parse(node.value("dim") or "")
    if count is None or not 0 < count <= number.MAX_ELEMENTS:
        return None
    text = node.value("dimIndex")
    if not text or "[%s]" in node.name():
        return [str(index) for index in range(count)]
    names = number.parse_index(text)
    return names if names is not None and len(names) == count else None


def put_index(text, index):
    """The text with the index at its place."""
    return text.replace("[%s]", index).replace("%s", index)


def expand_names(node):
    """The names of the elements, with [3] and with 3 for the fourth of an array."""
    found = []
    for index in indices(node) or []:
        found += [put_index(node.name(), index), node.name().replace("%s", index)]
    return found


class Dim:
    """How often an element is there: `names` is None for a single one."""

    def __init__(self, node, problems):
        self.names, self.stride, self.is_array = None, 0, "[%s]" in (node.name() or "")
        if node.child("dim") is None:
            if "%s" in (node.name() or ""):
                problems.add(node, "its name has %s and it has no dim: add dim and dimIncrement, "
                                   "or remove %s from the name")
            return
        self.read(node, problems)

    def read(self, node, problems):
        """Reads the three elements."""
        if "%s" not in (node.name() or ""):
            problems.add(node, "it has a dim, and its name has no place for the index: write [%s] "
                               "for an array or %s for a list into the name")
        self.names = indices(node)
        count = number.parse(node.value("dim"))
        if count is None or not 0 < count <= number.MAX_ELEMENTS:
            problems.add(node.child("dim"), f"dim is '{node.value('dim')}': write a number from 1 "
                                            f"to {number.MAX_ELEMENTS}")
        elif self.names is None:
            problems.add(node.child("dimIndex"), f"dimIndex '{node.value('dimIndex')}' does not "
                         f"name {count} elements: write as many as dim says, as 0-3, A-D or A,B,C")
        self.names = self.names or ["0"]
        text = node.value("dimIncrement")
        self.stride = number.parse(text or "")
        if self.stride is None:
            problems.add(node, f"dimIncrement is {quoted(text)}, which is no number: "
                         f"{number.FORMS}")
            self.stride = 0


def quoted(text):
    """The text in quotes, or "missing"."""
    return "missing" if text is None else f"'{text}'"
