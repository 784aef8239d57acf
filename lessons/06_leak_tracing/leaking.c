/* Makes ten of each of the four leaks and ends, so that Valgrind can say what it thinks of them. */
#include "common/collector/gc.h"
#include "common/runtime.h"
#include "lessons/06_leak_tracing/leaks.h"

int main(void)
{
    runtime_init();
    gc_disable();
    leaks_open();
    for (int i = 0; i < LEAKS; i++)
        for (int n = 0; n < 10; n++)
            leaks[i].run();
    return 0;
}
