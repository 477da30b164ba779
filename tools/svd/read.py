# SPDX-License-Identifier: MIT
"""Reads a device: properties are inherited, arrays and lists become places."""
from svd import dim
from svd.derive import Resolver
from svd.fields import READS, WRITES, access_of, effects_of, integer, read_fields
from svd.model import Cluster, Device, Interrupt, Peripheral, Place, Register
from svd.problems import Problems
from svd.tree import parse_file

# C's objects are smaller than this on 32 bits.
MAX_OFFSET = 1 << 30
MAX_SIZE = 4096
ADDRESSES = 1 << 64


class Properties:
    """What registers inherit from the levels around them."""

    def __init__(self, node, problems, outer=None):
        self.size = integer(node, "size", problems, outer and outer.size)
        self.access = access_of(node, problems) or (outer and outer.access)
        self.reset = integer(node, "resetValue", problems, outer and outer.reset)
        self.mask = integer(node, "resetMask", problems, outer and outer.mask)


def need(node, tag, problems):
    """A number that must be there; it is 0 after an error."""
    value = integer(node, tag, problems)
    if value is None:
        problems.add(node, f"it has no {tag}: add one")
    return value or 0


def access_by_fields(fields):
    """The access of a register that names none: that of its fields, if they agree."""
    found = {field.access for field in fields}
    for kinds, access in ((READS, "read-only"), (WRITES, "write-only")):
        if found and found.issubset(kinds):
            return access
    return None


def read_register(node, outer, problems):
    """The register, without its place."""
    properties = Properties(node, problems, outer)
    size = properties.size
    if size is None:
        problems.add(node, "no size is given, neither here nor around it: add <size>")
    elif not 0 < size <= MAX_SIZE:
        problems.add(node, f"its size is {size} bits: write 1 to {MAX_SIZE}")
    size = size if size and size <= MAX_SIZE else 32
    access = access_of(node, problems)
    fields = read_fields(node, size, access, problems)
    access = access or access_by_fields(fields) or properties.access or "read-write"
    every = (1 << size) - 1
    mask = every if properties.mask is None else properties.mask & every
    reset = None if properties.reset is None or mask == 0 else properties.reset & every
    return Register(name_of(node, problems), description(node), size, access, reset, mask,
                    effects_of(node), fields, node)


def name_of(node, problems):
    """The element's name."""
    if not node.name():
        problems.add(node, "it has no name: add <name>")
    return node.name() or ""


def description(node):
    """The element's text: the description, else the name on display."""
    return node.value("description") or node.value("displayName") or ""


def extent(what):
    """The end of a register or cluster, in bytes from its start."""
    if isinstance(what, Register):
        return what.bytes()
    return max((end_of(place) for place in what.places), default=0)


def end_of(place):
    """The end of a register or cluster with all its elements."""
    return place.offset + extent(place.what) + ((place.count or 1) - 1) * place.stride


def places_of(node, what, problems):
    """The places of a register or cluster: one, an array, or a list."""
    offset = need(node, "addressOffset", problems)
    dims = dim.Dim(node, problems)
    if dims.names is not None and len(dims.names) > 1 and dims.stride < extent(what):
        problems.add(node, f"its elements overlap: dimIncrement is {dims.stride}, and one takes "
                           f"{extent(what)} bytes: raise dimIncrement")
    if offset + len(dims.names or [""]) * dims.stride > MAX_OFFSET:
        problems.add(node, f"its offset is beyond {MAX_OFFSET:#x}: correct addressOffset or dim")
        return []
    if dims.names is not None and dims.is_array:
        return [Place(dim.base_name(what.name), what.text, offset, what, len(dims.names),
                      dims.stride)]
    return [Place(dim.put_index(what.name, index), dim.put_index(what.text, index),
                  offset + step * dims.stride, what)
            for step, index in enumerate(dims.names or [""])]


def read_places(node, outer, problems):
    """The registers and clusters in an element, by offset."""
    found = []
    for child in node.children:
        if child.tag == "register":
            found += places_of(child, read_register(child, outer, problems), problems)
        elif child.tag == "cluster":
            inner = Properties(child, problems, outer)
            what = Cluster(name_of(child, problems), description(child),
                           read_places(child, inner, problems), child)
            found += places_of(child, what, problems)
    return sorted(found, key=lambda place: place.offset)


def check_blocks(node, places, problems):
    """Reports registers outside the peripheral's address blocks. Blocks that touch are one."""
    blocks = sorted((need(block, "offset", problems), need(block, "size", problems))
                    for block in node.all("addressBlock"))
    merged = []
    for offset, size in blocks:
        if merged and offset <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], offset + size)
        else:
            merged.append([offset, offset + size])
    for place in places if blocks else []:
        end = end_of(place)
        if not any(low <= place.offset and end <= high for low, high in merged):
            problems.add(place.what.node, f"{place.name}, bytes {place.offset:#x} to {end - 1:#x}, "
                         f"is beyond the address block (line {node.child('addressBlock').line}): "
                         "correct addressOffset or addressBlock", "block")


def read_interrupts(node, problems):
    """The interrupts of a peripheral; one that is listed twice counts once."""
    found = {}
    for child in node.all("interrupt"):
        value = need(child, "value", problems)
        name = name_of(child, problems)
        found.setdefault((name, value), Interrupt(name, description(child), value, child))
    return list(found.values())


def read_peripheral(node, outer, known, problems):
    """The peripherals that an element stands for. known has those before, by element."""
    base = need(node, "baseAddress", problems)
    dims = dim.Dim(node, problems)
    alias = known.get(node.alias)
    places = []
    for registers in node.all("registers") if alias is None else []:
        places += read_places(registers, Properties(node, problems, outer), problems)
    places.sort(key=lambda place: place.offset)
    if alias is None:
        check_blocks(node, places, problems)
    if base + len(dims.names or "") * dims.stride >= ADDRESSES:
        problems.add(node, f"baseAddress is {base:#x}, which no 64-bit address is: correct it")
    name = name_of(node, problems)
    for step, index in enumerate(dims.names or [""]):
        made = Peripheral(dim.put_index(name, index), dim.put_index(description(node), index),
                          base + step * dims.stride, places,
                          read_interrupts(node, problems) if step == 0 else [], alias, node)
        alias = alias or made
        known.setdefault(node, made.owner())
        yield made


def in_order(nodes):
    """Peripherals with those that share their registers behind them."""
    return sorted(nodes, key=lambda node: node.alias is not None)


def read_device(path, accepted=()):
    """The device of an SVD file, and warnings. Raises SvdError with all errors."""
    problems = Problems(path, accepted)
    root = parse_file(path)
    if integer(root, "addressUnitBits", problems, 8) != 8:
        problems.warn(root.child("addressUnitBits"), "it is not 8, and offsets are taken as bytes")
    Resolver(problems).resolve_all(root)
    listed = root.child("peripherals")
    nodes = listed.all("peripheral") if listed is not None else []
    if not nodes:
        problems.add(root, "it has no <peripherals> with a <peripheral>: there is nothing to write")
    known, outer, found = {}, Properties(root, problems), {}
    for node in in_order(nodes):
        found[node] = list(read_peripheral(node, outer, known, problems))
    name = name_of(root, problems)
    problems.finish()
    return Device(name, description(root), root.value("version") or "",
                  root.value("licenseText") or "",
                  [made for node in nodes for made in found[node]]), problems.warnings
