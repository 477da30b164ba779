/* SPDX-License-Identifier: MIT */
/*
 * Does not know that its function is declared noreturn.
 */
namespace machine {
void stop();
}

static volatile int done;

void machine::stop()
{
    done = 1;
}
