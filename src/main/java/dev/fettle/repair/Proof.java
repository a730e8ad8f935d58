package dev.fettle.repair;

/** Why a patch may be proposed. Made only by who saw it. */
public sealed interface Proof permits RedGreen, FindingsGone, Faster {}
