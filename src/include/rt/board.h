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

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Initialises the board's devices, the console first. Runs on the boot hart with interrupts off,
 * after memory is initialised and before constructors.
 */
void board_init(void);

/** The console's line rate in bits a second. */
enum {
    BOARD_CONSOLE_BAUD = 115200
};

/** The serial port that the console and the panic report use. */
extern const struct hal_uart *const board_console;

/** The counter that uptime and timeouts use. */
extern const struct hal_timer *const board_timer;

/** The boot hart's interrupt controller. Only for firmware that uses <rt/irq_controller.h>. */
extern const struct hal_irq *const board_irq;

/**
 * The mhartid of the hart that board_timer and board_irq interrupt. It should be the boot hart,
 * rt_boot_hart in ld/BOARD.ld. Only for firmware that uses <rt/alarm.h> or <rt/irq_controller.h>.
 */
extern const unsigned long board_boot_hart;

/** The board's name, the value of RIVET_BOARD. */
extern const char board_name[];

/**
 * Sets or clears the pending software interrupt of the hart with this mhartid. Need not check
 * whether that hart exists. Callable from anywhere.
 */
void board_set_software_irq(unsigned long hart_id, bool pending);

/**
 * Powers the machine off with @p status if the board can do that, else returns. A non-zero status
 * never reaches the host as 0. Needs no initialised memory; callable from anywhere.
 */
void board_exit(int status);

#ifdef __cplusplus
}
#endif

#endif
