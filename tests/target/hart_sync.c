/* SPDX-License-Identifier: MIT */
/* Critical sections, atomics without atomic instructions, queues and locks on one hart. */
#include "irq.h"

#include <rt/critical.h>
#include <rt/lock.h>
#include <rt/queue.h>
#include <rt/test.h>

static bool interrupts_are_on(void)
{
    return (csr_read(mstatus) & MSTATUS_MIE) != 0;
}

static int leave_early(void)
{
    RT_CRITICAL
    {
        RT_EXPECT(!interrupts_are_on());
        return 7;
    }
    return 0;
}

RT_TEST(a_critical_section_puts_interrupts_back_as_they_were)
{
    RT_CRITICAL
    {
        RT_EXPECT(!interrupts_are_on());
    }
    RT_EXPECT(!interrupts_are_on());
    rt_interrupts_on();
    RT_CRITICAL
    {
        RT_CRITICAL
        {
            RT_EXPECT(!interrupts_are_on());
        }
        RT_EXPECT(!interrupts_are_on());
    }
    RT_EXPECT(interrupts_are_on());
}

RT_TEST(a_critical_section_may_be_left_early)
{
    unsigned rounds = 0;

    rt_interrupts_on();
    RT_EXPECT_EQ(leave_early(), 7);
    RT_EXPECT(interrupts_are_on());
    RT_CRITICAL
    {
        rounds++;
        break;
    }
    RT_EXPECT(interrupts_are_on());
    RT_EXPECT_EQ(rounds, 1);
}

RT_TEST(the_longest_critical_section_is_known_in_debug_builds)
{
    rt_interrupts_on();
    RT_CRITICAL
    {
        for (volatile unsigned i = 0; i < 100; i++) {
        }
    }
    RT_CRITICAL
    {
    }
    const struct rt_critical_longest longest = rt_critical_get_longest();
#ifdef RT_DEBUG
    RT_EXPECT_GT(longest.instructions, 300);
    RT_EXPECT_LT(longest.instructions, 3000);
    RT_EXPECT_NE(longest.begin, NULL);
#else
    RT_EXPECT_EQ(longest.instructions, 0);
#endif
}

#define TRY_ALL(type)                                                                     \
    do {                                                                                  \
        static _Alignas(8) type cells[4] = {1, 2, 3, 4};                                  \
        type *const it = &cells[1];                                                       \
        type expected = 5;                                                                \
        RT_EXPECT_EQ(__atomic_fetch_add(it, 250, __ATOMIC_SEQ_CST), 2);                   \
        RT_EXPECT_EQ(__atomic_load_n(it, __ATOMIC_SEQ_CST), 252);                         \
        RT_EXPECT_EQ(__atomic_fetch_sub(it, 12, __ATOMIC_SEQ_CST), 252);                  \
        RT_EXPECT_EQ(__atomic_fetch_and(it, 0x3c, __ATOMIC_SEQ_CST), 240);                \
        RT_EXPECT_EQ(__atomic_fetch_or(it, 3, __ATOMIC_SEQ_CST), 0x30);                   \
        RT_EXPECT_EQ(__atomic_fetch_xor(it, 1, __ATOMIC_SEQ_CST), 0x33);                  \
        RT_EXPECT_EQ(__atomic_exchange_n(it, 9, __ATOMIC_SEQ_CST), 0x32);                 \
        RT_EXPECT(!__atomic_compare_exchange_n(it, &expected, 1, false, __ATOMIC_SEQ_CST, \
                                               __ATOMIC_SEQ_CST));                        \
        RT_EXPECT_EQ(expected, 9);                                                        \
        RT_EXPECT(__atomic_compare_exchange_n(it, &expected, 77, false, __ATOMIC_SEQ_CST, \
                                              __ATOMIC_SEQ_CST));                         \
        __atomic_store_n(&cells[2], 33, __ATOMIC_SEQ_CST);                                \
        RT_EXPECT_EQ(cells[0], 1);                                                        \
        RT_EXPECT_EQ(cells[1], 77);                                                       \
        RT_EXPECT_EQ(cells[2], 33);                                                       \
        RT_EXPECT_EQ(cells[3], 4);                                                        \
    } while (0)

