/* SPDX-License-Identifier: MIT */
/*
 * Relies on a function of another file not to return.
 */
namespace machine {
[[noreturn]] void stop();
}

int main()
{
    machine::stop();
}
