"""Tests of the scripts that build the site, each on a small input that once went or could go wrong."""

import shutil
import tempfile
import unittest
import unittest.mock
from pathlib import Path

import check_site
import claims
import entries
import explain
import headers
import lists
import mechanism
import ownership
import plot
import prepare
import transcript

HEADER = """\
/**
 * @file
 * box: holds one object. Second sentence.
 */
#ifndef BOX_H
#define BOX_H

struct box {
    int (*inside)(int, struct object *); /**< not a function of its own */
};

/** A box. New reference. */
struct object *box_new(void);

/** What is inside. Borrowed. */
struct object *box_get(const struct object *box);

/** Puts @p item in. **Steals** the reference to @p item. */
bool box_set(struct object *box, struct object *item);

/** Says it, printf-style. */
void box_say(const char *format, ...) __attribute__((format(printf, 1, 2)));

/** @name More
 *  Lists that are returned are new references. */
///@{
struct object *box_all(void);
///@}

/** Is it empty? */
static inline bool box_empty(const struct object *box)
{
    if (box) { return false; }
    return true;
}

#define box_new() AT_CALLER(box_new())
%s
#endif
"""


def read(text):
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "box.h"
        path.write_text(text, encoding="utf-8")
        return headers.read_headers([path])


class Headers(unittest.TestCase):
    def test_every_function_is_found_and_nothing_else(self):
        _, functions = read(HEADER % "")["box.h"]
        self.assertEqual([f.name for f in functions],
                         ["box_new", "box_get", "box_set", "box_say", "box_all", "box_empty"])

    def test_about_is_the_first_sentence(self):
        self.assertEqual(headers.first_sentence(read(HEADER % "")["box.h"][0]),
                         "box: holds one object.")

    def test_a_sentence_may_hold_a_name_with_a_dot(self):
        self.assertEqual(headers.first_sentence("For gc.h and list.h. More."), "For gc.h and list.h.")


class Ownership(unittest.TestCase):
    def complaints(self, more, extra=None):
        return ownership.table(read(HEADER % more), extra or {})[1]

    def test_what_the_comments_say(self):
        rows, complaints = ownership.table(read(HEADER % ""), {})
        self.assertEqual(complaints, [])
        self.assertEqual(rows["box_new"].returns, "new")
        self.assertEqual(rows["box_get"].returns, "borrowed")
        self.assertEqual(rows["box_all"].returns, "new")
        self.assertEqual(rows["box_set"].takes, {"box": "looks", "item": "steals"})
        self.assertNotIn("box_say", rows)

    def test_an_object_that_nobody_speaks_of_is_reported(self):
        self.assertIn("box_copy() returns an object",
                      self.complaints("/** A box. */\nstruct object *box_copy(void);\n")[0])
        self.assertIn("what becomes of other", self.complaints(
            "/** ? */\nvoid box_join(struct object *box, struct object *other);\n")[0])

    def test_ownership_txt_may_fill_in_but_not_invent(self):
        join = "/** ? */\nvoid box_join(struct object *box, struct object *other);\n"
        self.assertEqual(self.complaints(join, {"box_join": {"other": "looks"}}), [])
        self.assertIn("no header declares", self.complaints("", {"box_gone": {"other": "looks"}})[0])
        self.assertIn("no parameter", self.complaints("", {"box_set": {"thing": "looks"}})[0])
        self.assertIn("already", self.complaints("", {"box_new": {"returns": "borrowed"}})[0])


class Transcripts(unittest.TestCase):
    def test_wrapped_lines_are_one_line_again(self):
        wrapped = ("    ✓ 01.1a  " + "word " * 13 + "w\n" + " " * 13 + "second\n      · event\n")
        lines = transcript.logical_lines(wrapped)
        self.assertEqual(len(lines), 2)
        self.assertTrue(lines[0].endswith("w second"))

    def test_an_answer_is_no_continuation(self):
        self.assertEqual(len(transcript.logical_lines("  >>> sys.getrefcount(a)\n      2\n")), 2)

    def test_rows_of_a_wide_table_stay_rows(self):
        rows = ["      " + "  ".join(["a", *["cell"] * 11, each]) for each in ("registry", "cycle")]
        self.assertEqual(transcript.logical_lines("\n".join(rows)), rows)

    def test_a_table_wider_than_a_phone_says_how_wide_it_is(self):
        wide, slim = "      10  " + "█" * 40, "      10  █"
        page = transcript.to_html(f"  >>> table()\n{wide}\n{slim}\n    ✓ 03.4a  It is.\n{slim}\n")
        self.assertEqual(page.count('class="wide"'), 1)
        self.assertIn('style="--spare:6;--columns:44"', page)

    def test_words_are_shown_and_not_obeyed(self):
        page = transcript.to_html("  >>> a < b & c\n")
        self.assertIn("a &lt; b &amp; c", page)

    def test_bars_have_the_colour_that_they_have_in_a_terminal(self):
        self.assertIn('<i class="number">███</i> 30', transcript.to_html("      700  ███ 30"))

    def test_nothing_is_lost(self):
        line = "      references to the list   1 → 2   freed"
        text = transcript.to_html(line)
        for word in line.split():
            self.assertIn(word, text)


