/* SPDX-License-Identifier: MIT */
/*
 * The messages of the runtime's own panics. Firmware in whose report a host puts the words has them
 * in its ELF file only, if the linker can do that (cmake/RivetReport.cmake).
 */
#ifndef BASE_PANIC_TEXT_H
#define BASE_PANIC_TEXT_H

#include <rt/panic.h>

#define PANIC_TEXT_NAME(line)  PANIC_TEXT_NAME_(line)
#define PANIC_TEXT_NAME_(line) ".panic_text." #line

/* rt_panic(text, ...). A section for each text, so that the linker leaves out unused ones. */
#define PANIC(text, ...)                                                                      \
    do {                                                                                      \
        static const char panic_text_[] __attribute__((section(PANIC_TEXT_NAME(__LINE__)))) = \
            text;                                                                             \
        rt_panic(panic_text_, ##__VA_ARGS__);                                                 \
    } while (0)

#endif
