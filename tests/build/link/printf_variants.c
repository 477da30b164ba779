/* SPDX-License-Identifier: MIT */
/* Prints and reads what its variant of printf has. */
#include <stdio.h>

int main(void)
{
    int value = 0;

    (void)sscanf("-42", "%d", &value);
    printf("%5d|%-6s|%08lx\n", value, "left", 0xfeedUL);
    puts("100% finished, %%f is no format");
#ifdef FLOATS
    float number = 0;
    (void)sscanf("2.5", "%f", &number);
    printf("%.3f %g\n", printf_float(number), printf_float(0.1F));
#endif
    return 0;
}
