package dev.fettle.app.bench;

/**
 * What came of a simulated day.
 *
 * @param workers cycles that could run at once, over all processes
 * @param deliveries that came in
 * @param cycles that were run
 * @param mostTriage deliveries that waited at once
 * @param mostCycles cycles that waited at once
 * @param answered from a request to the first answer on the forge
 * @param outcome from a request to the word on how its cycle ended
 * @param mostWrites of one installation within an hour
 * @param busy the share of all places for cycles that was in use, over the day
 */
public record ScaleFigures(
        int workers,
        int deliveries,
        int cycles,
        int mostTriage,
        int mostCycles,
        Spread answered,
        Spread outcome,
        int mostWrites,
        double busy) {}
