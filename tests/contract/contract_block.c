/* SPDX-License-Identifier: MIT */
/* The contract of <hal/block.h>. */
#include "contract.h"
#include <stdbool.h>
#include <string.h>

static uint8_t pattern(uint64_t position)
{
    return (uint8_t)(position * 13 + (position >> 8) * 7 + 1);
}

static bool is_all(const uint8_t *data, size_t size, uint8_t value)
{
    for (size_t i = 0; i < size; i++) {
        if (data[i] != value) {
            return false;
        }
    }
    return true;
}

static bool is_pattern(const uint8_t *data, size_t size, uint64_t position)
{
    for (size_t i = 0; i < size; i++) {
        if (data[i] != pattern(position + i)) {
            return false;
        }
    }
    return true;
}

static const char *check_geometry(const struct hal_block_geometry *g)
{
    CONTRACT(g->size != 0);
    CONTRACT(g->read_unit != 0 && (g->read_unit & (g->read_unit - 1)) == 0);
    CONTRACT(g->program_unit != 0 && (g->program_unit & (g->program_unit - 1)) == 0);
    CONTRACT(g->erase_unit != 0 && (g->erase_unit & (g->erase_unit - 1)) == 0);
    CONTRACT(g->erase_unit >= g->program_unit && g->erase_unit >= g->read_unit);
    CONTRACT(g->size % g->erase_unit == 0);
    return NULL;
}

static const char *check_bounds(const struct hal_block *b, uint8_t *buffer)
{
    const struct hal_block_geometry *g = hal_block_get_geometry(b);
    const uint64_t unit = g->erase_unit;
    CONTRACT(hal_block_read(b, 0, buffer, 0) == HAL_OK);
    CONTRACT(hal_block_program(b, g->size, buffer, 0) == HAL_OK);
    CONTRACT(hal_block_erase(b, 0, 0) == HAL_OK);
    CONTRACT_REFUSED(hal_block_read(b, g->size, buffer, g->read_unit));
    CONTRACT_REFUSED(hal_block_program(b, g->size, buffer, g->program_unit));
    CONTRACT_REFUSED(hal_block_erase(b, g->size, unit));
    CONTRACT_REFUSED(hal_block_erase(b, 0, g->size + unit));
    CONTRACT_REFUSED(hal_block_erase(b, unit, UINT64_MAX - unit + 1));
    CONTRACT_REFUSED(hal_block_erase(b, 1, unit));
    CONTRACT_REFUSED(hal_block_erase(b, 0, unit - 1));
    if (g->program_unit > 1) {
        CONTRACT_REFUSED(hal_block_program(b, 1, buffer, g->program_unit));
        CONTRACT_REFUSED(hal_block_program(b, 0, buffer, g->program_unit - 1));
    }
    if (g->read_unit > 1) {
        CONTRACT_REFUSED(hal_block_read(b, 1, buffer, g->read_unit));
    }
    return NULL;
}

/* Programs a unit in pieces of growing size, so that they cross every inner boundary. */
static const char *program_pieces(const struct hal_block *b, uint64_t offset, uint8_t *buffer)
{
    const struct hal_block_geometry *g = hal_block_get_geometry(b);
    uint32_t piece = g->program_unit;
    for (uint32_t done = 0; done < g->erase_unit; done += piece, piece += g->program_unit) {
        if (piece > g->erase_unit - done) {
            piece = g->erase_unit - done;
        }
        for (uint32_t i = 0; i < piece; i++) {
            buffer[i] = pattern(offset + done + i);
        }
        CONTRACT(hal_block_program(b, offset + done, buffer, piece) == HAL_OK);
    }
    CONTRACT(hal_block_read(b, offset, buffer, g->erase_unit) == HAL_OK);
    CONTRACT(is_pattern(buffer, g->erase_unit, offset));
    return NULL;
}

static const char *check_neighbours(const struct hal_block *b, uint64_t offset, uint8_t *buffer)
{
    const struct hal_block_geometry *g = hal_block_get_geometry(b);
    const uint32_t unit = g->erase_unit;
    CONTRACT(hal_block_erase(b, offset + unit, unit) == HAL_OK);
    CONTRACT(hal_block_read(b, offset, buffer, unit) == HAL_OK);
    CONTRACT(is_pattern(buffer, unit, offset));
    CONTRACT(hal_block_read(b, offset + unit, buffer, unit) == HAL_OK);
    CONTRACT(is_all(buffer, unit, g->erased_value));
    CONTRACT(hal_block_read(b, offset + 2 * (uint64_t)unit, buffer, unit) == HAL_OK);
    CONTRACT(is_pattern(buffer, unit, offset + 2 * (uint64_t)unit));
    return NULL;
}

