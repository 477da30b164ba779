/* SPDX-License-Identifier: MIT */
/*
 * Expects a function of another file not to return.
 */
__attribute__((noreturn)) void stop(void);

int main(void)
{
    stop();
}
