/* SPDX-License-Identifier: MIT */
/*
 * HEAP OWN: malloc and free are this file's, which hands out memory from the start of an array. The
 * C library uses them too. realloc is not defined; with CALLS_REALLOC the firmware must not link.
 */
#include <rt/test.h>

#include <stdlib.h>
#include <string.h>

enum {
    BYTES = 1024,
    ALIGNMENT = 16,
};

static char memory[BYTES] __attribute__((aligned(ALIGNMENT)));
static size_t used;
static unsigned frees;

void *malloc(size_t size)
{
    const size_t rounded = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;

    if (rounded > BYTES - used) {
        return NULL;
    }
    used += rounded;
    return memory + used - rounded;
}

void free(void *block)
{
    (void)block;
    frees++;
}

static bool is_ours(const char *block)
{
    return block >= memory && block < memory + BYTES;
}

RT_TEST(malloc_is_the_application_s)
{
    char *volatile const block = malloc(20);

    RT_EXPECT(is_ours(block));
    RT_EXPECT_EQ(used, 32);
    free(block);
    RT_EXPECT_EQ(frees, 1);
    RT_EXPECT(malloc(BYTES) == NULL);
}

RT_TEST(the_c_library_uses_it)
{
    char *const copy = strdup("copied");

    RT_REQUIRE(copy != NULL);
    RT_EXPECT(is_ours(copy));
    RT_EXPECT_STR_EQ((const char *)copy, "copied");
}

#ifdef CALLS_REALLOC
RT_TEST(realloc_is_missing)
{
    char *volatile block = malloc(1);

    block = realloc(block, 2);
    RT_EXPECT(block != NULL);
}
#endif
