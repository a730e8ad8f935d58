package dev.fettle.web;

import dev.fettle.intake.ReportReader.Reading;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** As exporters of OpenTelemetry want it: in the encoding in which they asked, an empty message for yes and a {@code google.rpc.Status} for no. */
final class OtlpReplies implements IntakeReplies {
    private static final String PROTOBUF = "application/x-protobuf";
    /** Field 2 of a Status, its message: a text. */
    private static final int MESSAGE = 2 << 3 | 2;

    private static final int LONGEST = 1_000;

    @Override
    public void accepted(Context ctx, Reading reading) {
        ctx.status(HttpStatus.OK);
        if (isBinary(ctx)) {
            ctx.contentType(PROTOBUF).result(new byte[0]);
        } else {
            ctx.json(Map.of());
        }
    }

    @Override
    public void refused(Context ctx, HttpStatus status, String why, List<String> mistakes) {
        String message = mistakes.isEmpty() ? why : why + ": " + String.join("; ", mistakes);
        ctx.status(status);
        if (isBinary(ctx)) {
            ctx.contentType(PROTOBUF).result(status(message));
        } else {
            ctx.json(Map.of("message", message));
        }
    }

    private static byte[] status(String message) {
        byte[] text = message.substring(0, Math.min(LONGEST, message.length())).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(MESSAGE);
        int length = text.length;
        while (length > 0x7F) {
            out.write(length & 0x7F | 0x80);
            length >>>= 7;
        }
        out.write(length);
        out.writeBytes(text);
        return out.toByteArray();
    }

    private static boolean isBinary(Context ctx) {
        @Nullable String type = ctx.header("Content-Type");
        return type != null && type.toLowerCase(Locale.ROOT).startsWith(PROTOBUF);
    }
}
