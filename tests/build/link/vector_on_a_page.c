/* SPDX-License-Identifier: MIT */
/* Tests the vector of a core that requires it at the start of a page. */
#include <rt/csr.h>
#include <rt/test.h>

RT_TEST(mtvec_is_aligned_as_the_memory_file_says)
{
    const uintptr_t mode = 3;

    RT_EXPECT_EQ((csr_read(mtvec) & ~mode) % 4096, 0);
}
