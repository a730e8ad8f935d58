package dev.fettle.repair.run;

import dev.fettle.probe.Wire;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A call that was seen to throw, in compiled source, what a trace tells. What the sandbox said of it: untrusted.
 *
 * @param className of the method or constructor
 * @param method its name, {@code <init>} for a constructor
 * @param parameters its parameters' types, erased, as {@link Class#getName} has them
 * @param frame which of the project's own frames it is, 0 for the one that threw
 * @param statements Java statements that go before the call
 * @param call the call, a Java expression
 * @param imports qualified names that statements and call need
 * @param returns the type's name that it would have returned
 * @param kinds of its arguments: null, empty, blank, zero, negative, …
 * @param checked whether statements or call must declare exceptions
 * @param exact whether the frame was reached the way the trace tells
 */
public record CrashCall(
        String className,
        String method,
        List<String> parameters,
        int frame,
        List<String> statements,
        String call,
        List<String> imports,
        String returns,
        List<String> kinds,
        boolean checked,
        boolean exact) {
    private static final int MOST = 1_000;

    public CrashCall {
        parameters = List.copyOf(parameters);
        statements = List.copyOf(statements);
        imports = List.copyOf(imports);
        kinds = List.copyOf(kinds);
    }

    static CrashCall read(DataInputStream in) throws IOException {
        return new CrashCall(
                Wire.readText(in),
                Wire.readText(in),
                texts(in),
                in.readInt(),
                texts(in),
                Wire.readText(in),
                texts(in),
                Wire.readText(in),
                texts(in),
                in.readBoolean(),
                in.readBoolean());
    }

    static List<String> texts(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MOST) {
            throw new IOException("not a count: " + count);
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(Wire.readText(in));
        }
        return texts;
    }
}
