# SPDX-License-Identifier: MIT
"""Lines of C, laid out as clang-format leaves them."""
import re
import unicodedata

WIDTH = 100
# Characters that don't print or that change the direction of text.
HIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def columns(text):
    """How many columns the text takes."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else
               0 if unicodedata.combining(letter) else 1 for letter in text)


def plain(text):
    """A vendor's text for a comment, which can neither end there nor begin another one."""
    text = re.sub(r"\\n|\\t", " ", text)
    text = "".join(" " if unicodedata.category(letter) in HIDDEN else letter for letter in text)
    text = " ".join(text.split())
    text = text.replace("??", "? ?").replace("??", "? ?")
    while "*/" in text or "/*" in text:
        text = text.replace("*/", "* /").replace("/*", "/ *")
    # A backslash at the end of a line would join it with the next one.
    return " ".join(re.sub(r"\\+( |$)", r"\1", text).split())


def wrap(text, width):
    """The text in lines of at most this width. A longer word is cut."""
    lines, line = [], ""
    for word in text.split(" "):
        while columns(word) > width:
            cut = width if word.isascii() else width // 2
            lines += [line] if line else []
            lines.append(word[:cut])
            line, word = "", word[cut:]
        if line and columns(line) + 1 + columns(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return lines + ([line] if line else [])


def comment(paragraphs, indent=""):
    """The lines of a comment of several paragraphs."""
    texts = [text for text in map(plain, paragraphs) if text]
    if not texts:
        return []
    whole = f"{indent}/** {texts[0]} */"
    if len(texts) == 1 and columns(whole) <= WIDTH:
        return [whole]
    lines = [f"{indent}/**"]
    for text in texts:
        lines += [f"{indent} * {line}" for line in wrap(text, WIDTH - len(indent) - 3)]
    return lines + [f"{indent} */"]


def sentence(text):
    """The text with a full stop, so that another sentence can follow."""
    text = text.strip()
    return text + "." if text and text[-1] not in ".!?:;" else text


def number(value, decimal=False):
    """A constant expression of the value, and whether an enum can have it."""
    if value <= 9 or decimal and value < 1 << 31:
        return str(value), True
    if value < 1 << 31:
        return f"{value:#x}", True
    return (f"UINT32_C({value:#x})" if value < 1 << 32 else f"UINT64_C({value:#x})"), False


def enumerators(entries):
    """An enum of (comment lines, name, expression)."""
    lines = ["enum {"]
    for remarks, name, value in entries:
        lines += remarks
        lines += fitting([f"    {name} = {value},"], [f"    {name} =", f"        {value},"])
    return lines + ["};"]


def macros(entries):
    """Definitions of (comment lines, name, expression); those without comments are aligned."""
    lines, run = [], []
    for remarks, name, value in entries:
        short = len(f"#define {name} {value}") <= WIDTH
        if remarks or not short:
            lines += aligned(run)
            run = []
        lines += [line[4:] for line in remarks]
        if short:
            run.append((name, value))
        else:
            lines += fitting([f"#define {name} {value}"], [f"#define {name} \\", f"    {value}"])
    return lines + aligned(run)


def aligned(run):
    """Definitions in a row. Alignment may take one beyond the width, as clang-format does it."""
    widest = max((len(name) for name, _ in run), default=0)
    return [f"#define {name.ljust(widest)} {value}" for name, value in run]


def fitting(whole, broken):
    """The statement in one line, or broken if only that fits."""
    return broken if len(whole[0]) > WIDTH and max(map(len, broken)) <= WIDTH else whole


def guard_long(lines):
    """The lines; a statement that no break makes fit, or a struct of such a name, is kept from
    clang-format."""
    made, end = [], None
    for line in lines:
        indent = line[:len(line) - len(line.lstrip())]
        is_long = columns(line) > WIDTH and not re.match(r" *(\*|/\*|#include)", line)
        if is_long and end is None:
            made.append(f"{indent}/* clang-format off */")
            end = f"{indent}}};" if line.endswith("{") else line
        made.append(line)
        if line == end:
            made.append(f"{indent}/* clang-format on */")
            end = None
    return made


def call(name, *arguments):
    """A call as a declaration, broken between arguments where it is too long."""
    lines, line = [], f"{name}("
    indent = " " * len(line)
    for place, argument in enumerate(arguments):
        piece = argument + (");" if place == len(arguments) - 1 else ",")
        if len(line) + len(piece) + 1 > WIDTH and line.strip() != f"{name}(":
            lines.append(line)
            line = indent + piece
        else:
            line += piece if line.endswith("(") else f" {piece}"
    return fitting([f"{name}({', '.join(arguments)});"], lines + [line])
