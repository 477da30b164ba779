/* SPDX-License-Identifier: MIT */
/*
 * Writes what the others send, each tenth message, and how many there were.
 */
#include "os.h"

#include <string.h>

static const char greeting[] = "hello from user mode";
static unsigned count;

static void write_number(const char *text, unsigned long number)
{
    char line[OS_LONGEST_TEXT];
    size_t end = sizeof(line);

    do {
        line[--end] = (char)('0' + number % 10);
        number /= 10;
    } while (number != 0);
    for (size_t left = strlen(text); left > 0; left--) {
        line[--end] = text[left - 1];
    }
    os_write(&line[end], sizeof(line) - end);
}

void program_main(unsigned long life)
{
    (void)life;
    os_write(greeting, sizeof(greeting) - 1);
    for (long word = os_receive(); word != 0; word = os_receive()) {
        if (++count % 10 == 0) {
            write_number("pi is about ", (unsigned long)word);
        }
    }
    write_number("messages: ", count);
    os_exit();
}
