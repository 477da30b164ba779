# SPDX-License-Identifier: MIT
"""Reads the fields of a register."""
import itertools

from svd import dim, number
from svd.model import Field, Value

ACCESS = ("read-only", "write-only", "read-write", "writeOnce", "read-writeOnce")
# Only the accesses of one direction can share bits.
READS, WRITES = ("read-only",), ("write-only", "writeOnce")


def integer(node, tag, problems, default=None):
    """The number in a child element. Without the element it is the default."""
    child = node.child(tag)
    if child is None:
        return default
    value = number.parse(child.text.strip())
    if value is None:
        problems.add(child, f"'{child.text.strip()}' is no number: {number.FORMS}")
        return 0
    return value


def access_of(node, problems):
    """The element's own access, or None."""
    text = node.value("access")
    known = {access.lower(): access for access in ACCESS}
    if text is None:
        return None
    if f"{text}-only" in ACCESS:
        problems.warn(node.child("access"), f"'{text}' is taken as {text}-only")
        return f"{text}-only"
    if text.lower() not in known:
        problems.add(node.child("access"), f"'{text}' is no access: write one of "
                     f"{', '.join(ACCESS)}", "access")
        return "read-write"
    return known[text.lower()]


def boolean(text):
    """Whether the text is a true boolean of XML."""
    return (text or "").lower() in ("true", "1")


def effects_of(node):
    """What accesses do beside reading and writing."""
    read, written = node.value("readAction"), node.value("modifiedWriteValues")
    texts = {"clear": "A read clears it.", "set": "A read sets it.",
             "modify": "A read changes it.",
             "modifyExternal": "A read changes something elsewhere."}
    writes = {"oneToClear": "Write 1 to clear.", "oneToSet": "Write 1 to set.",
              "oneToToggle": "Write 1 to toggle.", "zeroToClear": "Write 0 to clear.",
              "zeroToSet": "Write 0 to set.", "zeroToToggle": "Write 0 to toggle.",
              "clear": "Any write clears it.", "set": "Any write sets it."}
    found = [texts.get(read, f"readAction: {read}.")] if read else []
    if written and written != "modify":
        found.append(writes.get(written, f"modifiedWriteValues: {written}."))
    return found


def position(node, problems):
    """The lowest bit and the width, from one of the three forms."""
    text = node.value("bitRange")
    if text is not None:
        found = number.parse_bits(text)
        if found is None:
            problems.add(node.child("bitRange"), f"bitRange '{text}' is not [msb:lsb]: correct it")
        return found or (0, 1)
    low = integer(node, "lsb", problems, integer(node, "bitOffset", problems))
    high = integer(node, "msb", problems)
    if low is None:
        problems.add(node, "nothing says which bits it has: add bitRange, lsb and msb, or "
                           "bitOffset and bitWidth")
        return 0, 1
    width = integer(node, "bitWidth", problems, 1) if high is None else high - low + 1
    if width < 1:
        problems.add(node, f"its highest bit, {low + width - 1}, is below its lowest, {low}: "
                           "correct it")
    return low, max(width, 1)


def read_value(node, field_width, usage, problems):
    """One enumerated value, or None if it is wrong."""
    name = node.name() or node.value("value") or "default"
    text = node.value("description") or ""
    if boolean(node.value("isDefault")):
        return Value(name, text, None, None, usage)
    written = node.value("value")
    found = number.parse_pattern(written or "")
    if found is None:
        problems.add(node, f"its value is {dim.quoted(written)}: {number.FORMS}, of which x stands "
                           "for any digit, or add isDefault")
        return None
    if found[0] >> field_width:
        problems.add(node, f"its value {found[0]} does not fit into {field_width} bits: correct "
                           "value or field", "values")
        return None
    every = (1 << field_width) - 1
    care = None if found[1] is None or found[1] & every == every else found[1] & every
    return Value(name, text, found[0], care, usage)


def read_values(node, width, problems):
    """The enumerated values of a field, of both directions."""
    found = []
    for values in node.all("enumeratedValues"):
        usage = values.value("usage") or "read-write"
        found += [read_value(value, width, usage, problems)
                  for value in values.all("enumeratedValue")]
    return [value for value in found if value is not None]


def read_field(node, register_access, problems):
    """The fields that an element stands for: several of a list."""
    low, width = position(node, problems)
    dims = dim.Dim(node, problems)
    values = read_values(node, width, problems)
    name, text = node.name() or "", node.value("description") or ""
    if not name:
        problems.add(node, "it has no name: add <name>")
    for step, index in enumerate(dims.names or [""]):
        yield Field(dim.put_index(name, index), dim.put_index(text, index),
                    low + step * dims.stride, width,
                    access_of(node, problems) or register_access, effects_of(node), values,
                    node)


def may_share(one, other):
    """Whether two fields may have bits in common: one is only read, the other only written."""
    return (one.access in READS and other.access in WRITES) or (
        one.access in WRITES and other.access in READS)


def check_fields(fields, size, problems):
    """Reports fields outside the register and fields that overlap."""
    ordered = sorted(fields, key=lambda field: field.lsb)
    for place, field in enumerate(ordered):
        end = field.lsb + field.width
        if end > size:
            problems.add(field.node, f"it ends at bit {end - 1}, and its register has {size} bits: "
                                     "correct one of them", "fields")
        for other in itertools.islice(ordered, place + 1, None):
            if other.lsb >= end:
                break
            if not may_share(field, other):
                problems.add(other.node, f"it overlaps field '{field.name}' (line "
                                         f"{field.node.line}) at bit {other.lsb}: correct their "
                                         "positions", "fields")
                break


def read_fields(node, size, register_access, problems):
    """The fields of a register, lowest bit first."""
    found = []
    for fields in node.all("fields"):
        for child in fields.all("field"):
            found += read_field(child, register_access, problems)
    check_fields(found, size, problems)
    return sorted(found, key=lambda field: field.lsb)
