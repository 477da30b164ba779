/* SPDX-License-Identifier: MIT */
/* The same accesses with typed registers and with plain volatile pointers. */
#include <hal/mmio.h>

struct block {
    reg_rw32 control;
    reg_ro32 count;
    reg_wo32 command;
    reg_rw8 small;
    reg_rw16 half;
};

uint32_t typed_read(struct block *b);
uint32_t raw_read(uintptr_t b);
void typed_write(struct block *b, uint32_t value);
void raw_write(uintptr_t b, uint32_t value);
void typed_update(struct block *b);
void raw_update(uintptr_t b);
uint8_t typed_read8(struct block *b);
uint8_t raw_read8(uintptr_t b);
void typed_write8(struct block *b, uint8_t value);
void raw_write8(uintptr_t b, uint8_t value);
uint16_t typed_read16(struct block *b);
uint16_t raw_read16(uintptr_t b);
void typed_write16(struct block *b, uint16_t value);
void raw_write16(uintptr_t b, uint16_t value);
uint32_t typed_fixed(void);
uint32_t raw_fixed(void);

uint32_t typed_read(struct block *b)
{
    return reg_read(&b->count);
}

uint32_t raw_read(uintptr_t b)
{
    return *(volatile uint32_t *)(b + 4);
}

void typed_write(struct block *b, uint32_t value)
{
    reg_write(&b->command, value);
}

void raw_write(uintptr_t b, uint32_t value)
{
    *(volatile uint32_t *)(b + 8) = value;
}

void typed_update(struct block *b)
{
    reg_update(&b->control, 0xf0U, 0x50U);
}

void raw_update(uintptr_t b)
{
    volatile uint32_t *control = (volatile uint32_t *)b;
    *control = (*control & ~0xf0U) | 0x50U;
}

uint8_t typed_read8(struct block *b)
{
    return reg_read(&b->small);
}

uint8_t raw_read8(uintptr_t b)
{
    return *(volatile uint8_t *)(b + 12);
}

void typed_write8(struct block *b, uint8_t value)
{
    reg_write(&b->small, value);
}

void raw_write8(uintptr_t b, uint8_t value)
{
    *(volatile uint8_t *)(b + 12) = value;
}

uint16_t typed_read16(struct block *b)
{
    return reg_read(&b->half);
}

uint16_t raw_read16(uintptr_t b)
{
    return *(volatile uint16_t *)(b + 14);
}

void typed_write16(struct block *b, uint16_t value)
{
    reg_write(&b->half, value);
}

void raw_write16(uintptr_t b, uint16_t value)
{
    *(volatile uint16_t *)(b + 14) = value;
}

uint32_t typed_fixed(void)
{
    return reg_read(&((struct block *)0x10000000)->count);
}

uint32_t raw_fixed(void)
{
    return *(volatile uint32_t *)0x10000004;
}
