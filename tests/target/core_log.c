/* SPDX-License-Identifier: MIT */
/*
 * A core file has the log's rings, whatever LOG_TO is.
 */
#include <rt/log.h>
#include <rt/panic.h>

int main(void)
{
    for (int i = 0; i < 100; i++) {
        RT_LOG_INFO("record %d", i);
    }
    rt_panic("after the records");
}
