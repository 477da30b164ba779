/* SPDX-License-Identifier: MIT */
/** @file
 * Typed device registers.
 *
 * A block's registers are a struct of the wrapper types below, one member per register.
 * MMIO_ASSERT_OFFSET asserts every offset. Access registers only through reg_read, reg_write and
 * reg_update, which take the register's address. Writing a read-only register or reading a
 * write-only one does not compile. The generated code is the same as with a volatile pointer.
 *
 *     struct timer_regs {
 *         reg_rw32 control;
 *         reg_ro32 count;
 *     };
 *     MMIO_ASSERT_OFFSET(struct timer_regs, count, 4);
 *     reg_update(&timer->control, CONTROL_MODE, CONTROL_MODE_ONCE);
 */
#ifndef HAL_MMIO_H
#define HAL_MMIO_H

#include <assert.h>
#include <hal/mmio_access.h>
#include <stddef.h>
#include <stdint.h>

/* Distinct structs, so that no kind converts to another. */
/** A read-only 8-bit register. */
typedef struct {
    const volatile uint8_t ro8; /**< Use reg_read only. */
} reg_ro8;
/** A write-only 8-bit register. */
typedef struct {
    volatile uint8_t wo8; /**< Use reg_write only. */
} reg_wo8;
/** A read-write 8-bit register. */
typedef struct {
    volatile uint8_t rw8; /**< Use reg_read, reg_write and reg_update only. */
} reg_rw8;
/** A read-only 16-bit register. */
typedef struct {
    const volatile uint16_t ro16; /**< Use reg_read only. */
} reg_ro16;
/** A write-only 16-bit register. */
typedef struct {
    volatile uint16_t wo16; /**< Use reg_write only. */
} reg_wo16;
/** A read-write 16-bit register. */
typedef struct {
    volatile uint16_t rw16; /**< Use reg_read, reg_write and reg_update only. */
} reg_rw16;
/** A read-only 32-bit register. */
typedef struct {
    const volatile uint32_t ro32; /**< Use reg_read only. */
} reg_ro32;
/** A write-only 32-bit register. */
typedef struct {
    volatile uint32_t wo32; /**< Use reg_write only. */
} reg_wo32;
/** A read-write 32-bit register. */
typedef struct {
    volatile uint32_t rw32; /**< Use reg_read, reg_write and reg_update only. */
} reg_rw32;

