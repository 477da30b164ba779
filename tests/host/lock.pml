/* SPDX-License-Identifier: MIT */
/*
 * Model of <rt/lock.h>: three harts, every interleaving, tickets that wrap. There must be only one
 * holder at a time, in the order of tickets. Without the lock (-DUNLOCKED) the check must fail.
 */
#define HARTS  3
#define ROUNDS 2
#define WRAP   4

byte next, serving;
byte holders, total;
byte order;

proctype hart()
{
    byte ticket, round, copy;

    do
    :: round < ROUNDS ->
        d_step { ticket = next; next = (next + 1) % WRAP };
#ifndef UNLOCKED
        serving == ticket;
#endif
        holders++;
        assert(holders == 1);
        assert(ticket == order);
        copy = total;
        total = copy + 1;
        order = (order + 1) % WRAP;
        holders--;
        serving = (serving + 1) % WRAP;
        round++
    :: else -> break
    od
}

init
{
    byte i;

    atomic { do :: i < HARTS -> run hart(); i++ :: else -> break od };
    _nr_pr == 1;
    assert(total == HARTS * ROUNDS)
}
