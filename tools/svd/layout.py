# SPDX-License-Identifier: MIT
"""Where the members of a struct go: gaps, arrays, registers that overlap.

Registers that a hart could not access as one are in parts: those of 64 bits, and those that are not
aligned. Members that share bytes are alternatives of a union.
"""
import math

from svd.model import Register
from svd.names import Scope, variable
from svd.read import extent

UNITS = (4, 2, 1)
KINDS = {"read-only": "ro", "write-only": "wo", "writeOnce": "wo", "read-write": "rw",
         "read-writeOnce": "rw"}


def unit_of(register, alignment):
    """The bytes of one access: the largest that size and address allow."""
    return next(unit for unit in UNITS if register.bytes() % unit == 0 and alignment % unit == 0)


class Block:
    """The layout of a struct: its members, its size and its alignment.

    Padding behind the last element of an array ends at the limit, if there is one.
    """

    def __init__(self, places, alignment, limit=None):
        self.alignments, self.blocks, self.limit = {}, {}, limit
        self.find_alignments(places, alignment)
        self.scope = Scope()
        members = [member for place in places for member in self.members_of(place, places)]
        self.align = max((member.align for member in members), default=1)
        self.pieces = gather(members)
        end = max((piece.end for piece in self.pieces), default=0)
        self.size = -(-end // self.align) * self.align

    def find_alignments(self, places, alignment):
        """Finds what all addresses of each register or cluster are multiples of."""
        for place in places:
            known = self.alignments.get(id(place.what), alignment)
            self.alignments[id(place.what)] = math.gcd(known, place.offset, place.stride)

    def inner(self, place):
        """The layout of a cluster, without padding up to its stride."""
        what = place.what
        if id(what) not in self.blocks:
            limit = place.stride if (place.count or 1) > 1 else extent(what)
            self.blocks[id(what)] = Block(what.places, self.alignments[id(what)], limit)
        return self.blocks[id(what)]

    def members_of(self, place, places):
        """The members for a place: one, or one an element where an array leaves others room."""
        size, align = self.measure(place)
        name = variable(place.name)
        if place.count is None:
            return [Member(self.scope.take(name), place, place.offset, size, align)]
        stride = place.stride if place.count > 1 else size
        end = place.offset + place.count * stride
        intruded = any(other is not place and other.offset < end
                       and other.offset + max(span(other), 1) > place.offset for other in places)
        fits = self.limit is None or end <= self.limit
        if stride == size or (fits and not intruded):
            return [Member(self.scope.take(name), place, place.offset, stride, align, place.count)]
        return [Member(self.scope.take(f"{name}_{step}"), place, place.offset + step * stride,
                       size, align, None, f"Element {step} of {place.name}. {place.text}")
                for step in range(place.count)]

    def measure(self, place):
        """The size and alignment of one element."""
        what = place.what
        if isinstance(what, Register):
            return what.bytes(), unit_of(what, self.alignments[id(what)])
        inner = self.inner(place)
        return inner.size, inner.align


def span(place):
    """The bytes from the first element's start to the last one's end."""
    return extent(place.what) + ((place.count or 1) - 1) * place.stride


class Member:
    """A member: `size` is that of one element, `count` None without an array."""

    def __init__(self, name, place, offset, size, align, count=None, about=None):
        self.name, self.place, self.offset = name, place, offset
        self.about = place.text if about is None else about
        self.size, self.align, self.count = size, align, count
        self.end = offset + size * (count or 1)


class Piece:
    """Members that share bytes, by offset."""

    def __init__(self, member):
        self.members, self.align = [member], member.align
        self.offset, self.end = member.offset, member.end

    def absorb(self, other):
        """Takes the members of a piece behind this one."""
        self.members += other.members
        self.align = max(self.align, other.align)
        self.offset = min(self.offset, other.offset) // self.align * self.align
        self.end = -(-max(self.end, other.end) // self.align) * self.align

    def lanes(self):
        """The alternatives of the union: within one, members follow each other."""
        found = []
        for member in self.members:
            lane = next((lane for lane in found if lane[-1].end <= member.offset), None)
            if lane is None:
                found.append([member])
            else:
                lane.append(member)
        return found


def gather(members):
    """The pieces of a struct by offset. Rounding a piece may make it meet the one before."""
    pieces = []
    for member in sorted((member for member in members if member.end > member.offset),
                         key=lambda member: member.offset):
        piece = Piece(member)
        while pieces and pieces[-1].end > piece.offset:
            before = pieces.pop()
            before.absorb(piece)
            piece = before
        pieces.append(piece)
    return pieces
