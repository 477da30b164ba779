/* SPDX-License-Identifier: MIT */
/*
 * Calls a function of another file that it declares noreturn.
 */
namespace machine {
[[noreturn]] void stop();
}

int main()
{
    machine::stop();
}
