package dev.fettle.gate.mcp;

/** A report in plain lines. */
final class DoctorText {
    private DoctorText() {}

    /** A line a server with its checks, and a line for what it was started without. */
    static String of(DoctorReport report) {
        StringBuilder text = new StringBuilder();
        for (ServerReport server : report.servers()) {
            text.append(server.name().isEmpty() ? server.file() : server.name())
                    .append(server.profile().isEmpty() ? "" : " (" + server.profile() + ")")
                    .append(':');
            String separator = " ";
            for (CheckResult check : server.checks()) {
                text.append(separator)
                        .append(check.check().label())
                        .append(' ')
                        .append(check.fault().map(Fault::label).orElse("passed"));
                separator = ", ";
            }
            text.append('.');
            if (!server.withheld().isEmpty()) {
                text.append(" Needs ")
                        .append(String.join(", ", server.withheld()))
                        .append(", not given.");
            }
            text.append('\n');
        }
        return text.toString();
    }
}
