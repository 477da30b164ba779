#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compiles the examples in header comments.

examples.py <Rivet's folder> <compiler and its flags>...

A header's example is the part of its first comment that is indented by five. Functions of an
example are compiled as they are, other lines as the body of one function. EXAMPLES has the
declarations that an example needs.
"""
import pathlib
import re
import subprocess
import sys

# The header, and the declarations before its example.
EXAMPLES = {
    "src/include/rt/alarm.h": (
        "#include <rt/board.h>\n#include <rt/time.h>\nvoid toggle(void *);"),
    "src/include/rt/frame.h": "#include <rt/console.h>",
    "src/include/rt/hart.h": "rt_hart_function count_stars; int sky;",
    "src/include/rt/heap.h": "struct packet { int length; };",
    "src/include/rt/irq_controller.h": "#include <board.h>\n#include <rt/interrupt.h>",
    "src/include/rt/lock.h": "long total, mine;",
    "hal/include/hal/uart_ring.h": (
        "#include <clint.h>\n#include <ns16550.h>\n"
        "extern const struct ns16550 uart0; extern const struct clint timer0;"),
}


def example_of(path):
    comment = re.search(r"/\*\* @file\n(.*?)\*/", path.read_text(encoding="utf-8"), re.S).group(1)
    shown = re.search(r"(?:^ \*     .*\n(?:^ \*\n(?=^ \*     ))*)+", comment, re.M).group(0)
    return re.sub(r"^ \*(     )?", "", shown, flags=re.M)


def program(path, before):
    example = example_of(path).replace(") ...\n", ") {}\n").replace("...", ";")
    chunks = re.split(r"\n\n+", example.strip())
    functions = [chunk for chunk in chunks if re.match(r"static .*\)\n\{", chunk)]
    rest = [chunk for chunk in chunks if chunk not in functions]
    return "\n".join([f"#include <{path.parent.name}/{path.name}>", before, *functions,
                      "void example(void);\nvoid example(void)\n{", *rest, "}\n"])


def main():
    root, compiler = pathlib.Path(sys.argv[1]), sys.argv[2:]
    failed = 0
    for name, before in EXAMPLES.items():
        source = program(root / name, before)
        done = subprocess.run(compiler + ["-x", "c", "-"], input=source, text=True, check=False,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if done.returncode != 0:
            failed += 1
            print(f"the example of {name} does not compile:\n{source}\n{done.stdout}")
    return failed != 0


sys.exit(main())