class Claims(unittest.TestCase):
    RUN = "  >>> del a\n    ✓ 01.1c  It is\n             free.\n    ✗ 01.1d  It is not.\n      01.9z\n"

    def test_a_claim_is_its_id_its_mark_and_its_sentence(self):
        self.assertEqual(claims.read(self.RUN),
                         {"01.1c": (True, "It is"), "01.1d": (False, "It is not.")})

    def test_what_was_false_or_never_claimed_is_found(self):
        with unittest.mock.patch.object(claims, "PLACES", ("docs/pages/claims.md",)):
            said = "\n".join(claims.complaints({"01.1a": (True, ""), "01.1d": (False, "")}))
        self.assertIn("01.1d was false", said)
        self.assertIn("docs/pages/claims.md: 02.1b is not claimed by any lesson", said)
        self.assertNotIn("01.1a", said)

    def test_a_sentence_with_nothing_behind_it_is_found(self):
        self.assertEqual(len(list(claims.bare_sentences("> One.\n\n> Two.\n\n@claims 01.1a\n\n> Three."))), 2)

    def test_without_the_lessons_that_alone_is_said(self):
        self.assertRegex("\n".join(claims.run(Path("/nonexistent"))), "^build the lessons first.*lesson_00[^\n]*$")

    def test_a_transcript_has_a_place_for_each_claim(self):
        self.assertIn('id="01.1c"', transcript.to_html(self.RUN))


class Plots(unittest.TestCase):
    def plot(self, script):
        with tempfile.TemporaryDirectory() as directory:
            path = Path(directory) / "lesson_99.x.gnuplot"
            path.write_text(script, encoding="utf-8")
            return plot.to_html(path, 'a < b & "c"')

    @unittest.skipUnless(shutil.which("gnuplot"), "needs gnuplot")
    def test_a_plot_has_the_colours_of_the_page_and_no_ids(self):
        page = self.plot("""$data << END
"ten" 1
"20" 2
"none" 0
END
set grid ytics
plot $data using 0:2:xtic(1) with linespoints pt 7 title "visited"
""")
        for word in ("ten", "20", "none", "visited", "a &lt; b &amp; &quot;c&quot;"):
            self.assertIn(word, page)
        self.assertEqual(page.count("<circle"), 4)  # three places and the key
        for word in ("id=", "href", "black", "gray", "font-family", "http", "<defs", "<title"):
            self.assertNotIn(word, page)

    @unittest.skipUnless(shutil.which("gnuplot"), "needs gnuplot")
    def test_a_script_that_draws_nothing_stops_the_build(self):
        for script in ("plot $nothing\n", "set grid\n"):
            with self.subTest(script), self.assertRaisesRegex(SystemExit, "gnuplot says"):
                self.plot(script)

    def test_a_plot_that_the_run_did_not_make_is_named(self):
        with tempfile.TemporaryDirectory() as directory:
            page, lesson = unittest.mock.Mock(build=Path(directory)), unittest.mock.Mock(number="99")
            page.stop.side_effect = SystemExit
            rules = prepare.lesson_rules(page, lesson)
            match, rule = next((pattern.fullmatch('@plot lesson_99.x "why"'), rule) for pattern, rule in rules
                               if pattern.fullmatch('@plot lesson_99.x "why"'))
            with self.assertRaises(SystemExit):
                rule(7, match)
            self.assertIn("the run made no lesson_99.x.gnuplot", page.stop.call_args[0][1])


class Pages(unittest.TestCase):
    def test_hints_are_folded_up_to_the_next_heading(self):
        lines = lists.fold_hints(["## 1b", "### Hint 1", "one", "### Hint 2", "two", "## 1c", "text"])
        self.assertEqual([line for line in lines if line], [
            "## 1b", "<details><summary>Hint 1</summary>", "one", "</details>",
            "<details><summary>Hint 2</summary>", "two", "</details>", "## 1c", "text"])

    def test_hints_stand_behind_their_task(self):
        lines = lists.with_hints(["# T", "## 1a x {#t}", "do", "## 1b y", "write"],
                                 ["# Hints", "## 1b y", "### Hint 1", "one", "## 1a x", "### Hint 1", "two"])
        self.assertEqual(lines, ["# T", "## 1a x {#t}", "do", "### Hint 1", "two", "## 1b y", "write",
                                 "### Hint 1", "one"])

    def test_a_link_may_be_broken_over_two_lines(self):
        self.assertEqual(prepare.join_links("see [the\nlesson](x.md). Then\nmore"),
                         "see [the lesson](x.md).\nThen\nmore")

    def test_quotation_marks_hide_no_code(self):
        self.assertEqual(prepare.curl('say "`del x` frees" and `f("a")`'),
                         'say “`del x` frees” and `f("a")`')
        self.assertEqual(prepare.curl('"no code"'), '"no code"')

    def test_a_message_names_the_line_that_somebody_wrote(self):
        with tempfile.TemporaryDirectory() as directory:
            build, source = Path(directory), Path(directory) / "lesson.md"
            (build / "pages").mkdir()
            source.write_text("# Title\n<details>\nwrong\n", encoding="utf-8")
            with unittest.mock.patch.object(prepare, "ROOT", build):
                page = prepare.Page(source, build)
                page.rewrite()
                page.write("p.md", before="two\nlines")
            at = (build / "pages" / "p.md").read_text(encoding="utf-8").split("\n").index("wrong") + 1
            self.assertEqual(explain.explain(build, f"{build}/pages/p.md:{at}: why"),
                             "lesson.md:3: why")

    def test_ids_begin_with_a_letter(self):
        self.assertEqual(prepare.section_id("01-new"), "s01-new")
        self.assertEqual(prepare.section_id("lesson_01"), "lesson_01")


