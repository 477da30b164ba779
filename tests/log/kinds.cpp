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
}
