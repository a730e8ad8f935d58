package dev.fettle.sandbox;

/**
 * What a sandbox's folder may hold.
 *
 * @param bytes total bytes
 * @param files total files and folders
 */
public record Quota(long bytes, int files) {
    /** Enough for the tree and build output of a large project: 2 GiB, 200,000 files. */
    public static final Quota PROJECT = new Quota(2L << 30, 200_000);
}
