/* SPDX-License-Identifier: MIT */
/*
 * Records of several sources at once: main, two levels of interrupts, and other harts. tests/log/
 * storm.py compares what arrives with the numbers that this prints at the end.
 */
#include <rt/board.h>
#include <rt/console.h>
#include <rt/hart.h>
#include <rt/interrupt.h>
#include <rt/irq_controller.h>
#include <rt/log.h>
#include <rt/time.h>

#include <board.h>
#include <stdio.h>

enum {
    MOST_HARTS = 4,
    RECORDS = 8000, /* of main */
};

/* Half of the records are longer, so that a reader which has lost its place notices. */
#define LONG_VALUE 0x123456789abcdef0ULL

static uint32_t of_timer, of_software;
static volatile uint32_t of_hart[MOST_HARTS];
static volatile bool is_over;

/* Between records of other harts. QEMU's port is ready at once, so records that arrive as fast as
 * they can would keep the boot hart in the handler of its interrupt. */
#ifdef TRANSMITS
enum {
    PAUSE_US = 1000
};
#else
enum {
    PAUSE_US = 0
};
#endif

/* A value that every bit of the number changes. */
static uint32_t mixed(uint32_t number)
{
    return number * 2654435761U ^ number >> 7;
}

RT_INTERRUPT(software)
{
    board_set_software_irq(board_boot_hart, false);
    of_software++;
    RT_LOG_INFO("software %u %u", of_software, mixed(of_software));
}

RT_INTERRUPT_NESTING(timer)
{
    hal_timer_set_deadline(board_timer, hal_timer_now(board_timer) + 3000);
    of_timer++;
    if (of_timer % 2 == 0) {
        board_set_software_irq(board_boot_hart, true);
    }
    RT_LOG_WARN("timer %u %u", of_timer, mixed(of_timer));
}

static void log_on_hart(void *argument)
{
    const unsigned hart = rt_hart_self();

    (void)argument;
    while (!is_over) {
        const uint32_t number = of_hart[hart] + 1;
        of_hart[hart] = number;
        rt_delay_us(PAUSE_US);
        if (mixed(number) % 2 == 0) {
            RT_LOG_DEBUG("hart%u %u %u", hart, number, mixed(number));
        } else {
            RT_LOG_DEBUG("hart%u %u %u %llx", hart, number, mixed(number), LONG_VALUE);
        }
    }
}

#if HARTS > 1
RT_HART_STACK(stack_1, 4096);
RT_HART_STACK(stack_2, 4096);
RT_HART_STACK(stack_3, 4096);

static bool start_harts(void)
{
    return rt_hart_start(1, log_on_hart, NULL, stack_1) == HAL_OK &&
           rt_hart_start(2, log_on_hart, NULL, stack_2) == HAL_OK &&
           rt_hart_start(3, log_on_hart, NULL, stack_3) == HAL_OK;
}
#else
static bool start_harts(void)
{
    (void)log_on_hart;
    return true;
}
#endif

#ifdef TRANSMITS
static void transmit(void *argument)
{
    (void)argument;
    rt_log_transmit();
}

/* Whether the last interrupt, which finds nothing to send, turns the port's interrupt off. QEMU's
 * PLIC would not show it: a level that stays is no further interrupt there. */
static bool port_is_quiet(void)
{
    struct hal_deadline deadline = hal_deadline_start(board_timer, 10000000);
    bool is_quiet = false;

    rt_interrupts_on();
    while (!is_quiet && !hal_deadline_passed(&deadline)) {
        is_quiet = ns16550_get(&board_uart0, NS16550_IER) == 0;
    }
    rt_interrupts_off();
    return is_quiet;
}

static bool begin_transmitting(void)
{
    rt_irq_begin();
    return rt_irq_attach(BOARD_UART0_IRQ, 1, transmit, NULL) >= 0;
}
#else
static bool port_is_quiet(void)
{
    return true;
}

static bool begin_transmitting(void)
{
    return true;
}
#endif

static void wait_for_harts(void)
{
    is_over = true;
    for (unsigned hart = 1; hart < rt_hart_count(); hart++) {
        hal_ignore(rt_hart_wait(hart, HAL_FOREVER));
    }
}

int main(void)
{
    if (!begin_transmitting() || !start_harts()) {
        return 1;
    }
    rt_interrupt_enable(IRQ_MACHINE_SOFTWARE);
    rt_interrupt_enable(IRQ_MACHINE_TIMER);
    hal_timer_set_deadline(board_timer, 0);
    rt_interrupts_on();
    for (uint32_t number = 1; number <= RECORDS; number++) {
        if (mixed(number) % 2 == 0) {
            RT_LOG_INFO("main %u %u", number, mixed(number));
        } else {
            RT_LOG_INFO("main %u %u %llx", number, mixed(number), LONG_VALUE);
        }
        if (number % 64 == 0) {
            printf("text %u\n", (unsigned)number);
#ifdef IDLES
            rt_interrupts_off();
            rt_idle();
            rt_interrupts_on();
#endif
        }
    }
    rt_interrupt_disable(IRQ_MACHINE_TIMER);
    wait_for_harts();
    rt_interrupts_off();
    rt_log_drain();
    const bool is_quiet = port_is_quiet();
    printf("totals main %u timer %u software %u hart1 %u hart2 %u hart3 %u\n", RECORDS,
           (unsigned)of_timer, (unsigned)of_software, (unsigned)of_hart[1], (unsigned)of_hart[2],
           (unsigned)of_hart[3]);
    return is_quiet ? 0 : 1;
}