/** Fails the build unless @p member of the register block @p type is at byte @p offset. */
#define MMIO_ASSERT_OFFSET(type, member, offset) \
    static_assert(offsetof(type, member) == (offset), #type "." #member " is not at " #offset)

/** Fails the build unless the register block @p type spans @p bytes. */
#define MMIO_ASSERT_SIZE(type, bytes) \
    static_assert(sizeof(type) == (bytes), #type " does not span " #bytes " bytes")

/** @cond internal */

static inline uint8_t mmio_read_ro8(const reg_ro8 *reg)
{
    return mmio_load8(&reg->ro8);
}

static inline uint8_t mmio_read_rw8(const reg_rw8 *reg)
{
    return mmio_load8(&reg->rw8);
}

static inline uint16_t mmio_read_ro16(const reg_ro16 *reg)
{
    return mmio_load16(&reg->ro16);
}

static inline uint16_t mmio_read_rw16(const reg_rw16 *reg)
{
    return mmio_load16(&reg->rw16);
}

static inline uint32_t mmio_read_ro32(const reg_ro32 *reg)
{
    return mmio_load32(&reg->ro32);
}

static inline uint32_t mmio_read_rw32(const reg_rw32 *reg)
{
    return mmio_load32(&reg->rw32);
}

static inline void mmio_write_wo8(reg_wo8 *reg, uint8_t value)
{
    mmio_store8(&reg->wo8, value);
}

static inline void mmio_write_rw8(reg_rw8 *reg, uint8_t value)
{
    mmio_store8(&reg->rw8, value);
}

static inline void mmio_write_wo16(reg_wo16 *reg, uint16_t value)
{
    mmio_store16(&reg->wo16, value);
}

static inline void mmio_write_rw16(reg_rw16 *reg, uint16_t value)
{
    mmio_store16(&reg->rw16, value);
}

static inline void mmio_write_wo32(reg_wo32 *reg, uint32_t value)
{
    mmio_store32(&reg->wo32, value);
}

static inline void mmio_write_rw32(reg_rw32 *reg, uint32_t value)
{
    mmio_store32(&reg->rw32, value);
}

static inline void mmio_update_rw8(reg_rw8 *reg, uint8_t mask, uint8_t value)
{
    mmio_write_rw8(reg, (uint8_t)((mmio_read_rw8(reg) & ~mask) | (value & mask)));
}

static inline void mmio_update_rw16(reg_rw16 *reg, uint16_t mask, uint16_t value)
{
    mmio_write_rw16(reg, (uint16_t)((mmio_read_rw16(reg) & ~mask) | (value & mask)));
}

static inline void mmio_update_rw32(reg_rw32 *reg, uint32_t mask, uint32_t value)
{
    mmio_write_rw32(reg, (mmio_read_rw32(reg) & ~mask) | (value & mask));
}

/** @endcond */

#ifdef __cplusplus
/* C++ has overloads where C has _Generic. */
static inline uint8_t reg_read(const reg_ro8 *reg)
{
    return mmio_read_ro8(reg);
}

static inline uint8_t reg_read(const reg_rw8 *reg)
{
    return mmio_read_rw8(reg);
}

static inline uint16_t reg_read(const reg_ro16 *reg)
{
    return mmio_read_ro16(reg);
}

static inline uint16_t reg_read(const reg_rw16 *reg)
{
    return mmio_read_rw16(reg);
}

static inline uint32_t reg_read(const reg_ro32 *reg)
{
    return mmio_read_ro32(reg);
}

static inline uint32_t reg_read(const reg_rw32 *reg)
{
    return mmio_read_rw32(reg);
}

static inline void reg_write(reg_wo8 *reg, uint8_t value)
{
    mmio_write_wo8(reg, value);
}

static inline void reg_write(reg_rw8 *reg, uint8_t value)
{
    mmio_write_rw8(reg, value);
}

static inline void reg_write(reg_wo16 *reg, uint16_t value)
{
    mmio_write_wo16(reg, value);
}

static inline void reg_write(reg_rw16 *reg, uint16_t value)
{
    mmio_write_rw16(reg, value);
}

static inline void reg_write(reg_wo32 *reg, uint32_t value)
{
    mmio_write_wo32(reg, value);
}

static inline void reg_write(reg_rw32 *reg, uint32_t value)
{
    mmio_write_rw32(reg, value);
}

static inline void reg_update(reg_rw8 *reg, uint8_t mask, uint8_t value)
{
    mmio_update_rw8(reg, mask, value);
}

static inline void reg_update(reg_rw16 *reg, uint16_t mask, uint16_t value)
{
    mmio_update_rw16(reg, mask, value);
}

static inline void reg_update(reg_rw32 *reg, uint32_t mask, uint32_t value)
{
    mmio_update_rw32(reg, mask, value);
}
#else
/** Reads a register once. @p reg points to a read-only or read-write register. */
#define reg_read(reg)                     \
    _Generic((reg),                       \
        reg_ro8 *: mmio_read_ro8,         \
        const reg_ro8 *: mmio_read_ro8,   \
        reg_rw8 *: mmio_read_rw8,         \
        const reg_rw8 *: mmio_read_rw8,   \
        reg_ro16 *: mmio_read_ro16,       \
        const reg_ro16 *: mmio_read_ro16, \
        reg_rw16 *: mmio_read_rw16,       \
        const reg_rw16 *: mmio_read_rw16, \
        reg_ro32 *: mmio_read_ro32,       \
        const reg_ro32 *: mmio_read_ro32, \
        reg_rw32 *: mmio_read_rw32,       \
        const reg_rw32 *: mmio_read_rw32)(reg)

/** Writes a register once. @p reg points to a write-only or read-write register. */
#define reg_write(reg, value)        \
    _Generic((reg),                  \
        reg_wo8 *: mmio_write_wo8,   \
        reg_rw8 *: mmio_write_rw8,   \
        reg_wo16 *: mmio_write_wo16, \
        reg_rw16 *: mmio_write_rw16, \
        reg_wo32 *: mmio_write_wo32, \
        reg_rw32 *: mmio_write_rw32)(reg, value)

/** Reads a register, replaces the bits in @p mask by those of @p value, and writes it back. */
#define reg_update(reg, mask, value)  \
    _Generic((reg),                   \
        reg_rw8 *: mmio_update_rw8,   \
        reg_rw16 *: mmio_update_rw16, \
        reg_rw32 *: mmio_update_rw32)(reg, mask, value)
#endif

/**
 * Reads a 64-bit counter in two 32-bit registers without tearing: repeats until the high half did
 * not change. Use it on RV64 too, because the bus need not support 64-bit accesses.
 */
static inline uint64_t reg_read_hi_lo(const reg_rw32 *lo, const reg_rw32 *hi)
{
    uint32_t high;
    uint32_t low;
    do {
        high = reg_read(hi);
        low = reg_read(lo);
    } while (reg_read(hi) != high);
    return ((uint64_t)high << 32) | low;
}

#endif
