/* SPDX-License-Identifier: MIT */
/** @file
 * The names that a board provides to the runtime. hal/boards/BOARD/board.c defines them.
 *
 * Numbers that the linker needs (memory, the boot hart) are in ld/BOARD.ld.
 */
#ifndef RT_BOARD_H
#define RT_BOARD_H

#include <hal/irq.h>
#include <hal/timer.h>
#include <hal/uart.h>
#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Initialises the board's devices, the console first. Sets the timer's compare register so that no
 * interrupt is pending (clint_init). Runs on the boot hart with interrupts off, after memory is
 * initialised and before constructors.
 */
void board_init(void);

/** The console's line rate in bits a second. */
enum {
    BOARD_CONSOLE_BAUD = 115200
};

/**
 * Configures the console's port with BOARD_CONSOLE_BAUD and 8N1. Called before a panic's report,
 * which the port must carry whatever the program has done to it, and usually by board_init. A board
 * may leave this out: firmware then calls hal_uart_configure, which computes the divisor and takes
 * more code (NS16550_DIVISOR). Needs no initialised memory; callable from anywhere.
 */
void board_configure_console(void);

/** The serial port that the console and the panic report use. */
extern const struct hal_uart *const board_console;

/** The counter that uptime and timeouts use. */
extern const struct hal_timer *const board_timer;

/**
 * The low word of board_timer's counter, and its high word after it, if loads can read them at any
 * time; else NULL. A board may leave it out, which is like NULL: log records (rt/log.h) then call
 * hal_timer_now for their time.
 */
extern const volatile uint32_t *const board_time_count;

/** The boot hart's interrupt controller. Only for firmware that uses <rt/irq_controller.h>. */
extern const struct hal_irq *const board_irq;

/**
 * The mhartid of the hart that board_timer and board_irq interrupt. It should be the boot hart,
 * rt_boot_hart in ld/BOARD.ld. Only for firmware that uses <rt/alarm.h> or <rt/irq_controller.h>.
 */
extern const unsigned long board_boot_hart;

/** What may be done in a window, combined by `|`: the bits of a PMP configuration. */
enum {
    RT_WINDOW_READ = 1,    /**< Loads. */
    RT_WINDOW_WRITE = 2,   /**< Stores. */
    RT_WINDOW_EXECUTE = 4, /**< Instruction fetches. */
};

/** Addresses at which a board has devices, or memory that no memory file names. */
struct board_window {
    char name[16];  /**< For reports, such as "uart". Ends with a NUL. */
    uintptr_t base; /**< In bytes; a multiple of 4. */
    uintptr_t size; /**< In bytes; a multiple of 4. */
    uint8_t rights; /**< RT_WINDOW_READ and so on. */
};

/** @{ */
/**
 * All windows, in order of address, without overlaps. A board may leave them out; firmware that
 * denies access to everything else needs them. Firmware that does not refer to them does not
 * contain them.
 */
extern const struct board_window board_windows[];
extern const unsigned board_window_count;
/** @} */

/** The board's name, the value of RIVET_BOARD. */
extern const char board_name[];

/**
 * Sets the pending software interrupt of the hart with this mhartid, or clears that of the running
 * hart. Need not check whether that hart exists. A board whose harts have no such interrupt leaves
 * this out: firmware then has one hart and no contexts (rt/context.h), else it doesn't link.
 * Callable from anywhere.
 */
void board_set_software_irq(unsigned long hart_id, bool pending);

/**
 * Prepares the hart with this mhartid, which is parked, for its start: its timer interrupt must not
 * be pending (clint_init_hart). Returns false if the board can tell that there is no such hart. A
 * board may leave this out: rt_hart_start then waits ten seconds for an absent hart. Called on the
 * hart that starts it.
 */
bool board_prepare_hart(unsigned long hart_id);

/**
 * Powers the machine off with @p status if the board can do that, else returns. A non-zero status
 * never reaches the host as 0. Needs no initialised memory; callable from anywhere.
 */
void board_exit(int status);

#ifdef __cplusplus
}
#endif

#endif
