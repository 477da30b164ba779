/* SPDX-License-Identifier: MIT */
/*
 * Firmware features (SBI, chapter 18): what this hart's supervisor has, as far as the core has it.
 *
 * A feature is a bit of menvcfg, or the delegation of misaligned accesses. Whether a core has it is
 * tried out: a bit that it lacks stays 0 (privileged specification, 3.1.18).
 */
#include "hart.h"

enum function {
    SET,
    GET,
};

enum feature {
    MISALIGNED_DELEGATED,
    LANDING_PAD,
    SHADOW_STACK,
    DOUBLE_TRAP,
    PTE_AD_UPDATING,
    POINTER_MASKING,
    FEATURES,
};

/* Values of PMM: 7 and 16 bits are masked. */
enum {
    PMLEN_7 = 2,
    PMLEN_16 = 3,
};

enum {
    LOCK = 1,
};

#define MISALIGNED (1UL << CAUSE_LOAD_MISALIGNED | 1UL << CAUSE_STORE_MISALIGNED)

/* The lowest bit of a feature in menvcfg. */
static const unsigned char shifts[FEATURES] = {
    [LANDING_PAD] = 2,  [SHADOW_STACK] = 3,     [POINTER_MASKING] = 32,
    [DOUBLE_TRAP] = 59, [PTE_AD_UPDATING] = 61,
};

static uint64_t bits_of(unsigned feature, uint64_t value)
{
    return value << shifts[feature];
}

static uint64_t environment(void)
{
#if __riscv_xlen == 64
    return csr_read(0x30a); /* menvcfg */
#else
    return (uint64_t)csr_read(0x31a) << 32 | csr_read(0x30a);
#endif
}

static uint64_t set_environment(uint64_t value)
{
    csr_write(0x30a, (unsigned long)value);
#if __riscv_xlen == 32
    csr_write(0x31a, (unsigned long)(value >> 32));
#endif
    return environment();
}

/* The field of menvcfg with all its bits. */
static uint64_t field_of(unsigned feature)
{
    return bits_of(feature, feature == POINTER_MASKING ? 3 : 1);
}

static bool takes(unsigned feature, uint64_t value)
{
    const uint64_t before = environment();
    const uint64_t wanted = (before & ~field_of(feature)) | bits_of(feature, value);
    const bool has = set_environment(wanted) == wanted;

    (void)set_environment(before);
    return has;
}

/* Of pointers at least as many bits are masked as asked for. Returns false if there is no such
 * value. */
static bool encode(unsigned feature, unsigned long value, uint64_t *bits)
{
    if (feature == POINTER_MASKING) {
        const bool is_short = value <= 7 && takes(feature, PMLEN_7);
        *bits = bits_of(feature, value == 0 ? 0 : is_short ? PMLEN_7 : PMLEN_16);
        return value <= 16;
    }
    *bits = bits_of(feature, value);
    return value <= 1;
}

static unsigned long decode(unsigned feature, uint64_t bits)
{
    static const unsigned char masked[] = {0, 0, 7, 16};
    const unsigned long value = (unsigned long)(bits >> shifts[feature]);

    return feature == POINTER_MASKING ? masked[value & 3] : value & 1;
}

/* Sets a feature of menvcfg, and takes it back if the core has not got it. */
static long set_bits(unsigned feature, unsigned long value)
{
    uint64_t bits;

    if (!encode(feature, value, &bits)) {
        return SBI_ERR_INVALID_PARAM;
    }
    const uint64_t before = environment();
    const uint64_t wanted = (before & ~field_of(feature)) | bits;
    if (set_environment(wanted) != wanted) {
        (void)set_environment(before);
        return SBI_ERR_NOT_SUPPORTED;
    }
    return SBI_OK;
}

static long set_misaligned(unsigned long value)
{
    if (value > 1) {
        return SBI_ERR_INVALID_PARAM;
    }
    if (value != 0) {
        csr_set(medeleg, MISALIGNED);
    } else {
        csr_clear(medeleg, MISALIGNED);
    }
    return SBI_OK;
}

/* A trap in the supervisor's trap handler is not told apart, so there is no DOUBLE_TRAP. */
static bool has_bits(unsigned feature)
{
    return feature != DOUBLE_TRAP && rt_csr_exists(0x30a) &&
           (feature == POINTER_MASKING ? takes(feature, PMLEN_7) || takes(feature, PMLEN_16)
                                       : takes(feature, 1));
}

/* The error for a feature's number, or SBI_OK. One that is reserved or a platform's is denied. */
static long check(uint32_t feature)
{
    if (feature < FEATURES) {
        return feature == MISALIGNED_DELEGATED || has_bits(feature) ? SBI_OK
                                                                    : SBI_ERR_NOT_SUPPORTED;
    }
    return SBI_ERR_DENIED;
}

static long set(uint32_t feature, unsigned long value, unsigned long flags)
{
    struct sbi_hart *const hart = sbi_hart_self();
    long error = check(feature);

    if (error != SBI_OK) {
        return error;
    }
    if ((flags & ~(unsigned long)LOCK) != 0) {
        return SBI_ERR_INVALID_PARAM;
    }
    if ((hart->locked_features >> feature & 1) != 0) {
        return SBI_ERR_DENIED_LOCKED;
    }
    error = feature == MISALIGNED_DELEGATED ? set_misaligned(value) : set_bits(feature, value);
    if (error == SBI_OK && flags == LOCK) {
        hart->locked_features |= 1U << feature;
    }
    return error;
}

static struct sbi_result get(uint32_t feature)
{
    const long error = check(feature);

    if (error != SBI_OK) {
        return (struct sbi_result){error, 0};
    }
    const unsigned long value = feature == MISALIGNED_DELEGATED
                                    ? (csr_read(medeleg) & MISALIGNED) == MISALIGNED
                                    : decode(feature, environment());
    return (struct sbi_result){SBI_OK, (long)value};
}

static struct sbi_result serve(const struct sbi_call *call)
{
    const unsigned long *const a = call->arguments;

    switch (call->function) {
    case SET:
        return (struct sbi_result){set((uint32_t)a[0], a[1], a[2]), 0};
    case GET:
        return get((uint32_t)a[0]);
    default:
        return (struct sbi_result){SBI_ERR_NOT_SUPPORTED, 0};
    }
}

const struct sbi_extension sbi_fwft = SBI_EXTENSION(0x46574654, serve);
