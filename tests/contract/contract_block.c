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
    const struct hal_block_geometry *g = hal_block_geometry(b);
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
    const struct hal_block_geometry *g = hal_block_geometry(b);
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
    const struct hal_block_geometry *g = hal_block_geometry(b);
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

const char *contract_block(const struct hal_block *block, uint64_t offset, uint32_t units,
                           uint8_t *buffer)
{
    CONTRACT(hal_block_open(block) == HAL_OK);
    const struct hal_block_geometry *g = hal_block_geometry(block);
    const char *failure = check_geometry(g);
    if (failure == NULL) {
        failure = check_bounds(block, buffer);
    }
    CONTRACT(units >= 3);
    for (uint32_t i = 0; i < units && failure == NULL; i++) {
        const uint64_t at = offset + (uint64_t)i * g->erase_unit;
        CONTRACT(hal_block_erase(block, at, g->erase_unit) == HAL_OK);
        CONTRACT(hal_block_read(block, at, buffer, g->erase_unit) == HAL_OK);
        CONTRACT(is_all(buffer, g->erase_unit, g->erased_value));
        failure = program_pieces(block, at, buffer);
    }
    return failure == NULL ? check_neighbours(block, offset, buffer) : failure;
}
