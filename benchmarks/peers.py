"""The closed queue on engines written in Python: SimPy (processes, and bare callbacks) and Ciw.

    python3 -m venv /tmp/peers && /tmp/peers/bin/pip install simpy ciw
    /tmp/peers/bin/python benchmarks/peers.py

The workloads are those of the Rust benchmark: N customers think for 60 s on average and are served by one server, first come first
served. Variates come from Python's own generator, so that results agree statistically: the mean service time is checked.
Times are processor time per served move, the best of three runs.
"""

import random
import sys
import time
from collections import deque
from importlib.metadata import version

import ciw
import simpy

THINK_S = 60.0
SATURATED_S = 5.0
RUNS = 3


def draw(mean, exponential):
    return random.expovariate(1.0 / mean) if exponential else mean


def simpy_processes(customers, moves, service, exponential):
    """Every customer is a process, the server a resource, as SimPy's documentation has it."""
    env = simpy.Environment()
    server = simpy.Resource(env, capacity=1)
    sums = {"waiting": 0.0, "busy": 0.0, "moves": 0}

    def customer():
        for _ in range(moves):
            yield env.timeout(draw(THINK_S, exponential))
            ready = env.now
            with server.request() as turn:
                yield turn
                sums["waiting"] += env.now - ready
                time_s = draw(service, exponential)
                yield env.timeout(time_s)
                sums["busy"] += time_s
                sums["moves"] += 1

    for _ in range(customers):
        env.process(customer())
    env.run()
    return sums


def simpy_callbacks(customers, moves, service, exponential):
    """The leanest way to use SimPy: time-outs with callbacks, no processes, a line of one's own."""
    env = simpy.Environment()
    sums = {"waiting": 0.0, "busy": 0.0, "moves": 0}
    line = deque()
    busy = False

    def think(nth):
        env.timeout(draw(THINK_S, exponential), nth).callbacks.append(ready)

    def ready(event):
        line.append((env.now, event.value))
        if not busy:
            serve()

    def serve():
        nonlocal busy
        busy = True
        since, nth = line.popleft()
        sums["waiting"] += env.now - since
        time_s = draw(service, exponential)
        sums["busy"] += time_s
        env.timeout(time_s, nth).callbacks.append(served)

    def served(event):
        nonlocal busy
        busy = False
        sums["moves"] += 1
        if event.value < moves:
            think(event.value + 1)
        if line:
            serve()

    for _ in range(customers):
        think(1)
    env.run()
    return sums


def ciw_network(customers, moves, service, exponential):
    """Two nodes in a circle: thinking, with a server for everybody, and the one server. All customers come at the start."""

    def times(mean):
        return ciw.dists.Exponential(1.0 / mean) if exponential else ciw.dists.Deterministic(mean)

    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Sequential([0.0, float("inf")]), None],
        batching_distributions=[ciw.dists.Deterministic(customers), ciw.dists.Deterministic(1)],
        service_distributions=[times(THINK_S), times(service)],
        number_of_servers=[float("inf"), 1],
        routing=[[0.0, 1.0], [1.0, 0.0]],
    )
    ciw.seed(1)
    simulation = ciw.Simulation(network)
    # Ciw plays until a time: about so many moves at the rate of the bottleneck.
    rate = min(1.0 / service, customers / (THINK_S + service))
    simulation.simulate_until_max_time(customers * moves / rate)
    records = [record for record in simulation.get_all_records() if record.node == 2]
    waiting = sum(record.waiting_time for record in records)
    return {"waiting": waiting, "busy": sum(record.service_time for record in records), "moves": len(records)}


CONTENDERS = [
    (f"SimPy {version('simpy')}, processes", simpy_processes, 100_000),
    (f"SimPy {version('simpy')}, callbacks", simpy_callbacks, 100_000),
    (f"Ciw {version('ciw')}", ciw_network, 1_000),
]
SIZES = [12, 1_000, 100_000]
MOVES = 20_000


def microseconds_per_move(play, customers, service, exponential):
    best = float("inf")
    for _ in range(RUNS):
        random.seed(1)
        begin = time.process_time()
        sums = play(customers, max(MOVES // customers, 2), service, exponential)
        best = min(best, time.process_time() - begin)
        mean_s = sums["busy"] / sums["moves"]
        assert abs(mean_s - service) <= 0.05 * service, f"mean service time {mean_s}, not {service}"
    return best * 1e6 / sums["moves"]


def main():
    print(f"Microseconds per served move, best of {RUNS} runs; Python {sys.version.split()[0]}.\n")
    for exponential in (True, False):
        for saturated in (True, False):
            times = "exponential" if exponential else "constant"
            load = "saturated" if saturated else "full event queue"
            print(f"| {times} times, {load} | " + " | ".join(f"N = {size:,}" for size in SIZES) + " |")
            print("|---|" + "--:|" * len(SIZES))
            for name, play, largest in CONTENDERS:
                cells = [
                    f"{microseconds_per_move(play, n, SATURATED_S if saturated else THINK_S / n, exponential):.2f}"
                    if n <= largest
                    else "–"
                    for n in SIZES
                ]
                print(f"| {name} | " + " | ".join(cells) + " |")
            print()


if __name__ == "__main__":
    main()
