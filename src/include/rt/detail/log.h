/* SPDX-License-Identifier: MIT */
/** @file
 * What the macros of rt/log.h expand to.
 *
 * A site is a call in the source. The section .rivet.log has what the host needs to know of it. The
 * linker puts that section at address 0 and does not load it, so a site's address is its number. It
 * is a multiple of 8. The section .debug_rivet_log has the code address of each copy of the call.
 *
 * A record is a string of 32-bit words: a header (rt/detail/log_header.h), the time and the
 * arguments.
 */
#ifndef RT_DETAIL_LOG_H
#define RT_DETAIL_LOG_H

#ifndef __riscv
#include <rt/detail/log_host.h>
#else

#include <hal/critical.h>
#include <hal/timer.h>
#include <rt/board.h>
#include <rt/detail/hart_block.h>
#include <rt/detail/log_header.h>

#include <assert.h>
#include <stddef.h>
#include <stdint.h>

/* Words of the time in a record: 0 with LOG_TIME OFF. */
#ifndef RT_LOG_TIME_WORDS
#define RT_LOG_TIME_WORDS 2
#endif

#define RTI_LOG_HEADER(words) \
    ((words) * (1 << RTI_LOG_WORDS_SHIFT) + (RT_LOG_TIME_WORDS != 0 ? RTI_LOG_TIMED : 0))

#ifdef __cplusplus
extern "C" {
#endif

/** Where a hart writes. Zero until its first record. */
struct rti_log_place {
    uint32_t *head;     /**< The next record's header. */
    uint32_t *limit;    /**< Any record without strings fits if head is below this. */
    uint32_t sequence;  /**< Of the block; see src/log/ring.h. */
    uintptr_t reserved; /**< Makes the size a power of two. */
};

/** One for each hart, by number. Defined in the object that rivet_add_firmware makes. */
extern struct rti_log_place rti_log_places[];

/** Begins a new block, so that head is below limit. Interrupts are off. Assembly: t0 is the return
 * address, and all other registers are kept. */
void rti_log_full(void);

/** Follows each record; does what LOG_DRAIN says. */
void rti_log_ended(void);

/** An argument of a record with strings. */
struct rti_log_argument {
    uint64_t bits;
    char kind; /**< As RTI_LOG_KIND. */
};

/** Stores a record with strings. @p format is NULL unless it has a precision of a string. */
void rti_log_write(uint32_t header, const char *format, unsigned count,
                   const struct rti_log_argument *arguments);

/** Stores a record of RT_LOG_BYTES. */
void rti_log_write_bytes(uint32_t header, const void *data, size_t size);

/** Never called: for the compiler's check. */
__attribute__((format(printf, 1, 2))) void rti_log_check_format(const char *format, ...);

/* The running hart's place. A library does not know how many harts there will be. */
static inline struct rti_log_place *rti_log_own_place(void)
{
#ifdef RT_LOG_ONE_HART
    return &rti_log_places[0];
#else
    return &rti_log_places[rt_hart_block_of_trap()->number];
#endif
}

/* Turns interrupts off; pass the result to rti_log_enable. What else is set in mstatus is set then,
 * too, so it need not be masked. */
static inline unsigned long rti_log_disable(void)
{
    unsigned long before;

    __asm__ volatile("csrrci %0, mstatus, %1" : "=r"(before) : "i"(HAL_CRITICAL_MIE) : "memory");
    return before;
}

static inline void rti_log_enable(unsigned long before)
{
    __asm__ volatile("csrs mstatus, %0" ::"r"(before) : "memory");
}

/* Returns where the record goes. Link-time optimisation sees rti_log_full only as an operand. */
__attribute__((always_inline)) static inline uint32_t *rti_log_begin(struct rti_log_place *place)
{
    uint32_t *head;
    uint32_t *limit;

    __asm__ volatile("0:\n\t"
#if __riscv_xlen == 64
                     "ld %0, %2\n\t"
                     "ld %1, %3\n\t"
#else
                     "lw %0, %2\n\t"
                     "lw %1, %3\n\t"
#endif
                     "bltu %0, %1, 1f\n\t"
                     "call t0, %4\n\t"
                     "j 0b\n"
                     "1:"
                     : "=&r"(head), "=&r"(limit)
                     : "m"(place->head), "m"(place->limit), "i"(rti_log_full)
                     : "t0", "memory");
    return head;
}

/* Makes the record valid: its header comes last, since other harts read the ring. */
__attribute__((always_inline)) static inline void
rti_log_end(struct rti_log_place *place, uint32_t *head, uint32_t header, uint32_t *end)
{
#ifdef RT_LOG_ONE_HART
    __asm__ volatile("" ::: "memory");
#else
    __asm__ volatile("fence w, w" ::: "memory");
#endif
    *(volatile uint32_t *)head = header;
    place->head = end;
}

/* Appends an argument of 4 or 8 bytes. */
__attribute__((always_inline)) static inline uint32_t *rti_log_put(uint32_t *end, const void *value,
                                                                   size_t size)
{
    uint32_t words[2];

    __builtin_memcpy(words, value, size);
    end[0] = words[0];
    if (size > sizeof(words[0])) {
        end[1] = words[1];
    }
    return end + size / sizeof(words[0]);
}

__attribute__((always_inline)) static inline uint64_t rti_log_bits(const void *value, size_t size)
{
    uint64_t bits = 0;

    __builtin_memcpy(&bits, value, size);
    return bits;
}

/* Appends the time. A counter in memory is read here, because a call would cost more. In assembly,
 * because GCC extends each word once more. */
__attribute__((always_inline)) static inline uint32_t *rti_log_put_time(uint32_t *end)
{
    const volatile uint32_t *const count = board_time_count;
    unsigned long high;
    unsigned long again;

    if (count == NULL) {
        const uint64_t now = hal_timer_now(board_timer);
        return rti_log_put(end, &now, sizeof(now));
    }
    __asm__ volatile("0:\n\t"
                     "lw %0, 4(%4)\n\t"
                     "lw %1, 0(%4)\n\t"
                     "sw %1, %2\n\t"
                     "lw %1, 4(%4)\n\t"
                     "bne %0, %1, 0b\n\t"
                     "sw %0, %3"
                     : "=&r"(high), "=&r"(again), "=m"(end[0]), "=m"(end[1])
                     : "r"(count));
    return end + 2;
}

#ifdef __cplusplus
}
#endif

