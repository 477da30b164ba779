/* SPDX-License-Identifier: MIT */
/** @file
 * Logging whose texts stay on the host.
 *
 *     RT_LOG_INFO("%d packets from %s in %u ms", count, name, elapsed);
 *
 * A call stores a number for its text and the arguments, in 12 to 29 instructions if none is a
 * string. With LOG_DRAIN now it then sends the record, which takes far more. The text is in a
 * section of the ELF file that is not loaded. The host adds the words: rivet-run while firmware
 * runs, `rivet-run --decode firmware.elf` for a saved log or a serial port, and `rivet log` in GDB.
 * It also adds the level, the time, the function, the file and the line.
 *
 * The format must be a string literal. It is that of printf, checked by the compiler like printf's,
 * and up to 8 arguments may follow. They are evaluated once, in no fixed order:
 *
 * - integers, enumerations and pointers of any size up to 64 bits; float and double. A float is
 *   stored as such, so it costs no conversion.
 * - A `char *` is a string: %s. A constant string is stored as its address. Of any other the first
 *   RT_LOG_STRING_MAX bytes are copied, or what the precision of %.*s allows if that is less. Cast
 *   a `char *` that is no string to `void *` for %p.
 *
 * RT_LOG_BYTES logs memory.
 *
 * Records go into the hart's ring, of LOG_RING bytes. When it is full, the oldest records are
 * overwritten; what was lost by that is counted, and the host shows the number. LOG_DRAIN chooses
 * when records leave the ring, LOG_TO where they go. See docs/logging.md for these options of
 * rivet_add_firmware. The ring survives a reset, so it also works as a flight recorder.
 *
 * All macros are callable from any context, by several harts concurrently, but not from a handler
 * of RT_INTERRUPT_BARE without a stack. They take no lock and use no heap. Interrupts are off while
 * a record is stored. A part of a record is never read as a record.
 *
 * On the host (RIVET_BOARD host) a record is printed on stderr.
 */
#ifndef RT_LOG_H
#define RT_LOG_H

#include <rt/detail/log_levels.h>

#include <stddef.h>
#include <stdint.h>

/**
 * The levels are RT_LOG_LEVEL_NONE, _ERROR, _WARN, _INFO, _DEBUG and _TRACE. The level of a
 * firmware is LOG in rivet_add_firmware; that of a library, which may be compiled for several, is
 * RT_LOG_LEVEL_INFO. A file may have its own: define RT_LOG_LEVEL as one of these before it
 * includes this header. A call of a level above that leaves no code and no text.
 */
#ifndef RT_LOG_LEVEL
#ifdef RT_LOG_LEVEL_OF_FIRMWARE
#define RT_LOG_LEVEL RT_LOG_LEVEL_OF_FIRMWARE
#else
#define RT_LOG_LEVEL RT_LOG_LEVEL_INFO
#endif
#endif

/** The level of this file. A word that is none of the above does not compile. */
enum {
    RT_LOG_LEVEL_OF_FILE = RT_LOG_LEVEL
};

enum {
    RT_LOG_ARGUMENTS_MAX = 8, /**< After the format. */
    RT_LOG_STRING_MAX = 64,   /**< Bytes of a copied string. */
    RT_LOG_BYTES_MAX = 128,   /**< Bytes of a dump. */
    RT_LOG_RECORD_MAX = 192,  /**< Bytes of a record; strings beyond that are cut off. */
};

#include <rt/detail/log.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The firmware can't do what it should. See the top of this file. */
#if RT_LOG_LEVEL >= RT_LOG_LEVEL_ERROR
#define RT_LOG_ERROR(...) RTI_LOG(RT_LOG_LEVEL_ERROR, __VA_ARGS__)
#else
#define RT_LOG_ERROR(...) RTI_LOG_OFF(__VA_ARGS__)
#endif

/** Something is wrong, but the firmware goes on. See the top of this file. */
#if RT_LOG_LEVEL >= RT_LOG_LEVEL_WARN
#define RT_LOG_WARN(...) RTI_LOG(RT_LOG_LEVEL_WARN, __VA_ARGS__)
#else
#define RT_LOG_WARN(...) RTI_LOG_OFF(__VA_ARGS__)
#endif

/** What a user wants to know. See the top of this file. */
#if RT_LOG_LEVEL >= RT_LOG_LEVEL_INFO
#define RT_LOG_INFO(...) RTI_LOG(RT_LOG_LEVEL_INFO, __VA_ARGS__)
#else
#define RT_LOG_INFO(...) RTI_LOG_OFF(__VA_ARGS__)
#endif

/** What a developer wants to know. See the top of this file. */
#if RT_LOG_LEVEL >= RT_LOG_LEVEL_DEBUG
#define RT_LOG_DEBUG(...) RTI_LOG(RT_LOG_LEVEL_DEBUG, __VA_ARGS__)
#else
#define RT_LOG_DEBUG(...) RTI_LOG_OFF(__VA_ARGS__)
#endif

/** Each step. See the top of this file. */
#if RT_LOG_LEVEL >= RT_LOG_LEVEL_TRACE
#define RT_LOG_TRACE(...) RTI_LOG(RT_LOG_LEVEL_TRACE, __VA_ARGS__)
#else
#define RT_LOG_TRACE(...) RTI_LOG_OFF(__VA_ARGS__)
#endif

/**
 * Logs up to RT_LOG_BYTES_MAX of the @p size bytes at @p data, in hexadecimal after the text.
 *
 *     RT_LOG_BYTES(DEBUG, "received", frame, size);
 *
 * @p level is ERROR, WARN, INFO, DEBUG or TRACE, @p text a string literal. Callable like the
 * others.
 */
#define RT_LOG_BYTES(level, text, data, size)                      \
    do {                                                           \
        if (RT_LOG_LEVEL >= RT_LOG_LEVEL_##level) {                \
            RTI_LOG_BYTES(RT_LOG_LEVEL_##level, text, data, size); \
        }                                                          \
    } while (0)

/**
 * Sends what the rings hold to where LOG_TO says, the oldest record of each hart first. If another
 * hart or interrupted code is already sending, returns; the sender then also sends what is left.
 * rt_exit does the same. With LOG_TO memory both send nothing; only a panic does. Callable from any
 * context, but like all output from one hart at a time. With LOG_DRAIN now, idle or interrupt, only
 * the boot hart sends automatically.
 */
void rt_log_drain(void);

/**
 * With LOG_DRAIN interrupt, the handler of the console's interrupt: sends a record of each hart,
 * and turns the port's interrupts off when none is left. Attach it on the boot hart; the port can't
 * have another handler:
 *
 *     static void transmit(void *argument)
 *     {
 *         rt_log_transmit();
 *     }
 *
 *     rt_irq_begin();
 *     if (rt_irq_attach(BOARD_UART0_IRQ, 1, transmit, NULL) < 0) {
 *         ...
 *     }
 */
void rt_log_transmit(void);

/**
 * Sends the records that the firmware logged before the last reset, as far as the rings still hold
 * them; the host marks them as of an earlier run. Does nothing if the memory was lost, or if
 * another build of the firmware ran. Call it before the first record of this run, which overwrites
 * the oldest of them. Callable from anywhere.
 */
void rt_log_send_previous(void);

#ifdef __cplusplus
}
#endif

#endif
