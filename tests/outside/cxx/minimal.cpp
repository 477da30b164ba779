/* SPDX-License-Identifier: MIT */
/*
 * C++ where nothing but a start is linked, with a function that may end without its value. It
 * links, or the build fails.
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
