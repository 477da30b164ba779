# SPDX-License-Identifier: MIT
"""The elements of an XML file with their lines.

Uses expat itself, because xml.etree forgets lines. A document type is refused, so that a file can
neither name other files nor expand entities.
"""
import xml.parsers.expat

from svd.problems import SvdError

MAX_DEPTH = 64


class Node:
    """An element.

    `origin` is the element that a derived one was copied from, `alias` the peripheral whose
    registers a derived one shares, `state` how far derivation is.
    """

    def __init__(self, tag, attributes, line, parent):
        self.tag, self.attributes, self.line, self.parent = tag, attributes, line, parent
        self.children, self.text, self.state = [], "", ""
        self.origin = self.alias = None

    def child(self, tag):
        """The first child of this tag, or None."""
        return next((node for node in self.children if node.tag == tag), None)

    def all(self, tag):
        """The children of this tag."""
        return [node for node in self.children if node.tag == tag]

    def value(self, tag):
        """The text of the first child of this tag without surrounding blanks, or None."""
        node = self.child(tag)
        return None if node is None else node.text.strip()

    def name(self):
        """What <name> says."""
        return self.value("name")

    def copy(self, parent):
        """A copy of the element and its children below another parent."""
        made = Node(self.tag, self.attributes, self.line, parent)
        made.text, made.origin = self.text, self
        made.children = [child.copy(made) for child in self.children]
        return made


class Builder:
    """Receives expat's events."""

    def __init__(self, path, parser):
        self.path, self.parser, self.root, self.open = path, parser, None, []

    def start(self, tag, attributes):
        """An element begins."""
        parent = self.open[-1] if self.open else None
        node = Node(tag, attributes, self.parser.CurrentLineNumber, parent)
        if len(self.open) >= MAX_DEPTH:
            raise SvdError(f"{self.path}:{node.line}: <{tag}> is nested {MAX_DEPTH} deep; no SVD "
                           "file needs that: correct the file")
        if parent is None:
            self.root = node
        else:
            parent.children.append(node)
        self.open.append(node)

    def end(self, _tag):
        """An element ends."""
        self.open.pop()

    def characters(self, text):
        """A piece of text."""
        if self.open:
            self.open[-1].text += text

    def doctype(self, *_):
        """A document type, which could declare entities."""
        raise SvdError(f"{self.path}:{self.parser.CurrentLineNumber}: a document type (<!DOCTYPE) "
                       "is not accepted: remove it; SVD files need none")


def parse_bytes(path, data):
    """The root element of the XML text."""
    parser = xml.parsers.expat.ParserCreate()
    builder = Builder(path, parser)
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = builder.start, builder.end
    parser.CharacterDataHandler = builder.characters
    parser.StartDoctypeDeclHandler = builder.doctype
    try:
        parser.Parse(data, True)
    except xml.parsers.expat.ExpatError as error:
        raise SvdError(f"{path}:{error.lineno}: this is no well-formed XML: "
                       f"{xml.parsers.expat.ErrorString(error.code)} at column {error.offset + 1}: "
                       "correct the file there") from error
    except (LookupError, ValueError) as error:
        raise SvdError(f"{path}:1: the XML declaration names an encoding that can't be read "
                       f"({error}): convert the file to UTF-8") from error
    return builder.root


def parse_file(path):
    """The <device> element of an SVD file."""
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError as error:
        raise SvdError(f"{path}: {error.strerror}: name a CMSIS-SVD file") from error
    root = parse_bytes(path, data)
    if root.tag != "device":
        raise SvdError(f"{path}:{root.line}: the root element is <{root.tag}>, not <device>: this "
                       "is no CMSIS-SVD file")
    return root
