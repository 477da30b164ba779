/* SPDX-License-Identifier: MIT */
/*
 * Firmware that another program follows. Prints the beginning of what QEMU has loaded behind it,
 * and the command line for it from the device tree.
 */
#include <rt/boot.h>

#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum {
    STEP = 1 << 12,      /* QEMU loads to whole pages */
    MEMORY = 128 << 20,  /* of the machine */
    TREE_MAX = 64 << 10, /* bytes of a device tree */
};

static const char *find(const char *text, const char *memory, size_t size)
{
    size_t length = strlen(text);
    for (size_t i = 0; i + length <= size; i++) {
        if (memcmp(memory + i, text, length) == 0) {
            return memory + i;
        }
    }
    return NULL;
}

int main(void)
{
    extern const char _start[];
    const char *tree = rt_boot_args.device_tree;
    for (size_t i = STEP; i < MEMORY; i += STEP) {
        const char *page = (const char *)(((uintptr_t)_start & ~(uintptr_t)(STEP - 1)) + i);
        if (memcmp(page, "next stage:", 11) == 0) {
            printf("found %s\n", page);
        }
    }
    const char *line = find("append:", tree, TREE_MAX);
    printf("%s\n", line != NULL ? line : "no command line");
    return 0;
}
