/* SPDX-License-Identifier: MIT */
/* A part of the library in C++. */
#include "somelib.h"

namespace {

class Number {
  public:
    explicit Number(double value) : value_(value)
    {
    }
    virtual ~Number() = default;
    virtual double twice() const
    {
        return 2 * value_;
    }

  private:
    double value_;
};

} // namespace

double somelib_twice(double value)
{
    Number *const number = new Number(value);
    const double result = number->twice();
    delete number;
    return result;
}
