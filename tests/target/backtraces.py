#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""backtraces.py RIVET-RUN FIRMWARE GDB FOLDER COUNT LEAST [FIRST]

Boots the firmware COUNT times with random damage (soak.c), with the seeds from FIRST on. Compares
the callers in each report with GDB's for the core file of the same dump. Prints how many are the
same. Exit status 1 if that is less than LEAST percent.
"""
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys

KINDS = 5
CALLER = re.compile(rb"^  #(\d+) +(0x[0-9a-f]+)", re.M)
SCRIPT = """
import gdb
gdb.execute("set backtrace past-main on")
for core in open({list!r}).read().split():
    gdb.execute("core-file " + core, to_string=True)
    frame, callers = gdb.newest_frame(), []
    kind = "code" if frame.find_sal().symtab else "other"
    while frame is not None:
        if frame.type() != gdb.INLINE_FRAME:
            callers.append(hex(frame.pc()))
        try:
            frame = frame.older()
        except gdb.error:
            frame = None
    print("callers", core, kind, *callers)
"""


def boot(run, firmware, core, kind, seed):
    core.unlink(missing_ok=True)
    result = subprocess.run([run, "--timeout", "5", "--core", core, firmware],
                            input=f"{kind} {seed}\n".encode(), stdout=subprocess.PIPE,
                            stderr=subprocess.DEVNULL)
    report = result.stdout.partition(b"*** PANIC: ")[2].partition(b"\n  inside ")[0]
    return [int(address, 16) for _, address in CALLER.findall(report)]


def ask_gdb(gdb, firmware, folder, cores):
    (folder / "cores").write_text("\n".join(map(str, cores)))
    script = folder / "callers.py"
    script.write_text(SCRIPT.format(list=str(folder / "cores")))
    said = subprocess.run([gdb, "-nx", "-batch", "-x", script, firmware], text=True, check=True,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
    lines = (line.split() for line in said.splitlines() if line.startswith("callers "))
    return {words[1]: (words[2], [int(word, 16) for word in words[3:]]) for words in lines}


def main():
    run, firmware, gdb, folder = sys.argv[1:5]
    count, least = int(sys.argv[5]), float(sys.argv[6])
    first = int(sys.argv[7]) if len(sys.argv) > 7 else 1
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    runs = [(i % KINDS + 1, first + i // KINDS) for i in range(count)]
    ours = {}
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        jobs = {pool.submit(boot, run, firmware, folder / f"{kind}-{seed}.core", kind, seed):
                str(folder / f"{kind}-{seed}.core") for kind, seed in runs}
        for job in concurrent.futures.as_completed(jobs):
            if job.result():
                ours[jobs[job]] = job.result()
    theirs = ask_gdb(gdb, firmware, folder, sorted(ours))
    same = longer = 0
    for core, callers in sorted(ours.items()):
        kind, known = theirs[core]
        if callers == known:
            same += 1
        elif kind == "other" and callers[:len(known)] == known:
            # GDB has no rules for a pc that is no code, and stops there or at its caller.
            longer += 1
        else:
            print(f"{core}: {[hex(c) for c in callers]}, GDB: "
                  f"{[hex(c) for c in known]}")
    percent = 100 * (same + longer) / max(len(ours), 1)
    print(f"{same} of {len(ours)} backtraces are GDB's, {longer} are and go on where it stops: "
          f"{percent:.1f} %")
    sys.exit(1 if percent < least or not ours else 0)


if __name__ == "__main__":
    main()
