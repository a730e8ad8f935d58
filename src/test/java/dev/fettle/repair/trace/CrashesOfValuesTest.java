package dev.fettle.repair.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Crashes that one value brings about: nothing, too short, of the wrong kind, out of range. */
class CrashesOfValuesTest extends CrashStory {
    @Test
    void nullForAText() throws IOException {
        source("house/Initials.java", """
                package house;

                public class Initials {
                    public static String of(String name) {
                        return name.trim().substring(0, 1); //@0
                    }
                }
                """);

        CrashReproduction seen = search("java.lang.NullPointerException", "house.Initials.of");

        assertThat(found(seen)).isEqualTo("Initials.of(null)");
    }

    @Test
    void anEmptyTextHasNoFirstLetter() throws IOException {
        source("house/Initials.java", """
                package house;

                public class Initials {
                    public static String of(String name) {
                        return name.trim().substring(0, 1); //@0
                    }
                }
                """);

        CrashReproduction seen = search(
                "java.lang.StringIndexOutOfBoundsException: begin 0, end 1, length 0",
                "java.lang.String.substring",
                "house.Initials.of");

        assertThat(found(seen)).isEqualTo("Initials.of(\"\")");
    }

    @Test
    void theMessageTellsTheText() throws IOException {
        source("house/Ports.java", """
                package house;

                public class Ports {
                    public int read(String line) {
                        int at = line.indexOf("port=");
                        if (at < 0) {
                            return 80;
                        }
                        return number(line.substring(at + 5)); //@1
                    }

                    private int number(String digits) {
                        return Integer.parseInt(digits); //@0
                    }
                }
                """);

        CrashReproduction seen = search(
                "java.lang.NumberFormatException: For input string: \"eighty\"",
                "java.lang.NumberFormatException.forInputString",
                "java.lang.Integer.parseInt",
                "house.Ports.number",
                "house.Ports.read");

        assertThat(found(seen)).startsWith("new Ports().read(\"port=");
    }

    @Test
    void rowsOfDifferentLength() throws IOException {
        source("house/Grid.java", """
                package house;

                public class Grid {
                    public static int sum(int[][] rows) {
                        int sum = 0;
                        for (int r = 0; r < rows.length; r++) {
                            for (int c = 0; c < rows[0].length; c++) {
                                sum += rows[r][c]; //@0
                            }
                        }
                        return sum;
                    }
                }
                """);

        CrashReproduction seen = search(
                "java.lang.ArrayIndexOutOfBoundsException: Index 0 out of bounds for length 0", "house.Grid.sum");

        assertThat(found(seen)).contains("Grid.sum(new int[][] {");
    }

    @Test
    void aValueOfAnotherClass() throws IOException {
        source("house/Settings.java", """
                package house;

                import java.util.Map;

                public class Settings {
                    public static String colour(Map<String, Object> all) {
                        Object value = all.get("colour");
                        return value == null ? "grey" : ((String) value).trim(); //@0
                    }
                }
                """);

        CrashReproduction seen = search(
                "java.lang.ClassCastException: class java.lang.Integer cannot be cast to class java.lang.String",
                "house.Settings.colour");

        assertThat(found(seen)).contains(".put(\"colour\", ").contains("Settings.colour(");
    }

    @Test
    void aConstantThatNobodyThoughtOf() throws IOException {
        source("house/Plan.java", """
                package house;

                import java.util.EnumMap;
                import java.util.Map;

                public class Plan {
                    public enum Kind { FREE, TEAM, TRIAL }

                    private static final Map<Kind, Integer> PRICES = new EnumMap<>(Kind.class);

                    static {
                        PRICES.put(Kind.FREE, 0);
                        PRICES.put(Kind.TEAM, 9);
                    }

                    public static int price(Kind kind, int seats) {
                        if (seats <= 0) {
                            return 0;
                        }
                        int one = PRICES.get(kind); //@0
                        return one * seats;
                    }
                }
                """);

        CrashReproduction seen = search("java.lang.NullPointerException", "house.Plan.price");

        assertThat(found(seen)).isEqualTo("Plan.price(Plan.Kind.TRIAL, 1)");
    }

