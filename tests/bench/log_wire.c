/* SPDX-License-Identifier: MIT */
/*
 * The bytes of a log record on the wire, and the instructions of a record that is sent at once.
 */
#include "bench.h"

#include "log/wire.h"

#include <rt/detail/log_header.h>
#include <rt/log.h>

static unsigned long wire_size(uint32_t value)
{
    const uint32_t record[] = {1U << RTI_LOG_WORDS_SHIFT | 0x1000, value};
    unsigned char wire[RTI_LOG_WIRE_MAX];

    return (unsigned long)rti_log_encode(record, 0, 0x1234, wire);
}

int main(void)
{
    RT_LOG_INFO("first %d", 1);
    bench_report("log.sent", BENCH_COUNT(RT_LOG_INFO("%d %x %8s", -42, 0xbeefU, "rust")), 1);
    bench_report("log.wire.small", wire_size(127), 1);
    bench_report("log.wire.any", wire_size(0x80000000U), 1);
    return 0;
}