RT_TEST(atomics_of_every_size_work_and_leave_their_neighbours_alone)
{
    TRY_ALL(uint8_t);
    TRY_ALL(uint16_t);
    TRY_ALL(uint32_t);
    TRY_ALL(uint64_t);
}

/* Counted by the main loop and by a handler at random instants. */
static struct {
    uint8_t bytes;
    uint16_t halves;
    uint32_t words;
    uint64_t doubles;
} counted;
static volatile unsigned strikes;

static void count_once(void)
{
    __atomic_fetch_add(&counted.bytes, 1, __ATOMIC_RELAXED);
    __atomic_fetch_add(&counted.halves, 1, __ATOMIC_RELAXED);
    __atomic_fetch_add(&counted.words, 1, __ATOMIC_RELAXED);
    __atomic_fetch_add(&counted.doubles, 1, __ATOMIC_RELAXED);
}

RT_INTERRUPT(timer)
{
    static uint32_t random = 1;

    random = random * 1664525 + 1013904223;
    strikes++;
    count_once();
    hal_timer_set_deadline(board_timer, hal_timer_now(board_timer) + (random >> 29));
}

RT_TEST(an_atomic_is_not_torn_by_a_handler)
{
    /* With a slow counter the interrupts are far apart. */
    const unsigned enough = board_timer->frequency_hz < 1000000 ? 500 : 20000;
    unsigned own = 0;

    hal_timer_set_deadline(board_timer, 0);
    rt_interrupt_enable(IRQ_MACHINE_TIMER);
    rt_interrupts_on();
    while (strikes < enough) {
        count_once();
        own++;
    }
    rt_interrupts_off();
    const unsigned total = own + strikes;
    RT_EXPECT_EQ(counted.doubles, total);
    RT_EXPECT_EQ(counted.words, total);
    RT_EXPECT_EQ(counted.halves, (uint16_t)total);
    RT_EXPECT_EQ(counted.bytes, (uint8_t)total);
}

RT_QUEUE(numbers, unsigned, 4);

RT_TEST(a_queue_holds_what_it_can_in_order)
{
    unsigned value = 0;

    RT_EXPECT(!rt_queue_get(&numbers.queue, &value));
    for (unsigned round = 0; round < 10; round++) {
        for (unsigned i = 0; i < 4; i++) {
            RT_EXPECT(rt_queue_put(&numbers.queue, &i));
        }
        RT_EXPECT(!rt_queue_put(&numbers.queue, &value));
        RT_EXPECT_EQ(rt_queue_count(&numbers.queue), 4);
        for (unsigned i = 0; i < 4; i++) {
            RT_EXPECT(rt_queue_get(&numbers.queue, &value));
            RT_EXPECT_EQ(value, i);
        }
        RT_EXPECT(!rt_queue_get(&numbers.queue, &value));
        /* One more element, so that the slots change. */
        RT_EXPECT(rt_queue_put(&numbers.queue, &round));
        RT_EXPECT(rt_queue_get(&numbers.queue, &value));
    }
}

RT_TEST(a_queue_survives_the_wrap_of_its_counters)
{
    unsigned value = 0;

    numbers.queue.head = numbers.queue.tail = UINT32_MAX - 1;
    for (unsigned i = 0; i < 4; i++) {
        RT_EXPECT(rt_queue_put(&numbers.queue, &i));
    }
    RT_EXPECT(!rt_queue_put(&numbers.queue, &value));
    for (unsigned i = 0; i < 4; i++) {
        RT_EXPECT(rt_queue_get(&numbers.queue, &value));
        RT_EXPECT_EQ(value, i);
    }
}

static struct rt_lock lock;

RT_TEST(a_lock_is_taken_once_and_turns_interrupts_off_where_asked)
{
    rt_interrupts_on();
    RT_EXPECT(rt_lock_try(&lock));
    RT_EXPECT(!rt_lock_try(&lock));
    rt_lock_release(&lock);
    RT_LOCKED(&lock)
    {
        RT_EXPECT(!interrupts_are_on());
        RT_EXPECT(!rt_lock_try(&lock));
    }
    RT_EXPECT(interrupts_are_on());
    rt_lock_acquire(&lock);
    rt_lock_release(&lock);
    RT_EXPECT(rt_lock_try(&lock));
}
