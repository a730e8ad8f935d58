package dev.fettle.gate.mcp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fettle.sandbox.LiveProcess;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * The protocol over the pipes of a process in a sandbox. Unlike the SDK's own, it notices that the other side is gone, reads no more than it should, and goes on after a
 * line that is no message.
 */
final class PipeTransport implements McpClientTransport {
    private static final Logger LOG = LoggerFactory.getLogger(PipeTransport.class);
    private static final int DEEPEST = 100;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(BoundedLines.LONGEST)
                            .maxNumberLength(100)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final McpJsonMapper mapper = new JacksonMcpJsonMapper(JSON);
    private final LiveProcess process;
    private final Traffic traffic;
    private final CompletableFuture<Ending> ended = new CompletableFuture<>();

    PipeTransport(LiveProcess process, Traffic traffic) {
        this.process = process;
        this.traffic = traffic;
    }

    /**
     * Why nothing more comes.
     *
     * @param tooMuch what came was more than is read; else the other side is gone
     */
    record Ending(boolean tooMuch, String detail) {}

    /** Completed when nothing more comes, after everything that came before has been handed on. */
    CompletableFuture<Ending> ended() {
        return ended;
    }

    @Override
    public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        return Mono.fromRunnable(() -> {
            Thread reader = new Thread(() -> read(handler), "mcp-reader");
            reader.setDaemon(true);
            reader.start();
        });
    }

    private void read(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        BoundedLines lines = new BoundedLines(process.stdout());
        Ending ending = new Ending(false, "");
        try {
            for (String line = lines.next(); line != null; line = lines.next()) {
                if (!line.isBlank()) {
                    take(line, handler);
                }
            }
        } catch (BoundedLines.TooMuch e) {
            ending = new Ending(true, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            LOG.debug("a server's pipe broke", e); // it was closed under us: the same as its end
        } finally {
            ended.complete(ending);
        }
    }

    private void take(String line, Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        try {
            JsonNode node = JSON.readTree(line);
            JSONRPCMessage message = McpSchema.deserializeJsonRpcMessage(mapper, line);
            traffic.came(node);
            handler.apply(Mono.just(message))
                    .subscribe(handled -> {}, error -> LOG.debug("a message was not taken", error));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            traffic.stray(line);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e); // reading from a text does not fail otherwise
        }
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        return Mono.fromCallable(() -> {
                    if (message instanceof McpSchema.JSONRPCRequest request) {
                        traffic.asked(request.id(), request.method());
                    }
                    byte[] line = (mapper.writeValueAsString(message) + "\n").getBytes(StandardCharsets.UTF_8);
                    OutputStream stdin = process.stdin();
                    synchronized (this) {
                        stdin.write(line);
                        stdin.flush();
                    }
                    return message;
                })
                .then();
    }

    /** Says goodbye in the way of this transport: the other side's standard input ends. */
    @Override
    public Mono<Void> closeGracefully() {
        return Mono.fromRunnable(() -> {
            try {
                process.stdin().close();
            } catch (IOException e) {
                LOG.debug("a server's input was closed already", e);
            }
        });
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return mapper.convertValue(data, type);
    }
}