/* clang-format off */
/* RTI_LOG_EACH(macro, a, b, ...) is macro(1, a) macro(2, b) ..., for 1 to 8 arguments. */
#define RTI_LOG_EACH_1(m, a)                      m(1, a)
#define RTI_LOG_EACH_2(m, a, b)                   RTI_LOG_EACH_1(m, a) m(2, b)
#define RTI_LOG_EACH_3(m, a, b, c)                RTI_LOG_EACH_2(m, a, b) m(3, c)
#define RTI_LOG_EACH_4(m, a, b, c, d)             RTI_LOG_EACH_3(m, a, b, c) m(4, d)
#define RTI_LOG_EACH_5(m, a, b, c, d, e)          RTI_LOG_EACH_4(m, a, b, c, d) m(5, e)
#define RTI_LOG_EACH_6(m, a, b, c, d, e, f)       RTI_LOG_EACH_5(m, a, b, c, d, e) m(6, f)
#define RTI_LOG_EACH_7(m, a, b, c, d, e, f, g)    RTI_LOG_EACH_6(m, a, b, c, d, e, f) m(7, g)
#define RTI_LOG_EACH_8(m, a, b, c, d, e, f, g, h) RTI_LOG_EACH_7(m, a, b, c, d, e, f, g) m(8, h)
#define RTI_LOG_EACH_9(...) \
    static_assert(0, "a log call has at most 8 arguments after the format");
#define RTI_LOG_EACH(m, ...) \
    RTI_LOG_PASTE(RTI_LOG_EACH_, RTI_LOG_COUNT(__VA_ARGS__))(m, __VA_ARGS__)

/* No macro is called with fewer arguments than it names, which ISO C did not allow. */
#define RTI_LOG_PICK(a, b, c, d, e, f, g, h, i, j, picked, ...) picked
#define RTI_LOG_COUNT(...) RTI_LOG_PICK(__VA_ARGS__, 9, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0)
#define RTI_LOG_WITH(...)                                                                   \
    RTI_LOG_PICK(__VA_ARGS__, ARGUMENTS, ARGUMENTS, ARGUMENTS, ARGUMENTS, ARGUMENTS, ARGUMENTS, \
                 ARGUMENTS, ARGUMENTS, ARGUMENTS, NONE, 0)
/* clang-format on */
#define RTI_LOG_PASTE_(a, b) a##b
#define RTI_LOG_PASTE(a, b)  RTI_LOG_PASTE_(a, b)
#define RTI_LOG_TEXT_(a)     #a
#define RTI_LOG_TEXT(a)      RTI_LOG_TEXT_(a)

/* Its arguments are not evaluated. */
#define RTI_LOG_OFF(...)                       \
    do {                                       \
        if (0) {                               \
            rti_log_check_format(__VA_ARGS__); \
        }                                      \
    } while (0)

#define RTI_LOG_TAKE(i, x)                                                             \
    static_assert(sizeof(RTI_LOG_TYPE(x)) <= 8, "a log argument has at most 8 bytes"); \
    const RTI_LOG_TYPE(x) rti_log_##i = (x);
