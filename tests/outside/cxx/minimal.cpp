/* SPDX-License-Identifier: MIT */
/*
 * C++ with only a minimal start, and a function that may end without its value. The build fails if
 * it does not link.
 */
enum class State {
    idle,
    busy
};

static volatile State state = State::busy;

static int code_of(State value)
{
    switch (value) {
    case State::idle:
        return 1;
    case State::busy:
        return 7;
    }
}

int main()
{
    return code_of(state);
}
