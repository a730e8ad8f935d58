package dev.fettle.web;

import dev.fettle.insight.Weeks.Week;
import dev.fettle.web.DashboardViews.Count;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Charts as numbers, for templates that draw them as SVG: across in percent, so that they fit any screen and their text keeps its size; down in
 * pixels. Each has a sentence and a table that say the same.
 */
public final class Charts {
    /** Pixels from the top line to the ground line. */
    static final double HEIGHT = 170;

    private static final double TOP = 14;

    /** Of the width, left free for what the lines across stand for. */
    private static final double LEFT = 9;

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

    private Charts() {}

    /** A line across, with what it stands for. */
    public record Grid(String y, String label) {}

    /** Words under the ground line. */
    public record Label(String x, String text) {}

    public record Rect(String x, String y, String width, String height, String kind, String title) {}

    public record Segment(String x1, String y1, String x2, String y2) {}

    /** A point; {@code title} is shown when it is pointed at. */
    public record Dot(String x, String y, String title) {}

    /** A row of the table; {@code share} "" where the chart has none. */
    public record Row(String week, Count created, Count ended, Count merged, String share) {}

    /** What came and what was resolved. */
    public record Columns(String summary, List<Grid> grid, List<Label> labels, List<Rect> rects, List<Row> rows) {}

    /** How a share went, with marks where changes were merged. */
    public record Line(
            String summary,
            List<Grid> grid,
            List<Label> labels,
            List<Segment> segments,
            List<Dot> dots,
            List<Dot> marks,
            List<Row> rows) {}

    /** New tickets beside resolved ones, a pair a week. */
    static Columns columns(List<Week> weeks) {
        int most = weeks.stream()
                .mapToInt(
                        week -> Math.max(week.created().number(), week.merged().number()))
                .max()
                .orElse(0);
        int top = round(Math.max(1, most));
        List<Rect> rects = new ArrayList<>();
        double slot = slot(weeks);
        for (int i = 0; i < weeks.size(); i++) {
            Week week = weeks.get(i);
            rects.add(rect(
                    LEFT + i * slot + slot * 0.16, slot * 0.32, week.created().number(), top, "came", week, "came"));
            rects.add(rect(
                    LEFT + i * slot + slot * 0.52,
                    slot * 0.32,
                    week.merged().number(),
                    top,
                    "resolved",
                    week,
                    "were resolved"));
        }
        int created = weeks.stream().mapToInt(week -> week.created().number()).sum();
        int merged = weeks.stream().mapToInt(week -> week.merged().number()).sum();
        return new Columns(
                Words.number(created) + " tickets came in " + weeks.size() + " weeks, " + Words.number(merged)
                        + " were resolved.",
                List.of(
                        new Grid(px(TOP), axis(top)),
                        new Grid(px(TOP + HEIGHT / 2), axis(top / 2)),
                        new Grid(px(TOP + HEIGHT), "")),
                labels(weeks),
                rects,
                rows(weeks));
    }

    private static Rect rect(double x, double width, int number, int top, String kind, Week week, String what) {
        double height = HEIGHT * number / top;
        return new Rect(
                percent(x),
                px(TOP + HEIGHT - height),
                percent(width),
                px(height),
                kind,
                "Week of " + DAY.format(week.monday()) + ": " + Words.number(number) + " " + what);
    }

    /** The share of resolved tickets, week by week; with no point where too few ended to say. */
    static Line line(List<Week> weeks) {
        double slot = slot(weeks);
        List<Segment> segments = new ArrayList<>();
        List<Dot> dots = new ArrayList<>();
        List<Dot> marks = new ArrayList<>();
        Dot before = null;
        for (int i = 0; i < weeks.size(); i++) {
            Week week = weeks.get(i);
            String x = percent(LEFT + i * slot + slot / 2);
            Dot dot = null;
            if (week.resolved().known()) {
                double share = week.resolved().percent();
                dot = new Dot(
                        x,
                        px(TOP + HEIGHT * (1 - share / 100)),
                        "Week of " + DAY.format(week.monday()) + ": " + Words.percent(share) + " of "
                                + Words.number(week.ended().number()));
                dots.add(dot);
                if (before != null) {
                    segments.add(new Segment(before.x(), before.y(), dot.x(), dot.y()));
                }
            }
            before = dot;
            if (week.merged().number() > 0) {
                marks.add(new Dot(
                        x,
                        px(TOP + HEIGHT),
                        "Week of " + DAY.format(week.monday()) + ": "
                                + Words.number(week.merged().number()) + " merged"));
            }
        }
        return new Line(
                dots.isEmpty()
                        ? "In no week of the last " + weeks.size() + " enough tickets ended to say."
                        : "In " + dots.size() + " of the last " + weeks.size()
                                + " weeks enough tickets ended to say; the marks are weeks in which changes were merged.",
                List.of(
                        new Grid(px(TOP), "100 %"),
                        new Grid(px(TOP + HEIGHT / 2), "50 %"),
                        new Grid(px(TOP + HEIGHT), "0 %")),
                labels(weeks),
                segments,
                dots,
                marks,
                rows(weeks));
    }

    private static List<Row> rows(List<Week> weeks) {
        return weeks.stream()
                .map(week -> new Row(
                        DAY.format(week.monday()),
                        Words.count(week.created()),
                        Words.count(week.ended()),
                        Words.count(week.merged()),
                        week.resolved().known() ? Words.percent(week.resolved().percent()) : "unknown"))
                .toList();
    }

    /** Few, so that they have room on a narrow screen. */
    private static List<Label> labels(List<Week> weeks) {
        List<Label> labels = new ArrayList<>();
        double slot = slot(weeks);
        for (int i = weeks.size() % 4 == 1 ? 0 : weeks.size() % 4; i < weeks.size(); i += 4) {
            LocalDate monday = weeks.get(i).monday();
            labels.add(new Label(percent(LEFT + i * slot + slot / 2), DAY.format(monday)));
        }
        return labels;
    }

    /** The next number that reads well: 1, 2, 5, 10, 20, 50, … and even, so that its half does too. */
    static int round(int most) {
        for (long step = 1; true; step *= 10) {
            for (long factor : new long[] {2, 4, 6, 10}) {
                if (factor * step >= most) {
                    return (int) Math.min(Integer.MAX_VALUE, factor * step);
                }
            }
        }
    }

    private static double slot(List<Week> weeks) {
        return (100 - LEFT) / weeks.size();
    }

    /** Short enough to stand beside the lines on a narrow screen. */
    static String axis(int number) {
        if (number >= 1_000_000 && number % 100_000 == 0) {
            return Words.number(number / 1_000_000.0) + "M";
        }
        return number >= 1_000 && number % 100 == 0 ? Words.number(number / 1_000.0) + "k" : Words.number(number);
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.2f%%", value);
    }

    private static String px(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
