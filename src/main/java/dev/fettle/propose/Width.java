package dev.fettle.propose;

/** How much of each foreign text is shown above the fold, in characters; the first that holds the limits is taken. */
enum Width {
    ROOMY(70, 110, 80, 90, 100, 3, 5, 90),
    /** The command of the failing test stands under "Reproduce" too: it goes before anything else is cut. */
    SHORT_COMMANDS(70, 110, 80, 90, 16, 3, 5, 90),
    TIGHT(50, 80, 60, 60, 16, 2, 4, 60),
    TIGHTER(40, 60, 48, 48, 16, 1, 3, 45),
    TIGHTEST(32, 44, 36, 36, 16, 1, 2, 25);

    /** A file's path with its line. */
    final int place;
    /** What becomes what. */
    final int summary;
    /** A test's name. */
    final int test;
    /** What a test said. */
    final int message;
    /** A command in a table. */
    final int command;
    /** Rows for red tests. */
    final int rows;
    /** Bullets for changed files. */
    final int bullets;
    /** A reason of the risk. */
    final int reason;

    Width(int place, int summary, int test, int message, int command, int rows, int bullets, int reason) {
        this.place = place;
        this.summary = summary;
        this.test = test;
        this.message = message;
        this.command = command;
        this.rows = rows;
        this.bullets = bullets;
        this.reason = reason;
    }
}
