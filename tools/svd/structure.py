# SPDX-License-Identifier: MIT
"""Writes the structs of register blocks."""
from svd import names, text
from svd.dim import base_name
from svd.layout import KINDS, Block
from svd.model import Register

STEP = "    "


def reset_text(register):
    """The reset value for a comment."""
    if register.reset is None:
        return ""
    mask = register.reset_mask
    of_bits = "" if mask == (1 << register.size) - 1 else f" in the bits {mask:#x}"
    return f"Reset: {register.reset & mask:#x}{of_bits}."


def once_text(register):
    """What must be known of a register that can be written once."""
    return "Only the first write counts." if register.access.endswith("Once") else ""


def about_register(member, unit):
    """The comment of a register's member."""
    register = member.place.what
    texts = [text.sentence(member.about), *register.effects, once_text(register),
             reset_text(register)]
    if register.size not in (8, 16, 32, 64):
        texts.append(f"It has {register.size} bits.")
    if register.bytes() != unit and (register.bytes(), unit) != (8, 4):
        texts.append(f"Access it by {unit * 8} bits: its size or address allows no more.")
    return " ".join(filter(None, texts))


def declare(register, unit, name, array):
    """The declaration of a register or an array of them."""
    kind = f"reg_{KINDS[register.access]}{unit * 8}"
    parts = register.bytes() // unit
    if parts == 1:
        return [f"{kind} {name}{array};"]
    if (parts, unit) == (2, 4):
        return ["struct {", f"    {kind} lo;", f"    {kind} hi;", f"}} {name}{array};"]
    return [f"{kind} {name}{array}[{parts}];"]


def indented(lines, indent=STEP):
    """The lines deeper by the indentation."""
    return [indent + line for line in lines]


class Structure:
    """The struct of a block with those of its clusters."""

    def __init__(self, tag, block, tags, padded=0):
        self.tag, self.block, self.tags = tags.take(tag), block, tags
        self.size = max(block.size, padded)
        self.inner, self.lines_before = {}, []
        self.find_inner()

    def find_inner(self):
        """Writes the structs of clusters."""
        for piece in self.block.pieces:
            for member in piece.members:
                what = member.place.what
                if not isinstance(what, Register) and id(what) not in self.inner:
                    name = names.clean(base_name(what.name)).lower()
                    tag = f"{self.tag.removesuffix('_regs')}_{name}"
                    padded = member.size if member.count else 0
                    made = Structure(tag, self.block.inner(member.place), self.tags, padded)
                    self.inner[id(what)] = made
                    self.lines_before += made.lines(text.sentence(what.text)) + [""]

    def member_lines(self, member, indent):
        """A member with its comment, which is wrapped for the indentation."""
        what = member.place.what
        array = f"[{member.count}]" if member.count else ""
        if not isinstance(what, Register):
            made = f"struct {self.inner[id(what)].tag} {member.name}{array};"
            return text.comment([member.about], indent) + [f"{indent}{made}"]
        unit = member.align
        lines = text.comment([about_register(member, unit)], indent)
        gap = member.size - what.bytes()
        if not gap:
            return lines + indented(declare(what, unit, member.name, array), indent)
        inner = declare(what, unit, "reg", "") + [f"uint8_t reserved[{gap}];"]
        return lines + indented(["struct {", *indented(inner), f"}} {member.name}{array};"], indent)

    def gap(self, start, end, indent=STEP):
        """A reserved member between two offsets, if they differ."""
        if end == start:
            return []
        name = self.block.scope.take(f"reserved_{start:x}")
        return [f"{indent}uint8_t {name}[{end - start}];"]

    def run(self, members, start, indent=STEP):
        """Members that follow each other from an offset on."""
        lines = []
        for member in members:
            lines += self.gap(start, member.offset, indent) + self.member_lines(member, indent)
            start = member.end
        return lines

    def piece_lines(self, piece):
        """One member, or a union of all that share bytes."""
        lanes = piece.lanes()
        if len(lanes) == 1 and piece.members[0].offset == piece.offset:
            return self.run(piece.members, piece.offset)
        lines = ["    __extension__ union {"]
        for lane in lanes:
            if len(lane) > 1 or lane[0].offset != piece.offset:
                inner = self.run(lane, piece.offset, STEP * 3)
                lines += [f"{STEP * 2}struct {{", *inner, f"{STEP * 2}}};"]
            else:
                lines += self.run(lane, piece.offset, STEP * 2)
        return lines + ["    };"]

    def asserts(self):
        """Asserts every offset and the size."""
        lines = []
        for piece in self.block.pieces:
            for member in piece.members:
                lines += text.call("MMIO_ASSERT_OFFSET", f"struct {self.tag}", member.name,
                                   f"{member.offset:#x}")
        return lines + text.call("MMIO_ASSERT_SIZE", f"struct {self.tag}", f"{self.size:#x}")

    def lines(self, about):
        """The struct behind those that it needs."""
        lines, start = [], 0
        for piece in self.block.pieces:
            lines += self.gap(start, piece.offset) + self.piece_lines(piece)
            start = piece.end
        lines += self.gap(start, self.size)
        head = text.comment([about]) + [f"struct {self.tag} {{"]
        return self.lines_before + head + lines + ["};"] + self.asserts()


def structure_of(tag, peripherals, tags):
    """The struct of peripherals that share it."""
    alignment = 4
    while any(peripheral.base % alignment for peripheral in peripherals):
        alignment //= 2
    return Structure(tag, Block(peripherals[0].owner().places, alignment), tags)
