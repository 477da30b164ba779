/* SPDX-License-Identifier: MIT */
/** @file
 * The registers of an APLIC's domain (AIA, section 4.5); for the drivers aplic and imsic alone.
 */
#ifndef APLIC_INTERNAL_H
#define APLIC_INTERNAL_H

#include <assert.h>
#include <hal/mmio.h>

/** @cond internal */

enum {
    APLIC_MAX_SOURCES = 1024,
    APLIC_MAX_HARTS = 16384,
    APLIC_BITS = 32,
    APLIC_DOMAIN_ENABLE = 1 << 8, /* domaincfg.IE; BE 0 is little-endian */
    APLIC_DOMAIN_MSI = 1 << 2,    /* domaincfg.DM; 0 is direct delivery */
    APLIC_TARGET_HART_SHIFT = 18,
};

struct aplic_regs {
    reg_rw32 domaincfg;
    reg_rw32 sourcecfg[APLIC_MAX_SOURCES - 1];
    reg_rw32 reserved1[0x2f0];
    reg_rw32 mmsiaddrcfg;
    reg_rw32 mmsiaddrcfgh;
    reg_rw32 reserved10[14];
    reg_rw32 setip[APLIC_MAX_SOURCES / APLIC_BITS];
    reg_rw32 reserved2[0x17];
    reg_wo32 setipnum;
    reg_rw32 reserved3[8];
    reg_rw32 clrip[APLIC_MAX_SOURCES / APLIC_BITS]; /* read: the inputs */
    reg_rw32 reserved4[0x17];
    reg_wo32 clripnum;
    reg_rw32 reserved5[8];
    reg_rw32 setie[APLIC_MAX_SOURCES / APLIC_BITS];
    reg_rw32 reserved6[0x17];
    reg_wo32 setienum;
    reg_rw32 reserved7[8];
    reg_wo32 clrie[APLIC_MAX_SOURCES / APLIC_BITS];
    reg_rw32 reserved8[0x17];
    reg_wo32 clrienum;
    reg_rw32 reserved9[0x408];
    reg_rw32 genmsi;
    reg_rw32 target[APLIC_MAX_SOURCES - 1];
    struct aplic_hart {
        reg_rw32 idelivery;
        reg_rw32 iforce;
        reg_rw32 ithreshold;
        reg_rw32 reserved[3];
        reg_ro32 topi;
        reg_ro32 claimi;
    } hart[APLIC_MAX_HARTS];
};
MMIO_ASSERT_OFFSET(struct aplic_regs, sourcecfg, 0x4);
MMIO_ASSERT_OFFSET(struct aplic_regs, mmsiaddrcfg, 0x1bc0);
MMIO_ASSERT_OFFSET(struct aplic_regs, mmsiaddrcfgh, 0x1bc4);
MMIO_ASSERT_OFFSET(struct aplic_regs, setip, 0x1c00);
MMIO_ASSERT_OFFSET(struct aplic_regs, setipnum, 0x1cdc);
MMIO_ASSERT_OFFSET(struct aplic_regs, clrip, 0x1d00);
MMIO_ASSERT_OFFSET(struct aplic_regs, setie, 0x1e00);
MMIO_ASSERT_OFFSET(struct aplic_regs, setienum, 0x1edc);
MMIO_ASSERT_OFFSET(struct aplic_regs, clrie, 0x1f00);
MMIO_ASSERT_OFFSET(struct aplic_regs, clrienum, 0x1fdc);
MMIO_ASSERT_OFFSET(struct aplic_regs, genmsi, 0x3000);
MMIO_ASSERT_OFFSET(struct aplic_regs, target, 0x3004);
MMIO_ASSERT_OFFSET(struct aplic_regs, hart, 0x4000);
MMIO_ASSERT_OFFSET(struct aplic_regs, hart[1], 0x4020);

/** @endcond */

#endif
