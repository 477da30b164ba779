#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks the profile of a firmware with a known profile.

profile.py TRACE RUNNER FIRMWARE SVG
"""
import re
import subprocess
import sys
import xml.etree.ElementTree

TRACE, RUNNER, FIRMWARE, SVG = sys.argv[1:]


def check(condition, text):
    if not condition:
        sys.exit(f"profile.py: {text}")


def main():
    result = subprocess.run([sys.executable, TRACE, RUNNER, FIRMWARE, SVG], timeout=100,
                            stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    print(result.stdout, result.stderr)
    check(result.returncode == 0, f"status {result.returncode}")
    rows = {}
    for line in result.stdout.splitlines():
        match = re.match(r" *(\d+) +[\d.]+% +(\d+)  (\S+)(.*)$", line)
        if match:
            rows[match.group(3)] = (int(match.group(1)), int(match.group(2)), match.group(4))
    own, _, callers = rows["leaf"]
    check(own % 1000 == 0 and 4000 <= own <= 9000, f"leaf executed {own}, not 1000 times the same")
    check(callers == "  from busy 90 %, idle 10 %", f"leaf was called{callers}")
    check(rows["busy"][1] == rows["busy"][0] + own * 9 // 10, "busy and its callee do not add up")
    check("main" in rows["busy"][2], "busy was not called by main")
    check(rows["main"][1] >= rows["busy"][1] + rows["idle"][1], "main has less than its callees")
    # Without interrupt handlers mtvec has the trap entry itself, under both names.
    vector = "rt_mtvec" if "rt_mtvec" in rows else "rti_trap_vector"
    check(vector in rows and "rti_trap" in rows, "the trap is missing")
    check("rt_try_load8" in rows[vector][2], "the trap is not told from its cause")
    titles = [title.text for title in xml.etree.ElementTree.parse(SVG).iter(
        "{http://www.w3.org/2000/svg}title")]
    for name in ("leaf", "busy", "main", "rti_entry", "_start"):
        check(any(title.startswith(f"{name}: ") for title in titles), f"the graph lacks {name}")


main()
