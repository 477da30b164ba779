# SPDX-License-Identifier: MIT
"""What an SVD file says, as objects: offsets in bytes from the block around, positions in bits."""
import dataclasses
import typing

from svd.tree import Node


@dataclasses.dataclass
class Value:
    """An enumerated value. `number` is None for the default, `care` for a value whose bits all
    count."""
    name: str
    text: str
    number: typing.Optional[int]
    care: typing.Optional[int]
    usage: str


@dataclasses.dataclass
class Field:
    """A field of a register."""
    name: str
    text: str
    lsb: int
    width: int
    access: typing.Optional[str]
    effects: list
    values: list
    node: Node


@dataclasses.dataclass
class Register:
    """A register, or an array or list of registers alike."""
    name: str
    text: str
    size: int
    access: str
    reset: typing.Optional[int]
    reset_mask: int
    effects: list
    fields: list
    node: Node

    def bytes(self):
        """Its size in whole bytes."""
        return (self.size + 7) // 8


@dataclasses.dataclass
class Cluster:
    """A group of registers, or an array or list of groups alike."""
    name: str
    text: str
    places: list
    node: Node


@dataclasses.dataclass
class Place:
    """Where a register or cluster is. count is None unless it is an array with this stride."""
    name: str
    text: str
    offset: int
    what: typing.Union[Register, Cluster]
    count: typing.Optional[int] = None
    stride: int = 0


@dataclasses.dataclass
class Interrupt:
    """An interrupt of a peripheral."""
    name: str
    text: str
    number: int
    node: Node


@dataclasses.dataclass
class Peripheral:
    """A peripheral. `alias` is the one whose registers it has, else None."""
    name: str
    text: str
    base: int
    places: list
    interrupts: list
    alias: typing.Optional["Peripheral"]
    node: Node

    def owner(self):
        """The peripheral whose header has the registers."""
        return self.alias or self


@dataclasses.dataclass
class Device:
    """A chip."""
    name: str
    text: str
    version: str
    licence: str
    peripherals: list
