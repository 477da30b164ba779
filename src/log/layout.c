/* SPDX-License-Identifier: MIT */
/*
 * The memory of the log. Compiled for each number of harts and size of a ring; see
 * cmake/RivetLog.cmake.
 */
#include "log.h"

enum {
    BLOCK_WORDS = LOG_RING / RTI_LOG_BLOCKS / sizeof(uint32_t)
};
static_assert(BLOCK_WORDS - RTI_LOG_BLOCK_HEADER_WORDS >= RTI_LOG_RECORD_WORDS,
              "a block has space for the longest record");
static_assert(RT_LOG_RECORD_MAX == RTI_LOG_RECORD_WORDS * sizeof(uint32_t), "they are the same");

struct rti_log_place rti_log_places[LOG_HARTS];

static struct rti_log_sender senders[LOG_HARTS];

__attribute__((section(".noinit"))) static uint32_t memory[LOG_HARTS][RTI_LOG_BLOCKS * BLOCK_WORDS];

const struct rti_log_layout rti_log_layout = {LOG_HARTS, BLOCK_WORDS, memory[0], senders};
