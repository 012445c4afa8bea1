"""Records what the tasks of an asyncio program wait for, as a table for `zeitnot fit`.

Save this file as tracer.py, and begin before the tasks are created:

    import tracer

    async def main():
        tracer.start("trace.csv")
"""

import asyncio
import atexit
import collections.abc
import itertools
from time import perf_counter_ns as now


class Steps(collections.abc.Coroutine):
    """A task's coroutine, from one await to the next."""

    def __init__(self, coroutine, task, write):
        self.coroutine, self.task, self.write = coroutine, task, write
        self.step, self.ready, self.late = 0, now(), 0

    def run(self, resume, *values):
        self.step, ready, late, start = self.step + 1, self.ready, self.late, now()
        try:
            future = resume(*values)
        finally:
            self.ready, self.late = now(), 0  # unless there is something to wait for
            self.write(self.task, self.step, ready, start, self.ready, late)
        if future is not None:
            future.add_done_callback(self.is_ready)
        return future

    def is_ready(self, _future):
        """The loop is asked to call this when the future is done: `start` sees that."""

    def send(self, value):
        return self.run(self.coroutine.send, value)

    def throw(self, *error):
        return self.run(self.coroutine.throw, *error)

    def close(self):
        self.coroutine.close()

    def __await__(self):
        return self.coroutine.__await__()


def start(path):
    """Traces all tasks of this loop that are created from now on."""
    loop, numbers, begin = asyncio.get_running_loop(), itertools.count(1), now()
    call_soon, select, looked, late = loop.call_soon, loop._selector.select, begin, 0
    file = open(path, "w")
    file.write("task,step,ready_ns,start_ns,end_ns,late_ns\n")
    atexit.register(file.close)

    def write(task, step, ready, start, end, late):
        file.write(f"{task},{step},{ready - begin},{start - begin},{end - begin},{late}\n")

    def look(timeout=None):
        nonlocal looked, late
        asked = now()
        events = select(timeout)
        # What is there at once may have come at any time since the loop looked last.
        waited = now() - asked > 50_000
        late, looked = 0 if waited else asked - looked, now()
        return events

    def call(callback, *arguments, **options):
        steps = getattr(callback, "__self__", None)
        if isinstance(steps, Steps):
            steps.ready, steps.late = now(), late
        return call_soon(callback, *arguments, **options)

    def create(loop, coroutine, **options):
        if coroutine.__qualname__.startswith("BaseEventLoop.shutdown"):
            return asyncio.Task(coroutine, loop=loop, **options)  # the end of asyncio.run
        return asyncio.Task(Steps(coroutine, next(numbers), write), loop=loop, **options)

    loop._selector.select, loop.call_soon = look, call
    loop.set_task_factory(create)
