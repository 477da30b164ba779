# SPDX-License-Identifier: MIT
"""Identifiers of C and C++ from vendors' names."""
import re
import unicodedata

# Keywords of C up to C23 and C++ up to C++23, types that the structs use, and lower-case macros of
# GCC and the C library.
RESERVED = frozenset("""
alignas alignof and and_eq asm auto bitand bitor bool break case catch char char8_t char16_t
char32_t class co_await co_return co_yield compl concept const const_cast consteval constexpr
constinit continue decltype default delete do double dynamic_cast else enum explicit export extern
false final float for friend goto if import inline int long module mutable namespace new noexcept
not not_eq nullptr operator or or_eq override private protected public register reinterpret_cast
requires restrict return short signed sizeof static static_assert static_cast struct switch
template this thread_local throw true try typedef typeid typename typeof typeof_unqual union
unsigned using virtual void volatile wchar_t while xor xor_eq
reg_ro8 reg_wo8 reg_rw8 reg_ro16 reg_wo16 reg_rw16 reg_ro32 reg_wo32 reg_rw32 uint8_t
assert complex environ errno i386 imaginary linux noreturn offsetof stderr stdin stdout unix
""".split())
LETTERS = {"\u00b5": "u", "\u03bc": "u", "\u03a9": "Ohm", "\u00df": "ss", "\u00d8": "O",
           "\u00f8": "o", "+": "_plus_", "#": "_n_"}


def clean(text):
    """The text as the middle of an identifier: letters, digits and single underscores."""
    text = "".join(LETTERS.get(letter, letter) for letter in text)
    text = unicodedata.normalize("NFKD", text)
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return re.sub(r"[^A-Za-z0-9]+", "_", text).strip("_") or "unnamed"


def constant(*parts):
    """The name of a constant from the parts of its path."""
    return "_".join(clean(part) for part in parts).upper()


def variable(text, prefix="r"):
    """The name of a member: in lower case, no keyword, not beginning with a digit."""
    name = clean(text).lower()
    if name in RESERVED:
        name += "_"
    return prefix + name if name[0].isdigit() else name


class Scope:
    """Names that must differ. The second of two equal names becomes name_2."""

    def __init__(self):
        self.taken = set()

    def take(self, name):
        """The name, or a like one that is free."""
        number, made = 2, name
        while made in self.taken:
            made = f"{name}_{number}"
            number += 1
        self.taken.add(made)
        return made

    def take_all(self, name, endings):
        """A name that is free with each of the endings."""
        number, made = 2, name
        while any(made + ending in self.taken for ending in endings):
            made = f"{name}_{number}"
            number += 1
        self.taken.update(made + ending for ending in endings)
        return made
