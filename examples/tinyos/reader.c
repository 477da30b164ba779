/* SPDX-License-Identifier: MIT */
/*
 * Writes each line that comes from the console.
 */
#include "os.h"

void program_main(unsigned long life)
{
    (void)life;
    char line[OS_LONGEST_TEXT];
    size_t length = 0;

    for (;;) {
        const long byte = os_read();
        if (byte == '\n' || byte == '\r' || length == sizeof(line)) {
            os_write(line, length);
            length = 0;
        } else {
            line[length++] = (char)byte;
        }
    }
}
