package dev.fettle.improve;

import dev.fettle.base.RepositoryRef;
import dev.fettle.intake.Event;
import dev.fettle.work.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Remembers the last pushes to each default branch: from which commit to which, and with which pull request. */
final class DefaultBranchPushes {
    private static final String SCOPE = "pushes";
    private static final int MOST = 20;

    /** The first line of the message that GitHub, GitLab or Gitea writes for a merge, or at the end of that of a squashed one. */
    private static final Pattern PULL_REQUEST =
            Pattern.compile("^Merge pull request (?:'.*' \\()?#(\\d{1,9})\\b|\\(#(\\d{1,9})\\)\\s*$");

    private static final Pattern LINE = Pattern.compile("([0-9a-f]{40}) ([0-9a-f]{40}) (\\d{1,9})");

    private final Memory memory;

    DefaultBranchPushes(Memory memory) {
        this.memory = memory;
    }

    /** @param pullRequest number of the one that was merged, 0 for none */
    record Push(String before, String after, long pullRequest) {}

    void note(Event.Pushed pushed) {
        if (pushed.creates() || pushed.deletes()) {
            return;
        }
        String key = pushed.origin().repository().key();
        List<String> lines = new ArrayList<>();
        lines.add(pushed.before() + " " + pushed.after() + " " + pullRequest(pushed.messages()));
        memory.get(SCOPE, key).ifPresent(known -> known.lines().limit(MOST - 1L).forEach(lines::add));
        memory.put(SCOPE, key, String.join("\n", lines));
    }

    /** The push that made a commit the head of the default branch. */
    Optional<Push> to(RepositoryRef repository, String commit) {
        return memory.get(SCOPE, repository.key()).stream()
                .flatMap(String::lines)
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .filter(line -> line.group(2).equals(commit))
                .map(line -> new Push(line.group(1), line.group(2), Long.parseLong(line.group(3))))
                .findFirst();
    }

    /** Of one push, only when a single pull request came with it. */
    private static long pullRequest(List<String> messages) {
        List<Long> numbers = new ArrayList<>();
        for (String message : messages) {
            Matcher matcher = PULL_REQUEST.matcher(message.lines().findFirst().orElse(""));
            if (matcher.find()) {
                numbers.add(Long.parseLong(matcher.group(1) == null ? matcher.group(2) : matcher.group(1)));
            }
        }
        return numbers.stream().distinct().count() == 1 ? numbers.get(0) : 0;
    }
}
