/* SPDX-License-Identifier: MIT */
/* Loads and stores that the firmware does for a core which does not do misaligned ones. The codes
 * are an assembler's. */
#include <access.h>
#include <host_test.h>

enum {
    RV32 = 1,
    RV64 = 2,
    BOTH = RV32 | RV64,
};

struct row {
    const char *text;
    uint32_t code;
    unsigned where; /* it is a load or a store of integer registers */
    struct sbi_access access;
};

static const struct row rows[] = {
    {"lb a0,0(a1)", 0x00058503, BOTH, {10, 1, 4, false, true}},
    {"lh s0,2(a1)", 0x00259403, BOTH, {8, 2, 4, false, true}},
    {"lw t6,4(sp)", 0x00412f83, BOTH, {31, 4, 4, false, true}},
    {"ld a2,8(a3)", 0x0086b603, RV64, {12, 8, 4, false, true}},
    {"lbu a0,0(a1)", 0x0005c503, BOTH, {10, 1, 4, false, false}},
    {"lhu a4,0(a1)", 0x0005d703, BOTH, {14, 2, 4, false, false}},
    {"lwu a5,0(a1)", 0x0005e783, RV64, {15, 4, 4, false, false}},
    {"a load of 8 bytes without sign", 0x0005f783, 0, {0}},
    {"sb a0,1(a1)", 0x00a580a3, BOTH, {10, 1, 4, true, true}},
    {"sh s11,2(a1)", 0x01b59123, BOTH, {27, 2, 4, true, true}},
    {"sw a6,4(a1)", 0x0105a223, BOTH, {16, 4, 4, true, true}},
    {"sd a7,8(a1)", 0x0115b423, RV64, {17, 8, 4, true, true}},
    {"a store of a kind that is none", 0x0115c423, 0, {0}},
    {"fld fa0,0(a1)", 0x0005b507, 0, {0}},
    {"fsd fa0,0(a1)", 0x00a5b027, 0, {0}},
    {"amoadd.w a0,a1,(a2)", 0x00b6252f, 0, {0}},
    {"addi a0,a0,1", 0x00150513, 0, {0}},
    {"c.lw a0,4(a1)", 0x41c8, BOTH, {10, 4, 2, false, true}},
    {"c.ld s0,8(a2)", 0x6600, RV64, {8, 8, 2, false, true}},
    {"c.sw a3,4(a4)", 0xc354, BOTH, {13, 4, 2, true, true}},
    {"c.sd a5,8(s1)", 0xe49c, RV64, {15, 8, 2, true, true}},
    {"c.lwsp t6,4(sp)", 0x4f92, BOTH, {31, 4, 2, false, true}},
    {"c.ldsp s2,8(sp)", 0x6922, RV64, {18, 8, 2, false, true}},
    {"c.swsp a7,4(sp)", 0xc246, BOTH, {17, 4, 2, true, true}},
    {"c.sdsp s11,8(sp)", 0xe46e, RV64, {27, 8, 2, true, true}},
    {"c.fld fa0,0(a1)", 0x2188, 0, {0}},
    {"c.fsdsp fa0,8(sp)", 0xa42a, 0, {0}},
    {"c.addi a0,1", 0x0505, 0, {0}},
    {"c.addi4spn a0,sp,16", 0x0808, 0, {0}},
};

static void expect_row(const struct row *row, unsigned xlen)
{
    struct sbi_access access;
    const bool expected = (row->where & (xlen == 64 ? RV64 : RV32)) != 0;
    /* What follows a compressed instruction does not matter. */
    const uint32_t behind = (row->code & 3) == 3 ? 0 : 0xffff0000;

    if (sbi_access_decode(row->code | behind, xlen, &access) != expected) {
        fail_msg("%s on RV%u", row->text, xlen);
    }
    if (expected &&
        (access.data != row->access.data || access.size != row->access.size ||
         access.length != row->access.length || access.is_store != row->access.is_store ||
         (!access.is_store && access.is_signed != row->access.is_signed))) {
        fail_msg("%s on RV%u: x%u, %u bytes of %u", row->text, xlen, access.data, access.size,
                 access.length);
    }
}

static void every_load_and_store_is_decoded(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        expect_row(&rows[i], 32);
        expect_row(&rows[i], 64);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_load_and_store_is_decoded),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
