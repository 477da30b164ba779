/* SPDX-License-Identifier: MIT */
/*
 * Formats the card, writes a file in a folder, and reads it back after mounting the card again.
 */
#include <ff.h>
#include <rt/panic.h>
#include <stdio.h>

enum {
    BYTES = 65536,
    CHUNK = 1000, /* no multiple of a sector */
};

static const char path[] = "measurements/data of today.bin";
static FATFS volume;

static void check(FRESULT result, const char *what)
{
    if (result != FR_OK) {
        rt_panic("%s: FatFs's error %d", what, result);
    }
}

static BYTE content(uint32_t at)
{
    return (BYTE)(at * 2654435761U >> 24);
}

static void write_file(void)
{
    static FIL file;
    static BYTE chunk[CHUNK];
    UINT written;
    check(f_mkdir("measurements"), "mkdir");
    check(f_open(&file, path, FA_WRITE | FA_CREATE_NEW), "open");
    for (uint32_t at = 0; at < BYTES; at += written) {
        const UINT size = BYTES - at < CHUNK ? BYTES - at : CHUNK;
        for (uint32_t i = 0; i < size; i++) {
            chunk[i] = content(at + i);
        }
        check(f_write(&file, chunk, size, &written), "write");
        if (written == 0) {
            rt_panic("the card is full");
        }
    }
    check(f_close(&file), "close");
}

static uint32_t read_file(void)
{
    static FIL file;
    static BYTE chunk[CHUNK];
    uint32_t at = 0;
    UINT got;
    check(f_open(&file, path, FA_READ), "open");
    do {
        check(f_read(&file, chunk, CHUNK, &got), "read");
        for (UINT i = 0; i < got; i++, at++) {
            if (chunk[i] != content(at)) {
                rt_panic("byte %u is %u", (unsigned)at, chunk[i]);
            }
        }
    } while (got > 0);
    check(f_close(&file), "close");
    return at;
}

static unsigned count_names(void)
{
    static DIR folder;
    static FILINFO info;
    unsigned names = 0;
    check(f_opendir(&folder, "measurements"), "opendir");
    for (;;) {
        check(f_readdir(&folder, &info), "readdir");
        if (info.fname[0] == '\0') {
            return names;
        }
        names++;
    }
}

int main(void)
{
    static BYTE work[FF_MAX_SS];
    check(f_mkfs("", NULL, work, sizeof(work)), "mkfs");
    check(f_mount(&volume, "", 1), "mount");
    write_file();
    check(f_unmount(""), "unmount");
    check(f_mount(&volume, "", 1), "mount again");
    const uint32_t bytes = read_file();
    printf("%u bytes are as written, %u name\n", (unsigned)bytes, count_names());
    return 0;
}
