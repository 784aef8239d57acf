/* Exercise 1a, solved. Each answer is the sum of the owners at that point. */
#include "exercises/01_refcounting/1a_predict.h"

int predict(int question, int n)
{
    switch (question) {
    case 1: return 1;         /* the name a */
    case 2: return 1 + n;     /* a and n more names */
    case 3: return 1 + n + 1; /* the same, and the argument of sys.getrefcount itself */

    case 4: return 1 + n; /* the name x and n places in the list */
    case 5: return n;     /* the places */
    case 6: return n;     /* the places still: outer owns the list, not what is in it */

    case 7: return 1 + n;           /* x and n places: got is borrowed */
    case 8: return 1 + (n - 1) + 1; /* x, one place less, and got owns what the list gave up */
    case 9: return 1 + n;           /* x and n places: got's reference is the list's now */

    case 10: return 1 + (n - 1); /* x and the places that are left */
    case 11: return 1;           /* x */
    case 12: return 1 + 2;       /* x, the key and the value: an equal key is not kept again */
    }
    return 0;
}
