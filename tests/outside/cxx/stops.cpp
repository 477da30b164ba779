/* SPDX-License-Identifier: MIT */
/*
 * Expects a function of another file not to return.
 */
namespace machine {
[[noreturn]] void stop();
}

int main()
{
    machine::stop();
}
