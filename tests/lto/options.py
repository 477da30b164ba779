#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""options.py <readelf> <build folder> <object of an application> <object>...

Compares the options in the objects that link-time optimisation (LTO) reads. GCC applies an option
for the target (-m...) of one object to all functions, so Rivet's must be the application's.
"""
import pathlib
import re
import subprocess
import sys


def read(readelf, paths):
    """{object: its set of options} of those that LTO reads."""
    output = subprocess.run([readelf, "-p", ".gnu.lto_.opts", *paths], text=True, check=True,
                            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
    options, name = {}, str(paths[0])
    for line in output.splitlines():
        if line.startswith("File: "):
            name = line[len("File: "):]
        elif line.lstrip().startswith("["):
            options[name] = set(re.findall(r"'([^']*)'", line))
    return options


def main():
    readelf, build, application, *objects = sys.argv[1:]
    archives = [path for folder in ("hal", "src", "lib/fdt")
                for path in sorted(pathlib.Path(build, folder).glob("*.a"))]
    (wanted,) = read(readelf, [application]).values()
    found = read(readelf, [*archives, *objects])
    if len(found) < 100:
        sys.exit(f"options.py: only {len(found)} objects in {build} are for LTO")
    different = False
    for name, options in found.items():
        for option in sorted(options ^ wanted):
            holder = "this object" if option in options else "the application"
            print(f"{name}: only {holder} has {option}; compile it with -fno-lto or without it")
            different = True
    return 1 if different else 0


sys.exit(main())
