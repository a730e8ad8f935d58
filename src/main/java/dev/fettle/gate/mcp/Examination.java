package dev.fettle.gate.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.base.settings.McpServer.Probe;
import dev.fettle.gate.mcp.PackageRunner.Startable;
import dev.fettle.gate.mcp.ServerDeclaration.Loopback;
import dev.fettle.gate.mcp.ServerDeclaration.Program;
import dev.fettle.sandbox.Execution;
import dev.fettle.sandbox.LiveProcess;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** All checks of one server in its sandbox, once. */
final class Examination {
    private static final Set<String> REVISIONS = Set.of("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25");
    private static final int MOST_PAGES = 50;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ServerDeclaration server;
    private final ServerSandbox sandbox;
    private final References.Filled filled;
    private final ToolSchemas schemas;
    private final Patience patience;
    private final String nonce;
    private final List<CheckResult> checks = new ArrayList<>();
    private final List<Tool> tools = new ArrayList<>();
    private Optional<Profile> profile;
    private Optional<CheckResult> probeObstacle = Optional.empty();

    /** @param filled the server's program, ready but for what its profile and its runner make of it */
    Examination(
            ServerDeclaration server,
            ServerSandbox sandbox,
            References.Filled filled,
            ToolSchemas schemas,
            Patience patience,
            String nonce) {
        this.server = server;
        this.sandbox = sandbox;
        this.filled = filled;
        this.schemas = schemas;
        this.patience = patience;
        this.nonce = nonce;
        this.profile = Profiles.of(server);
    }

    ServerReport run() {
        Scratch scratch = sandbox.scratch();
        Program prepared =
                profile.map(kind -> kind.prepared(filled.program(), scratch)).orElse(filled.program());
        PackageRunner.Found found = new PackageRunner(sandbox).find(prepared);
        if (found instanceof PackageRunner.Missing missing) {
            checks.add(CheckResult.of(Check.START, missing.fault(), missing.detail()));
        } else if (found instanceof Startable startable) {
            start(startable);
        }
        return new ServerReport(
                server.name(),
                server.file(),
                server.line(),
                server.optional(),
                profile.map(Profile::id).orElse(""),
                filled.withheld(),
                checks,
                tools.stream().map(Tool::shown).toList());
    }

    private void start(Startable startable) {
        probeObstacle = profile.flatMap(kind -> kind.before(new Conversation(null)));
        LiveProcess process;
        try {
            process = server.way() instanceof Loopback loopback
                    ? sandbox.start(startable.program(), loopback.url())
                    : sandbox.start(startable.program());
        } catch (UncheckedIOException e) {
            checks.add(CheckResult.of(Check.START, Fault.SANDBOX_FAILED, String.valueOf(e.getMessage())));
            return;
        }
        try (process;
                ServerSession session = new ServerSession(process, patience)) {
            converse(session, process, startable.note());
            output(session);
            if (session.ending().isEmpty()) {
                session.close();
                checks.add(leave(process));
            }
        }
    }

    private void converse(ServerSession session, LiveProcess process, String note) {
        Reply reply = session.initialize();
        JsonNode answer = reply.result();
        if (!greeted(session, reply, process, note)) {
            return;
        }
        if (answer.path("capabilities").has("tools")) {
            if (!list(session, process)) {
                return;
            }
        } else {
            checks.add(CheckResult.of(Check.TOOL_LIST, Fault.NO_TOOLS, ""));
        }
        if (!tools.isEmpty()) {
            checks.add(schemas.check(tools));
        }
        checks.add(HiddenInstructions.check(ModelTexts.of(answer, tools)));
        if (!tools.isEmpty()) {
            checks.add(probeObstacle.orElseGet(() -> withStderr(probe(session), process)));
        }
    }