/* Erases three units by one call, of which the outer ones hold a pattern. */
static const char *check_large_erase(const struct hal_block *b, uint64_t offset, uint8_t *buffer)
{
    const struct hal_block_geometry *g = hal_block_get_geometry(b);
    const uint32_t unit = g->erase_unit;
    CONTRACT(hal_block_erase(b, offset, 3 * (uint64_t)unit) == HAL_OK);
    for (unsigned i = 0; i < 3; i++) {
        CONTRACT(hal_block_read(b, offset + i * (uint64_t)unit, buffer, unit) == HAL_OK);
        CONTRACT(is_all(buffer, unit, g->erased_value));
    }
    return NULL;
}

/* Programs from a buffer that has more, and reads all around: only the bytes asked for change. */
static const char *check_programmed_span(const struct hal_block *b, uint64_t offset, uint32_t start,
                                         uint32_t size, uint8_t *buffer)
{
    const struct hal_block_geometry *g = hal_block_get_geometry(b);
    const uint32_t unit = g->erase_unit;
    CONTRACT(hal_block_erase(b, offset, 2 * (uint64_t)unit) == HAL_OK);
    for (uint32_t i = 0; i < unit; i++) {
        buffer[i] = pattern(i);
    }
    CONTRACT(hal_block_program(b, offset + start, buffer, size) == HAL_OK);
    CONTRACT(hal_block_read(b, offset, buffer, unit) == HAL_OK);
    CONTRACT(is_all(buffer, start, g->erased_value));
    CONTRACT(is_pattern(buffer + start, size, 0));
    CONTRACT(is_all(buffer + start + size, unit - start - size, g->erased_value));
    CONTRACT(hal_block_read(b, offset + unit, buffer, unit) == HAL_OK);
    CONTRACT(is_all(buffer, unit, g->erased_value));
    return NULL;
}

/* Reads @p size bytes of a unit that is erased. What follows them in memory must not change. */
static const char *check_read_span(const struct hal_block *b, uint64_t offset, uint32_t size,
                                   uint8_t *buffer)
{
    const struct hal_block_geometry *g = hal_block_get_geometry(b);
    const uint8_t other = (uint8_t)~g->erased_value;
    memset(buffer, other, g->erase_unit);
    CONTRACT(hal_block_read(b, offset, buffer, size) == HAL_OK);
    CONTRACT(is_all(buffer, size, g->erased_value));
    CONTRACT(is_all(buffer + size, g->erase_unit - size, other));
    return NULL;
}

static uint32_t rounded_up(uint32_t size, uint32_t unit)
{
    return (size + unit - 1) & ~(unit - 1);
}

/* Leaves two units erased. */
static const char *check_ends(const struct hal_block *b, uint64_t offset, uint8_t *buffer)
{
    const struct hal_block_geometry *g = hal_block_get_geometry(b);
    const uint32_t unit = g->erase_unit;
    const uint32_t sizes[] = {1, 300, unit};
    const char *failure = NULL;
    for (size_t i = 0; i < 2 * sizeof(sizes) / sizeof(sizes[0]) && failure == NULL; i++) {
        const uint32_t start = i % 2 == 0 ? 0 : rounded_up(1, g->program_unit) % unit;
        const uint32_t size = rounded_up(sizes[i / 2], g->program_unit);
        const uint32_t part = size < unit - start ? size : unit - start;
        failure = check_programmed_span(b, offset, start, part, buffer);
    }
    CONTRACT(hal_block_erase(b, offset, unit) == HAL_OK);
    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]) && failure == NULL; i++) {
        failure = check_read_span(b, offset, rounded_up(sizes[i], g->read_unit), buffer);
    }
    return failure;
}

const char *contract_block(const struct hal_block *block, uint64_t offset, uint32_t units,
                           uint8_t *buffer)
{
    CONTRACT(hal_block_open(block) == HAL_OK);
    const struct hal_block_geometry *g = hal_block_get_geometry(block);
    const char *failure = check_geometry(g);
    if (failure == NULL) {
        failure = check_bounds(block, buffer);
    }
    CONTRACT(units >= 3);
    if (failure == NULL) {
        failure = check_ends(block, offset, buffer);
    }
    for (uint32_t i = 0; i < units && failure == NULL; i++) {
        const uint64_t at = offset + (uint64_t)i * g->erase_unit;
        CONTRACT(hal_block_erase(block, at, g->erase_unit) == HAL_OK);
        CONTRACT(hal_block_read(block, at, buffer, g->erase_unit) == HAL_OK);
        CONTRACT(is_all(buffer, g->erase_unit, g->erased_value));
        failure = program_pieces(block, at, buffer);
    }
    if (failure == NULL) {
        failure = check_neighbours(block, offset, buffer);
    }
    return failure == NULL ? check_large_erase(block, offset, buffer) : failure;
}
