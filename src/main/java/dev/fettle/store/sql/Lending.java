package dev.fettle.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** Connections for libraries that write outside of our transactions. Where there is one writer, the turn to write is lent with it, until it is closed. */
final class Lending {
    private final ConnectionSource connections;
    private final WriteTurn turn;

    Lending(ConnectionSource connections, WriteTurn turn) {
        this.connections = connections;
        this.turn = turn;
    }

    Connection lend(Duration patience) throws SQLException {
        boolean inTurn = connections.oneWriter();
        if (inTurn) {
            turn.take(patience, WriteTurn.Place.IN_LINE);
        }
        boolean handedOut = false;
        try {
            Connection lent = connections.writer();
            Connection borrowed = BorrowedConnection.of(lent, new Release(lent, inTurn), e -> {
                if (connections.breaksConnection(e)) {
                    connections.broken(lent);
                }
            });
            handedOut = true;
            return borrowed;
        } finally {
            if (inTurn && !handedOut) {
                turn.end();
            }
        }
    }

    /** Gives a lent connection back, once, and the turn with it. */
    private final class Release implements Runnable {
        private final Connection lent;
        private final boolean inTurn;
        private boolean released;

        Release(Connection lent, boolean inTurn) {
            this.lent = lent;
            this.inTurn = inTurn;
        }

        @Override
        public void run() {
            if (released) {
                return;
            }
            released = true;
            connections.release(lent);
            if (inTurn) {
                turn.end();
            }
        }
    }
}
