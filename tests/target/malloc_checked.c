/* SPDX-License-Identifier: MIT */
/* malloc on a checked heap. */
#include <rt/test.h>

#include <stdlib.h>

static void *hidden(void *pointer)
{
    __asm__("" : "+r"(pointer));
    return pointer;
}

RT_TEST_PANICS(use_after_free_is_seen, "was written to")
{
    char *block = hidden(malloc(100));
    char *kept = hidden(block);

    free(block);
    kept[40] = 1;
    RT_EXPECT_EQ(hidden(malloc(100)), NULL);
}
