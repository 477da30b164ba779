/* SPDX-License-Identifier: MIT */
/*
 * Writes rings. A record without strings is stored by the code of rt/detail/log.h; this is the slow
 * path.
 */
#include "hooks.h"
#include "log.h"

/* Here, because every firmware that logs links this file. */
const struct rti_log_hooks rti_log_hooks = {rti_log_end_of_run, rti_log_panic, rti_log_idle};

/* Orders the stores before it before those after it, for readers on other harts. */
static void fence(void)
{
    __atomic_thread_fence(__ATOMIC_RELEASE);
}

/* What the next block of a ring has in its header. */
static struct rti_log_block next_header(const struct rti_log_ring *ring,
                                        const struct rti_log_place *place, uint32_t build)
{
    struct rti_log_block next = {.sequence = 1, .first = 0, .run = 1, .build = build};
    const struct rti_log_block *last = rti_log_block_at(ring, place->sequence);
    const bool is_first = place->head == NULL;

    if (is_first) {
        last = rti_log_newest(ring, build, 0);
    }
    if (last != NULL && is_first) {
        next.sequence = last->sequence + 1;
        next.run = last->run + 1;
    } else if (last != NULL) {
        /* The header may have been written over. */
        next.sequence = place->sequence + 1;
        next.first = last->first + rti_log_count(ring, last);
        next.run = last->run;
    }
    return next;
}

/* Not memset: the C library's may be a loop over bytes. The size is a multiple of 16 bytes. */
static void clear(void *words, size_t size)
{
    unsigned long *at = words;
    const unsigned long *const end = at + size / sizeof(*at);

    do {
        at[0] = 0;
        at[1] = 0;
        at += 2;
        __asm__ volatile("" ::: "memory");
    } while (at != end);
}

static void open_block(struct rti_log_block *block, const struct rti_log_block *header,
                       uint32_t words)
{
    block->check = ~rti_log_block_check(block);
    fence();
    clear(block->words, words * sizeof(block->words[0]));
    block->sequence = header->sequence;
    block->first = header->first;
    block->run = header->run;
    block->build = header->build;
    fence();
    block->check = rti_log_block_check(block);
}

static void begin_block(struct rti_log_place *place)
{
    const struct rti_log_ring ring = rti_log_ring((unsigned)(place - rti_log_places));
    const uint32_t words = ring.block_words - RTI_LOG_BLOCK_HEADER_WORDS;
    const struct rti_log_block header = next_header(&ring, place, rti_log_build());
    struct rti_log_block *const block = rti_log_block_at(&ring, header.sequence);

    open_block(block, &header, words);
    place->sequence = header.sequence;
    place->head = block->words;
    place->limit = block->words + words - RTI_LOG_FAST_WORDS + 1;
}

void rti_log_begin_block(void)
{
    begin_block(rti_log_own_place());
}

void rti_log_store(const uint32_t *record, unsigned words)
{
    const unsigned long state = hal_critical_enter();
    struct rti_log_place *const place = rti_log_own_place();

    /* limit - 1 is the last place at which RTI_LOG_FAST_WORDS fit. */
    if (place->head == NULL || place->head + words > place->limit - 1 + RTI_LOG_FAST_WORDS) {
        begin_block(place);
    }
    for (unsigned i = 1; i < words; i++) {
        ((volatile uint32_t *)place->head)[i] = record[i];
    }
    rti_log_end(place, place->head, record[0], place->head + words);
    hal_critical_exit(state);
}
