package dev.fettle.web;

import dev.fettle.backlog.TicketFilter;
import dev.fettle.insight.Amount;
import dev.fettle.insight.Share;
import dev.fettle.web.DashboardViews.Bar;
import dev.fettle.web.DashboardViews.Count;
import dev.fettle.web.DashboardViews.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Numbers, shares and times as people read them. */
final class Words {
    private Words() {}

    /** With commas between thousands. */
    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** With a tenth where there is one. */
    static String number(double number) {
        return number == Math.rint(number) ? number((long) number) : String.format(Locale.ROOT, "%,.1f", number);
    }

    /** Of 0 to 100, with no more digits than say something. */
    static String percent(double percent) {
        boolean edge = percent > 0 && percent < 1 || percent > 99 && percent < 100;
        return String.format(Locale.ROOT, edge ? "%.1f %%" : "%.0f %%", percent);
    }

    /** So many a day: one digit behind the point, more where that would be nothing. */
    static String rate(double rate) {
        return String.format(Locale.ROOT, rate > 0 && rate < 0.1 ? "%.2f" : "%.1f", rate);
    }

    static Count count(Amount amount) {
        return count(amount.number(), amount.rows());
    }

    static Count count(int number, TicketFilter rows) {
        return new Count(number(number), Href.tickets(rows));
    }

    static Bar bar(String name, Amount amount, int whole, String note) {
        return new Bar(name, count(amount), length(amount.number(), whole), note);
    }

    /** 0 to 100. */
    static double length(int number, int whole) {
        return whole == 0 ? 0 : Math.min(100, 100.0 * number / whole);
    }

    static Interval interval(Share share) {
        if (!share.known()) {
            return new Interval(false, 0, 0, 0, "unknown", "has " + share.of() + ", needs " + Share.ENOUGH);
        }
        return new Interval(
                true,
                share.low(),
                share.percent(),
                share.high(),
                percent(share.percent()),
                Math.round(share.low()) + " to " + percent(share.high()));
    }

    /** How long something took. */
    static String time(long millis) {
        if (millis == 0) {
            return "unknown";
        }
        if (millis < 10_000) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
        }
        long seconds = Math.round(millis / 1000.0);
        return seconds < 120 ? seconds + " s" : Math.round(seconds / 60.0) + " min";
    }

    /** How long ago, or on which day when that is long. */
    static Views.When ago(Instant at, Instant now) {
        Duration since = Duration.between(at, now);
        Views.When exactly = TicketViews.when(at);
        if (since.isNegative() || since.compareTo(Duration.ofDays(14)) > 0) {
            return new Views.When(exactly.iso(), exactly.text().substring(0, 10));
        }
        String text = since.toMinutes() < 1
                ? "just now"
                : since.toHours() < 1
                        ? since.toMinutes() + " min ago"
                        : since.toHours() < 48 ? since.toHours() + " h ago" : since.toDays() + " days ago";
        return new Views.When(exactly.iso(), text);
    }

    /** As a word that stands alone. */
    static String spaced(Enum<?> constant) {
        return TicketViews.word(constant).replace('_', ' ');
    }

    /** With a capital at the start. */
    static String title(String word) {
        return word.isEmpty()
                ? word
                : word.substring(0, 1).toUpperCase(Locale.ROOT)
                        + word.substring(1).replace('_', ' ');
    }
}
