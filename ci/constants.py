#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Finds enum constants without a comment, which Doxygen does not check.

constants.py FOLDER

FOLDER has Doxygen's XML. If an enum has only one constant, the enum's comment is enough.
"""
import pathlib
import sys
from xml.etree import ElementTree


def is_described(element):
    return any("".join(element.find(part).itertext()).strip()
               for part in ("briefdescription", "detaileddescription"))


def undocumented(file):
    for enum in ElementTree.parse(file).iterfind(".//memberdef[@kind='enum']"):
        constants = enum.findall("enumvalue")
        if len(constants) == 1 and is_described(enum):
            continue
        for constant in constants:
            if not is_described(constant):
                yield f"{enum.find('location').get('file')}: {constant.findtext('name')}"


files = list(pathlib.Path(sys.argv[1]).glob("*.xml"))
if not files:
    sys.exit(f"constants.py: no XML in {sys.argv[1]}")
missing = sorted({line for file in files for line in undocumented(file)})
for line in missing:
    print(f"{line} has no comment")
sys.exit(bool(missing))
