/* SPDX-License-Identifier: MIT */
/* Prints the lines that it reads, up to two ends of the input, and then a line byte by byte. */
#include <rt/console.h>

#include <stdio.h>
#include <string.h>

static void print_lines(void)
{
    char line[RT_CONSOLE_LINE_MAX + 2];

    while (fgets(line, sizeof(line), stdin) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        printf("'%s'\n", line);
    }
    puts("at the end");
    clearerr(stdin);
}

int main(void)
{
    rt_console_set_mode(RT_CONSOLE_LINES);
    puts("ready");
    print_lines();
    print_lines();
    rt_console_set_mode(RT_CONSOLE_RAW);
    fputs("raw:", stdout);
    for (int byte = 0; byte != '\n' && byte != EOF;) {
        byte = getchar();
        printf(" %02x", (unsigned)byte);
    }
    puts("");
    return 0;
}
