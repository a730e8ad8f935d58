package dev.fettle.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.backlog.Priority;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The next ticket is read off an index, in its order: a word that differs between statement and index would cost seconds in a backlog of a million, and no other test would say so. */
@ParameterizedClass(name = "{0}")
@EnumSource(StoreKind.class)
class SelectionTest {
    @Parameter
    StoreKind kind;

    @TempDir
    Path folder;

    @BeforeEach
    void aBacklog() {
        try (Stores stores = kind.open(folder, new SettableTime())) {
            stores.transactions().inOne(() -> {
                for (int i = 0; i < 300; i++) {
                    stores.backlog()
                            .add(
                                    Samples.ticket(
                                            "t" + i,
                                            i % 3 == 0 ? Samples.SHOP : Samples.BANK,
                                            Priority.values()[i % 4],
                                            1 + i % 7,
                                            1 + i % 5,
                                            SettableTime.START.plusSeconds(i)),
                                    t -> t,
                                    "seen");
                }
            });
        }
    }

    @Test
    void theNextOfARepositoryIsTheFirstOfAnIndex() throws SQLException {
        assertThat(plan(Selection.inRepository(kind::indexed)))
                .containsPattern("improvement_tickets_to_take\\b")
                .doesNotContain("SORT", "Sort", "TEMP B-TREE");
    }

    @Test
    void theNextOfAllIsTheFirstOfAnIndex() throws SQLException {
        assertThat(plan(Selection.anywhere(kind::indexed)))
                .contains("improvement_tickets_to_take_anywhere")
                .doesNotContain("SORT", "Sort", "TEMP B-TREE");
    }

    private String plan(String sql) throws SQLException {
        String asked =
                sql.replace(":repository", "'7'").replace(":maxRisk", "7").replace(":most", "1");
        StringBuilder plan = new StringBuilder();
        try (Connection connection = DriverManager.getConnection(kind.url(folder));
                Statement statement = connection.createStatement()) {
            if (kind == StoreKind.POSTGRESQL) {
                // A small table is quicker to read from end to end; this one would not stay so.
                statement.execute("analyze improvement_tickets; set enable_seqscan = off; set enable_sort = off;"
                        + " set enable_bitmapscan = off");
            }
            String explain = kind == StoreKind.SQLITE ? "explain query plan " : "explain ";
            try (ResultSet rows = statement.executeQuery(explain + asked)) {
                while (rows.next()) {
                    plan.append(rows.getString(rows.getMetaData().getColumnCount()))
                            .append('\n');
                }
            }
        }
        return plan.toString();
    }
}
