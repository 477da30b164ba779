#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks the size of the smallest board's folder that docs/porting.md states.

smallest.py <folder of boards> <page>
"""
import pathlib
import re
import sys

FOLDERS, PAGE = map(pathlib.Path, sys.argv[1:])


def lines(folder):
    """Of the files that a board must have; a map of rivet-svd is none."""
    return sum(len(file.read_text(encoding="utf-8").splitlines())
               for file in folder.glob("board.*"))


smallest = min((folder for folder in FOLDERS.iterdir() if folder.is_dir()), key=lines)
text = " ".join(PAGE.read_text(encoding="utf-8").split())
claim = re.search(r"smallest board in the tree, `hal/boards/(\w+)`, has under (\d+) lines", text)
if claim is None:
    sys.exit(f"{PAGE} does not name the smallest board")
name, limit = claim.groups()
print(f"{smallest.name}: {lines(smallest)} lines")
if name != smallest.name or lines(smallest) >= int(limit):
    sys.exit(f"{PAGE} says: {name}, under {limit}")
