#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Damages a saved log at random places, and checks that none is wrong and each loss is counted.

noise.py <rivet-run> <firmware>
"""
import collections
import json
import random
import subprocess
import sys

RUN, FIRMWARE = sys.argv[1:]
SEEDS = 20
PLACES = 10


def run(*command, **options):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, **options).stdout


def decode(log):
    lines = run(RUN, "--decode", "--json", FIRMWARE, input=log).decode()
    return [json.loads(line) for line in lines.splitlines()]


def damage(log, source):
    """A bit changed, a byte lost, a byte doubled, or some bytes replaced, at random places."""
    log = bytearray(log)
    for _ in range(PLACES):
        # Not at the end, after which nothing tells of a loss.
        at = source.randrange(len(log) - 100)
        kind = source.randrange(4)
        if kind == 0:
            log[at] ^= 1 << source.randrange(8)
        elif kind == 1:
            del log[at]
        elif kind == 2:
            log.insert(at, log[at])
        else:
            log[at:at + 12] = bytes(source.randrange(256) for _ in range(12))
    return bytes(log)


def main():
    log = run(RUN, "--raw", FIRMWARE)
    whole = decode(log)
    records = collections.Counter(entry["text"] for entry in whole if "text" in entry)
    assert sum(records.values()) == 2000 and len(records) == 2000, len(records)
    texts = {entry["console"] for entry in whole if "console" in entry}
    assert texts == {f"text {number}" for number in range(0, 1000, 8)}
    for seed in range(SEEDS):
        entries = decode(damage(log, random.Random(seed)))
        received = [entry["text"] for entry in entries if "text" in entry]
        lost = sum(entry.get("lost", 0) for entry in entries)
        wrong = [text for text in received if text not in records]
        assert not wrong, f"seed {seed}: {wrong}"
        assert len(set(received)) + lost == 2000, f"seed {seed}: {len(received)} and {lost} lost"
        left = {entry["console"] for entry in entries if "console" in entry} & texts
        assert len(left) >= len(texts) - PLACES, f"seed {seed}: {len(left)} texts"


main()
