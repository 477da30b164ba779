/* SPDX-License-Identifier: MIT */
/* The firmware features on a modelled menvcfg, whose bits a core may have or lack. */
#include <hart.h>
#include <host_test.h>
#include <string.h>

enum {
    SET,
    GET,
    MISALIGNED = 0,
    LANDING_PAD,
    SHADOW_STACK,
    DOUBLE_TRAP,
    PTE_AD_UPDATING,
    POINTER_MASKING,
    MISALIGNED_CAUSES = 1 << 4 | 1 << 6,
};

#define PMM_BITS (UINT64_C(3) << 32)

static struct {
    uint64_t menvcfg, has; /* bits that are not 0 forever */
    unsigned pmm;          /* values of PMM that the core has */
    unsigned long medeleg;
} model;

struct sbi_hart sbi_harts[SBI_HART_IDS];

unsigned long model_csr_read(const char *name)
{
    if (strcmp(name, "mhartid") == 0) {
        return 1;
    }
    if (strcmp(name, "medeleg") == 0) {
        return model.medeleg;
    }
    assert_string_equal(name, "0x30a");
    return model.menvcfg;
}

/* A value that PMM can't have changes nothing. */
void model_csr_write(const char *name, unsigned long value)
{
    if (strcmp(name, "medeleg") == 0) {
        model.medeleg = value;
        return;
    }
    assert_string_equal(name, "0x30a");
    const bool has_pmm = (model.pmm >> (value >> 32 & 3) & 1) != 0;
    const uint64_t pmm = has_pmm ? value & PMM_BITS : model.menvcfg & PMM_BITS;
    model.menvcfg = (value & model.has & ~PMM_BITS) | pmm;
}

bool rt_csr_exists(unsigned number)
{
    return number == 0x30a;
}

static int set_up(void **state)
{
    (void)state;
    memset(&model, 0, sizeof(model));
    memset(sbi_harts, 0, sizeof(sbi_harts));
    model.has = model.menvcfg = 1; /* FIOM */
    model.pmm = 1;
    return 0;
}

static long set(unsigned feature, unsigned long value, unsigned long flags)
{
    const struct sbi_call call = {.function = SET, .arguments = {feature, value, flags}};
    const struct sbi_result result = sbi_fwft.serve(&call);
    assert_int_equal(result.value, 0);
    return result.error;
}

static struct sbi_result get(unsigned feature)
{
    const struct sbi_call call = {.function = GET, .arguments = {feature}};
    return sbi_fwft.serve(&call);
}

static void expect(unsigned feature, unsigned long value)
{
    assert_int_equal(get(feature).error, SBI_OK);
    assert_int_equal(get(feature).value, value);
}

static void a_core_without_the_extensions_has_none(void **state)
{
    (void)state;
    for (unsigned feature = LANDING_PAD; feature <= POINTER_MASKING; feature++) {
        assert_int_equal(set(feature, 0, 0), SBI_ERR_NOT_SUPPORTED);
        assert_int_equal(get(feature).error, SBI_ERR_NOT_SUPPORTED);
        assert_int_equal(get(feature).value, 0);
    }
    assert_int_equal(set(POINTER_MASKING + 1, 0, 0), SBI_ERR_DENIED);
    assert_int_equal(get(POINTER_MASKING + 1).error, SBI_ERR_DENIED);
    assert_true(model.menvcfg == 1);
}

static void each_bit_is_set_alone(void **state)
{
    static const struct {
        unsigned feature, bit;
    } rows[] = {{LANDING_PAD, 2}, {SHADOW_STACK, 3}, {PTE_AD_UPDATING, 61}};
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        (void)set_up(state);
        model.has |= UINT64_C(1) << rows[i].bit;
        expect(rows[i].feature, 0);
        assert_int_equal(set(rows[i].feature, 1, 0), SBI_OK);
        assert_true(model.menvcfg == (1 | UINT64_C(1) << rows[i].bit));
        expect(rows[i].feature, 1);
        assert_int_equal(set(rows[i].feature, 2, 0), SBI_ERR_INVALID_PARAM);
        assert_int_equal(set(rows[i].feature, 0, 0), SBI_OK);
        assert_true(model.menvcfg == 1);
    }
    model.has = UINT64_MAX;
    assert_int_equal(set(DOUBLE_TRAP, 1, 0), SBI_ERR_NOT_SUPPORTED);
}

/* The number of bits that are masked when @p value are asked for, or an error. */
static long masked(unsigned long value, bool has_7, bool has_16)
{
    if (value > 16) {
        return SBI_ERR_INVALID_PARAM;
    }
    const long longest = has_16 ? 16 : SBI_ERR_NOT_SUPPORTED;
    return value == 0 ? 0 : value <= 7 && has_7 ? 7 : longest;
}

/* After an error, as many as @p before. Returns how many. */
static unsigned long set_masking(unsigned long value, unsigned has, unsigned long before)
{
    const long wanted = masked(value, (has & 1) != 0, (has & 2) != 0);
    const unsigned long after = wanted < 0 ? before : (unsigned long)wanted;
    assert_int_equal(set(POINTER_MASKING, value, 0), wanted < 0 ? wanted : SBI_OK);
    expect(POINTER_MASKING, after);
    assert_true((model.menvcfg & ~PMM_BITS) == 1);
    return after;
}

static void pointers_have_as_many_bits_masked_as_asked_for(void **state)
{
    for (unsigned has = 1; has < 4; has++) {
        for (unsigned long value = 0; value <= 18; value++) {
            (void)set_up(state);
            model.pmm = 1 | has << 2;
            const unsigned long first = set_masking(value, has, 0);
            const unsigned long second = set_masking(16 - first, has, first);
            (void)set_masking(value, has, second);
        }
    }
}

static void a_locked_feature_stays(void **state)
{
    (void)state;
    model.has |= 3 << 2;
    assert_int_equal(set(LANDING_PAD, 1, 2), SBI_ERR_INVALID_PARAM);
    assert_int_equal(set(LANDING_PAD, 2, 1), SBI_ERR_INVALID_PARAM);
    assert_int_equal(set(LANDING_PAD, 1, 1), SBI_OK);
    assert_int_equal(set(LANDING_PAD, 0, 0), SBI_ERR_DENIED_LOCKED);
    assert_int_equal(set(LANDING_PAD, 0, 1), SBI_ERR_DENIED_LOCKED);
    expect(LANDING_PAD, 1);
    assert_int_equal(set(SHADOW_STACK, 1, 0), SBI_OK);
    assert_int_equal(sbi_harts[1].locked_features, 1 << LANDING_PAD);
}

static void misaligned_accesses_are_delegated(void **state)
{
    (void)state;
    model.medeleg = 1;
    assert_int_equal(set(MISALIGNED, 1, 0), SBI_OK);
    assert_int_equal(model.medeleg, 1 | MISALIGNED_CAUSES);
    expect(MISALIGNED, 1);
    assert_int_equal(set(MISALIGNED, 2, 0), SBI_ERR_INVALID_PARAM);
    assert_int_equal(set(MISALIGNED, 0, 0), SBI_OK);
    assert_int_equal(model.medeleg, 1);
    expect(MISALIGNED, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_core_without_the_extensions_has_none, set_up),
        cmocka_unit_test_setup(each_bit_is_set_alone, set_up),
        cmocka_unit_test_setup(pointers_have_as_many_bits_masked_as_asked_for, set_up),
        cmocka_unit_test_setup(a_locked_feature_stays, set_up),
        cmocka_unit_test_setup(misaligned_accesses_are_delegated, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
