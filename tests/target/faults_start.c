/* SPDX-License-Identifier: MIT */
/*
 * A fault in start.S, before anything is initialised (see faults_start.ld). main is never called.
 */
static volatile int initialised = 1;

int main(void)
{
    return initialised - 1;
}
