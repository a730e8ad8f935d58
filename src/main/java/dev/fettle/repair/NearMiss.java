package dev.fettle.repair;

/**
 * A candidate that turned some wanted test green and is not plausible all the same.
 *
 * @param mended wanted tests that it turned green, as far as they were run
 * @param wanted how many there are
 * @param breaks whether a test that was green became red
 */
public record NearMiss(Candidate candidate, int mended, int wanted, boolean breaks) {}
