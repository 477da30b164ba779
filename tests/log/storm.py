#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs storm.c and checks that each record is exact and in order of its source, or counted as lost.

storm.py <rivet-run> <firmware> <least bytes of records>
"""
import json
import re
import subprocess
import sys


def mixed(number):
    return (number * 2654435761 ^ number >> 7) & 0xFFFFFFFF


def check_record(record, last):
    name, number, value, more = re.fullmatch(
        r"(\w+) (\d+) (\d+)( 123456789abcdef0)?", record["text"]).groups()
    number = int(number)
    assert more is None or mixed(number) % 2 == 1, record
    assert int(value) == mixed(number), record
    assert number > last.get(name, 0), f"{name} {number} comes after {last[name]}"
    assert (record["hart"] == 0) == (not name.startswith("hart")), record
    last[name] = number
    return name


def main():
    run, firmware, least = sys.argv[1:]
    output = subprocess.run([run, "--json", "--timeout", "100", firmware], check=True,
                            stdout=subprocess.PIPE).stdout.decode()
    last, received, lost, texts, totals = {}, {}, {}, 0, {}
    for line in output.splitlines():
        entry = json.loads(line)
        if "lost" in entry:
            lost[entry["hart"]] = lost.get(entry["hart"], 0) + entry["lost"]
        elif "text" in entry:
            name = check_record(entry, last)
            received[name] = received.get(name, 0) + 1
        elif entry["console"].startswith("totals "):
            words = entry["console"].split()[1:]
            totals = dict(zip(words[::2], map(int, words[1::2])))
        else:
            assert re.fullmatch(r"text \d+", entry["console"]), entry
            texts += 1
    print("totals", totals, "received", received, "lost", lost, "texts", texts)
    assert totals and texts == totals["main"] // 64
    for hart in range(4):
        sources = [f"hart{hart}"] if hart else ["main", "timer", "software"]
        total = sum(totals[source] for source in sources)
        arrived = sum(received.get(source, 0) for source in sources)
        assert arrived or not total, f"hart {hart}: no record arrived"
        assert total == arrived + lost.get(hart, 0), f"hart {hart}: {total} were logged"
    # A record has 15 bytes or more: marker, size, site, time, lengths, two values, check.
    assert 15 * (sum(received.values()) + sum(lost.values())) >= int(least)


main()
