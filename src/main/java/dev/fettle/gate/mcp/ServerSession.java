package dev.fettle.gate.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.sandbox.LiveProcess;
import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.spec.McpSchema;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Mono;

/** One client's conversation with one server: each request ends by an answer, by its time, or by the server's end, whichever comes first. */
final class ServerSession implements AutoCloseable {
    /** For the SDK to hand on what came just before the end. */
    private static final Duration HANDING_ON = Duration.ofMillis(500);

    private final Patience patience;
    private final Traffic traffic = new Traffic();
    private final PipeTransport transport;
    private final McpAsyncClient client;

    ServerSession(LiveProcess process, Patience patience) {
        this.patience = patience;
        this.transport = new PipeTransport(process, traffic);
        Duration never = patience.start().plus(patience.answer()).multipliedBy(2); // the time is kept here
        this.client = McpClient.async(transport)
                .clientInfo(
                        McpSchema.Implementation.builder("fettle-doctor", "1").build())
                .requestTimeout(never)
                .initializationTimeout(never)
                .build();
    }

    Traffic traffic() {
        return traffic;
    }

    /** How the conversation ended, where it has. */
    Optional<PipeTransport.Ending> ending() {
        return Optional.ofNullable(transport.ended().getNow(null));
    }

    Reply initialize() {
        return await(McpSchema.METHOD_INITIALIZE, client.initialize(), patience.start());
    }

    /** One page of the tools; "" for the first. */
    Reply tools(String cursor) {
        return await(
                McpSchema.METHOD_TOOLS_LIST,
                cursor.isEmpty() ? client.listTools(McpSchema.FIRST_PAGE) : client.listTools(cursor),
                patience.answer());
    }

    Reply call(String tool, Map<String, Object> arguments) {
        return await(
                McpSchema.METHOD_TOOLS_CALL,
                client.callTool(McpSchema.CallToolRequest.builder(tool)
                        .arguments(arguments)
                        .build()),
                patience.answer());
    }

    private Reply await(String method, Mono<?> request, Duration limit) {
        int before = traffic.count(method);
        CompletableFuture<?> answer = request.toFuture();
        String problem = "";
        boolean late = false;
        try {
            CompletableFuture.anyOf(answer, transport.ended()).get(limit.toMillis(), TimeUnit.MILLISECONDS);
            answer.get(HANDING_ON.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            late = !transport.ended().isDone();
        } catch (ExecutionException | CancellationException e) {
            problem = root(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            late = true;
        } finally {
            answer.cancel(true);
        }
        return reply(traffic.answer(method, before), problem, late);
    }

    private Reply reply(Optional<JsonNode> raw, String problem, boolean late) {
        if (raw.isPresent()) {
            JsonNode error = raw.get().path("error");
            if (!error.isMissingNode()) {
                return Reply.without(Reply.State.REFUSED, error.path("message").asText(error.toString()));
            }
            Reply.State state = problem.isEmpty() ? Reply.State.ANSWERED : Reply.State.MALFORMED;
            return new Reply(state, raw.get().path("result"), problem);
        }
        Optional<PipeTransport.Ending> ending = ending();
        if (ending.isPresent()) {
            return Reply.without(
                    ending.get().tooMuch() ? Reply.State.FLOODED : Reply.State.DIED,
                    ending.get().detail());
        }
        // A broken pipe: the end of the output follows it.
        return Reply.without(late ? Reply.State.LATE : Reply.State.DIED, problem);
    }

    private static String root(Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    /** Leaves: the server's standard input ends. What becomes of it is seen by its process. */
    @Override
    public void close() {
        client.close();
    }
}
