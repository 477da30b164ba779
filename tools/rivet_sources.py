#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Lists the sources of a build's objects, for the bills of materials of an installed Rivet.

rivet_sources.py --commands FILE --rivet FOLDER --output FILE LIBRARY|OBJECT...

Writes JSON: by the SHA-256 of each object or library member, the name of its source below Rivet and
the facts that rivet_sbom.py records. A board from outside Rivet is in board/, as in the
installation.
"""
import argparse
import hashlib
import json
import os
import pathlib

from rivet_sbom import Linked, archive_members, compiled_objects, facts_of, fail, source_of


def objects_in(path):
    if not path.endswith(".a"):
        return [Linked(path)]
    return [Linked(f"{path}({member})") for member in archive_members(path)]


def name_of(source, rivet):
    name = os.path.relpath(source, rivet)
    return "board/" + os.path.basename(source) if name.startswith("..") else name


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    for name in ("commands", "rivet", "output"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("paths", nargs="+")
    arguments = parser.parse_args()
    compiled = compiled_objects(arguments.commands)
    sources = {}
    for linked in (linked for path in arguments.paths for linked in objects_in(path)):
        source = source_of(linked, compiled) or fail(
            f"{arguments.commands} does not have the source of {linked}")
        facts = facts_of(pathlib.Path(source).read_bytes(), "SOURCE")
        digest = hashlib.sha256(linked.content()).hexdigest()
        sources[digest] = [name_of(source, arguments.rivet), facts]
    pathlib.Path(arguments.output).write_text(
        json.dumps(sources, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
