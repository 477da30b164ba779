/* SPDX-License-Identifier: MIT */
/*
 * Registers that a core has and lacks. CMakeLists.txt runs this on cores that lack one more, and
 * says by HAS_... what they have.
 */
#include <rt/csr.h>
#include <rt/test.h>

#include <stdbool.h>

#define SATP     0x180
#define STIMECMP 0x14d
#define HSTATUS  0x600
#define PMPADDR0 0x3b0
#define SEED     0x015
#define FCSR     0x003

bool csr_exists_elsewhere(void);

RT_TEST(what_every_hart_has_exists)
{
    RT_EXPECT(rt_csr_exists(0x300)); /* mstatus */
    RT_EXPECT(rt_csr_exists(0x301)); /* misa */
    RT_EXPECT(rt_csr_exists(0xf14)); /* mhartid: read-only */
}

RT_TEST(what_no_hart_has_does_not)
{
    RT_EXPECT(!rt_csr_exists(0x8ff));
    RT_EXPECT(!rt_csr_exists(0xcff));
    RT_EXPECT(!rt_csr_exists(0xfff));
}

RT_TEST(what_the_core_has_by_choice)
{
    RT_EXPECT_EQ(rt_csr_exists(SATP), HAS_S);
    RT_EXPECT_EQ(rt_csr_exists(HSTATUS), HAS_H);
    RT_EXPECT_EQ(rt_csr_exists(STIMECMP), HAS_SSTC);
    RT_EXPECT_EQ(rt_csr_exists(PMPADDR0), HAS_PMP);
    RT_EXPECT_EQ(rt_csr_exists(SEED), HAS_SEED);
}

#ifdef __riscv_flen
RT_TEST(what_is_off_does_not_exist)
{
    RT_EXPECT(rt_csr_exists(FCSR));
    csr_clear(mstatus, MSTATUS_FS);
    const bool exists = rt_csr_exists(FCSR);
    csr_set(mstatus, MSTATUS_FS);
    RT_EXPECT(!exists);
}
#endif

/* Each use in a file, and each file, has the same probe. */
RT_TEST(one_number_may_be_probed_in_many_places)
{
    unsigned found = 0;

    for (unsigned i = 0; i < 100; i++) {
        found += rt_csr_exists(0x340) ? 1 : 0;
        found += rt_csr_exists(0x8ff) ? 1 : 0;
        found += csr_exists_elsewhere() ? 1 : 0;
    }
    RT_EXPECT_EQ(found, 200);
}

/* Its traps leave the program's state alone. */
RT_TEST(a_probe_changes_no_register)
{
    csr_write(mepc, 0x80001234);
    const unsigned long status = csr_read(mstatus);
    const unsigned long scratch = csr_read(mscratch);

    RT_EXPECT(!rt_csr_exists(0x8ff));
    RT_EXPECT_EQ(csr_read(mepc), 0x80001234);
    RT_EXPECT_EQ(csr_read(mstatus), status);
    RT_EXPECT_EQ(csr_read(mscratch), scratch);
}
