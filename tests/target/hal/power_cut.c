/* SPDX-License-Identifier: MIT */
/*
 * Prints the record that it finds, and then stores one after the other until power_cut.py cuts the
 * power.
 */
#include "storage.h"
#include <hal/record.h>
#include <rt/panic.h>
#include <stdio.h>
#include <string.h>

enum {
    OFFSET = 1024 * 1024,
    WORDS = 500,
    BUFFER_SIZE = 2048,
};

static uint8_t buffer[BUFFER_SIZE];
static uint32_t content[WORDS];

/* Every word depends on the number, so that a mixture of two records is detected. */
static void fill(uint32_t number)
{
    for (uint32_t i = 0; i < WORDS; i++) {
        content[i] = number * 2654435761U + i * number;
    }
    content[0] = number;
}

static uint32_t check(int size)
{
    static uint32_t found[WORDS];
    if (size == HAL_ERR_CORRUPT) {
        return 0;
    }
    if (size != sizeof(content)) {
        rt_panic("a record of %d bytes", size);
    }
    memcpy(found, content, sizeof(content));
    fill(found[0]);
    if (memcmp(found, content, sizeof(content)) != 0) {
        rt_panic("record %u is neither old nor new", (unsigned)found[0]);
    }
    return found[0];
}

int main(int argc, char **argv)
{
    (void)argc;
    (void)argv;
    const struct hal_block *block = STORAGE.block;
    if (hal_block_open(block) != HAL_OK) {
        rt_panic("no storage");
    }
    const uint32_t unit = hal_block_get_geometry(block)->erase_unit;
    const uint32_t slot_size = unit > BUFFER_SIZE ? unit : BUFFER_SIZE;
    const struct hal_record record = {block, OFFSET, slot_size, buffer, sizeof(buffer)};
    uint32_t number = check(hal_record_load(&record, content, sizeof(content)));
    printf("found %u\n", (unsigned)number);
    for (;;) {
        fill(++number);
        const int status = hal_record_store(&record, content, sizeof(content));
        if (status < 0) {
            rt_panic("storing failed: %d", status);
        }
        printf("stored %u\n", (unsigned)number);
    }
}
