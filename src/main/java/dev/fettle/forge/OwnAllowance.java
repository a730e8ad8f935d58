package dev.fettle.forge;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The allowance of a process that is alone, and remembers nothing of what another has used. */
public final class OwnAllowance implements Allowance {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Rates rates;
    private final Map<String, Account> accounts = new HashMap<>();

    public OwnAllowance(Rates rates) {
        this.rates = rates;
    }

    private static final class Account {
        Instant pausedUntil = Instant.MIN;
        Instant nextWrite = Instant.MIN;
        Instant pollsFrom = Instant.MIN;
        final Deque<Instant> made = new ArrayDeque<>();

        int since(Instant from) {
            return (int) made.stream().filter(at -> at.isAfter(from)).count();
        }
    }

    @Override
    public synchronized Optional<Instant> pausedUntil(String principal, Instant now) {
        return Optional.ofNullable(accounts.get(principal))
                .map(account -> account.pausedUntil)
                .filter(now::isBefore);
    }

    @Override
    public synchronized void pause(String principal, Instant until) {
        Account account = account(principal);
        if (until.isAfter(account.pausedUntil)) {
            account.pausedUntil = until;
        }
    }

    @Override
    public synchronized Optional<Instant> pollsYieldUntil(String principal, Instant now) {
        return Optional.ofNullable(accounts.get(principal))
                .map(account -> account.pollsFrom)
                .filter(now::isBefore);
    }

    @Override
    public synchronized void yieldPolls(String principal, Instant until) {
        account(principal).pollsFrom = until;
    }

    @Override
    public synchronized Optional<Instant> takeWrite(String principal, boolean makes, Instant now) {
        Account account = account(principal);
        while (!account.made.isEmpty() && !account.made.getFirst().isAfter(now.minus(HOUR))) {
            account.made.removeFirst();
        }
        Instant free = account.nextWrite;
        if (makes) {
            free = later(free, freeOf(account, now, MINUTE, rates.aMinute()));
            free = later(free, freeOf(account, now, HOUR, rates.anHour()));
        }
        if (now.isBefore(free)) {
            return Optional.of(free);
        }
        account.nextWrite = now.plus(rates.spacing());
        if (makes) {
            account.made.addLast(now);
        }
        return Optional.empty();
    }

    /** When the window has room again: once the oldest of the last so many is out of it. */
    private static Instant freeOf(Account account, Instant now, Duration window, int most) {
        return account.made.stream()
                .filter(at -> at.isAfter(now.minus(window)))
                .sorted(Comparator.reverseOrder())
                .skip(most - 1L)
                .findFirst()
                .map(at -> at.plus(window))
                .orElse(Instant.MIN);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    @Override
    public synchronized void wrote(String principal, Instant now) {
        account(principal).nextWrite = now.plus(rates.spacing());
    }

    @Override
    public synchronized Instant nextWrite(String principal, Instant now) {
        return later(now, account(principal).nextWrite);
    }

    @Override
    public synchronized List<Use> uses(Instant now) {
        return accounts.entrySet().stream()
                .map(entry -> new Use(
                        entry.getKey(),
                        entry.getValue().since(now.minus(MINUTE)),
                        entry.getValue().since(now.minus(HOUR)),
                        Optional.of(entry.getValue().pausedUntil).filter(now::isBefore)))
                .sorted(Comparator.comparing(Use::principal))
                .toList();
    }

    private Account account(String principal) {
        return accounts.computeIfAbsent(principal, name -> new Account());
    }
}
