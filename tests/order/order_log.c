/* SPDX-License-Identifier: MIT */
/*
 * What the log orders; see order.py.
 */
#include "../out_of_line.h"

#include <rt/log.h>

OUT_OF_LINE void order_log_call(int value);

OUT_OF_LINE void order_log_call(int value)
{
    RT_LOG_INFO("value %d", value);
}

int main(void)
{
    char text[] = "copied";

    order_log_call(1);
    RT_LOG_INFO("string %s", text);
    return 0;
}
