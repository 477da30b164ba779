/* SPDX-License-Identifier: MIT */
/*
 * The memory of the log. Compiled for each number of harts and size of a ring; see
 * cmake/RivetLog.cmake.
 */
#include "log.h"

/* A multiple of 16 bytes, which the code that clears a block needs. */
enum {
    BLOCK_WORDS = LOG_RING / RTI_LOG_BLOCKS / 16 * 16 / sizeof(uint32_t)
};
static_assert(RTI_LOG_BLOCK_HEADER_WORDS % 4 == 0, "so is what follows the header");
static_assert(BLOCK_WORDS - RTI_LOG_BLOCK_HEADER_WORDS >= RTI_LOG_RECORD_WORDS,
              "a block has space for the longest record");
static_assert(RT_LOG_RECORD_MAX == RTI_LOG_RECORD_WORDS * sizeof(uint32_t), "they are the same");

struct rti_log_place rti_log_places[LOG_HARTS];

static struct rti_log_sender senders[LOG_HARTS];

__attribute__((section(".noinit"),
               aligned(16))) static uint32_t memory[LOG_HARTS][RTI_LOG_BLOCKS * BLOCK_WORDS];

const struct rti_log_layout rti_log_layout = {LOG_HARTS, BLOCK_WORDS, memory[0], senders};
