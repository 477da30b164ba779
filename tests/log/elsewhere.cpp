/* SPDX-License-Identifier: MIT */
#include "shared.hpp"

void log_elsewhere();

void log_elsewhere()
{
    log_shared(5);
    log_template(6);
    log_template(7.5);
}
