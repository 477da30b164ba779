/* SPDX-License-Identifier: MIT */
/*
 * Prints the number that it finds in a file, and then stores one after the other until
 * tests/target/hal/power_cut.py cuts the power. Each file has WORDS words that depend on its
 * number, so that a mixture of two is detected.
 */
#include "port.h"

#include <board.h>
#include <rt/panic.h>
#include <stdio.h>

enum {
    WORDS = 500,
};

static uint32_t content[WORDS];

static void fill(uint32_t number)
{
    for (uint32_t i = 0; i < WORDS; i++) {
        content[i] = number + i * 2654435761U;
    }
}

static uint32_t load(lfs_t *lfs)
{
    static uint32_t found[WORDS];
    lfs_file_t file;
    const int error = lfs_file_open(lfs, &file, "record", LFS_O_RDONLY);
    if (error == LFS_ERR_NOENT) {
        return 0;
    }
    if (error < 0 || lfs_file_read(lfs, &file, found, sizeof(found)) != sizeof(found) ||
        lfs_file_close(lfs, &file) < 0) {
        rt_panic("the record can't be read");
    }
    fill(found[0]);
    for (uint32_t i = 0; i < WORDS; i++) {
        if (found[i] != content[i]) {
            rt_panic("record %u has another's word %u", (unsigned)found[0], (unsigned)i);
        }
    }
    return found[0];
}

static void store(lfs_t *lfs, uint32_t number)
{
    lfs_file_t file;
    fill(number);
    if (lfs_file_open(lfs, &file, "record", LFS_O_WRONLY | LFS_O_CREAT | LFS_O_TRUNC) < 0 ||
        lfs_file_write(lfs, &file, content, sizeof(content)) < 0 ||
        lfs_file_close(lfs, &file) < 0) {
        rt_panic("record %u can't be stored", (unsigned)number);
    }
}

int main(void)
{
    static struct lfs_config config;
    static lfs_t lfs;
    if (port_open(&config, &board_flash1.block) < 0 || port_mount(&lfs, &config) < 0) {
        rt_panic("no file system");
    }
    uint32_t number = load(&lfs);
    printf("found %u\n", (unsigned)number);
    for (;;) {
        store(&lfs, ++number);
        printf("stored %u\n", (unsigned)number);
    }
}
