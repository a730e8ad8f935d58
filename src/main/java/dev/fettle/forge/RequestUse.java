package dev.fettle.forge;

import java.util.OptionalLong;

/**
 * What this process has asked of a forge as one of those who ask (an installation, the App, an account), since it was started.
 *
 * @param requests that were sent
 * @param unchanged of which the forge said that nothing had changed, which it does not count
 * @param pauses how often the forge wanted no more for a while
 * @param yields how often polling gave way, so that requests were left for the work itself
 * @param remaining requests that the forge still takes, all processes counted, as it said last; empty where it says nothing
 * @param limit of how many
 */
public record RequestUse(
        String principal,
        long requests,
        long unchanged,
        long pauses,
        long yields,
        OptionalLong remaining,
        OptionalLong limit) {}