#define RTI_LOG_KIND_OF(i, x) RTI_LOG_KIND(x),
#define RTI_LOG_WORDS(i, x)   +(RTI_LOG_KIND(x) == 's' ? 0 : (sizeof(RTI_LOG_TYPE(x)) + 3) / 4)
#define RTI_LOG_STRINGS(i, x) || RTI_LOG_KIND(x) == 's'
#define RTI_LOG_PUT(i, x) \
    rti_log_end_ = rti_log_put(rti_log_end_, RTI_LOG_ADDRESS(rti_log_##i), sizeof(rti_log_##i));
#define RTI_LOG_ARGUMENT(i, x) \
    {rti_log_bits(RTI_LOG_ADDRESS(rti_log_##i), sizeof(rti_log_##i)), RTI_LOG_KIND(x)},

#ifdef RT_LOG_ENDS_QUIETLY
#define RTI_LOG_ENDED() (void)0
#else
#define RTI_LOG_ENDED() rti_log_ended()
#endif

/* Whether a precision may limit a string, so that the runtime must read the format. */
#define RTI_LOG_LIMITS(format) (__builtin_strchr(format, '.') != NULL)

#define RTI_LOG(level, ...) \
    RTI_LOG_PASTE(RTI_LOG_WITH_, RTI_LOG_WITH(__VA_ARGS__))(level, __VA_ARGS__)

#define RTI_LOG_WITH_NONE(level, format)                                                   \
    do {                                                                                   \
        uint32_t rti_log_header_;                                                          \
        RTI_LOG_OFF(format);                                                               \
        RTI_LOG_SITE(rti_log_header_, level, format, RTI_LOG_HEADER(RT_LOG_TIME_WORDS), 0) \
        RTI_LOG_STORE()                                                                    \
        RTI_LOG_ENDED();                                                                   \
    } while (0)

#define RTI_LOG_WITH_ARGUMENTS(level, format, ...)                                               \
    do {                                                                                         \
        uint32_t rti_log_header_;                                                                \
        RTI_LOG_OFF(format, __VA_ARGS__);                                                        \
        RTI_LOG_EACH(RTI_LOG_TAKE, __VA_ARGS__)                                                  \
        RTI_LOG_SITE(rti_log_header_, level, format,                                             \
                     RTI_LOG_HEADER(RT_LOG_TIME_WORDS RTI_LOG_EACH(RTI_LOG_WORDS, __VA_ARGS__)), \
                     RTI_LOG_EACH(RTI_LOG_KIND_OF, __VA_ARGS__) 0)                               \
        if (0 RTI_LOG_EACH(RTI_LOG_STRINGS, __VA_ARGS__)) {                                      \
            const struct rti_log_argument rti_log_arguments_[] = {                               \
                RTI_LOG_EACH(RTI_LOG_ARGUMENT, __VA_ARGS__)};                                    \
            rti_log_write(rti_log_header_, RTI_LOG_LIMITS(format) ? format : NULL,               \
                          RTI_LOG_COUNT(__VA_ARGS__), rti_log_arguments_);                       \
        } else {                                                                                 \
            RTI_LOG_STORE(RTI_LOG_EACH(RTI_LOG_PUT, __VA_ARGS__))                                \
        }                                                                                        \
        RTI_LOG_ENDED();                                                                         \
    } while (0)

/* Stores a record without strings; @p put appends the arguments. */
#define RTI_LOG_STORE(put)                                                         \
    const unsigned long rti_log_state_ = rti_log_disable();                        \
    struct rti_log_place *const rti_log_place_ = rti_log_own_place();              \
    uint32_t *const rti_log_head_ = rti_log_begin(rti_log_place_);                 \
    uint32_t *rti_log_end_ = rti_log_head_ + 1;                                    \
    if (RT_LOG_TIME_WORDS != 0) {                                                  \
        rti_log_end_ = rti_log_put_time(rti_log_end_);                             \
    }                                                                              \
    put rti_log_end(rti_log_place_, rti_log_head_, rti_log_header_, rti_log_end_); \
    rti_log_enable(rti_log_state_);

#define RTI_LOG_BYTES(level, text, data, size)                                                \
    do {                                                                                      \
        uint32_t rti_log_header_;                                                             \
        RTI_LOG_SITE(rti_log_header_, level, text, RTI_LOG_HEADER(RT_LOG_TIME_WORDS), 'b', 0) \
        rti_log_write_bytes(rti_log_header_, data, size);                                     \
        RTI_LOG_ENDED();                                                                      \
    } while (0)

/* The header of the site with a symbol, which the linker knows, and where its code is. */
#define RTI_LOG_CODE(site, words)                        \
    ".pushsection .debug_rivet_log, \"\", @progbits\n\t" \
    ".4byte " site "\n\t"                                \
    ".8byte 9f\n\t"                                      \
    ".popsection\n"                                      \
    "9:\n\t"                                             \
    "lui %0, %%hi(" site " + " words ")\n\t"             \
    "addi %0, %0, %%lo(" site " + " words ")"

#ifdef __cplusplus
#include <rt/detail/log_cxx.h>
#else
#include <rt/detail/log_c.h>
#endif

#endif

#endif
