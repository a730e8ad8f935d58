package dev.fettle.gate;

import dev.fettle.repair.Patch;

/**
 * What a description is held against.
 *
 * @param patch the final patch with its proof
 * @param base the commit (40 hex) it stands on
 * @param head the commit (40 hex) with the patch
 * @param gates every verdict, this gate's own included as it is said to be
 * @param risk of the patch
 * @param effort of the ticket
 */
public record Facts(Patch patch, String base, String head, GateReport gates, int risk, int effort) {}
