/* SPDX-License-Identifier: MIT */
/*
 * Counts the boots in one file, writes another one and reads it back.
 */
#include "port.h"

#include <board.h>
#include <rt/panic.h>
#include <stdio.h>

enum {
    BYTES = 65536,
    CHUNK = 1000, /* no multiple of any unit */
};

/* Returns what is not an error, and panics with an error's number. */
static int done(int result, const char *what)
{
    if (result < 0) {
        rt_panic("%s: littlefs's error %d", what, result);
    }
    return result;
}

static uint32_t count_boot(lfs_t *lfs)
{
    uint32_t boots = 0;
    lfs_file_t file;
    done(lfs_file_open(lfs, &file, "boots", LFS_O_RDWR | LFS_O_CREAT), "open");
    done(lfs_file_read(lfs, &file, &boots, sizeof(boots)), "read");
    boots++;
    done(lfs_file_rewind(lfs, &file), "rewind");
    done(lfs_file_write(lfs, &file, &boots, sizeof(boots)), "write");
    done(lfs_file_close(lfs, &file), "close");
    return boots;
}

static uint8_t content(uint32_t at)
{
    return (uint8_t)(at * 2654435761U >> 24);
}

static void write_file(lfs_t *lfs)
{
    uint8_t chunk[CHUNK];
    lfs_file_t file;
    done(lfs_file_open(lfs, &file, "logs/new", LFS_O_WRONLY | LFS_O_CREAT | LFS_O_TRUNC), "open");
    for (uint32_t at = 0; at < BYTES; at += CHUNK) {
        for (uint32_t i = 0; i < CHUNK; i++) {
            chunk[i] = content(at + i);
        }
        const uint32_t size = BYTES - at < CHUNK ? BYTES - at : CHUNK;
        done(lfs_file_write(lfs, &file, chunk, size), "write");
    }
    done(lfs_file_close(lfs, &file), "close");
    done(lfs_rename(lfs, "logs/new", "logs/data"), "rename");
}

static uint32_t read_file(lfs_t *lfs)
{
    uint8_t chunk[CHUNK];
    uint32_t at = 0;
    int got;
    lfs_file_t file;
    done(lfs_file_open(lfs, &file, "logs/data", LFS_O_RDONLY), "open");
    while ((got = done(lfs_file_read(lfs, &file, chunk, CHUNK), "read")) > 0) {
        for (int i = 0; i < got; i++, at++) {
            if (chunk[i] != content(at)) {
                rt_panic("byte %u is %u", (unsigned)at, chunk[i]);
            }
        }
    }
    done(lfs_file_close(lfs, &file), "close");
    return at;
}

/* With "." and "..". */
static int count_names(lfs_t *lfs, const char *path)
{
    int names = 0;
    lfs_dir_t dir;
    struct lfs_info info;
    done(lfs_dir_open(lfs, &dir, path), "open");
    while (done(lfs_dir_read(lfs, &dir, &info), "read") > 0) {
        names++;
    }
    done(lfs_dir_close(lfs, &dir), "close");
    return names;
}

int main(void)
{
    static struct lfs_config config;
    static lfs_t lfs;
    done(port_open(&config, &board_flash1.block), "the flash");
    done(port_mount(&lfs, &config), "mount");
    const uint32_t boots = count_boot(&lfs);
    if (lfs_mkdir(&lfs, "logs") != LFS_ERR_EXIST) {
        printf("a new file system of %u blocks\n", (unsigned)config.block_count);
    }
    write_file(&lfs);
    const uint32_t bytes = read_file(&lfs);
    printf("boot %u, %u bytes are as written, %d names\n", (unsigned)boots, (unsigned)bytes,
           count_names(&lfs, "logs"));
    done(lfs_unmount(&lfs), "unmount");
    return 0;
}
