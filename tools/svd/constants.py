# SPDX-License-Identifier: MIT
"""The constants of a register: its reset value; masks, shifts and values of its fields.

Values are shifted to their field, as reg_update takes them. In a register in parts, a constant is
for one part, whose name it has.
"""
from svd import names, text


class Writer:
    """Makes entries (comment lines, name, expression, whether it fits an enum).

    The names are unique in a chip.
    """

    def __init__(self, scope):
        self.scope, self.entries, self.others = scope, [], []

    def add(self, remarks, name, value, unique=True, decimal=False):
        """Adds a constant."""
        name = self.scope.take(name) if unique else name
        self.entries.append((text.comment(remarks, "    "), name, *text.number(value, decimal)))

    def lines(self):
        """The constants so far: an enum, and macros for what an enum can't have."""
        small = [entry[:3] for entry in self.entries if entry[3]]
        large = [entry[:3] for entry in self.entries if not entry[3]]
        return (text.enumerators(small) if small else []) + text.macros(large)


def part_names(register, unit):
    """The names of the parts; one without a name for a register that is one."""
    parts = register.bytes() // unit
    if parts == 1:
        return [""]
    return ["LO", "HI"] if (parts, unit) == (2, 4) else [f"PART{part}" for part in range(parts)]


def about(field, register):
    """The comment of a field."""
    texts = [text.sentence(field.text), *field.effects]
    if field.access and field.access != register.access:
        texts.insert(1, f"{field.access[0].upper()}{field.access[1:]}.")
    return " ".join(filter(None, texts))


def add_reset(writer, prefix, register):
    """The reset value, of 64 bits at most."""
    if register.reset is None or register.size > 64:
        return
    remark = "The value after reset."
    if register.reset_mask != (1 << register.size) - 1:
        remark = f"The value after reset of the bits {register.reset_mask:#x}."
    writer.add([remark], f"{prefix}_RESET", register.reset & register.reset_mask)


def add_values(writer, prefix, field, shift, cut):
    """The enumerated values as far as they are in this part: cut is the field's bits in it."""
    done = set()
    for value in field.values:
        name = names.constant(prefix, value.name)
        usage = {"read": "When read. ", "write": "When written. "}.get(value.usage, "")
        if value.number is None:
            writer.others.append(f"Any other value of {field.name}: {value.name}. {value.text}")
            continue
        placed = (value.number << field.lsb >> shift) & cut
        if (name, placed, value.care) in done:
            continue
        done.add((name, placed, value.care))
        writer.add([usage + value.text], name, placed)
        if value.care is not None:
            writer.add(["The bits that count in it."], f"{name}_CARE",
                       (value.care << field.lsb >> shift) & cut)


def add_field(writer, prefix, field, register, unit):
    """The constants of a field, in each part of the register that has bits of it."""
    bits = unit * 8
    mask = ((1 << field.width) - 1) << field.lsb
    if field.lsb + field.width > register.size:
        writer.others.append(f"Field {field.name} is left out: it ends at bit "
                             f"{field.lsb + field.width - 1}.")
        return
    for part, part_name in enumerate(part_names(register, unit)):
        cut = mask >> part * bits & ((1 << bits) - 1)
        if cut == 0:
            continue
        path = [prefix, part_name, field.name] if part_name else [prefix, field.name]
        name = writer.scope.take_all(names.constant(*path), ("_MASK", "_SHIFT"))
        writer.add([about(field, register)], f"{name}_MASK", cut, False)
        writer.add([], f"{name}_SHIFT", (cut & -cut).bit_length() - 1, False, True)
        if register.size <= 64:
            add_values(writer, name, field, part * bits, cut)


def register_lines(scope, prefix, path, register, unit):
    """The lines for a register; none if it has neither a reset value nor fields."""
    writer = Writer(scope)
    add_reset(writer, prefix, register)
    for field in register.fields:
        add_field(writer, prefix, field, register, unit)
    lines = writer.lines()
    if not lines and not writer.others:
        return []
    return text.comment([f"Constants of {path}.", *dict.fromkeys(writer.others)]) + lines
