# SPDX-License-Identifier: MIT
"""Resolves derivedFrom by copying elements in the tree.

An element takes from its source what it does not have itself. Lists (registers, fields) are merged
by name. What a peripheral is alone is not taken: where it is, how many there are, its interrupts.
"""
from svd.dim import base_name, expand_names

DERIVABLE = ("peripheral", "cluster", "register", "field", "enumeratedValues")
LISTS = ("registers", "fields")
PROPERTIES = ("size", "access", "resetValue", "resetMask")
OWN = {
    "peripheral": ("name", "baseAddress", "interrupt", "alternatePeripheral"),
    "cluster": ("name", "addressOffset", "alternateCluster"),
    "register": ("name", "addressOffset", "alternateRegister", "alternateGroup"),
    "field": ("name", "bitOffset", "bitWidth", "lsb", "msb", "bitRange"),
    "enumeratedValues": ("name",),
}
DIMS = ("dim", "dimIncrement", "dimIndex", "dimName", "dimArrayIndex")
POSITION = ("bitOffset", "bitWidth", "lsb", "msb", "bitRange")


def named_children(node):
    """The elements that a path reaches from this one."""
    for child in node.children:
        if child.tag in DERIVABLE:
            yield child
        elif child.tag in LISTS or child.tag == "peripherals":
            yield from named_children(child)


def is_called(node, name):
    """Whether a path may call the element so: by its name, with %s or as one of an array."""
    own = node.name()
    if own is None:
        return False
    if name in (own, base_name(own)):
        return True
    return "%s" in own and name in expand_names(node)


class Resolver:
    """Resolves the elements of one file."""

    def __init__(self, problems):
        self.problems = problems

    def resolve_all(self, node):
        """Resolves the element and everything below it."""
        self.resolve(node)
        for child in list(node.children):
            self.resolve_all(child)

    def resolve(self, node):
        """Copies into the element what it derives."""
        path = node.attributes.get("derivedFrom")
        if path is None or node.tag not in DERIVABLE or node.state == "resolved":
            return
        if node.state == "resolving":
            self.problems.fail(node, f"its derivation from '{path}' is circular: remove one "
                                     "derivedFrom of the circle")
        node.state = "resolving"
        source = self.find(node, path.strip())
        if source is None and path.strip() == node.name():
            self.problems.fail(node, f"it is derived from itself, '{path}', which is circular: "
                                     "remove derivedFrom")
        if source is None:
            self.problems.fail(node, f"derivedFrom names '{path}', and there is no {node.tag} of "
                                     "that name: correct the name, or write its whole path")
        self.resolve(source)
        self.merge(node, source)
        node.state = "resolved"

    def find(self, node, path):
        """The element that a path means: the nearest around the node, or around its origin."""
        words = path.split(".")
        start = node
        while start is not None:
            scope = start.parent
            while scope is not None:
                found = self.descend(scope, words, node)
                if found is not None:
                    return found
                scope = scope.parent
            start = start.origin
        return self.find_values(node, path) if node.tag == "enumeratedValues" else None

    def descend(self, scope, words, wanting):
        """The element of the same kind at the path below the scope."""
        if not words:
            return scope if scope.tag == wanting.tag and scope is not wanting else None
        if scope.tag in DERIVABLE and scope.state != "resolving":
            self.resolve(scope)
        if scope.alias is not None:
            return self.descend(scope.alias, words, wanting)
        for child in named_children(scope):
            if is_called(child, words[0]):
                found = self.descend(child, words[1:], wanting)
                if found is not None:
                    return found
        return None

    def find_values(self, node, path):
        """Enumerated values by their name alone, or by the name of what they are in."""
        around = node.parent
        while around is not None:
            others = [other for other in self.below(around)
                      if other.parent is not node.parent and other is not node]
            for other in others:
                if other.name() == path:
                    return other
            for other in others:
                if path in (other.parent.name(), other.parent.parent.parent.name()):
                    return other
            around = around.parent
        return None

    def below(self, node):
        """All enumeratedValues below an element."""
        for child in node.children:
            if child.tag == "enumeratedValues":
                yield child
            else:
                yield from self.below(child)

    def merge(self, node, source):
        """Copies what the element lacks."""
        own = {child.tag for child in node.children}
        skip = set(OWN[node.tag])
        sources = list(source.children)
        if node.tag == "peripheral" and own.isdisjoint(("registers", *PROPERTIES)):
            # It shares the type of its source.
            node.alias = source.alias or source
            skip.add("registers")
        elif source.alias is not None:
            sources += source.alias.all("registers")
        if node.tag == "peripheral" or "%s" not in (node.name() or ""):
            skip.update(DIMS)
        if node.tag == "field" and own.isdisjoint(POSITION):
            skip.difference_update(POSITION)
        if node.tag == "cluster":
            # Its registers are not in a list of their own.
            merge_list(node, source, ("register", "cluster"))
            skip.update(("register", "cluster"))
        for child in sources:
            if child.tag in LISTS and child.tag in own:
                merge_list(node.child(child.tag), child)
            elif child.tag not in skip and child.tag not in own:
                node.children.append(child.copy(node))
        if node.tag in ("register", "cluster"):
            inherit_properties(node, source)


def merge_list(mine, other, tags=DERIVABLE):
    """Adds to a list those elements of another whose names it does not have."""
    names = {child.name() for child in mine.children if child.tag in tags}
    added = [child.copy(mine) for child in other.children
             if child.tag in tags and child.name() not in names]
    mine.children[:0] = added


def inherit_properties(node, source):
    """Copies the properties that hold around the source, which may be in another peripheral."""
    for tag in PROPERTIES:
        around = source.parent
        while node.child(tag) is None and around is not None and around.tag != "device":
            if around.child(tag) is not None:
                node.children.append(around.child(tag).copy(node))
            around = around.parent
