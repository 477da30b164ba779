/* SPDX-License-Identifier: MIT */
/* See model_nor.h. */
#include <model_nor.h>
#include <string.h>

static unsigned address_bytes_of(uint8_t command)
{
    switch (command) {
    case 0x02:
    case 0x03:
    case 0x20:
    case 0xd8:
        return 3;
    case 0x12:
    case 0x13:
    case 0x21:
    case 0xdc:
        return 4;
    default:
        return 0;
    }
}

static bool changes(uint8_t command)
{
    return address_bytes_of(command) != 0 && command != 0x03 && command != 0x13;
}

static void erase(struct model_nor *n, uint32_t size)
{
    memset(n->memory + (n->address & ~(size - 1)) % MODEL_NOR_BYTES, 0xff, size);
}

static void program(struct model_nor *n)
{
    uint8_t *page = n->memory + (n->address & ~255U) % MODEL_NOR_BYTES;
    for (unsigned i = 0; i < 256; i++) {
        page[i] &= n->page_used[i] ? n->page[i] : 0xff;
    }
}

static void carry_out(struct model_nor *n)
{
    if (n->busy_left != 0 || !n->write_enabled) {
        n->ignored++;
        return;
    }
    if (n->protection != 0 && n->address >= n->protected_from) {
        n->write_enabled = false;
        return;
    }
    if (n->command == 0x02 || n->command == 0x12) {
        program(n);
    } else {
        erase(n, n->command == 0x20 || n->command == 0x21 ? 4096 : 65536);
    }
    n->write_enabled = false;
    n->busy_left = n->busy_reads;
}

static void select(struct model_spi_part *part, bool selected)
{
    struct model_nor *n = (struct model_nor *)part;
    const bool complete = n->count > address_bytes_of(n->command);
    if (!selected && n->selected && complete && changes(n->command)) {
        carry_out(n);
    } else if (!selected && n->count == 1 && n->command == 0x06) {
        n->write_enabled = !n->write_protected && n->busy_left == 0;
    }
    n->selected = selected;
    n->count = 0;
    n->command = 0;
    n->address = 0;
    memset(n->page_used, 0, sizeof(n->page_used));
}

static uint8_t status(struct model_nor *n)
{
    const unsigned busy = n->busy_left != 0 ? 1 : 0;
    n->busy_left -= busy;
    return (uint8_t)(busy | (n->write_enabled ? 2U : 0U) | n->protection);
}

static uint8_t out(struct model_spi_part *part)
{
    struct model_nor *n = (struct model_nor *)part;
    const unsigned header = 1 + address_bytes_of(n->command);
    const bool deaf = n->busy_left != 0 && n->command != 0x05;
    if (!n->selected || deaf || n->count < header) {
        return 0xff;
    }
    switch (n->command) {
    case 0x9f:
        return n->count <= 3 ? n->id[n->count - 1] : 0;
    case 0x05:
        return status(n);
    case 0x03:
    case 0x13:
        n->bytes_read++;
        return n->memory[(n->address + n->count - header) % MODEL_NOR_BYTES];
    default:
        return 0xff;
    }
}

static void in(struct model_spi_part *part, uint8_t byte)
{
    struct model_nor *n = (struct model_nor *)part;
    const unsigned address_bytes = address_bytes_of(n->command);
    if (!n->selected) {
        return;
    }
    if (n->count == 0) {
        n->command = byte;
    } else if (n->count <= address_bytes) {
        n->address = n->address << 8 | byte;
    } else if (n->command == 0x02 || n->command == 0x12) {
        const unsigned at = (n->address + n->count - 1 - address_bytes) % 256;
        n->page[at] = byte;
        n->page_used[at] = true;
    }
    n->count++;
}

void model_nor_init(struct model_nor *nor, uint8_t size_log2)
{
    memset(nor, 0, sizeof(*nor));
    memset(nor->memory, 0xff, sizeof(nor->memory));
    nor->part = (struct model_spi_part){select, out, in};
    nor->id[0] = 0x9d;
    nor->id[1] = 0x70;
    nor->id[2] = size_log2;
}
