/* SPDX-License-Identifier: MIT */
/* The firmware of an outside project: it prints a text from the heap and returns a status. */
#include <rt/board.h>

#include <stdio.h>
#include <stdlib.h>

int main(void)
{
    char *text = malloc(64);
    if (text == NULL) {
        return 1;
    }
    snprintf(text, 64, "installed for %s: %lld", board_name, 1234567890123LL);
    printf("%s\n", text);
    free(text);
    return 13;
}