    /** Judges start, handshake and revision; true when the conversation can go on. */
    private boolean greeted(ServerSession session, Reply reply, LiveProcess process, String note) {
        JsonNode answer = reply.result();
        String said = reply.said();
        boolean spoke = !answer.isMissingNode();
        if (reply.state() == Reply.State.DIED && !spoke) {
            fail(Check.START, Fault.DIED_AT_START, stderr(process, said));
            return false;
        }
        checks.add(CheckResult.passed(Check.START, note));
        if (!spoke) {
            boolean garbage = session.traffic().strayLines() > 0;
            switch (reply.state()) {
                case LATE ->
                    fail(
                            Check.HANDSHAKE,
                            garbage ? Fault.GARBAGE_ON_STDOUT : Fault.NO_ANSWER,
                            garbage
                                    ? session.traffic().firstStray()
                                    : stderr(process, patience.start().toSeconds() + " s"));
                case FLOODED -> fail(Check.HANDSHAKE, Fault.FLOOD, said);
                default -> fail(Check.HANDSHAKE, Fault.HANDSHAKE_REFUSED, said);
            }
            return false;
        }
        String revision = answer.path("protocolVersion").asText("");
        boolean complete = !revision.isEmpty()
                && answer.path("capabilities").isObject()
                && answer.path("serverInfo").path("name").isTextual();
        if (!complete) {
            fail(Check.HANDSHAKE, Fault.HANDSHAKE_INVALID, answer.toString());
            return false;
        }
        checks.add(CheckResult.passed(
                Check.HANDSHAKE,
                answer.path("serverInfo").path("name").asText() + " "
                        + answer.path("serverInfo").path("version").asText("")));
        if (!REVISIONS.contains(revision)) {
            fail(Check.PROTOCOL_VERSION, Fault.PROTOCOL_VERSION_UNKNOWN, "'" + revision + "'");
            return false;
        }
        checks.add(CheckResult.passed(Check.PROTOCOL_VERSION, revision));
        if (!reply.ok()) {
            fail(Check.HANDSHAKE, Fault.DIED_IN_HANDSHAKE, stderr(process, said));
            return false;
        }
        return true;
    }

    /** A fault before the first answer may be for want of what the server was not given. */
    private void fail(Check check, Fault fault, String detail) {
        boolean started = check == Check.PROTOCOL_VERSION || fault == Fault.FLOOD || fault == Fault.GARBAGE_ON_STDOUT;
        if (started || filled.withheld().isEmpty()) {
            checks.add(CheckResult.of(check, fault, detail));
        } else {
            String needs = "needs " + String.join(", ", filled.withheld()) + ", not given; " + fault.label();
            checks.add(CheckResult.of(check, Fault.VALUE_WITHHELD, detail.isBlank() ? needs : needs + ": " + detail));
        }
    }

    private boolean list(ServerSession session, LiveProcess process) {
        String cursor = "";
        Set<String> names = new HashSet<>();
        for (int page = 0; page < MOST_PAGES; page++) {
            Reply reply = session.tools(cursor);
            JsonNode listed = reply.result().path("tools");
            Optional<Fault> fault = switch (reply.state()) {
                case ANSWERED, MALFORMED -> listed.isArray() ? Optional.empty() : Optional.of(Fault.TOOL_LIST_INVALID);
                case REFUSED -> Optional.of(Fault.TOOL_LIST_REFUSED);
                case LATE -> Optional.of(Fault.TOOL_LIST_NO_ANSWER);
                case DIED -> Optional.of(Fault.DIED_IN_TOOL_LIST);
                case FLOODED -> Optional.of(Fault.FLOOD);
            };
            if (fault.isPresent()) {
                return refuse(fault.get(), stderr(process, reply.said()));
            }
            for (JsonNode raw : listed) {
                Tool tool = Tool.of(raw);
                if (tool.name().isEmpty() || !names.add(tool.name())) {
                    return refuse(
                            Fault.TOOL_LIST_INVALID,
                            tool.name().isEmpty() ? "a tool without a name" : "two tools named " + tool.shown());
                }
                tools.add(tool);
            }
            cursor = reply.result().path("nextCursor").asText("");
            if (cursor.isEmpty()) {
                checks.add(
                        tools.isEmpty()
                                ? CheckResult.of(Check.TOOL_LIST, Fault.NO_TOOLS, "")
                                : CheckResult.passed(
                                        Check.TOOL_LIST, tools.size() == 1 ? "1 tool" : tools.size() + " tools"));
                return true;
            }
        }
        return refuse(Fault.TOOL_LIST_INVALID, "it goes on after " + MOST_PAGES + " pages");
    }

    private boolean refuse(Fault fault, String detail) {
        checks.add(CheckResult.of(Check.TOOL_LIST, fault, detail));
        return false;
    }

