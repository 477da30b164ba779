#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks that the LEDs of blinky change, by QEMU's trace of the pins.

blinky.py <rivet-run> <firmware>
"""
import re
import subprocess
import sys

LEDS = {"red": 22, "green": 19, "blue": 21}
OUTPUT_VALUE = 0xC


def main():
    runner, firmware = sys.argv[1:]
    done = subprocess.run([runner, "--timeout", "4", firmware, "--", "-trace", "sifive_gpio_write"],
                          stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    writes = re.findall(r"sifive_gpio_write offset 0x([0-9a-f]+) value 0x([0-9a-f]+)",
                        done.stdout + done.stderr)
    values = [int(value, 16) for offset, value in writes if int(offset, 16) == OUTPUT_VALUE]
    changes = {name: sum((a ^ b) >> pin & 1 for a, b in zip(values, values[1:]))
               for name, pin in LEDS.items()}
    print(changes)
    if not changes["red"] > changes["green"] > changes["blue"] >= 2:
        sys.exit("the LEDs don't blink at three paces")


main()
