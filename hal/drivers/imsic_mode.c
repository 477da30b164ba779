/* SPDX-License-Identifier: MIT */
/* IMSIC: sources that are not active-high levels. See imsic.c. */
#include <hal/critical.h>
#include <imsic_internal.h>

int imsic_set_mode(const struct imsic *imsic, uint32_t source, enum aplic_mode mode)
{
    if (source == 0 || source > imsic->irq.sources) {
        return HAL_ERR_INVALID;
    }
    struct imsic_source *const it = &imsic->sources[source];
    reg_rw32 *const config = &imsic_regs_of(imsic)->sourcecfg[source - 1];
    const unsigned long state = hal_critical_enter();
    reg_write(config, mode);
    const uint32_t kept = reg_read(config);
    it->is_level = kept == APLIC_HIGH || kept == APLIC_LOW;
    /* What was pending before is no edge. */
    reg_write(&imsic_regs_of(imsic)->clripnum, source);
    if (it->identity != 0) {
        (void)imsic_change(IMSIC_EIP0, it->identity, false);
    }
    hal_critical_exit(state);
    return kept == mode ? HAL_OK : HAL_ERR_UNSUPPORTED;
}
