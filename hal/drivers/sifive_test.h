/* SPDX-License-Identifier: MIT */
/** @file
 * SiFive test finisher, as on QEMU's virt machine: one register that ends or resets the machine.
 */
#ifndef SIFIVE_TEST_H
#define SIFIVE_TEST_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A finisher; constant. */
struct sifive_test {
    uintptr_t base; /**< The address of its register. */
};

/**
 * Ends the run with @p status. The host receives 0 to 255 unchanged. Of any other value it receives
 * the low byte, or 255 if that is 0. Returns before the machine has stopped, or if the machine
 * lacks the device: wait after the call. Callable from anywhere.
 */
void sifive_test_exit(const struct sifive_test *test, int status);

/** Resets the machine; otherwise like sifive_test_exit. */
void sifive_test_reset(const struct sifive_test *test);

#ifdef __cplusplus
}
#endif

#endif
