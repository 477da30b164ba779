/* SPDX-License-Identifier: MIT */
/* board_exit does not end this machine, as on a chip that can't power itself off. */
#include <rt/board.h>
#include <rt/panic.h>
#include <rt/test.h>

void __wrap_board_exit(int status);

void __wrap_board_exit(int status)
{
    (void)status;
}

RT_TEST(passes)
{
}

RT_TEST_PANICS(panics, "as it should")
{
    rt_panic("as it should");
}
