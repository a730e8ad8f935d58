package dev.fettle.forge.local;

import java.util.List;

/**
 * What came of an act of the outside world.
 *
 * @param id the number of the issue or pull request, the id of the comment or run; 0 where there is none
 * @param sha the commit that the act made or was about, "" where there is none
 * @param webhooks what GitHub would send for it, in order
 */
public record Act(long id, String sha, List<Webhook> webhooks) {
    public Act {
        webhooks = List.copyOf(webhooks);
    }
}
