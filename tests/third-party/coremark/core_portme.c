/* SPDX-License-Identifier: MIT */
/*
 * CoreMark on Rivet. The instruction count is the clock, and the seeds are those of a performance
 * run.
 */
#include "core_portme.h"

#include <rt/csr.h>

#define TICKS_PER_SECOND 1e6

ee_u32 default_num_contexts = MULTITHREAD;
volatile ee_s32 seed1_volatile = 0;
volatile ee_s32 seed2_volatile = 0;
volatile ee_s32 seed3_volatile = 0x66;
volatile ee_s32 seed4_volatile = ITERATIONS;
volatile ee_s32 seed5_volatile = 0;

static unsigned long started;
static unsigned long stopped;

void portable_init(core_portable *portable, int *argc, char *argv[])
{
    (void)argc;
    (void)argv;
    portable->portable_id = 1;
}

void portable_fini(core_portable *portable)
{
    portable->portable_id = 0;
}

void start_time(void)
{
    started = csr_read(minstret);
}

void stop_time(void)
{
    stopped = csr_read(minstret);
}

CORE_TICKS get_time(void)
{
    return stopped - started;
}

double time_in_secs(CORE_TICKS ticks)
{
    return (double)ticks / TICKS_PER_SECOND;
}
