# SPDX-License-Identifier: MIT
"""The forms of numbers in SVD files."""
import re

FORMS = "write a decimal number, 0x and hexadecimal digits, or # and binary digits"
SCALES = {"": 0, "k": 10, "m": 20, "g": 30, "t": 40}
NUMBER = re.compile(r"\+?(?:0[xX]([0-9a-fA-F]+)|(?:#|0[bB])([01]+)|([0-9]+))([kKmMgGtT]?)")
PATTERN = re.compile(r"(?:#|0[bB])([01xX]+)")
BIT_RANGE = re.compile(r"\[\s*([0-9]+)\s*:\s*([0-9]+)\s*\]")
MAX_ELEMENTS = 65536


def parse(text):
    """The value of a number, or None. A leading 0 does not make it octal."""
    found = NUMBER.fullmatch(text)
    if found is None:
        return None
    digits, base = next((group, base) for group, base in zip(found.groups(), (16, 2, 10)) if group)
    # Python refuses to convert thousands of decimal digits.
    return int(digits, base) << SCALES[found[4].lower()] if len(digits) < 1000 else None


def parse_pattern(text):
    """The value of a pattern and the mask of the bits that count, None for all; or None."""
    plain = parse(text)
    if plain is not None:
        return plain, None
    found = PATTERN.fullmatch(text)
    if found is None or len(found[1]) > 1000:
        return None
    digits = found[1].lower()
    return int(digits.replace("x", "0"), 2), int(re.sub("[01]", "1", digits).replace("x", "0"), 2)


def parse_bits(text):
    """The lowest bit and the width of "[msb:lsb]", or None."""
    found = BIT_RANGE.fullmatch(text)
    if found is None or len(text) > 20 or int(found[1]) < int(found[2]):
        return None
    return int(found[2]), int(found[1]) - int(found[2]) + 1


def parse_index(text):
    """The names that a dimIndex lists: "0-3", "A-D", "3,5,7"; or None."""
    found = re.fullmatch(r"\[?\s*([0-9]{1,9})\s*-\s*([0-9]{1,9})\s*\]?", text)
    if found and 0 <= int(found[2]) - int(found[1]) < MAX_ELEMENTS:
        return [str(number) for number in range(int(found[1]), int(found[2]) + 1)]
    found = re.fullmatch(r"\[?\s*([A-Za-z])\s*-\s*([A-Za-z])\s*\]?", text)
    if found and found[1] <= found[2]:
        return [chr(code) for code in range(ord(found[1]), ord(found[2]) + 1)]
    names = [name.strip() for name in text.split(",")]
    return names if all(names) else None
