/* SPDX-License-Identifier: MIT */
/*
 * Sends the counters of an instrumented firmware to the host when the firmware ends in any way. The
 * linker redirects both exits, by semihosting and by the board, to this file.
 *
 * Each boot writes its counters to a file of its own; tools/coverage.py adds them up.
 */
#include <rt/board.h>
#include <rt/csr.h>
#include <rt/semihosting.h>

#include <stdbool.h>

#include <gcov.h>
#include <stdint.h>
#include <string.h>

/* The linker replaces the functions of these names by these; the originals are __real_*. */
void __wrap_rti_semihosting_exit(int status);
void __real_rti_semihosting_exit(int status);
void __wrap_board_exit(int status);
void __real_board_exit(int status);

extern const struct gcov_info *const rt_gcov_info_start[], *const rt_gcov_info_end[];

enum {
    MODE_WRITE_BINARY = 5
};

static struct {
    long file;
    size_t size;
    unsigned char bytes[1024];
} out;

static void send(void)
{
    const struct {
        long file;
        const void *bytes;
        size_t size;
    } block = {out.file, out.bytes, out.size};

    rt_semihosting_call(SEMIHOSTING_SYS_WRITE, &block);
    out.size = 0;
}

static void put(const void *data, unsigned size, void *context)
{
    const unsigned char *bytes = data;

    (void)context;
    while (size-- > 0) {
        if (out.size == sizeof(out.bytes)) {
            send();
        }
        out.bytes[out.size++] = *bytes++;
    }
}

/* A record begins with the length and the text of the file's name. Then come its bytes, each piece
 * preceded by its length. A length of 0 ends the record. */
static void put_name(const char *name, void *context)
{
    const uint32_t length = (uint32_t)strlen(name);

    put(&length, sizeof(length), context);
    put(name, length, context);
}

static void put_piece(const void *data, unsigned size, void *context)
{
    const uint32_t length = size;

    if (size > 0) {
        put(&length, sizeof(length), context);
        put(data, size, context);
    }
}

/* Makes a unique name for each boot: on QEMU the cycle counter is the host's clock. */
static void open_file(void)
{
    static char name[] = RIVET_COVERAGE_FOLDER "/0000000000000000.counters";
    char *digit = strrchr(name, '.');

    for (uint64_t value = (uint64_t)csr_read(mcycle); value != 0; value >>= 4) {
        *--digit = "0123456789abcdef"[value & 15];
    }
    const struct {
        const char *name;
        long mode;
        size_t length;
    } block = {name, MODE_WRITE_BINARY, sizeof(name) - 1};
    out.file = rt_semihosting_call(SEMIHOSTING_SYS_OPEN, &block);
}

static void dump(void)
{
    static bool done;
    static const uint32_t end;

    if (done) {
        return;
    }
    done = true;
    open_file();
    if (out.file < 0) {
        return;
    }
    for (const struct gcov_info *const *info = rt_gcov_info_start; info < rt_gcov_info_end;
         info++) {
        __gcov_info_to_gcda(*info, put_name, put_piece, NULL, NULL);
        put(&end, sizeof(end), NULL);
    }
    send();
}

void __wrap_rti_semihosting_exit(int status)
{
    dump();
    __real_rti_semihosting_exit(status);
}

void __wrap_board_exit(int status)
{
    dump();
    __real_board_exit(status);
}
