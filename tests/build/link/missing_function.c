/* SPDX-License-Identifier: MIT */
/*
 * Calls what is nowhere.
 */
void nowhere_to_be_found(void);

int main(void)
{
    nowhere_to_be_found();
    return 0;
}
