# SPDX-License-Identifier: MIT
"""Writes the headers of a chip: one a peripheral, and the excerpt for board.h."""
import os

from svd import names, text
from svd.dim import base_name
from svd.constants import register_lines
from svd.layout import unit_of
from svd.model import Register
from svd.structure import structure_of


class Chip:
    """What the headers of a chip share: names that must differ between them."""

    def __init__(self, device, source):
        self.device, self.source = device, os.path.basename(source)
        self.upper = names.constant(device.name)
        if self.upper[0].isdigit():
            self.upper = f"CHIP_{self.upper}"
        self.lower = self.upper.lower()
        self.constants, self.tags, self.files = names.Scope(), names.Scope(), names.Scope()
        self.file_of = {}
        self.files.take("board_excerpt")
        for peripheral in device.peripherals:
            stem = self.files.take(f"{self.lower}_{names.clean(peripheral.name).lower()}")
            self.file_of[id(peripheral)] = f"{stem}.h"
            self.constants.take(guard_of(f"{stem}.h"))

    def head(self, about):
        """The comment at the top of a header."""
        licence = [line for line in self.device.licence.splitlines() if line.strip()]
        lines = text.comment([about, f"Made by rivet-svd from {self.source}. Do not edit.",
                              *licence])
        if len(lines) == 1:
            return [lines[0].replace("/**", "/*")]
        return ["/*", *lines[1:]]


def guard_of(file):
    """The include guard of a header."""
    return names.constant(file)


def guarded(chip, file, about, lines):
    """The text of a header."""
    guard = guard_of(file)
    whole = chip.head(about) + [f"#ifndef {guard}", f"#define {guard}", ""]
    whole += [*text.guard_long(lines), "", "#endif"]
    return "\n".join(whole) + "\n"


def constant_lines(chip, path, block, seen):
    """The constants of all registers in a block, once for each list. path leads to the block."""
    lines = []
    for piece in block.pieces:
        for member in piece.members:
            what = member.place.what
            if id(what) in seen:
                continue
            seen.add(id(what))
            inner = [*path, base_name(what.name)]
            if isinstance(what, Register):
                unit = unit_of(what, block.alignments[id(what)])
                prefix = f"{chip.upper}_{names.constant(*inner)}"
                made = register_lines(chip.constants, prefix, ".".join(inner[1:]), what, unit)
                lines += ["", *made] if made else []
            else:
                lines += constant_lines(chip, inner, block.inner(member.place), seen)
    return lines


def peripheral_header(chip, peripheral, sharing):
    """The header of a peripheral with registers of its own."""
    tag = f"{chip.lower}_{names.clean(peripheral.name).lower()}_regs"
    structure = structure_of(tag, sharing, chip.tags)
    about = f"{peripheral.name} of {chip.device.name}. {peripheral.text}"
    lines = ["#include <hal/mmio.h>", "#include <stdint.h>", ""]
    if not structure.block.pieces:
        lines += text.comment([f"The file {chip.source} has no registers of it."])
    else:
        lines += structure.lines(f"The registers of {peripheral.name}.")
        lines += constant_lines(chip, [peripheral.name], structure.block, set())
    return guarded(chip, chip.file_of[id(peripheral)], about, lines), structure.tag


def alias_header(chip, peripheral, tag):
    """The header of a peripheral that has the registers of another."""
    file = chip.file_of[id(peripheral.alias)]
    about = (f"{peripheral.name} of {chip.device.name}. {text.sentence(peripheral.text)} It has "
             f"the registers of {peripheral.alias.name}: use struct {tag}.")
    return guarded(chip, chip.file_of[id(peripheral)], about, [f'#include "{file}"'])


def interrupt_name(peripheral, interrupt):
    """The name of a peripheral's interrupt, which has that of the peripheral if it is the only."""
    own = names.constant(peripheral.name)
    name = names.constant(interrupt.name)
    if len(peripheral.interrupts) == 1 or name == own:
        return f"BOARD_{own}_IRQ"
    return f"BOARD_{name}_IRQ" if name.startswith(own) else f"BOARD_{own}_{name}_IRQ"


def board_excerpt(chip):
    """The addresses and interrupt numbers."""
    scope, entries = names.Scope(), []
    for peripheral in chip.device.peripherals:
        def add(remark, name, value, decimal=False):
            entries.append((text.comment([remark], "    "), scope.take(name),
                            *text.number(value, decimal)))
        add(f"Registers: {chip.file_of[id(peripheral)]}.",
            f"BOARD_{names.constant(peripheral.name)}_BASE", peripheral.base)
        for interrupt in peripheral.interrupts:
            add(f"{interrupt.name}. {interrupt.text}", interrupt_name(peripheral, interrupt),
                interrupt.number, True)
    small = [entry[:3] for entry in entries if entry[3]]
    large = [entry[:3] for entry in entries if not entry[3]]
    lines = ["#include <stdint.h>"]
    lines += ["", *text.enumerators(small)] if small else []
    lines += ["", *text.macros(large)] if large else []
    about = (f"Addresses and interrupt numbers of {chip.device.name}, for a board.h to take what "
             "it needs from.")
    return guarded(chip, "board_excerpt.h", about, lines)


def headers(device, source):
    """The texts of all files by their names."""
    chip = Chip(device, source)
    made, tags = {}, {}
    for peripheral in device.peripherals:
        if peripheral.alias is None:
            sharing = [peripheral] + [other for other in device.peripherals
                                      if other.alias is peripheral]
            made[chip.file_of[id(peripheral)]], tags[id(peripheral)] = peripheral_header(
                chip, peripheral, sharing)
    for peripheral in device.peripherals:
        if peripheral.alias is not None:
            made[chip.file_of[id(peripheral)]] = alias_header(
                chip, peripheral, tags[id(peripheral.alias)])
    made["board_excerpt.h"] = board_excerpt(chip)
    return made
