/* SPDX-License-Identifier: MIT */
/*
 * Calls functions through pointers to noreturn functions.
 */
typedef void end(void);

struct way_out {
    int status;
    void (*leave)(int status) __attribute__((noreturn));
    __attribute__((noreturn)) end *give_up;
};

extern const struct way_out *volatile way_out;
const struct way_out *volatile way_out;

int main(void)
{
    if (way_out->status > 0) {
        way_out->leave(way_out->status);
    }
    if (way_out->status < 0) {
        way_out->give_up();
    }
    return 0;
}
