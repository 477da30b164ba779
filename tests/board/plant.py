#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Changes the numbers in a board's header one by one; the check must name each.

The arguments are those of devicetree.py.
"""
import re
import sys
import tempfile

import devicetree


def main():
    tree, board, header, *compiler = sys.argv[1:]
    tree = devicetree.read(tree)
    with open(header, encoding="utf-8") as file:
        text = file.read()
    numbers = re.findall(r"^ +(BOARD_\w+) = (\w+),", text, re.MULTILINE)
    planted = [(name, number) for name, number in numbers if name not in devicetree.UNTOLD[board]]
    missed = []
    for name, number in planted:
        with tempfile.NamedTemporaryFile("w", suffix=".h", encoding="utf-8") as wrong:
            wrong.write(text.replace(f" {name} = {number},", f" {name} = {number} ^ 4,"))
            wrong.flush()
            _, found = devicetree.compare(tree, board, wrong.name, compiler)
        if len(found) != 1 or not found[0].startswith(name + " "):
            missed.append(name)
    if missed or not planted:
        sys.exit(f"not detected: {missed}")
    print(f"{len(planted)} wrong numbers detected")


main()
