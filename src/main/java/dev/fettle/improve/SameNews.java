package dev.fettle.improve;

import dev.fettle.backlog.Evidence;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.TicketDrafts;
import dev.fettle.intake.Signal;

/** What is told again, and is no other occurrence. */
final class SameNews {
    private SameNews() {}

    /** Whether a signal tells nothing new: some forges tell of one red commit three times, and of one label twice. */
    static boolean is(Ticket old, Signal signal) {
        return old.evidence().stream()
                .anyMatch(evidence -> signal instanceof Signal.RedTests red
                                && evidence instanceof Evidence.CiFailure failure
                                && failure.commit().equals(red.commit())
                        || signal instanceof Signal.IssueRequested issue
                                && evidence instanceof Evidence.LabelledIssue labelled
                                && labelled.number() == issue.number()
                        || signal instanceof Signal.RuleFinding finding
                                && evidence instanceof Evidence.Finding known
                                && known.rule().equals(finding.rule())
                        || signal instanceof Signal.TestSlower && evidence instanceof Evidence.Anomaly
                        || signal instanceof Signal.VulnerableDependency vulnerable
                                && evidence.equals(TicketDrafts.evidence(vulnerable))
                        || signal instanceof Signal.SecretPushed secret
                                && evidence.equals(TicketDrafts.evidence(secret)));
    }
}
