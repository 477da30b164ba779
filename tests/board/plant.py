#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Plants one wrong number after the other in a board's header; the check must name each.

plant.py <header> <check>... @ <compiler>...
"""
import re
import subprocess
import sys
import tempfile

NOT_IN_THE_TREE = {"BOARD_DEVICE_CLOCK_HZ", "BOARD_BOOT_HART"}


def main():
    header, *rest = sys.argv[1:]
    check, compiler = rest[:rest.index("@")], rest[rest.index("@") + 1:]
    with open(header, encoding="utf-8") as file:
        text = file.read()
    numbers = re.findall(r"^ +(BOARD_\w+) = (\w+),", text, re.MULTILINE)
    missed = []
    for name, number in numbers:
        if name in NOT_IN_THE_TREE:
            continue
        wrong = text.replace(f" {name} = {number},", f" {name} = {number} ^ 4,")
        with tempfile.NamedTemporaryFile("w", suffix=".h", encoding="utf-8") as planted:
            planted.write(wrong)
            planted.flush()
            done = subprocess.run(check + [planted.name] + compiler, capture_output=True,
                                  check=False)
        if done.returncode == 0 or name.encode() not in done.stderr:
            missed.append(name)
    if missed or not numbers:
        sys.exit(f"not found out: {missed}")
    print(f"{len(numbers)} wrong numbers found out")


main()
