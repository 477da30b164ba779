/* SPDX-License-Identifier: MIT */
/*
 * Relies on a function of another file not to return.
 */
__attribute__((noreturn)) void stop(void);

int main(void)
{
    stop();
}
