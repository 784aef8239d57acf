/* See watch_screen.h. */
#include <curses.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

#include "exercises/grader/commands/watch_screen.h"

enum { HEAD = 3, KEY_GAP = 3, CONFETTI = 60, FALL = 2 };

static SCREEN *terminal;
static bool boxes;

static void set_colours(void)
{
    const char *no = getenv("NO_COLOR");

    if ((no != NULL && *no != '\0') || !has_colors())
        return;
    start_color();
    use_default_colors(); /* whether the background is light or dark is the reader's affair */
    init_pair(GOOD, COLOR_GREEN, -1);
    init_pair(BAD, COLOR_RED, -1);
    init_pair(WARM, COLOR_YELLOW, -1);
}

bool screen_begin(void)
{
    const char *term = getenv("TERM");

    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) || term == NULL ||
        strcmp(term, "dumb") == 0)
        return false;
    boxes = style_of_terminal().boxes;
    terminal = newterm(NULL, stdout, stdin);
    if (terminal == NULL)
        return false;
    set_escdelay(25);
    set_colours();
    cbreak();
    noecho();
    nodelay(stdscr, TRUE);
    keypad(stdscr, TRUE);
    curs_set(0);
    return true;
}

void screen_leave(void)
{
    endwin();
}

void screen_return(void)
{
    clearok(stdscr, TRUE);
    refresh();
}

void screen_end(void)
{
    if (terminal == NULL)
        return;
    endwin();
    delscreen(terminal);
    terminal = NULL;
}

int screen_columns(void)
{
    return COLS;
}

static attr_t look_of(enum colour colour)
{
    switch (colour) {
    case GOOD:
    case WARM: return COLOR_PAIR(colour);
    case BAD: return COLOR_PAIR(BAD) | A_BOLD;
    case SOFT: return A_DIM;
    case STRONG: return A_BOLD;
    default: return A_NORMAL;
    }
}

/* The columns that a character takes; its bytes into *size. */
static int measure(const char *text, size_t *size)
{
    mbstate_t state = {0};
    wchar_t wide;
    size_t n = mbrtowc(&wide, text, MB_CUR_MAX, &state);

    *size = n > 0 && n <= MB_CUR_MAX ? n : 1;
    int columns = *size == n ? wcwidth(wide) : 1;
    return columns >= 0 ? columns : 1;
}

/* One line of a body at a row, cut at the edge. */
static void put_line(int row, int column, const char *text, size_t length)
{
    const char *end = text + length;

    move(row, column);
    attrset(A_NORMAL);
    while (text < end) {
        size_t size = 1;
        if (*text == MARK_BEGIN && text + 1 < end) {
            attrset(look_of((enum colour)(text[1] - '0')));
            text += 2;
            continue;
        }
        if (*text == MARK_END) {
            attrset(A_NORMAL);
            text++;
            continue;
        }
        int columns = measure(text, &size);
        if (column + columns > COLS)
            break;
        addnstr(text, (int)size);
        column += columns;
        text += size;
    }
    attrset(A_NORMAL);
}

static void put(int row, int column, enum colour colour, const char *text)
{
    char mark[] = {MARK_BEGIN, (char)('0' + colour), '\0'};
    char *line = format("%s%s", mark, text);

    put_line(row, column, line, strlen(line));
    free(line);
}

/* Draws the keys from a row on, or only counts their lines (row -1). */
static int put_keys(const char *const *keys, int row)
{
    int lines = 1, column = 1;

    for (; *keys != NULL; keys++) {
        int size = (int)strlen(*keys);
        if (column > 1 && column + size > COLS) {
            column = 1;
            lines++;
        }
        if (row >= 0) {
            char letter[] = {(*keys)[0], '\0'};
            put(row + lines - 1, column, STRONG, letter);
            put(row + lines - 1, column + 1, SOFT, *keys + 1);
        }
        column += size + KEY_GAP;
    }
    return lines;
}

static int lines_of(const char *body)
{
    int lines = 0;

    for (; *body != '\0'; body++)
        lines += *body == '\n' || body[1] == '\0';
    return lines;
}

static void put_head(const struct screen *screen)
{
    int state = columns_of(screen->state, strlen(screen->state));
    int column = COLS - 1 - state;

    put(0, 1, STRONG, screen->title);
    if (column > 1 + columns_of(screen->title, strlen(screen->title)))
        put(0, column, screen->colour, screen->state);
    else
        put(1, 1, screen->colour, screen->state);
    if (column > 1 + columns_of(screen->title, strlen(screen->title)))
        put(1, 1, SOFT, screen->below);
}

/* Returns the rows that the body has. */
static int put_foot(const struct screen *screen)
{
    int lines = screen->question != NULL ? 1 : put_keys(screen->keys, -1);
    int row = LINES - lines;

    if (screen->question != NULL)
        put(row, 1, STRONG, screen->question);
    else
        put_keys(screen->keys, row);
    return row - 1 - HEAD;
}

static void put_body(struct screen *screen, int room)
{
    int all = lines_of(screen->body), most = all > room ? all - room : 0, row = 0;

    screen->scroll = screen->scroll > most ? most : screen->scroll < 0 ? 0 : screen->scroll;
    for (const char *line = screen->body; *line != '\0'; row++) {
        size_t size = strcspn(line, "\n");
        if (row >= screen->scroll && row - screen->scroll < room)
            put_line(HEAD + row - screen->scroll, 1, line, size);
        line += size + (line[size] == '\n');
    }
    if (most > screen->scroll) {
        char *more = format("%d more lines: arrow keys, space", most - screen->scroll);
        put(HEAD + room, 1, WARM, more);
        free(more);
    }
}

static void draw(struct screen *screen)
{
    erase();
    put_head(screen);
    put_body(screen, put_foot(screen));
}

void screen_show(struct screen *screen)
{
    draw(screen);
    refresh();
}

void screen_celebrate(struct screen *screen, const char *news, const char *next, int frame)
{
    static const char *const pieces[] = {"*", "+", "o", "."}, *const unicode[] = {"★", "✦", "●",
                                                                                  "·"};
    static const enum colour colours[] = {GOOD, WARM, BAD, STRONG};
    int room = LINES - HEAD - 3, middle = HEAD + room / 2;

    draw(screen);
    for (int row = HEAD; row < LINES - 2; row++) {
        move(row, 0);
        clrtoeol();
    }
    for (int i = 0; i < CONFETTI && room > 0; i++) {
        unsigned spread = (unsigned)i * 2654435761u;
        int row = (int)(spread >> 8) % room + frame * (FALL + i % 2) / FALL;
        int column = (int)((spread >> 16) % (unsigned)(COLS > 2 ? COLS - 2 : 1)) + 1;
        if (row < room && HEAD + row != middle && HEAD + row != middle + 1)
            put(HEAD + row, column, colours[i % 4], (boxes ? unicode : pieces)[i % 4]);
    }
    int size = columns_of(news, strlen(news));
    put(middle, COLS > size ? (COLS - size) / 2 : 0, GOOD, news);
    size = columns_of(next, strlen(next));
    put(middle + 1, COLS > size ? (COLS - size) / 2 : 0, SOFT, next);
    refresh();
}

int screen_key(void)
{
    int key = getch();

    switch (key) {
    case ERR: return KEY_NONE;
    case KEY_RESIZE: return KEY_NEW_SIZE;
    case KEY_UP:
    case KEY_PPAGE: return KEY_READ_UP;
    case KEY_DOWN:
    case KEY_NPAGE:
    case ' ': return KEY_READ_DOWN;
    default: return key < 0x80 ? key : KEY_NONE;
    }
}
