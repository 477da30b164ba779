/* SPDX-License-Identifier: MIT */
/* A thread_local object with a destructor, which nothing would call. */
namespace {

volatile int ended;

struct Ends {
    ~Ends()
    {
        ended = 1;
    }
    int value = 3;
};

thread_local Ends object;

} // namespace

int main()
{
    return object.value;
}
