/* Writes the heap as Graphviz. See picture.h. The colours stand out on white and on black; black
 * itself is the colour of text, which a page may change. */
#include "common/looking/picture.h"

#include <string.h>

#include "common/looking/picture_find.h"
#include "common/weakrefs/weakref.h"

#define BLUE  "#3b82c4"
#define AMBER "#c07a10"
#define RED   "#d0524a"
#define GREY  "#8a8f98"
/* The widest first: boxes are made for the first font that is there, and hold the narrower ones. */
#define FONT "fontname=\"DejaVu Sans,Helvetica,Arial,sans-serif\""
#define MONO "<font face=\"DejaVu Sans Mono,monospace\">"

/* A drawing that is being made. */
struct sketch {
    FILE *out;
    struct visited boxes;
    size_t named;     /* so many boxes were reached from names */
    size_t drawn;     /* so many get a box, the others are counted */
    size_t box, slot; /* the box that is being written, and its slot */
};

/* What the names reach; then what was drawn last time and is alive all the same. */
static void find_all(struct sketch *sketch, const struct picture *picture,
                     const struct picture_root *roots, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (roots[i].obj != NULL)
            visited_add(&sketch->boxes, roots[i].obj);
    sketch->drawn = boxes_find_near(&sketch->boxes, 0);
    sketch->named = sketch->boxes.count;
    for (size_t i = 0; i < picture->count; i++)
        if (picture_is_alive(picture->shadows[i].address))
            visited_add(&sketch->boxes, (struct object *)(uintptr_t)picture->shadows[i].address);
    size_t near_lost = boxes_find_near(&sketch->boxes, sketch->named);
    if (sketch->drawn == sketch->named)
        sketch->drawn = near_lost;
}

/* ---- boxes --------------------------------------------------------------------------------------
 */

static void put_text(FILE *out, const char *text)
{
    for (; *text != '\0'; text++)
        if (strchr("&<>\"", *text) == NULL)
            fputc(*text, out);
        else
            fprintf(out, "&#%d;", *text);
}

static void put_cell(FILE *out, const char *text)
{
    fputs("<td align=\"left\">" MONO, out);
    put_text(out, text);
    fputs("</font></td>", out);
}

/* Labelled slots stand in rows, the others side by side. */
static void write_slot(const char *label, struct object *value, void *argument)
{
    struct sketch *sketch = argument;
    char text[ATOM_TEXT] = "empty";

    if (sketch->slot++ >= PICTURE_CELLS)
        return;
    if (*label != '\0') {
        fputs(sketch->slot > 1 ? "</tr><tr>" : "", sketch->out);
        put_cell(sketch->out, label);
    }
    if (value != NULL && box_check(value)) {
        fprintf(sketch->out, "<td port=\"p%zu\">●</td>", sketch->slot);
        return;
    }
    if (value != NULL)
        atom_text(value, text);
    put_cell(sketch->out, text);
}

/* What the weak reference @obj answers with; NULL: None, or it is no weak reference. */
static struct object *referent_of(const struct object *obj)
{
    return weakref_check(obj) ? ((const struct weakref *)obj)->referent : NULL;
}

static void write_content(struct sketch *sketch, struct object *obj)
{
    char text[ATOM_TEXT];

    sketch->slot = 0;
    if (weakref_check(obj))
        fprintf(sketch->out, "<td port=\"weak\">%s</td>", referent_of(obj) ? "○" : "None");
    each_slot(obj, write_slot, sketch);
    if (sketch->slot > PICTURE_CELLS)
        fprintf(sketch->out, "<td>… %zu more</td>", sketch->slot - PICTURE_CELLS);
    if (sketch->slot > 0 || weakref_check(obj))
        return;
    atom_text(obj, text);
    put_cell(sketch->out, box_check(obj) ? "empty" : text);
}

/* A shared atom's count says nothing that a person would want to know. */
static void write_count(FILE *out, intptr_t count)
{
    if (count > 1000000)
        fputs("<td align=\"right\"><font color=\"" GREY "\">shared</font></td>", out);
    else
        fprintf(out, "<td align=\"right\"><font color=\"" AMBER "\">count <b>%td</b></font></td>",
                count);
}

static void write_box(struct sketch *sketch, size_t number)
{
    struct object *obj = sketch->boxes.found[number];
    bool lost = number >= sketch->named;

    fprintf(sketch->out,
            "  o%zu [label=<<table border=\"1\" style=\"rounded%s\" color=\"%s\" cellborder=\"0\" "
            "cellspacing=\"0\" cellpadding=\"3\">"
            "<tr><td align=\"left\"><font color=\"" BLUE "\"><b>",
            number, lost ? ",dashed" : "", lost ? RED : "black");
    put_text(sketch->out, object_type_name(obj));
    fputs("</b></font></td>", sketch->out);
    write_count(sketch->out, obj->refcount);
    fputs("</tr><hr/><tr><td colspan=\"2\"><table border=\"0\" cellborder=\"0\" cellspacing=\"0\" "
          "cellpadding=\"3\"><tr>",
          sketch->out);
    write_content(sketch, obj);
    fputs("</tr></table></td></tr>", sketch->out);
    if (lost)
        fputs("<tr><td colspan=\"2\"><font color=\"" RED "\">no name reaches it</font></td></tr>",
              sketch->out);
    fputs("</table>>];\n", sketch->out);
}

