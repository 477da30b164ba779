/* SPDX-License-Identifier: MIT */
/*
 * The same calls of all levels. LOG decides what is left of them.
 */
#include <rt/log.h>

static volatile int calls;

static int called(void)
{
    return ++calls;
}

int main(void)
{
    RT_LOG_ERROR("text of error %d", called());
    RT_LOG_WARN("text of warn %d", called());
    RT_LOG_INFO("text of info %d", called());
    RT_LOG_DEBUG("text of debug %d", called());
    RT_LOG_TRACE("text of trace %d", called());
    RT_LOG_BYTES(ERROR, "text of bytes", "abcd", 4);
    return calls;
}
