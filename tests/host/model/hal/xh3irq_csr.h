/* SPDX-License-Identifier: MIT */
/* Replaces hal/include/target/hal/xh3irq_csr.h: the registers are the test's. */
#ifndef HAL_XH3IRQ_CSR_H
#define HAL_XH3IRQ_CSR_H

#include <stdint.h>

void hal_xh3irq_enable(uint32_t window);
void hal_xh3irq_disable(uint32_t window);
void hal_xh3irq_force(uint32_t window);
void hal_xh3irq_write_priorities(uint32_t window);
uint32_t hal_xh3irq_read_priorities(uint32_t index);
uint32_t hal_xh3irq_next(void);
void hal_xh3irq_write_context(uint32_t context);
uint32_t hal_xh3irq_read_context(void);

#endif
