/* SPDX-License-Identifier: MIT */
/* The panic path finds the address of a fault in the instruction. The handlers of this file make
 * the core one that leaves 0 in mtval. */
#include <rt/csr.h>
#include <rt/test.h>
#include <rt/trap.h>

#include <stdint.h>

#define NOWHERE 0xf0000000UL

static bool forget_address(struct rt_trap_frame *frame)
{
    frame->tval = 0;
    return false;
}

static void set_up(void)
{
    RT_REQUIRE_EQ(rt_trap_set_handler(CAUSE_LOAD_ACCESS, forget_address), 0);
    RT_REQUIRE_EQ(rt_trap_set_handler(CAUSE_STORE_ACCESS, forget_address), 0);
}

RT_TEST_FIXTURE(set_up, NULL);

/* Executes an instruction that accesses memory by a1. */
#define ACCESS(instruction)                                                 \
    do {                                                                    \
        register uintptr_t base __asm__("a1") = NOWHERE;                    \
        __asm__ volatile(instruction : : "r"(base) : "a0", "t0", "memory"); \
    } while (0)

RT_TEST_PANICS(load_of_a_word, "f0000008\n  cause   5")
{
    ACCESS("lw a0, 8(a1)");
}

#ifdef __riscv_zcb
RT_TEST_PANICS(compressed_load_of_a_byte, "f0000003\n  cause   5")
{
    ACCESS("c.lbu a0, 3(a1)");
}

RT_TEST_PANICS(compressed_load_of_a_halfword, "f0000002\n  cause   5")
{
    ACCESS("c.lh a0, 2(a1)");
}

RT_TEST_PANICS(compressed_store_of_a_byte, "f0000001\n  cause   7")
{
    ACCESS("c.sb a0, 1(a1)");
}

RT_TEST_PANICS(compressed_store_of_a_halfword, "f0000002\n  cause   7")
{
    ACCESS("c.sh a0, 2(a1)");
}
#endif

#ifdef __riscv_zfh
RT_TEST_PANICS(load_of_half_a_float, "f0000006\n  cause   5")
{
    ACCESS("flh fa0, 6(a1)");
}

RT_TEST_PANICS(store_of_half_a_float, "f0000002\n  cause   7")
{
    ACCESS("fsh fa0, 2(a1)");
}
#endif

#ifdef __riscv_zicboz
RT_TEST_PANICS(zeros_in_a_cache_block, "f0000000\n  cause   7")
{
    ACCESS("cbo.zero (a1)");
}
#endif

#ifdef __riscv_zicbom
RT_TEST_PANICS(flush_of_a_cache_block, "f0000000\n  cause   7")
{
    ACCESS("cbo.flush (a1)");
}
#endif
