"""Runs a program in no time: python3 instantly.py PROGRAM [ARGUMENT]...

The clock stands still while the program works and jumps where it sleeps, in whole nanoseconds.
Timers of one nanosecond go off in the order of their tasks. All else is asyncio's own scheduler.
"""

import asyncio
import itertools
import runpy
import selectors
import sys
import time
import weakref

now_ns = 0


def sleep(seconds):
    global now_ns
    now_ns += round(seconds * 1e9)


class When(float):
    """An instant in seconds, and what goes first within it."""

    def __new__(cls, seconds, order):
        when = super().__new__(cls, round(seconds * 1e9) / 1e9)
        when.order = order
        return when

    def __lt__(self, other):
        return (float(self), self.order) < (float(other), other.order)


class NoWaiting(selectors.SelectSelector):
    def select(self, timeout=None):
        if timeout is None:
            raise RuntimeError("everybody waits, and nothing will ever happen")
        sleep(timeout)
        return super().select(0)


class InstantLoop(asyncio.SelectorEventLoop):
    def __init__(self):
        super().__init__(NoWaiting())
        self._clock_resolution = 0.5e-9
        self.numbers = itertools.count()
        self.tasks = weakref.WeakKeyDictionary()

    def time(self):
        return now_ns / 1e9

    def create_task(self, *arguments, **options):
        task = super().create_task(*arguments, **options)
        self.tasks[task] = next(self.numbers)
        return task

    def call_at(self, when, *arguments, **options):
        # Of the timers of one task the latest goes first: what `timeout` limits may take just that long.
        order = (self.tasks.get(asyncio.current_task(self), -1), -next(self.numbers))
        return super().call_at(When(when, order), *arguments, **options)


time.sleep = sleep
time.perf_counter = lambda: now_ns / 1e9
time.perf_counter_ns = lambda: now_ns
asyncio.events.new_event_loop = InstantLoop
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
