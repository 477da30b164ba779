/* SPDX-License-Identifier: MIT */
/* IPIs as messages, without a domain: firmware that has no sources needs no more of the driver. */
#include <hal/critical.h>
#include <hal/mmio.h>
#include <imsic_internal.h>

struct imsic_file {
    reg_wo32 seteipnum_le;
};

void imsic_init(uint32_t identities)
{
    const unsigned long state = hal_critical_enter();

    for (uint32_t i = 0; i <= identities; i += HAL_IMSIC_BITS) {
        const unsigned long ipi = i == 0 ? 1UL << IMSIC_IPI : 0;
        const unsigned long enabled = hal_imsic_change(imsic_word_of(IMSIC_EIE0, i), ~ipi, false);
        /* QEMU 7.2 may lose an IPI that arrives while a store changes its bit. */
        if ((enabled & ipi) != ipi) {
            (void)imsic_change(IMSIC_EIE0, IMSIC_IPI, true);
        }
        (void)hal_imsic_change(imsic_word_of(IMSIC_EIP0, i), ~ipi, false);
    }
    hal_imsic_write(IMSIC_EITHRESHOLD, 0);
    hal_imsic_write(IMSIC_EIDELIVERY, 1);
    hal_critical_exit(state);
}

/* Identity 1 comes before all others, so what is claimed is what was at the top; unless an
 * interrupt takes it in between. */
static void take_back(void)
{
    const unsigned long state = hal_critical_enter();

    if (hal_imsic_top() >> IMSIC_TOP_SHIFT == IMSIC_IPI) {
        (void)hal_imsic_claim();
    }
    hal_imsic_set_software(false);
    hal_critical_exit(state);
}

void imsic_set_software_irq(uintptr_t files, uint32_t hart, bool pending)
{
    const bool is_other = hart != hal_imsic_hart();

    if (pending && is_other) {
        struct imsic_file *const file =
            (struct imsic_file *)(files + (uintptr_t)hart * IMSIC_FILE_SIZE);
        reg_write(&file->seteipnum_le, IMSIC_IPI);
    } else if (pending) {
        hal_imsic_set_software(true);
    } else if (!is_other) {
        take_back();
    }
}
