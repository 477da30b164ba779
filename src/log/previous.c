/* SPDX-License-Identifier: MIT */
/*
 * Sends the records of the run before this one.
 */
#include "log.h"
#include "wire.h"

static void send_hart(unsigned hart)
{
    const struct rti_log_ring ring = rti_log_ring(hart);
    const uint32_t build = rti_log_build();
    const uint32_t sequence = rti_log_places[hart].sequence;
    const uint32_t own = sequence == 0 ? 0 : rti_log_block_at(&ring, sequence)->run;
    const struct rti_log_block *const newest = rti_log_newest(&ring, build, own);
    uint32_t record[RTI_LOG_RECORD_WORDS];

    if (newest == NULL) {
        return;
    }
    struct rti_log_sender sender = {
        .reader = {.ring = ring, .build = build, .run = newest->run},
    };
    while (rti_log_read(&sender.reader, record) != 0 &&
           rti_log_send_record(&sender, hart | RTI_LOG_ORIGIN_EARLIER, record,
                               sender.reader.number - 1)) {
    }
}

void rt_log_send_previous(void)
{
    for (unsigned hart = 0; hart < rti_log_layout.harts; hart++) {
        send_hart(hart);
    }
}