class Site(unittest.TestCase):
    def check(self, **pages):
        with tempfile.TemporaryDirectory() as directory:
            for name, body in pages.items():
                text = f"<html><head><title>t</title></head><body>{body}{' word' * 40}</body></html>"
                (Path(directory) / f"{name}.html").write_text(text, encoding="utf-8")
            return [c for c in check_site.check(Path(directory))
                    if ".checks.c" not in c and "at the top" not in c]

    def test_a_whole_site_has_nothing_to_complain_of(self):
        self.assertEqual(self.check(index='<a href="a.html#x">a</a>', a='<p id="x">x</p>'), [])

    def test_what_is_wrong_is_found(self):
        for words, pages in [
                ("is not there", {"index": '<a href="b.html">b</a>'}),
                ("no place called", {"index": '<a href="#y">y</a>'}),
                ("no way leads here", {"index": "x", "lonely": "y"}),
                ("would ask", {"index": '<img src="https://example.org/x.png">'}),
                ("would ask", {"index": '<script src="//example.org/x.js"></script>'}),
                ("would ask", {"index": '<p style="background: url(http://example.org/x)">'}),
                ("should have become", {"index": "<p>see @ref nothing</p>"})]:
            with self.subTest(words):
                self.assertTrue(any(words in c for c in self.check(**pages)), self.check(**pages))


class Mechanism(unittest.TestCase):
    """A lesson's code without the words that tell it."""

    def test_words_go_and_what_they_surround_stays(self):
        self.assertEqual(mechanism.without_narrator(
            'does("a.append(b)"), list_append(a, b), counted("b", b);\nclaim("01.1a", x == 1,\n      "One; two.");\ndel(&a);\n'),
            "list_append(a, b);\ndel(&a);")

    def test_what_was_asked_is_a_line_of_its_own(self):
        self.assertEqual(mechanism.without_narrator(
            'a = []\nclaim_is("01.2a", asks("sys.getrefcount(a)", sys.getrefcount(a)), 2,\n         "One more.")\nb = a\n'),
            "a = []\nsys.getrefcount(a)\nb = a")

    def test_a_collection_is_a_collection(self):
        self.assertEqual(mechanism.without_narrator('found = collects("gc.collect()", 2)\n'), "found = gc.collect()")


class EntriesTest(unittest.TestCase):
    FULL = ('<a id="{0}" name="{0}"></a>\n<h3 class="memtitle"><span class="permalink"></span>{1}</h3>\n<div class="memitem">'
            '<div class="memproto">{1}</div><div class="memdoc">told</div></div>\n')

    def page(self, members, told):
        table = "".join(f'<tr class="memitem:{each}"></tr>' for each in members)
        full = "".join(self.FULL.format(place, name) for place, name in told)
        return (f'<table class="memberdecls"><h2 class="groupheader">Questions</h2>{table}</table>'
                f'<h3 class="groupheader">Functions in full</h3>{full}</div><!-- contents -->')

    def test_full_entries_take_the_places_of_the_short_ones(self):
        text = entries.once(self.page(["b", "a"], [("a", "first()"), ("b", "second()")]), "page")
        self.assertNotIn("memberdecls", text)
        self.assertNotIn("in full", text)
        self.assertEqual(text.count("told"), 2)
        self.assertLess(text.index("Questions"), text.index("second()"))
        self.assertLess(text.index("second()"), text.index("first()"))

    def test_a_struct_is_named_once(self):
        text = entries.once(self.page(["structpool"], [("structpool", "pool")]), "page")
        self.assertIn("struct pool</h3>", text)
        self.assertNotIn("memproto", text)

    def test_what_has_no_entry_stops_the_build(self):
        with self.assertRaises(entries.Untold):
            entries.once(self.page(["a", "lost"], [("a", "first()")]), "page")


class VerdictPictureTest(unittest.TestCase):
    def test_lines_of_a_verdict_have_their_kinds(self):
        shown = lists.verdict_html("1b  slot\n  wrong          set < get\n\n    > slot_set()\n")
        self.assertIn('<span class="strong">1b  slot</span>', shown)
        self.assertIn('<span class="false">  wrong          set &lt; get</span>', shown)
        self.assertIn('class="blank"', shown)

    def test_where_no_judge_was_asked_there_is_no_picture(self):
        self.assertEqual(lists.usual_verdict(Path("/nowhere"), "1b_slot"), [])


if __name__ == "__main__":
    unittest.main()
