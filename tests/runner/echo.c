/* SPDX-License-Identifier: MIT */
/* Sends back its input, byte for byte, until Ctrl-D. Its exit status is distinct. */
#include <rt/board.h>
#include <rt/console.h>

enum {
    CTRL_D = 4,
    STATUS = 7
};

int main(void)
{
    rt_console_write(">", 1);
    for (;;) {
        const int byte = rt_console_read();
        const char c = (char)byte;
        if (byte < 0 || byte == CTRL_D) {
            return STATUS;
        }
        rt_console_write(&c, 1);
    }
}
