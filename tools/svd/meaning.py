# SPDX-License-Identifier: MIT
"""What constants mean: "mask of UART0.ie.txwm", "interrupt UART0", "value 1 of ..."."""
import re

from svd import find, number

FORMS = ("address of PERIPHERAL", "interrupt PERIPHERAL.NAME", "offset of REGISTER",
         "last index of REGISTER", "reset value of REGISTER", "mask of FIELD + mask of FIELD",
         "shift of FIELD", "value VALUE of FIELD + mask of FIELD")


def field_at(device, path):
    """The field at a path, and its line."""
    found = find.element(device, path)
    if found.field is None:
        raise find.Missing(f"'{path}' is no field: name one of the register's")
    return found.field


def mask(device, path):
    """The bits of a field, or of a whole register."""
    field = field_at(device, path)
    return ((1 << field.width) - 1) << field.lsb, field.node.line


def value(device, text):
    """A value of a field, a number or a name, at its place in the register."""
    which, _, path = text.partition(" of ")
    field = field_at(device, path)
    known = {one.name: one.number for one in field.values}
    amount = known[which] if which in known else number.parse(which)
    if amount is None:
        raise find.Missing(f"'{path}' has no value '{which}'")
    if amount >> field.width:
        raise find.Missing(f"'{path}' has {field.width} bits, and {which} does not fit")
    return amount << field.lsb, field.node.line


def register_value(device, text):
    """A number that a register has."""
    what, _, path = text.rpartition(" of ")
    found = find.element(device, path)
    base = find.peripheral_of(device, path.split(".")[0]).base
    amount = {"offset": found.address - base, "last index": found.count - 1,
              "reset value": found.register.reset}[what]
    if amount is None:
        raise find.Missing(f"'{path}' has no reset value")
    return amount, found.register.node.line


def value_of(device, target):
    """The value that a constant must have, and the line of the SVD file that says so."""
    if target.startswith("address of "):
        peripheral = find.peripheral_of(device, target[len("address of "):])
        return peripheral.base, peripheral.node.line
    if target.startswith("interrupt "):
        found = find.interrupt(device, target[len("interrupt "):])
        return found.number, found.node.line
    if re.match("(offset|last index|reset value) of ", target):
        return register_value(device, target)
    found = []
    for part in target.split(" + "):
        if re.match("(mask|shift) of |value .* of ", part) is None:
            raise find.Missing(f"'{part}' is not understood: write {', '.join(FORMS)}")
        kind, _, rest = part.partition(" ")
        if kind == "value":
            found.append(value(device, rest))
        else:
            bits, line = mask(device, rest[len("of "):])
            found.append((bits if kind == "mask" else (bits & -bits).bit_length() - 1, line))
    total = 0
    for amount, _ in found:
        total |= amount
    return total, found[0][1]
