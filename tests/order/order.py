#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks in the machine code that a fence stands wherever the source claims an order.

order.py <objdump> <firmware>

QEMU runs a hart's accesses in their order, so no test that runs can miss a fence. An order is
either a fence between two accesses or an atomic access with .aq or .rl; which of them depends on
the compiler. Accesses relative to sp are left out: a compiler chooses them.
"""
import re
import subprocess
import sys

LOAD, STORE, AMO, LR, SC, CALL, FENCE = "load", "store", "amo", "lr", "sc", "call", "fence"


class Event:
    def __init__(self, kind, text, detail=""):
        self.kind, self.text, self.detail = kind, text, detail

    def orders(self, before, after):
        sides = self.detail.split(",")
        return (self.kind == FENCE and set(before) <= set(sides[0]) and
                set(after) <= set(sides[1]))

    def acquires(self):
        return self.kind in (AMO, LR) and "aq" in self.detail

    def releases(self):
        return self.kind in (AMO, SC) and "rl" in self.detail


def event_of(text):
    """The event of one instruction, None if it is neither an access nor a fence nor a call."""
    name, _, operands = text.partition(" ")
    if name in ("fence", "fence.tso"):
        return Event(FENCE, text, operands.replace(" ", "") or "iorw,iorw")
    if match := re.match(r"(?:c\.)?(lr|sc|amo\w+)\.[wd](\.\w+)?$", name):
        kind = match[1] if match[1] in (LR, SC) else AMO
        return Event(kind, text, match[2] or "")
    if re.match(r"(?:c\.)?(l[bhwd]u?|s[bhwd])(sp)?$", name) and "(" in operands:
        if operands.endswith("(sp)"):
            return None
        return Event(LOAD if "l" in name.split(".")[-1][:1] else STORE, text)
    if match := re.search(r"<([\w.]+)>", operands):
        if name in ("jal", "j", "call", "tail", "jalr", "c.jal", "c.j", "jr"):
            return Event(CALL, text, match[1])
    if re.match(r"(c\.)?jalr$", name):
        return Event(CALL, text, "*")
    return None


def functions(objdump, file):
    """Name of each function and its events, in the order of the addresses."""
    done = subprocess.run([objdump, "-d", "--no-show-raw-insn", file], capture_output=True,
                          text=True, check=True)
    found, name = {}, None
    for line in done.stdout.splitlines():
        if head := re.match(r"[0-9a-f]+ <([\w.]+)>:", line):
            if head[1] not in LABELS:
                name = head[1]
                found[name] = []
        elif (body := re.match(r"\s*[0-9a-f]+:\s+(\S[^#]*)", line)) and name:
            event = event_of(re.sub(r"\s+", " ", body[1]).strip())
            if event:
                found[name].append(event)
    return found


# Steps: each yields the positions behind itself for the events from a position on.

def one(kinds, detail=None):
    def step(events, at):
        for i in range(at, len(events)):
            if events[i].kind in kinds and detail in (None, events[i].detail):
                yield i + 1
    return step


def fence(before, after):
    def step(events, at):
        for i in range(at, len(events)):
            if events[i].orders(before, after):
                yield i + 1
    return step


def fence_next(before, after):
    def step(events, at):
        if at < len(events) and events[at].orders(before, after):
            yield at + 1
    return step


def acquire(*kinds, after="rw"):
    """An access and a fence right behind it, or one with .aq."""
    def step(events, at):
        for i in range(at, len(events)):
            if events[i].kind in kinds:
                if events[i].acquires():
                    yield i + 1
                elif i + 1 < len(events) and events[i + 1].orders("r", after):
                    yield i + 2
    return step


def release(*kinds, before="rw"):
    """An access and a fence right before it, or one with .rl."""
    def step(events, at):
        for i in range(at, len(events)):
            if events[i].kind in kinds:
                if events[i].releases() or (i > at and events[i - 1].orders(before, "w")):
                    yield i + 1
    return step


def swap(acquires, releases):
    """lr and sc, with the fences of both sides or their bits."""
    def step(events, at):
        for i in range(at, len(events) - 1):
            if events[i].kind != LR or events[i + 1].kind != SC:
                continue
            first = i
            while first > at and events[first - 1].kind == LOAD:
                first -= 1
            before = first > at and events[first - 1].orders("rw", "w")
            behind = i + 2 < len(events) and events[i + 2].orders("r", "rw")
            if (not releases or before or events[i + 1].releases()) and \
                    (not acquires or behind or events[i].acquires()):
                yield i + 2
    return step


def either(*steps):
    def step(events, at):
        for each in steps:
            yield from each(events, at)
    return step


def each_amo(events, at):
    """Each atomic operation acquires and releases."""
    amos = [i for i, event in enumerate(events) if event.kind == AMO]
    if amos and all(events[i].acquires() and
                    (events[i].releases() or i > 0 and events[i - 1].orders("rw", "w"))
                    for i in amos):
        yield at


load = one((LOAD,))
store = one((STORE,))
write = one((STORE, AMO))
publish = release(STORE, AMO)
observe = acquire(LOAD)


def call(name):
    return one((CALL,), name)


IRQ = call("board_set_software_irq")
# Static functions, which a compiler may inline, and labels, which objdump takes for functions.
STATIC = re.compile("acknowledge|acknowledge_ipi|change_phase|left_phase|phase_of|serve|"
                    "stand_still|rti_hart_runs|rti_hart_release|is_reporting|rt_lock_.*|"
                    "rt_queue_.*|hal_ring_.*|rt_hart_call_done|wait_for_frame|fill|begin_block|"
                    "open_block|fence|copy")
LABELS = {"numbered", "wait", "next_area", "surplus"}
ORDERS = (
    # An IPI comes after what it announces, and what it announced is read after it is cleared.
    ("rti_hart_send_ipi", fence("rw", "ow"), IRQ),
    ("rti_hart_run", IRQ, fence_next("ow", "rw"), observe),
    ("rt_hart_call", IRQ, fence_next("ow", "rw")),
    # A start is complete before the phase says so. The hart agrees with its starter.
    ("rt_hart_start", swap(True, True), store, store, publish),
    ("rt_hart_start", publish, swap(True, True)),
    ("rti_hart_run", write, swap(True, True)),
    ("rt_hart_wait", observe),
    ("rti_hart_park", fence("iorw", "iorw"), load, fence("r", "r"), load,
     call("rti_hart_run"), store, fence("rw", "w"), store),
    # A call's contents are complete before it is in the list, and done comes after all it did.
    ("rt_hart_call_async", store, swap(False, True)),
    ("rti_hart_run_calls", acquire(AMO), load, call("*"), publish),
    ("order_call_done", observe, load),
    # A panic.
    ("rti_hart_claim_report", observe, swap(True, True)),
    ("rti_hart_claim_report", publish),
    ("rt_hart_take_stop", observe),
    ("rti_panic_snapshot_harts", observe, observe, observe),
    ("rti_hart_stop_if_pending", observe),
    # The watchdog reads when it was fed before it reads the time: by a call through the device, or
    # of hal_timer_now in code for size.
    ("look", observe, either(call("*"), call("hal_timer_now"))),
    # A lock orders devices too.
    ("order_lock_acquire", one((AMO,)), acquire(LOAD, after="iorw"), load),
    ("order_lock_release", store, release(STORE, AMO, before="iorw")),
    ("order_lock_try", acquire(LOAD, after="iorw"), one((LR,))),
    # Queues and rings.
    ("order_queue_put", fence("r", "rw"), call("memcpy"), publish),
    ("order_queue_get", fence("r", "rw"), call("memcpy"), publish),
    ("order_ring_read", fence("r", "rw"), load),
    ("order_ring_write", fence("r", "rw"), store),
    ("order_ring_used", load, load, fence("r", "rw"), load),
    ("order_ring_wrote", store, publish),
    ("order_ring_took", load, publish),
    # Drivers of virtio, and others whose devices read memory.
    ("order_fence", store, fence("iorw", "iorw"), load),
)
# In a firmware of its own: contexts and calls between harts have the same interrupt.
CONTEXT_ORDERS = (
    ("rti_context_switch", IRQ, fence_next("ow", "rw")),
)

# The log, in a firmware of its own.
LOG_ORDERS = (
    # A record is complete before its header.
    ("order_log_call", store, fence("w", "w"), store, store),
    ("rti_log_store", store, fence("w", "w"), store),
    # A block is invalid before it changes, and valid only afterwards.
    ("rti_log_begin_block", store, fence("rw", "w"), store, fence("rw", "w"), store),
    # A block is looked at before a record is read, the record's header before its words, and the
    # block once more after them. GCC for size puts the loop that reads the words at the end.
    ("rti_log_read", load, fence("r", "rw"), load, fence("r", "rw"), fence("r", "rw"), load),
    # A sender sees what the one before it has sent.
    ("rti_log_send", each_amo),
)

# The SBI firmware.
SBI_ORDERS = (
    # What a hart is to do is complete before the IPI, and looked at after that is cleared.
    ("sbi_hart_send", release(AMO), fence("rw", "ow"), call("clint_raise_software_irq")),
    ("sbi_hart_serve", call("clint_clear_software_irq"), fence_next("ow", "rw"), acquire(AMO)),
    # A fence has ended before its caller is told, and a start is complete before it is made known.
    ("sbi_hart_serve", call("sbi_fence_execute"), release(AMO)),
    ("sbi_hart_let_start", store, store, publish, either(release(AMO), call("sbi_hart_send"))),
    ("sbi_hart_run", acquire(AMO), load, publish, call("rt_program_run"), publish),
)


def expanded(code, name):
    """The events of a function, with those of each static function in place of its call."""
    for event in code.get(name, []):
        if event.kind == CALL and STATIC.fullmatch(event.detail):
            yield from expanded(code, event.detail)
        else:
            yield event


def holds(steps, events, at=0):
    if not steps:
        return True
    return any(holds(steps[1:], events, behind) for behind in steps[0](events, at))


def main():
    code = functions(sys.argv[1], sys.argv[2])
    failed = 0
    orders = ORDERS
    if "rti_context_switch" in code:
        orders = CONTEXT_ORDERS
    elif "order_log_call" in code:
        orders = LOG_ORDERS
    elif "sbi_hart_run" in code:
        orders = SBI_ORDERS
    for number, (name, *steps) in enumerate(orders):
        events = list(expanded(code, name))
        if holds(steps, events):
            continue
        failed += 1
        print(f"order {number}: {name} does not keep it:")
        for event in events:
            print(f"    {event.kind:5} {event.text}")
    print(f"{len(orders) - failed} of {len(orders)} orders are kept")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