static void write_shadow(FILE *out, size_t number, const char *caption)
{
    fprintf(out,
            "  gone%zu [label=<<table border=\"1\" style=\"rounded,dashed\" color=\"" GREY "\" "
            "cellborder=\"0\" cellpadding=\"3\"><tr><td><font color=\"" GREY "\">",
            number);
    put_text(out, caption);
    fputs("</font></td></tr><tr><td><font color=\"" GREY "\">freed</font></td></tr></table>>];\n",
          out);
}

/* ---- arrows -------------------------------------------------------------------------------------
 */

static void write_target(struct sketch *sketch, const struct object *obj)
{
    size_t number = visited_number(&sketch->boxes, obj);

    if (number < sketch->drawn)
        fprintf(sketch->out, "o%zu", number);
    else
        fputs("more", sketch->out);
}

static void write_arrow(const char *label, struct object *value, void *argument)
{
    struct sketch *sketch = argument;

    (void)label;
    if (sketch->slot++ >= PICTURE_CELLS || value == NULL || !box_check(value))
        return;
    fprintf(sketch->out, "  o%zu:p%zu:c -> ", sketch->box, sketch->slot);
    write_target(sketch, value);
    fputs(" [tailclip=false];\n", sketch->out);
}

/* A weak reference points with a dashed arrow, and only at what is drawn on somebody else's
 * account: it keeps nothing in the picture either. */
static void write_weak_arrow(const struct sketch *sketch, size_t from)
{
    const struct object *referent = referent_of(sketch->boxes.found[from]);
    size_t to = referent == NULL ? sketch->drawn : visited_number(&sketch->boxes, referent);

    if (to < sketch->drawn)
        fprintf(sketch->out, "  o%zu:weak:c -> o%zu [tailclip=false, style=dashed, weight=0];\n",
                from, to);
}

static void write_name(struct sketch *sketch, const struct picture_root *root, size_t number)
{
    if (root->obj == NULL)
        return;
    fprintf(sketch->out, "  name%zu [shape=plaintext, label=<" MONO "<font color=\"" BLUE "\"><b>",
            number);
    put_text(sketch->out, root->name);
    fprintf(sketch->out, "</b></font></font>>];\n  name%zu -> ", number);
    write_target(sketch, root->obj);
    fputs(";\n", sketch->out);
}

static void write_rest(struct sketch *sketch)
{
    size_t rest = sketch->boxes.count - sketch->drawn;

    if (rest > 0)
        fprintf(sketch->out, "  more [label=\"… and %zu more\", fontcolor=\"" GREY "\"];\n", rest);
}

/* ---- the whole ----------------------------------------------------------------------------------
 */

static void write_head(FILE *out, const char *title)
{
    fputs("digraph heap {\n"
          "  graph [rankdir=LR, nodesep=0.25, ranksep=0.6, labelloc=t, labeljust=l,\n"
          "         " FONT ", fontsize=12, bgcolor=transparent];\n"
          "  node [shape=plaintext, " FONT ", fontsize=11, margin=0.02];\n"
          "  edge [color=\"" BLUE "\", arrowsize=0.7];\n"
          "  label=<" MONO,
          out);
    put_text(out, title);
    fputs("</font>>;\n", out);
}

static void write_shadows(const struct sketch *sketch, const struct picture *picture)
{
    for (size_t i = 0; i < picture->count; i++)
        if (visited_number(&sketch->boxes, picture->shadows[i].address) == sketch->boxes.count)
            write_shadow(sketch->out, i, picture->shadows[i].caption);
}

/* Adds the first attribute to a caption: 'Thing' becomes "Thing 'x'". */
static void name_shadow(const char *label, struct object *value, void *argument)
{
    char *caption = argument, text[ATOM_TEXT];

    if (*label == '\0' || box_check(value) || strchr(caption, ' ') != NULL)
        return;
    atom_text(value, text);
    size_t used = strlen(caption);
    snprintf(caption + used, PICTURE_CAPTION - used, " %s", text);
}

static void remember(struct picture *picture, const struct sketch *sketch)
{
    picture->count = 0;
    for (size_t i = 0; i < sketch->drawn; i++) {
        struct object *obj = sketch->boxes.found[i];
        struct picture_shadow *shadow = &picture->shadows[picture->count];
        if (!box_check(obj))
            continue;
        shadow->address = obj;
        snprintf(shadow->caption, sizeof shadow->caption, "%.*s", PICTURE_CAPTION - ATOM_TEXT,
                 object_type_name(obj));
        if (obj->type->flags & TYPE_HEAP)
            each_slot(obj, name_shadow, shadow->caption);
        picture->count++;
    }
}

bool picture_draw(struct picture *picture, FILE *out, const char *title,
                  const struct picture_root *roots, size_t count)
{
    struct sketch sketch = {.out = out};

    find_all(&sketch, picture, roots, count);
    write_head(out, title);
    for (size_t i = 0; i < count; i++)
        write_name(&sketch, &roots[i], i);
    for (sketch.box = 0; sketch.box < sketch.drawn; sketch.box++) {
        write_box(&sketch, sketch.box);
        sketch.slot = 0;
        each_slot(sketch.boxes.found[sketch.box], write_arrow, &sketch);
        write_weak_arrow(&sketch, sketch.box);
    }
    write_shadows(&sketch, picture);
    write_rest(&sketch);
    fputs("}\n", out);
    remember(picture, &sketch);
    bool whole = !sketch.boxes.failed && ferror(out) == 0;
    visited_free(&sketch.boxes);
    return whole;
}
