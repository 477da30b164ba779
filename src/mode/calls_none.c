/* SPDX-License-Identifier: MIT */
/*
 * For firmware without RT_PROGRAM_CALLS (rt/program.h): no ecall is a fast one.
 */
#include <rt/program.h>

#include <stddef.h>

rt_program_call *const rti_program_call_table[] = {NULL};
const unsigned long rti_program_calls = 0;
