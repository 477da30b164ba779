/* SPDX-License-Identifier: MIT */
/** @file
 * Variables in the dump of a panic, with REPORT host in rivet_add_firmware. With other reports this
 * header has no effect.
 *
 *     static struct statistics statistics;
 *     RT_DUMP(statistics);
 *
 * rivet-run's core file of the panic has them: `print statistics` in GDB.
 */
#ifndef RT_DUMP_H
#define RT_DUMP_H

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

#endif
