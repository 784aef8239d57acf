/* Included before a lesson.c that becomes part of a program with several lessons: its main() gets
 * the name that the build gives it. See lessons.c. */
#ifndef RECLAIM_GRADER_JUDGE_TOLD_H
#define RECLAIM_GRADER_JUDGE_TOLD_H

int RECLAIM_LESSON_MAIN(int argc, char **argv);
#define main RECLAIM_LESSON_MAIN

#endif
