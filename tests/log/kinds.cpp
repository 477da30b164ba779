/* SPDX-License-Identifier: MIT */
/*
 * Every kind of record, from C++: in templates, lambdas, members, constructors and inline functions
 * that other files have too.
 */
#include "kinds.h"
#include "shared.hpp"

void log_elsewhere();

namespace {

struct Sensor {
    Sensor()
    {
        RT_LOG_INFO("constructor");
    }
    void read() const
    {
        RT_LOG_INFO("member %d", value);
    }
    int value = 3;
};

enum class Colour : uint8_t {
    red,
    green
};
enum Plain {
    one = 1
};

} // namespace

int main()
{
    log_all();
    const Sensor sensor;
    sensor.read();
    log_shared(1);
    log_template(2);
    log_template(3LL);
    log_template('c');
    log_elsewhere();
    const auto lambda = [](int value) { RT_LOG_INFO("lambda %d", value); };
    lambda(4);
    const bool yes = true;
    RT_LOG_INFO("enum %d %d, bool %d, reference %d", static_cast<int>(Colour::green), one, yes,
                sensor.value);
    /* The longest format. It is put together from words of 8 bytes. */
    RT_LOG_INFO("000 001 002 003 004 005 006 007 008 009 010 011 012 013 014 015 "
                "016 017 018 019 020 021 022 023 024 025 026 027 028 029 030 031 "
                "032 033 034 035 036 037 038 039 040 041 042 043 044 045 046 047 "
                "048 end");
}
