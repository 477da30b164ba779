/* SPDX-License-Identifier: MIT */
/*
 * The format of a request: its last two words are the case's name and a nonce of 16 hex digits.
 */
#include "test.h"

#include <string.h>

enum {
    NONCE_DIGITS = 16
};

/* Cuts off the last word; NULL if the text has fewer than two. */
static char *cut_word(char *text)
{
    char *const space = strrchr(text, ' ');

    if (space == NULL) {
        return NULL;
    }
    *space = '\0';
    return space + 1;
}

bool rti_test_request_split(char *text, struct test_request *request)
{
    char *const nonce = cut_word(text);

    if (nonce == NULL || strspn(nonce, "0123456789abcdef") != NONCE_DIGITS ||
        nonce[NONCE_DIGITS] != '\0') {
        return false;
    }
    char *const name = cut_word(text);
    request->nonce = nonce;
    request->name = name != NULL ? name : text;
    return true;
}
