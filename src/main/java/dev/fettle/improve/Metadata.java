package dev.fettle.improve;

import dev.fettle.backlog.Proposed;
import dev.fettle.backlog.Ticket;
import dev.fettle.gate.Waiver;
import dev.fettle.propose.RevertText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The names under which the loop keeps things in a ticket's metadata. */
final class Metadata {
    /** Number of the issue that asked for it. */
    static final String ISSUE = "issue";

    /** Login of the issue's author, where they have write access and the issue shows code: a test made of it may then be pushed. */
    static final String CODE_BY = "code_by";

    /** Questions were asked on its issue; the label that says so was put there. */
    static final String ASKED = "asked";

    /** What keeps it waiting though it is its turn, and what lets it go on. */
    static final String HELD = Ticket.HELD;

    /** The label that asked for it, where a label did: who takes it off takes the request back. */
    static final String LABEL = "label";

    /** Number of a person's pull request whose head is red: suggest there. */
    static final String SUGGEST_ON = "suggest_on";

    /** Number of our pull request. */
    static final String PULL_REQUEST = "pull_request";

    /** Its URL. */
    static final String PULL_REQUEST_URL = "pull_request_url";

    /** Login of the person who asked; their permission is asked again when work starts. */
    static final String REQUESTED_BY = "requested_by";

    /** The deliveries that told of it. */
    static final String DELIVERIES = Ticket.DELIVERIES;

    private static final int MOST_DELIVERIES = 5;

    /** Login of the person who approved. */
    static final String APPROVED_BY = "approved_by";

    /** Number of the merged pull request of ours that mended the same before. */
    static final String MENDED_BEFORE = "mended_before";

    /** Number of the merged pull request of ours with which a branch turned red. */
    static final String OWN_CHANGE = "own_change";

    /** The commit we last pushed. */
    static final String HEAD = "head";

    /** When our pull request was opened, or last brought up to date. */
    static final String PROPOSED_AT = "proposed_at";

    /** The risk of the patch that is proposed, 1 to 10. */
    static final String RISK = Proposed.RISK;

    /** What a cycle does with it now, or did last. */
    static final String STAGE = "stage";

    /** What people said in the last review of our pull request, such as {@code changes_requested by ann}. */
    static final String REVIEW = "review";

    /** Why our pull request was not merged by itself though it might have been. */
    static final String NOT_MERGED = "not_merged";

    /** What is known of where its trace's lines are now, in sentences. */
    static final String LINES = Ticket.LINES;

    /** The commit that the patch stands on. */
    static final String BASE = "base";

    /** How many attempts had been made when a person asked for another try: the budget counts from there. */
    static final String RETRIED_AFTER = "retried_after";

    /** Login of the person who is asked for a review, "" for nobody. */
    static final String REVIEWER = "reviewer";

    /** The branch that is red, where it is not the default one. */
    static final String BRANCH = "branch";

    /** Page of the CI run that was red last. */
    static final String RUN_URL = "run_url";

    /** With which change the default branch turned red. */
    static final String TURNED_RED = RevertText.METADATA;

    /** Number of a person's open pull request that is about the same, or the branch, see {@link InHands}. */
    static final String IN_HANDS = "in_hands";

    /** Branches of people that change its files, for people to know. */
    static final String NEARBY = "nearby";

    /** Such a pull request or branch in spite of which a person let the ticket go on. */
    static final String DESPITE_HANDS = "despite_hands";

    /** What kind of failure it is that Fettle does not try to mend; it waits for a person. */
    static final String NOT_ATTEMPTED = "not_attempted";

    /** The fix was suggested; there is no branch of ours. */
    static final String SUGGESTED = "suggested";

    /** Boxes of our pull request that somebody without write access ticked: they do not count. */
    static final String TICKS_IGNORED = "ticks_ignored";

    /** Before a gate's id: who waived it, for which patch, and why. */
    private static final String WAIVED = "waived:";

    /** Whose thumbs are down on our pull request, with write access or without. */
    static final String DISLIKES = "dislikes";

    /** Those of them who have write access. */
    static final String DISLIKED_BY = "disliked_by";

    /** Which box a person ticked. */
    static final String OBJECTION = "objection";

    private Metadata() {}

    /** Whether a ticket has, or is about to have, a pull request of ours. */
    static boolean proposes(Ticket ticket) {
        return !ticket.metadata().containsKey(SUGGESTED);
    }

    /** The newest word on a gate replaces an older one. */
    static Ticket waived(Ticket ticket, Waiver waiver) {
        return with(ticket, WAIVED + waiver.gate(), waiver.patch() + " " + waiver.by() + " " + waiver.reason());
    }

    static List<Waiver> waivers(Ticket ticket) {
        List<Waiver> waivers = new ArrayList<>();
        new TreeMap<>(ticket.metadata()).forEach((name, value) -> {
            if (name.startsWith(WAIVED)) {
                String[] parts = value.split(" ", 3);
                waivers.add(new Waiver(name.substring(WAIVED.length()), parts[0], parts[1], parts[2]));
            }
        });
        return waivers;
    }

    /** Nobody has it in hand; where a person says so though somebody has, that counts. */
    static Ticket freed(Ticket ticket, boolean byPerson) {
        String number = ticket.metadata().get(IN_HANDS);
        Ticket free = without(ticket, IN_HANDS);
        return number == null || !byPerson ? free : with(free, DESPITE_HANDS, number);
    }

    /** As a ticket begins anew: with all its attempts before it, and without what kept it waiting until now. */
    static Ticket anew(Ticket ticket, int attempts) {
        return without(without(with(ticket, RETRIED_AFTER, Integer.toString(attempts)), HELD), OWN_CHANGE);
    }

    static Ticket without(Ticket ticket, String name) {
        Map<String, String> metadata = new HashMap<>(ticket.metadata());
        metadata.remove(name);
        return Tickets.withMetadata(ticket, metadata);
    }

    /** Adds the deliveries of a further telling; of many, those in the middle go. */
    static Ticket toldBy(Ticket ticket, String deliveries) {
        List<String> all = new ArrayList<>(
                List.of(ticket.metadata().getOrDefault(DELIVERIES, "").split(" ")));
        all.add(deliveries);
        all.removeIf(String::isEmpty);
        List<String> kept = new ArrayList<>(new LinkedHashSet<>(all));
        while (kept.size() > MOST_DELIVERIES) {
            kept.remove(1);
        }
        return kept.isEmpty() ? ticket : with(ticket, DELIVERIES, String.join(" ", kept));
    }

    static Ticket with(Ticket ticket, String name, String value) {
        Map<String, String> metadata = new HashMap<>(ticket.metadata());
        metadata.put(name, value);
        return Tickets.withMetadata(ticket, metadata);
    }
}
