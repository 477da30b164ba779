/* SPDX-License-Identifier: MIT */
/* Calls a function that does not exist. */
void nowhere_to_be_found(void);

int main(void)
{
    nowhere_to_be_found();
    return 0;
}
