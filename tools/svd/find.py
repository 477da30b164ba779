# SPDX-License-Identifier: MIT
"""Finds elements of a device by their paths: UART0.txctrl.counter, PLIC.enable[1]."""
import dataclasses
import re

from svd.model import Register


@dataclasses.dataclass
class Found:
    """A register at its address, whole or one half, and what the path names in it."""
    path: str
    register: Register
    address: int
    bits: int
    count: int
    field: object = None


class Missing(Exception):
    """There is no such element."""


def peripheral_of(device, name):
    """The peripheral of that name."""
    for peripheral in device.peripherals:
        if peripheral.name == name:
            return peripheral
    raise Missing(f"the SVD file has no peripheral '{name}'")


def split(word):
    """The name and the index of "name[3]"."""
    found = re.fullmatch(r"(.+)\[(\d+)\]", word)
    return (found[1], int(found[2])) if found else (word, None)


def step(places, word):
    """The place of that name, and the element's index or None."""
    name, index = split(word)
    for place in places:
        if place.name == word and (place.count is None or index is None):
            return place, None
        if place.name == name and place.count is not None and index is not None:
            if index < place.count:
                return place, index
    raise Missing(f"the SVD file has no '{word}' there")


def inside(found, words):
    """The half or the field that the rest of a path names."""
    if words and words[0] in ("lo", "hi") and found.register.size == 64:
        found.bits, found.address = 32, found.address + 4 * (words.pop(0) == "hi")
    if not words:
        return found
    fields = [field for field in found.register.fields if [field.name] == words]
    if not fields:
        raise Missing(f"the register has no field '{'.'.join(words)}'")
    found.field = fields[0]
    return found


def element(device, path):
    """The register, or the field of one, at a path."""
    words = path.split(".")
    peripheral = peripheral_of(device, words.pop(0))
    places, address = peripheral.owner().places, peripheral.base
    while words:
        place, index = step(places, words.pop(0))
        address += place.offset + (index or 0) * place.stride
        if isinstance(place.what, Register):
            count = 1 if place.count is None or index is not None else place.count
            size = place.what.bytes() * 8
            return inside(Found(path, place.what, address, size, count), words)
        if place.count is not None and index is None:
            raise Missing(f"'{place.name}' is an array: write '{place.name}[0]'")
        places = place.what.places
    raise Missing(f"'{path}' is no register: name one, as {path}.NAME")


def interrupt(device, path):
    """The interrupt PERIPHERAL.NAME, or the only one of PERIPHERAL."""
    name, _, which = path.partition(".")
    peripheral = peripheral_of(device, name)
    found = [one for one in peripheral.interrupts if which in ("", one.name)]
    if len(found) != 1:
        raise Missing(f"'{name}' has {len(found)} interrupts called so: write PERIPHERAL.NAME")
    return found[0]
