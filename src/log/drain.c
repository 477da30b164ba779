/* SPDX-License-Identifier: MIT */
/*
 * Sends records. One program of one hart sends at a time; the others leave their records
 * to it.
 */
#include "log.h"
#include "wire.h"

#include "base/dump_range.h"

#include <rt/csr.h>

/* Whether a program sends. */
enum {
    SENDING_NOBODY,
    SENDING_ONCE,
    SENDING_AGAIN,
};
static uint32_t sending;
static volatile uint32_t sender_hart; /* of the last sender */

/* How often the end of a run looks whether another hart has sent its record. */
enum {
    PATIENCE = 10000000
};

/* So many records are sent until the host is told again what to expect. */
enum {
    RECORDS_A_POSITION = 64
};

static uint32_t time_high(const uint32_t *record, const struct rti_log_sender *sender)
{
    return (record[0] & RTI_LOG_TIMED) != 0 ? record[2] : sender->time_high;
}

static bool send_position(unsigned origin, uint32_t number, uint32_t high)
{
    const uint32_t position[] = {(uint32_t)RTI_LOG_POSITION_WORDS << RTI_LOG_WORDS_SHIFT, number,
                                 high, rti_log_build()};
    unsigned char wire[RTI_LOG_WIRE_MAX];
    const size_t size = rti_log_encode(position, origin, RTI_LOG_POSITION_CHECK, wire);
    volatile bool is_sent;

    return rti_log_output(wire, size, &is_sent);
}

bool rti_log_send_record(struct rti_log_sender *sender, unsigned origin, const uint32_t *record,
                         uint32_t number)
{
    const uint32_t high = time_high(record, sender);
    unsigned char wire[RTI_LOG_WIRE_MAX];
    size_t size;

    if (sender->left == 0 || sender->told != number || sender->time_high != high) {
        if (!send_position(origin, number, high)) {
            return false;
        }
        sender->left = RECORDS_A_POSITION;
        sender->time_high = high;
        sender->told = number;
    }
    size = rti_log_encode(record, origin, (uint16_t)rti_log_build(), wire);
    if (!rti_log_output(wire, size, &sender->is_sent)) {
        return false;
    }
    sender->told = number + 1;
    sender->left--;
    return true;
}

/* Sets the reader to the hart's run; false if the hart has not logged yet. */
static bool find_run(struct rti_log_sender *sender, unsigned hart)
{
    const uint32_t sequence = rti_log_places[hart].sequence;

    if (sequence == 0) {
        return false;
    }
    if (sender->reader.run == 0) {
        const struct rti_log_ring ring = rti_log_ring(hart);
        sender->reader = (struct rti_log_reader){
            .ring = ring, .build = rti_log_build(), .run = rti_log_block_at(&ring, sequence)->run};
    }
    return true;
}

/* Whether the reader is where the hart writes. A moment later it need not be. */
static bool has_read_all(const struct rti_log_sender *sender, unsigned hart)
{
    const struct rti_log_reader *const reader = &sender->reader;
    const struct rti_log_place *const place = &rti_log_places[hart];

    return reader->sequence == place->sequence &&
           rti_log_block_at(&reader->ring, reader->sequence)->words + reader->offset == place->head;
}

/* Moves the reader behind a record that was sent. An interrupted sender may not have done so. */
static void complete(struct rti_log_sender *sender)
{
    if (sender->is_sent) {
        sender->reader = sender->next;
        sender->told = sender->reader.number;
        sender->is_sent = false;
    }
}

/* Sends the oldest record of a hart; false if there is none, or the port accepts nothing. */
static bool send_next(unsigned hart)
{
    struct rti_log_sender *const sender = &rti_log_layout.senders[hart];
    uint32_t record[RTI_LOG_RECORD_WORDS];

    if (!find_run(sender, hart) || has_read_all(sender, hart)) {
        return false;
    }
    sender->is_sent = false;
    sender->next = sender->reader;
    if (rti_log_read(&sender->next, record) == 0 ||
        !rti_log_send_record(sender, hart, record, sender->next.number - 1)) {
        return false;
    }
    complete(sender);
    return true;
}

/* Sends a record of each hart. Returns false if nothing was sent. */
static bool send_round(void)
{
    bool has_sent = false;

    for (unsigned hart = 0; hart < rti_log_layout.harts; hart++) {
        has_sent |= send_next(hart);
    }
    return has_sent;
}

static bool send_rounds(uint32_t rounds, bool (*may_go_on)(void))
{
    bool has_sent = false;

    sender_hart = (uint32_t)csr_read(mhartid);
    for (uint32_t i = 0; i < rounds && may_go_on() && send_round(); i++) {
        has_sent = true;
    }
    return has_sent;
}

bool rti_log_send(uint32_t rounds, bool (*may_go_on)(void))
{
    bool has_sent = false;

    /* A caller that finds another sender leaves SENDING_AGAIN, so that it looks once more. */
    while (__atomic_exchange_n(&sending, SENDING_AGAIN, __ATOMIC_ACQ_REL) == SENDING_NOBODY) {
        __atomic_store_n(&sending, SENDING_ONCE, __ATOMIC_SEQ_CST);
        has_sent |= send_rounds(rounds, may_go_on);
        if (__atomic_exchange_n(&sending, SENDING_NOBODY, __ATOMIC_ACQ_REL) == SENDING_ONCE) {
            break;
        }
    }
    return has_sent;
}

bool rti_log_always(void)
{
    return true;
}

/* What the rings can hold. It is limited because other harts may log faster than the port sends. */
static uint32_t rounds_for_all(void)
{
    return RTI_LOG_BLOCKS * rti_log_layout.block_words;
}

void rti_log_send_all(void)
{
    (void)rti_log_send(rounds_for_all(), rti_log_always);
}

/* The program that was sending, if there was one, does not go on. */
static void take_over(void)
{
    for (unsigned hart = 0; hart < rti_log_layout.harts; hart++) {
        complete(&rti_log_layout.senders[hart]);
    }
    (void)send_rounds(rounds_for_all(), rti_log_always);
    for (unsigned hart = 0; hart < rti_log_layout.harts; hart++) {
        const struct rti_log_sender *const sender = &rti_log_layout.senders[hart];
        if (sender->told != 0) {
            (void)send_position(hart, sender->told, sender->time_high);
        }
    }
    __atomic_store_n(&sending, SENDING_NOBODY, __ATOMIC_RELEASE);
}

static bool becomes_sender(void)
{
    uint32_t nobody = SENDING_NOBODY;

    return __atomic_compare_exchange_n(&sending, &nobody, SENDING_ONCE, false, __ATOMIC_ACQUIRE,
                                       __ATOMIC_RELAXED);
}

void rti_log_finish(void)
{
    /* Another hart sends its record to the end. An interrupted program of this one can't. */
    for (uint32_t i = 0;
         i < PATIENCE && !becomes_sender() && sender_hart != (uint32_t)csr_read(mhartid); i++) {
    }
    take_over();
}

void rti_log_panic(void)
{
    __atomic_store_n(&sending, SENDING_ONCE, __ATOMIC_RELAXED);
    take_over();
}

struct dump_range rti_dump_log(const struct rt_hart *hart, unsigned long n)
{
    (void)hart;
    (void)n;
    rti_log_panic();
    return (struct dump_range){0};
}

DUMP_HOOK(1, rti_dump_log);
