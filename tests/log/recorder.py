#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks that a run overwrites the records of the run before from the oldest on.

recorder.py <rivet-run> <firmware>
"""
import re
import subprocess
import sys


def main():
    output = subprocess.run(sys.argv[1:], check=True, stdout=subprocess.PIPE, text=True).stdout
    panic, _, rest = output.partition("second run\n")
    all_of_it, _, rest = rest.partition("first record\n")
    left, _, rest = rest.partition("many records\n")
    numbers = [[int(number) for number in re.findall(r"first run, record (\d+)", part)]
               for part in (panic, all_of_it, left, rest)]
    assert numbers[0] == numbers[1] == list(range(300 - len(numbers[0]), 300)), numbers
    # A ring has four blocks.
    first = numbers[2][0] - numbers[1][0]
    assert numbers[2] == numbers[1][first:] and 0 < first < len(numbers[1]) / 2, numbers
    assert not numbers[3] and "overwrites a block" not in output, output


main()
