/* SPDX-License-Identifier: MIT */
/*
 * Containers without a heap. A handler passes numbers to main by ETL's queue, and an error of ETL's
 * arrives at a handler of ours.
 */
#include <etl/algorithm.h>
#include <etl/error_handler.h>
#include <etl/map.h>
#include <etl/queue_spsc_atomic.h>
#include <etl/string.h>
#include <etl/to_string.h>
#include <etl/vector.h>
#include <rt/alarm.h>
#include <rt/board.h>
#include <rt/interrupt.h>
#include <rt/time.h>
#include <stdio.h>

namespace {

constexpr unsigned alarms = 5;
etl::queue_spsc_atomic<unsigned, 8> numbers;
const char *last_error = "none";

rt_alarm tick;

void push_number(void *)
{
    static unsigned next = 0;
    numbers.push(next++);
    if (next == alarms) {
        rt_alarm_cancel(&tick);
    }
}

void receive_alarms()
{
    tick.function = push_number;
    rt_interrupts_on();
    rt_alarms_begin();
    const uint64_t period = rt_ticks_from_ms(1);
    rt_alarm_start_periodic(&tick, hal_timer_now(board_timer) + period, period);
    etl::string<64> line;
    for (unsigned received = 0; received < alarms;) {
        unsigned number;
        if (numbers.pop(number)) {
            line += " ";
            etl::to_string(number, line, true);
            received++;
        }
    }
    printf("%u alarms in order:%s\n", alarms, line.c_str());
}

void find_median()
{
    etl::vector<int, 7> values;
    for (int value : {7, 1, 5, 3, 2, 6, 4}) {
        values.push_back(value);
    }
    etl::sort(values.begin(), values.end());
    etl::map<etl::string<8>, int, 4> ages;
    ages["Ada"] = 36;
    ages["Grace"] = 85;
    ages["Alan"] = 41;
    ages["Ada"]++;
    printf("the median of 7 is %d, %u names\n", values[3], static_cast<unsigned>(ages.size()));
}

void fill_up()
{
    etl::vector<int, 1> small;
    small.push_back(1);
    small.push_back(2);
    printf("a full vector: %s\n", last_error);
}

void remember(const etl::exception &error)
{
    last_error = error.what();
}

} // namespace

int main()
{
    etl::error_handler::set_callback<remember>();
    receive_alarms();
    find_median();
    fill_up();
    return 0;
}
