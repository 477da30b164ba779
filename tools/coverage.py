#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Adds up the counters that instrumented firmware wrote in each boot, and makes .gcda files.

coverage.py FOLDER: reads FOLDER/*.counters, as written by tests/coverage/dump.c. Writes each .gcda
file to the path that it names, next to the .gcno file. gcov and gcovr read these files.
"""
import glob
import os
import struct
import sys

TAG_COUNTER_FIRST = 0x01A10000
TAG_COUNTER_LAST = 0x01A10000 + (8 << 17)
TAG_SUMMARY = 0xA1000000
HEADER_WORDS = 4  # magic, version, stamp, checksum (GCC 12 and later)


def words(data, count=1, at=0):
    return struct.unpack_from(f"<{count}I", data, at)


def read_stream(path):
    """Yields (name, bytes) for each object file; stops if the file is truncated."""
    with open(path, "rb") as file:
        data = file.read()
    at = 0

    def take():
        nonlocal at
        (length,) = words(data, 1, at)
        piece = data[at + 4:at + 4 + length]
        if len(piece) < length:
            raise struct.error("cut off")
        at += 4 + length
        return piece

    try:
        while at < len(data):
            name = take().decode()
            content = b""
            while piece := take():
                content += piece
            yield name, content
    except struct.error:
        print(f"coverage.py: {path} is cut off", file=sys.stderr)


def parse(content):
    """Splits a .gcda file into its header and records (tag, length, payload)."""
    records = []
    at = HEADER_WORDS * 4
    while at + 8 <= len(content):
        tag, length = struct.unpack_from("<Ii", content, at)
        at += 8
        if tag == 0:
            break
        size = length if length > 0 else 0  # a negative length stands for that many zeros
        records.append([tag, length, content[at:at + size]])
        at += size
    return content[:HEADER_WORDS * 4], records


def is_counter(tag):
    return TAG_COUNTER_FIRST <= tag < TAG_COUNTER_LAST


def expand(record):
    tag, length, payload = record
    if is_counter(tag) and length < 0:
        return [tag, -length, bytes(-length)]
    return record


def add(total, record):
    tag, length, payload = record
    if is_counter(tag):
        count = length // 8
        sums = zip(struct.unpack(f"<{count}Q", total[2]), struct.unpack(f"<{count}Q", payload))
        total[2] = struct.pack(f"<{count}Q", *(a + b for a, b in sums))
    elif tag == TAG_SUMMARY:
        runs, most = words(total[2], 2)
        more_runs, other_most = words(payload, 2)
        total[2] = struct.pack("<II", runs + more_runs, max(most, other_most))


def merge(totals, name, content):
    header, records = parse(content)
    records = [expand(list(record)) for record in records]
    if name not in totals:
        totals[name] = (header, records)
        return
    known_header, known = totals[name]
    if known_header != header or [r[:2] for r in known] != [r[:2] for r in records]:
        sys.exit(f"coverage.py: {name} is from two builds; "
                 "empty the folder and run the tests again")
    for total, record in zip(known, records):
        add(total, record)


def write(name, header, records):
    with open(name, "wb") as file:
        file.write(header)
        for tag, length, payload in records:
            file.write(struct.pack("<Ii", tag, length) + payload)
        file.write(struct.pack("<I", 0))


def main():
    paths = glob.glob(os.path.join(sys.argv[1], "*.counters"))
    if not paths:
        sys.exit(f"coverage.py: no counters in {sys.argv[1]}: did the tests run?")
    totals = {}
    for path in paths:
        for name, content in read_stream(path):
            merge(totals, name, content)
    for name, (header, records) in totals.items():
        write(name, header, records)
    print(f"coverage.py: {len(paths)} boots, {len(totals)} object files")


main()