    @Test
    void aMonthThatThereIsNot() throws IOException {
        source("house/Dates.java", """
                package house;

                import java.time.LocalDate;

                public class Dates {
                    public static LocalDate last(LocalDate day) {
                        return LocalDate.of(day.getYear(), day.getMonthValue() + 1, 1).minusDays(1); //@0
                    }
                }
                """);

        CrashReproduction seen = search(
                "java.time.DateTimeException: Invalid value for MonthOfYear (valid values 1 - 12): 13",
                "java.time.LocalDate.of",
                "house.Dates.last");

        assertThat(found(seen)).contains("Dates.last(");
    }

    @Test
    void noneToDivideBy() throws IOException {
        source("house/Mean.java", """
                package house;

                import java.util.List;

                public class Mean {
                    public static int of(List<Integer> values) {
                        int sum = 0;
                        for (int value : values) {
                            sum += value;
                        }
                        return sum / values.size(); //@0
                    }
                }
                """);

        CrashReproduction seen = search("java.lang.ArithmeticException: / by zero", "house.Mean.of");

        assertThat(found(seen)).isEqualTo("Mean.of(Collections.emptyList())");
    }

    @Test
    void aRecursionThatNeverEnds() throws IOException {
        source("house/Steps.java", """
                package house;

                public class Steps {
                    public static long count(int left) {
                        return left == 0 ? 1 : 1 + count(left - 2); //@0
                    }
                }
                """);

        CrashReproduction seen = search("java.lang.StackOverflowError", "house.Steps.count");

        assertThat(found(seen)).startsWith("Steps.count(");
    }

    @Test
    void anObjectThatHoldsItself() throws IOException {
        source("house/Room.java", """
                package house;

                import java.util.ArrayList;
                import java.util.List;

                public class Room {
                    private final List<Object> inside = new ArrayList<>();

                    public void put(Object thing) {
                        inside.add(thing);
                    }

                    public String list() {
                        StringBuilder text = new StringBuilder();
                        for (Object thing : inside) {
                            text.append(thing instanceof Room ? ((Room) thing).list() : thing); //@0
                        }
                        return text.toString();
                    }
                }
                """);

        CrashReproduction seen = search("java.lang.StackOverflowError", "house.Room.list");

        assertThat(found(seen)).contains("room.put(room);").endsWith("room.list()");
    }

    @Test
    void aTextThatNestsTooDeep() throws IOException {
        source("house/Brackets.java", """
                package house;

                public class Brackets {
                    public static int depth(String text) {
                        return depth(text, 0);
                    }

                    private static int depth(String text, int at) {
                        if (at < text.length() && text.charAt(at) == '[') {
                            return 1 + depth(text, at + 1); //@0
                        }
                        return 0;
                    }
                }
                """);

        CrashReproduction seen = search("java.lang.StackOverflowError", "house.Brackets.depth");

        assertThat(found(seen)).contains("Brackets.depth(").contains("\"[\"");
    }

    @Test
    void aTextOfTheCodesOwnThatIsReadAnewAtEachLevel() throws IOException {
        source("house/Stairs.java", """
                package house;

                public class Stairs {
                    public static String plain(String text) {
                        StringBuilder kept = new StringBuilder();
                        for (char each : text.toCharArray()) {
                            kept.append(each == ' ' ? '_' : each);
                        }
                        int step = kept.indexOf("~>");
                        return step < 0 ? text : plain(kept.substring(0, step) + "--" + kept.substring(step + 2)); //@0
                    }
                }
                """);

        CrashReproduction seen = search("java.lang.StackOverflowError", "house.Stairs.plain");

        assertThat(found(seen)).contains("Stairs.plain(").contains("~>");
    }
}
