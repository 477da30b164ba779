/* SPDX-License-Identifier: MIT */
/* Asks for its order as firmware of another build, or another version of the protocol. */
#include <rt/console.h>
#include <rt/frame.h>
#include <rt/test.h>

#include <string.h>

__attribute__((constructor)) static void ask_early(void)
{
    rt_console_write_frame(RT_FRAME_READY, QUESTION, strlen(QUESTION));
}

RT_TEST(passes)
{
}
