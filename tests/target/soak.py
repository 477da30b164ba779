#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""soak.py RIVET-RUN FIRMWARE COUNT [FIRST]: random damage never goes unnoticed.

Boots the firmware COUNT times for each kind of damage, with the seeds from FIRST on. A run may end
as one without damage does, or with a whole report and a status that is not 0. Every other end is
printed with its kind and seed, which repeat it. Exit status 1 if there is one.
"""

import collections
import concurrent.futures
import os
import subprocess
import sys

KINDS = ("nothing", "word", "jump", "load", "store", "flip")
TIMEOUT = "5"


def boot(rivet_run, firmware, kind, seed):
    run = subprocess.run(
        [rivet_run, "--timeout", TIMEOUT, firmware],
        input=f"{kind} {seed}\n".encode(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    return run.returncode, run.stdout


def judge(status, output, right):
    if status == 0 and output == right:
        return "right"
    if b"*** PANIC: " in output and b"*** END OF PANIC" in output and status not in (0, 124):
        return "report"
    return "otherwise"


def main():
    rivet_run, firmware, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    first = int(sys.argv[4]) if len(sys.argv) > 4 else 1
    status, right = boot(rivet_run, firmware, 0, 0)
    if status != 0 or not right.endswith(b"done\n"):
        sys.exit(f"soak.py: without damage the status is {status}: {right!r}")
    found = collections.Counter()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        jobs = {
            pool.submit(boot, rivet_run, firmware, kind, seed): (kind, seed)
            for kind in range(1, len(KINDS))
            for seed in range(first, first + count)
        }
        for job in concurrent.futures.as_completed(jobs):
            kind, seed = jobs[job]
            verdict = judge(*job.result(), right)
            found[KINDS[kind], verdict] += 1
            if verdict == "otherwise":
                status, output = job.result()
                print(f"{KINDS[kind]} {seed}: status {status}, the output ends with "
                      f"{output[-200:]!r}")
    for kind in KINDS[1:]:
        print(f"{kind}: {found[kind, 'right']} right, {found[kind, 'report']} reports, "
              f"{found[kind, 'otherwise']} otherwise")
    sys.exit(1 if any(found[kind, "otherwise"] for kind in KINDS) else 0)


if __name__ == "__main__":
    main()
