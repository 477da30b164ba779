#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Finds passages of source that were copied: the same words in the same order, in two places.

copies.py FILE...

sim_text, from Debian's package similarity-tester, compares words and leaves layout and punctuation
out of it. ci/copies.txt allows pairs of files a run of exactly so many words; an entry that no
longer applies is an error too.
"""
import pathlib
import re
import subprocess
import sys

# About a function of twelve lines, which is the median here.
WORDS = 40
ALLOWED = pathlib.Path(__file__).with_name("copies.txt")


def runs(files):
    """{(file, file, words): where} of the copies."""
    done = subprocess.run(["sim_text", "-n", "-T", "-w", "400", "-r", str(WORDS), *files],
                          check=True, stdout=subprocess.PIPE, text=True)
    line = re.compile(r"(\S+): line (\d+)-\d+ *\|(\S+): line (\d+)-\d+ *\[(\d+)\]")
    return {(one, other, int(words)): f"{one}:{at}: {words} words are at {other}:{there} too"
            for one, at, other, there, words in line.findall(done.stdout)}


def allowed():
    lines = ALLOWED.read_text(encoding="utf-8").splitlines()
    entries = [line.split("#")[0].split() for line in lines]
    return {(one, other, int(words)) for one, other, words in filter(None, entries)}


found = runs(sys.argv[1:])
known = allowed()
for run in sorted(found.keys() - known):
    print(found[run])
for one, other, words in sorted(known - found.keys()):
    print(f"{ALLOWED}: {one} and {other} no longer have {words} words in common: "
          "take the entry out, or state what there is")
sys.exit(found.keys() != known)
