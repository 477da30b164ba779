/* SPDX-License-Identifier: MIT */
/*
 * Model of <rt/queue.h>: one producer, one consumer, every interleaving, counters that wrap.
 *
 * A core may reorder stores, which is modelled as a choice of order. ORDERED models release: the
 * element is stored before the counter that publishes it. With -DUNORDERED the model must fail.
 */
#define CAPACITY 2
#define WRAP     4
#define ITEMS    9

byte slots[CAPACITY];
byte head, tail;
byte got;

active proctype producer()
{
    byte item, mine, seen;

    do
    :: item < ITEMS ->
        seen = head;
        if
        :: (mine + WRAP - seen) % WRAP == CAPACITY -> skip
        :: else ->
#ifdef UNORDERED
            if
            :: slots[mine % CAPACITY] = item + 1; tail = (mine + 1) % WRAP
            :: tail = (mine + 1) % WRAP; slots[mine % CAPACITY] = item + 1
            fi;
#else
            slots[mine % CAPACITY] = item + 1;
            tail = (mine + 1) % WRAP;
#endif
            mine = (mine + 1) % WRAP;
            item++
        fi
    :: else -> break
    od
}

active proctype consumer()
{
    byte mine, seen, value;

    do
    :: got < ITEMS ->
        seen = tail;
        if
        :: seen == mine -> skip
        :: else ->
            assert((seen + WRAP - mine) % WRAP <= CAPACITY);
            value = slots[mine % CAPACITY];
            assert(value == got + 1);
            mine = (mine + 1) % WRAP;
            head = mine;
            got++
        fi
    :: else -> break
    od
}
