# SPDX-License-Identifier: MIT
"""Reads the file that says which C names mean which elements of an SVD file.

    file ../../drivers/sifive_uart.h
    struct sifive_uart_regs at UART0
    txdata = txdata
    ip = ip, but access: pending bits change with the FIFOs alone
    constants
    SIFIVE_UART_IRQ_TX = mask of UART0.ie.txwm
"""
import dataclasses
import os
import re
import typing

from svd.problems import SvdError

EXCUSES = ("access", "count", "size")
LINE = re.compile(r"(?P<name>\S.*?) = (?:none: (?P<none>\S.*)|(?P<target>[^,]+?)"
                  r"(?:, but (?P<but>\w+(?: and \w+)*): (?P<reason>\S.*))?)")
FORMS = "write NAME = ELEMENT, NAME = ELEMENT, but access: REASON, or NAME = none: REASON"


@dataclasses.dataclass
class Entry:
    """A line: a name of C and what it means. target is None where it means nothing."""
    line: int
    name: str
    target: typing.Optional[str]
    excused: tuple


@dataclasses.dataclass
class Group:
    """The lines for a struct at a peripheral, or for constants: then both are None."""
    line: int
    struct: typing.Optional[str]
    peripheral: typing.Optional[str]
    entries: list


@dataclasses.dataclass
class Source:
    """A file of C and the groups of its names."""
    line: int
    path: str
    groups: list


class Reader:
    """Reads the lines."""

    def __init__(self, path):
        self.path, self.sources, self.number = path, [], 0

    def fail(self, text):
        """Ends the run with the current line."""
        raise SvdError(f"{self.path}:{self.number}: {text}")

    def read_line(self, line):
        """A line without blanks around it."""
        words = line.split()
        if words[0] == "file" and len(words) == 2:
            path = os.path.join(os.path.dirname(self.path), words[1])
            self.sources.append(Source(self.number, os.path.normpath(path), []))
        elif not self.sources:
            self.fail("a line 'file PATH' must come first")
        elif words[0] == "struct" and len(words) == 4 and words[2] == "at":
            self.sources[-1].groups.append(Group(self.number, words[1], words[3], []))
        elif words == ["constants"]:
            self.sources[-1].groups.append(Group(self.number, None, None, []))
        elif not self.sources[-1].groups:
            self.fail("a line 'struct TAG at PERIPHERAL' or 'constants' must come first")
        else:
            self.sources[-1].groups[-1].entries.append(self.read_entry(line))

    def read_entry(self, line):
        """A line for one name."""
        found = LINE.fullmatch(line)
        if found is None:
            self.fail(f"'{line}' is not understood: {FORMS}")
        excused = tuple((found["but"] or "").split(" and ")) if found["but"] else ()
        unknown = [word for word in excused if word not in EXCUSES]
        if unknown:
            self.fail(f"'{unknown[0]}' can't differ: write {', '.join(EXCUSES)}")
        return Entry(self.number, found["name"], found["target"], excused)

    def read(self):
        """The files that the map names."""
        try:
            with open(self.path, encoding="utf-8") as file:
                lines = file.read().splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise SvdError(f"{self.path}: {error}: name a map file") from error
        for self.number, line in enumerate(lines, 1):
            if line.strip() and not line.strip().startswith("#"):
                self.read_line(line.strip())
        if not any(group.entries for source in self.sources for group in source.groups):
            self.fail("it compares nothing: add lines")
        return self.sources
