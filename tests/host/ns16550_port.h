/* SPDX-License-Identifier: MIT */
/*
 * The port for tests of the ns16550 driver and of code above it. Its registers are modelled and its
 * time is faked.
 */
#ifndef NS16550_PORT_H
#define NS16550_PORT_H

#include <fake_timer.h>
#include <model_ns16550.h>
#include <ns16550.h>

enum {
    BASE = 0x10000000
};

static struct model_ns16550 model;
static struct fake_timer fake;
static struct ns16550_state port_state;
static const struct ns16550 port = {
    .uart = {&ns16550_uart_ops},
    .base = BASE,
    .clock_hz = 3686400,
    .timer = &fake.timer,
    .state = &port_state,
};

/* A new machine. Its clock advances by 1 us at each reading. */
static void power_on(void)
{
    model_detach_all();
    model_ns16550_init(&model, BASE, 0);
    fake_timer_init(&fake, 1000000, 1);
}

#endif
