/* SPDX-License-Identifier: MIT */
/* Makes blobs for the tests and the fuzzer of lib/fdt, by other code than its own. */
#ifndef FDT_BUILD_H
#define FDT_BUILD_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
    BUILD_HEADER = 40,
    BUILD_MOST = 2048
};

struct build {
    unsigned char structure[BUILD_MOST];
    size_t size;
    char strings[BUILD_MOST];
    size_t strings_size;
    uint64_t reservations[8];
    size_t reservation_words;
};

static inline void build_word(unsigned char *bytes, uint32_t word)
{
    bytes[0] = (unsigned char)(word >> 24);
    bytes[1] = (unsigned char)(word >> 16);
    bytes[2] = (unsigned char)(word >> 8);
    bytes[3] = (unsigned char)word;
}

static inline void build_token(struct build *build, uint32_t word)
{
    build_word(build->structure + build->size, word);
    build->size += 4;
}

static inline void build_bytes(struct build *build, const void *bytes, size_t size)
{
    memcpy(build->structure + build->size, bytes, size);
    build->size += (size + 3) / 4 * 4;
}

static inline void build_begin(struct build *build, const char *name)
{
    build_token(build, 1);
    build_bytes(build, name, strlen(name) + 1);
}

static inline void build_end(struct build *build)
{
    build_token(build, 2);
}

static inline void build_property(struct build *build, const char *name, const void *value,
                                  size_t size)
{
    build_token(build, 3);
    build_token(build, (uint32_t)size);
    build_token(build, (uint32_t)build->strings_size);
    build_bytes(build, value, size);
    memcpy(build->strings + build->strings_size, name, strlen(name) + 1);
    build->strings_size += strlen(name) + 1;
}

static inline void build_cells(struct build *build, const char *name, const uint32_t *cells,
                               size_t count)
{
    unsigned char bytes[64];
    for (size_t i = 0; i < count; i++) {
        build_word(bytes + 4 * i, cells[i]);
    }
    build_property(build, name, bytes, 4 * count);
}

static inline void build_cell(struct build *build, const char *name, uint32_t cell)
{
    build_cells(build, name, &cell, 1);
}

static inline void build_string(struct build *build, const char *name, const char *value)
{
    build_property(build, name, value, strlen(value) + 1);
}

/* Allocates the blob, so that ASan sees its end. The caller frees it. */
static inline unsigned char *build_finish(const struct build *build, size_t *size)
{
    const size_t words = build->reservation_words + 2;
    const size_t structure = BUILD_HEADER + 8 * words;
    const size_t strings = structure + build->size;
    const uint32_t header[] = {0xd00dfeed,
                               (uint32_t)(strings + build->strings_size),
                               (uint32_t)structure,
                               (uint32_t)strings,
                               BUILD_HEADER,
                               17,
                               16,
                               3,
                               (uint32_t)build->strings_size,
                               (uint32_t)build->size};
    unsigned char *const blob = (unsigned char *)calloc(1, header[1]);

    for (size_t i = 0; i < 10; i++) {
        build_word(blob + 4 * i, header[i]);
    }
    for (size_t i = 0; i < build->reservation_words; i++) {
        build_word(blob + BUILD_HEADER + 8 * i, (uint32_t)(build->reservations[i] >> 32));
        build_word(blob + BUILD_HEADER + 8 * i + 4, (uint32_t)build->reservations[i]);
    }
    memcpy(blob + structure, build->structure, build->size);
    memcpy(blob + strings, build->strings, build->strings_size);
    *size = header[1];
    return blob;
}

/* A machine of two harts and a switched-off one. */
static inline void build_machine(struct build *build)
{
    static const uint32_t memory[] = {0, 0x80000000, 0, 0x10000000, 1, 0, 2, 0};
    static const uint32_t extended[] = {12, 7, 11, 3, 12, 11};

    *build = (struct build){.reservations = {0x80000000, 0x20000}, .reservation_words = 2};
    build_begin(build, "");
    build_cell(build, "#address-cells", 2);
    build_cell(build, "#size-cells", 2);
    build_string(build, "model", "test");
    build_token(build, 4);
    build_begin(build, "clint@2000000");
    build_cells(build, "interrupts-extended", extended, 6);
    build_end(build);
    build_begin(build, "cpus");
    build_cell(build, "#address-cells", 1);
    build_cell(build, "#size-cells", 0);
    build_cell(build, "timebase-frequency", 10000000);
    for (uint32_t hart = 0; hart < 3; hart++) {
        build_begin(build, hart == 0 ? "cpu@0" : hart == 1 ? "cpu@1" : "cpu@2");
        build_cell(build, "reg", hart);
        build_property(build, "compatible", "vendor,core\0riscv", 18);
        build_string(build, "status", hart == 2 ? "disabled" : "okay");
        build_begin(build, "interrupt-controller");
        build_cell(build, "#interrupt-cells", hart == 1 ? 0 : 1);
        build_cell(build, "phandle", hart == 0 ? 12 : hart == 1 ? 11 : 10);
        build_end(build);
        build_end(build);
    }
    build_end(build);
    build_token(build, 4);
    build_begin(build, "aliases");
    build_string(build, "ram", "/memory");
    build_string(build, "ram0", "/memory@80000000");
    build_string(build, "lost", "/soc");
    build_string(build, "second", "ram");
    build_string(build, "none", "");
    build_property(build, "unended", "/mem", 4);
    build_property(build, "empty", "", 0);
    build_end(build);
    build_begin(build, "memory@80000000");
    build_cells(build, "reg", memory, 8);
    build_end(build);
    build_begin(build, "chosen");
    build_string(build, "bootargs", "console=ttyS0");
    build_cell(build, "linux,initrd-start", 0x88000000);
    build_property(build, "linux,initrd-end", "\0\0\0\1\0\0\0\2", 8);
    build_property(build, "empty", "", 0);
    build_property(build, "unended", "abc", 3);
    build_end(build);
    build_end(build);
    build_token(build, 9);
}

#endif
