package dev.fettle.improve;

import dev.fettle.backlog.Ticket;
import dev.fettle.gate.Gates;
import dev.fettle.repair.Problem;

/**
 * What one repair is about, from its first stage to its last.
 *
 * @param ticket gives the report its risk and effort
 * @param gates that judge the patch
 * @param measuring what the risk of the patch is told from
 * @param stages hears how it goes, and keeps the times of stages
 * @param time what is left of it
 */
record Work(Problem problem, Ticket ticket, Gates gates, Measuring measuring, StageClock stages, RepairTime time) {}
