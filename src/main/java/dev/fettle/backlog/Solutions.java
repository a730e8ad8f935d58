package dev.fettle.backlog;

import java.util.List;
import java.util.Locale;

/** The proposed solution of a ticket: a first direction in words, from the kind of failure. */
final class Solutions {
    private Solutions() {}

    static String forException(String type, String message, List<String> files) {
        String kind = type.substring(type.lastIndexOf('.') + 1);
        String subject = subject(files);
        boolean none = kind.equals("NullPointerException")
                || message.contains("NoneType")
                || message.contains("undefined")
                || message.contains("null");
        if (none) {
            return "Add null checks and defensive programming for " + subject + " access";
        }
        return switch (kind) {
            case "ArrayIndexOutOfBoundsException",
                    "IndexOutOfBoundsException",
                    "StringIndexOutOfBoundsException",
                    "IndexError" -> "Check the bounds of the index in " + subject;
            case "ClassCastException", "TypeError" -> "Check the type before it is used in " + subject;
            case "ArithmeticException", "ZeroDivisionError" -> "Handle the zero divisor in " + subject;
            case "NumberFormatException", "ValueError" -> "Handle text that is no number in " + subject;
            case "ConcurrentModificationException" -> "Do not change the collection while it is iterated in " + subject;
            case "NoSuchElementException", "KeyError" -> "Handle the missing element in " + subject;
            default -> "Handle the " + kind + " in " + subject;
        };
    }

    static String forMetric(Metric metric) {
        if (metric.words().contains("memory")) {
            return "Optimize " + metric.words() + " and implement better garbage collection";
        }
        return "Optimize " + metric.words() + " where the profile shows it is spent";
    }

    static String forFeedback(String text) {
        String folded = text.toLowerCase(Locale.ROOT);
        if (folded.contains("slow") || folded.contains("response time") || folded.contains("takes too long")) {
            return "Improve performance and responsiveness";
        }
        if (folded.contains("crash")
                || folded.contains("error")
                || folded.contains("broken")
                || folded.contains("fail")) {
            return "Find the failure behind the report and fix it";
        }
        return "Clarify with the users what should be different";
    }

    /** {@code core/providers.py} is spoken of as "provider": the file's name, in the singular. */
    private static String subject(List<String> files) {
        if (files.isEmpty()) {
            return "the value";
        }
        String name = files.get(0).substring(files.get(0).lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        boolean pluralWord = stem.length() > 3
                && stem.endsWith("s")
                && !stem.endsWith("ss")
                && stem.equals(stem.toLowerCase(Locale.ROOT));
        return pluralWord ? stem.substring(0, stem.length() - 1) : stem;
    }
}
