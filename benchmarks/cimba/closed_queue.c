/* The closed queue on cimba, in two ways: a process for each customer, and events alone.
 *
 *     closed_queue processes|events CUSTOMERS MOVES SERVICE_S exponential|constant
 *
 * prints nanoseconds of processor time for each served move. Customers think for 60 s on average, as in the benchmark in
 * Rust. Variates come from cimba's own generator, so that results agree statistically: the mean service time is checked.
 */

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cimba.h>

static const double THINK_S = 60.0;

struct customer {
    struct cmb_process *process;
    uint32_t moves_left;
    double ready_s;
    struct customer *next;
};

static struct {
    uint32_t customers;
    uint32_t moves;
    double service_s;
    bool exponential;
    /* The sums that every contender measures. */
    double waiting_s;
    double busy_s;
    uint64_t served;
} load;

static double draw(double mean_s)
{
    return load.exponential ? cmb_random_exponential(mean_s) : mean_s;
}

static void note_visit(double waited_s, double service_s)
{
    load.waiting_s += waited_s;
    load.busy_s += service_s;
    load.served++;
}

/* A process for each customer, and the server as a resource, as cimba's documentation has it. */

static struct cmb_resource *server;

static void *customer_process(struct cmb_process *me, void *context)
{
    (void)me;
    (void)context;
    for (uint32_t nth = 0; nth < load.moves; nth++) {
        cmb_process_hold(draw(THINK_S));
        const double ready_s = cmb_time();
        cmb_resource_acquire(server);
        const double waited_s = cmb_time() - ready_s;
        const double service_s = draw(load.service_s);
        cmb_process_hold(service_s);
        cmb_resource_release(server);
        note_visit(waited_s, service_s);
    }
    return NULL;
}

static void play_processes(struct customer *customers)
{
    server = cmb_resource_create();
    cmb_resource_initialize(server, "server");
    for (uint32_t i = 0; i < load.customers; i++) {
        struct cmb_process *process = cmb_process_create();
        cmb_process_initialize(process, "customer", customer_process, NULL, 0);
        cmb_process_start(process);
        customers[i].process = process;
    }
    cmb_event_queue_execute();
    for (uint32_t i = 0; i < load.customers; i++) {
        cmb_process_terminate(customers[i].process);
        cmb_process_destroy(customers[i].process);
    }
    cmb_resource_terminate(server);
    cmb_resource_destroy(server);
}

/* The leanest way to use cimba: events, and a line of one's own. */

static struct customer *first_in_line, *last_in_line;
static bool server_is_busy;

static void become_ready(void *subject, void *object);
static void end_service(void *subject, void *object);

static void think(struct customer *customer)
{
    cmb_event_schedule(become_ready, customer, NULL, cmb_time() + draw(THINK_S), 0);
}

static void serve_next(void)
{
    struct customer *customer = first_in_line;
    first_in_line = customer->next;
    server_is_busy = true;
    const double service_s = draw(load.service_s);
    note_visit(cmb_time() - customer->ready_s, service_s);
    cmb_event_schedule(end_service, customer, NULL, cmb_time() + service_s, 0);
}

static void become_ready(void *subject, void *object)
{
    (void)object;
    struct customer *customer = subject;
    customer->ready_s = cmb_time();
    customer->next = NULL;
    if (first_in_line == NULL) {
        first_in_line = customer;
    } else {
        last_in_line->next = customer;
    }
    last_in_line = customer;
    if (!server_is_busy) {
        serve_next();
    }
}

static void end_service(void *subject, void *object)
{
    (void)object;
    struct customer *customer = subject;
    server_is_busy = false;
    if (--customer->moves_left > 0) {
        think(customer);
    }
    if (first_in_line != NULL) {
        serve_next();
    }
}

static void play_events(struct customer *customers)
{
    for (uint32_t i = 0; i < load.customers; i++) {
        customers[i].moves_left = load.moves;
        think(&customers[i]);
    }
    cmb_event_queue_execute();
}

static double processor_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

int main(int count, char **arguments)
{
    if (count != 6) {
        fprintf(stderr, "usage: closed_queue processes|events CUSTOMERS MOVES SERVICE_S exponential|constant\n");
        return 2;
    }
    const bool by_processes = strcmp(arguments[1], "processes") == 0;
    load.customers = (uint32_t)strtoul(arguments[2], NULL, 10);
    load.moves = (uint32_t)strtoul(arguments[3], NULL, 10);
    load.service_s = strtod(arguments[4], NULL);
    load.exponential = strcmp(arguments[5], "exponential") == 0;

    cmb_logger_flags_off(CMB_LOGGER_INFO);
    const double begin_ns = processor_ns();
    cmb_random_initialize(1);
    cmb_event_queue_initialize(0.0);
    struct customer *customers = calloc(load.customers, sizeof *customers);
    (by_processes ? play_processes : play_events)(customers);
    free(customers);
    cmb_event_queue_terminate();
    cmb_random_terminate();
    const double ns = processor_ns() - begin_ns;

    const double mean_s = load.busy_s / (double)load.served;
    if (load.served != (uint64_t)load.customers * load.moves || fabs(mean_s - load.service_s) > 0.05 * load.service_s) {
        fprintf(stderr, "%llu moves of %g s on average\n", (unsigned long long)load.served, mean_s);
        return 1;
    }
    printf("%.1f\n", ns / (double)load.served);
    return 0;
}