    private CheckResult probe(ServerSession session) {
        if (server.probe().isPresent()) {
            return declared(session, server.probe().get());
        }
        Conversation talk = new Conversation(session);
        Optional<CheckResult> byName = profile.flatMap(kind -> kind.probe(talk));
        if (byName.isPresent()) {
            return byName.get();
        }
        Optional<Profile> byTools = Profiles.of(tools);
        profile = byTools;
        return byTools.flatMap(kind -> kind.before(talk).or(() -> kind.probe(talk)))
                .orElseGet(() -> CheckResult.of(Check.PROBE, Fault.NO_PROBE, ""));
    }

    private CheckResult declared(ServerSession session, Probe probe) {
        Optional<Tool> called =
                tools.stream().filter(tool -> tool.name().equals(probe.tool())).findFirst();
        if (called.isEmpty()) {
            return CheckResult.of(Check.PROBE, Fault.PROBE_TOOL_MISSING, probe.tool());
        }
        try {
            JsonNode arguments = JSON.readTree(probe.arguments());
            Reply reply = session.call(probe.tool(), map(arguments));
            String expected = probe.expect().isEmpty() ? "no error" : "'" + probe.expect() + "'";
            return ProbeVerdicts.of(called.get(), reply, expected, text -> text.contains(probe.expect()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the settings hold a probe whose arguments are no JSON", e);
        }
    }

    private static Map<String, Object> map(JsonNode arguments) {
        Map<String, Object> map = new LinkedHashMap<>();
        arguments
                .fields()
                .forEachRemaining(
                        member -> map.put(member.getKey(), JSON.convertValue(member.getValue(), Object.class)));
        return map;
    }

    private void output(ServerSession session) {
        Traffic traffic = session.traffic();
        Supplier<Boolean> told = () -> checks.stream()
                .anyMatch(check -> check.fault()
                        .filter(fault -> fault == Fault.FLOOD || fault == Fault.GARBAGE_ON_STDOUT)
                        .isPresent());
        if (told.get()) {
            return;
        }
        Optional<PipeTransport.Ending> flood = session.ending().filter(PipeTransport.Ending::tooMuch);
        if (flood.isPresent()) {
            checks.add(CheckResult.of(Check.OUTPUT, Fault.FLOOD, flood.get().detail()));
        } else if (traffic.strayLines() > 0) {
            checks.add(CheckResult.of(
                    Check.OUTPUT,
                    Fault.GARBAGE_ON_STDOUT,
                    traffic.strayLines() + " lines, the first: " + traffic.firstStray()));
        }
    }

    private CheckResult leave(LiveProcess process) {
        if (process.awaitExit(patience.leave())) {
            return CheckResult.passed(Check.SHUTDOWN, "with its client");
        }
        sandbox.askToEnd();
        return process.awaitExit(patience.leave())
                ? CheckResult.passed(Check.SHUTDOWN, "on SIGTERM")
                : CheckResult.of(
                        Check.SHUTDOWN,
                        Fault.DOES_NOT_SHUT_DOWN,
                        "still there after 2 × " + patience.leave().toSeconds() + " s");
    }

    private static CheckResult withStderr(CheckResult result, LiveProcess process) {
        boolean died =
                result.fault().filter(fault -> fault == Fault.DIED_IN_CALL).isPresent();
        return died ? CheckResult.of(result.check(), Fault.DIED_IN_CALL, stderr(process, result.detail())) : result;
    }

    /** What is known, and what the server's error output tells of its end. */
    private static String stderr(LiveProcess process, String known) {
        String last = LastWords.of(process.stderrTail(), CheckResult.LONGEST);
        if (last.isEmpty()) {
            return known;
        }
        return known.isBlank() ? last : known + "; " + last;
    }

    /** What a profile's probe may do; without a session only what comes before the start. */
    private final class Conversation implements Profile.Talk {
        private final @org.jspecify.annotations.Nullable ServerSession session;

        Conversation(@org.jspecify.annotations.Nullable ServerSession session) {
            this.session = session;
        }

        @Override
        public List<Tool> tools() {
            return List.copyOf(tools);
        }

        @Override
        public Scratch scratch() {
            return sandbox.scratch();
        }

        @Override
        public String nonce() {
            return nonce;
        }

        @Override
        public Reply call(Tool tool, ObjectNode arguments) {
            if (session == null) {
                throw new IllegalStateException("nothing can be called before the server has started");
            }
            return session.call(tool.name(), map(Arguments.complete(tool, arguments, scratch())));
        }

        @Override
        public Execution run(String... argv) {
            return sandbox.run("", argv);
        }
    }
}
