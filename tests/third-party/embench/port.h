/* SPDX-License-Identifier: MIT */
#ifndef PORT_H
#define PORT_H

/** The instructions between Embench's triggers. */
extern unsigned long port_instructions;

/** Embench's main, renamed: runs the benchmark. Returns 0 if its result is right. */
int embench_main(int argc, char **argv);

#endif
