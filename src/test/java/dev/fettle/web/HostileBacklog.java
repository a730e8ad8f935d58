package dev.fettle.web;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.fettle.backlog.Attempt;
import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Category;
import dev.fettle.backlog.Evidence;
import dev.fettle.backlog.Priority;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.base.RepositoryRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tickets and attempts all of whose texts are hostile. */
record HostileBacklog(Backlog backlog) {
    /** A ticket and an attempt with that text wherever there is one for each of them. */
    void titled(String id, String text) {
        backlog.add(
                ticket(
                        id,
                        text,
                        List.of(),
                        text,
                        List.of(),
                        Map.of("risk", "3", "rule", text, "reviewer", text, "objection", text)),
                same -> same,
                text);
        backlog.addAttempt(new Attempt(
                0,
                id,
                1,
                text,
                text,
                "{\"engine\":\"" + json(text) + "\",\"rule\":\"" + json(text) + "\",\"gates\":[{\"gate\":\""
                        + json(text) + "\",\"outcome\":\"" + json(text) + "\",\"title\":\"" + json(text) + "\"}]}",
                false,
                text,
                TestServer.NOW));
    }

    /** A ticket with those texts in every field that others write. */
    void lot(String id, List<String> texts) {
        String text = texts.get(0);
        String all = String.join("\n", texts);
        List<Evidence> evidence = new ArrayList<>();
        Map<String, String> metadata = new HashMap<>(Map.of(
                "risk",
                "3",
                "rule",
                text,
                "reviewer",
                text,
                "pull_request",
                text,
                "pull_request_url",
                text,
                "note",
                text));
        for (String each : texts) {
            metadata.put(each, each);
            evidence.add(new Evidence.ExceptionSeen(each, each, 1, TestServer.NOW, TestServer.NOW, each));
            evidence.add(new Evidence.Feedback(each, each, TestServer.NOW));
            evidence.add(new Evidence.LabelledIssue(1, each, each, each));
            evidence.add(new Evidence.Finding(each, each, 1, each));
            evidence.add(
                    new Evidence.CiFailure(each, each, each, List.of(each), each, 1, TestServer.NOW, TestServer.NOW));
            evidence.add(new Evidence.Anomaly(each, 1, 2, each));
        }
        backlog.add(ticket(id, text, evidence, all, texts, metadata), same -> same, text);
        int number = 0;
        for (String each : texts) {
            number++;
            backlog.addAttempt(new Attempt(
                    0,
                    id,
                    number,
                    each,
                    each,
                    "{\"patch\":\"" + json(each) + "\",\"engine\":\"" + json(each) + "\",\"red\":[\"" + json(each)
                            + "\"],\"gates\":[" + gate(json(each)) + "],\"" + json(each) + "\":\"" + json(each)
                            + "\"}",
                    false,
                    each,
                    TestServer.NOW));
        }
    }

    /** A verdict of which every word is that text. */
    private static String gate(String text) {
        return "{\"gate\":\"%1$s\",\"outcome\":\"%1$s\",\"title\":\"%1$s\",\"detail\":\"%1$s\",\"waived_by\":\"%1$s\",\"waived_because\":\"%1$s\",\"findings\":[{\"path\":\"%1$s\",\"line\":3,\"kind\":\"%1$s\",\"message\":\"%1$s\"}]}"
                .replace("%1$s", text);
    }

    private static String json(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }

    private static Ticket ticket(
            String id,
            String title,
            List<Evidence> evidence,
            String text,
            List<String> files,
            Map<String, String> metadata) {
        return new Ticket(
                id,
                new RepositoryRef(9, "acme", "hostile"),
                "fingerprint of " + id,
                title,
                text,
                Category.BUG_FIX,
                Priority.HIGH,
                Status.READY,
                evidence,
                text,
                text,
                files,
                4,
                3,
                null,
                metadata,
                1,
                TestServer.NOW,
                TestServer.NOW);
    }
}
