/* SPDX-License-Identifier: MIT */
/*
 * The harts of a payload. Harts other than the boot hart run one job at a time: they are started by
 * HSM, and stop when it is done.
 */
#ifndef PAYLOAD_HART_H
#define PAYLOAD_HART_H

#include "call.h"
#include "layout.h"

#include <stdbool.h>
#include <stdint.h>

enum {
    HARTS = 16, /* Ids are below it. */
};

/* Registers as access.S loads them: x1 to x31 by number. */
struct registers {
    unsigned long x[32];
};

/* The first members are known to assembly (layout.h). */
struct hart {
    struct registers result; /* After ecall_with_all and spin_with_all. */
    struct registers frame;  /* Of a trap, */
    unsigned long pc;        /* and where it continues. */
    unsigned long kept[16];
    unsigned long resume; /* Where a fault continues, or 0. */
    unsigned long trap_stack;
    unsigned long stack;
    struct {
        unsigned long a0, satp, sstatus, sip;
    } at_start;
    unsigned long id;
    void (*job)(struct hart *);
    unsigned starts;             /* These three are atomic: how often it was started, */
    unsigned ipis;               /* got an IPI, */
    unsigned timers;             /* and a timer interrupt; */
    uint64_t fired;              /* when it got that. */
    unsigned long fault_address; /* Of the last fault with resume. */
    bool runs_guests;            /* Then its faults with resume store hstatus, */
    unsigned long hstatus;       /* here. */
    char stacks[2][4096] __attribute__((aligned(16)));
};

extern struct hart harts[HARTS];

static inline struct hart *self(void)
{
    return (struct hart *)csr_read(sscratch);
}

/* In start.S and access.S. */
extern const char payload_hart_start[];
void ecall_with_all(const struct registers *area);
void spin_with_all(const struct registers *area);
long probe_load(unsigned long address);
long probe_load_byte(unsigned long address);
long probe_store(unsigned long address, unsigned long word);
long probe_execute(unsigned long address);
long probe_call(unsigned long a0, unsigned long address);
long probe_atomic(unsigned long address);
long probe_user_atomic(unsigned long address);
long probe_guest_atomic(unsigned long address, unsigned long mode);
long probe_user_load(unsigned long address);
long probe_user_store(unsigned long address);
long probe_user_execute(unsigned long address);

/* Prepares a hart that is to be started. */
void hart_prepare(struct hart *hart, unsigned long id);

/* Makes a hart run the job, and waits until it does. */
bool hart_run(unsigned long id, void (*job)(struct hart *));

/* Waits until a hart has this state. */
bool hart_wait(unsigned long id, unsigned long state);

/* States of HSM. */
enum {
    STARTED = 0,
    STOPPED = 1,
    SUSPENDED = 4,
};

uint64_t time_now(void);
uint64_t time_after_ms(unsigned long milliseconds);
struct result set_timer(uint64_t deadline);

/* True once the condition holds, false if it does not within 20 seconds. */
#define WAIT(condition)                             \
    __extension__({                                 \
        const uint64_t end_ = time_after_ms(20000); \
        bool holds_ = (condition);                  \
        while (!holds_ && time_now() < end_) {      \
            holds_ = (condition);                   \
        }                                           \
        holds_;                                     \
    })

static inline unsigned read_atomic(const unsigned *word)
{
    return __atomic_load_n(word, __ATOMIC_ACQUIRE);
}

static inline void interrupts_on(unsigned long which)
{
    csr_set(sie, which);
    csr_set(sstatus, SSTATUS_SIE);
}

static inline void interrupts_off(void)
{
    csr_clear(sstatus, SSTATUS_SIE);
    csr_write(sie, 0);
}

#endif
