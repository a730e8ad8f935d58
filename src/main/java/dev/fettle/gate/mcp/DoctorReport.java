package dev.fettle.gate.mcp;

import java.util.List;
import java.util.Optional;

/** All servers of a tree. */
public record DoctorReport(List<ServerReport> servers) {
    public DoctorReport {
        servers = List.copyOf(servers);
    }

    /** Those that are at fault. */
    public List<ServerReport> broken() {
        return servers.stream().filter(ServerReport::broken).toList();
    }

    /** Those of which nothing is known. */
    public List<ServerReport> untried() {
        return servers.stream().filter(server -> !server.tried()).toList();
    }

    /** The same server in another state of the tree. */
    Optional<ServerReport> like(ServerReport other) {
        return servers.stream()
                .filter(server ->
                        server.name().equals(other.name()) && server.file().equals(other.file()))
                .findFirst();
    }
}
