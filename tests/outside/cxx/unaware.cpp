/* SPDX-License-Identifier: MIT */
/*
 * Defines a function that is declared noreturn only elsewhere.
 */
namespace machine {
void stop();
}

static volatile int done;

void machine::stop()
{
    done = 1;
}
