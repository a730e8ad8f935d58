package dev.fettle.propose;

import dev.fettle.intake.Command;

/** A box on the backlog issue that is ticked: the command that it stands for, about one ticket. The id may be one that somebody wrote there. */
public record BacklogTick(Command.Verb verb, String ticketId) {}
