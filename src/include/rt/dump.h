/* SPDX-License-Identifier: MIT */
/** @file
 * The dump of a panic, with REPORT host or block in rivet_add_firmware. With other reports RT_DUMP
 * has no effect.
 *
 *     static struct statistics statistics;
 *     RT_DUMP(statistics);
 *
 * rivet-run's core file of the panic has them: `print statistics` in GDB.
 */
#ifndef RT_DUMP_H
#define RT_DUMP_H

#include <hal/block.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Internal: memory that a dump has. */
struct rt_dump {
    const volatile void *start; /**< The first byte. */
    const volatile void *end;   /**< One more than the last byte. */
};

/** @cond internal */
#define RT_DUMP_JOIN(a, b)      a##b
#define RT_DUMP_NAME_OF(number) RT_DUMP_JOIN(rt_dump_, number)
/** @endcond */

/**
 * Adds a variable of static storage duration to the dump: all of its words, also those that it
 * shares with its neighbours. At file scope, once for each variable.
 */
#ifdef __riscv
#define RT_DUMP(variable)                                                                    \
    __asm__(".pushsection .rivet.needs, \"\", @progbits\n\t"                                 \
            ".reloc ., R_RISCV_NONE, rti_dump_chosen\n\t"                                    \
            ".popsection");                                                                  \
    __attribute__((used, section("rti_dumps"))) static const struct rt_dump RT_DUMP_NAME_OF( \
        __COUNTER__) = {&(variable), &(variable) + 1}
#else
#define RT_DUMP(variable) struct rt_dump
#endif

/** Where the dump goes with REPORT block. */
struct rt_dump_block {
    const struct hal_block *block; /**< Must have been opened when the panic comes. */
    uint64_t offset;               /**< A multiple of the erase unit. */
    uint32_t size;                 /**< The same. A dump needs 3 KB and 4/3 of the used stacks. */
    uint8_t *buffer;               /**< Holds what is written next. */
    uint32_t buffer_size; /**< A multiple of the program and read units that divides size. */
};

/** The application defines it, constant, so that no stray store can change it. */
extern const struct rt_dump_block rt_dump_block;

/**
 * Sends the dump of an earlier panic over the console, for rivet-run or a log. It stays on the
 * medium. For firmware with REPORT block; not for handlers.
 *
 * @return 1; 0 without sending anything if the medium has no whole dump, because there was no panic
 * or the power failed meanwhile; or an error of hal_block_read.
 */
HAL_NODISCARD int rt_dump_send(void);

/** Erases the dump. Returns 0 or an error of hal_block_erase. Not for handlers. */
HAL_NODISCARD int rt_dump_erase(void);

#ifdef __cplusplus
}
#endif

#endif
