/* SPDX-License-Identifier: MIT */
/*
 * Calls a function of another file that it declares noreturn.
 */
__attribute__((noreturn)) void stop(void);

int main(void)
{
    stop();
}
