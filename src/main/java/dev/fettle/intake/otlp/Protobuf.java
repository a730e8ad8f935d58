package dev.fettle.intake.otlp;

import dev.fettle.intake.MalformedReportException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * The fields of one protobuf message, one after the other. Only the wire format, which is four kinds of value: what is not asked for is stepped over and never decoded, so that a few
 * numbers say all that is read of OpenTelemetry's many messages.
 */
final class Protobuf {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;
    private static final int MOST_SHIFT = 63;

    private final byte[] bytes;
    private final int end;
    private int at;
    private int type;
    private int valueAt;
    private int valueLength;
    private long number;

    Protobuf(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private Protobuf(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.at = offset;
        this.end = offset + length;
    }

    /**
     * The number of the next field, 0 after the last one.
     *
     * @throws MalformedReportException when the bytes are no message
     */
    int next() {
        if (at == end) {
            return 0;
        }
        long tag = varint();
        type = (int) (tag & 7);
        long field = tag >>> 3;
        if (field == 0 || field > 0x1FFF_FFFF) {
            throw malformed();
        }
        switch (type) {
            case VARINT -> number = varint();
            case FIXED64 -> fixed(8);
            case FIXED32 -> fixed(4);
            case BYTES -> {
                long length = varint();
                if (length < 0 || length > end - at) {
                    throw malformed();
                }
                valueAt = at;
                valueLength = (int) length;
                at += valueLength;
            }
            default -> throw malformed();
        }
        return (int) field;
    }

    /** The field's value as a message of its own. */
    Protobuf message() {
        expect(BYTES);
        return new Protobuf(bytes, valueAt, valueLength);
    }

    /** As text. */
    String text() {
        expect(BYTES);
        return new String(bytes, valueAt, valueLength, StandardCharsets.UTF_8);
    }

    /** As hex digits. */
    String hex() {
        expect(BYTES);
        return HexFormat.of().formatHex(bytes, valueAt, valueAt + valueLength);
    }

    /** As a number of eight bytes. */
    long fixed64() {
        expect(FIXED64);
        return number;
    }

    private void fixed(int length) {
        if (length > end - at) {
            throw malformed();
        }
        number = 0;
        for (int i = length - 1; i >= 0; i--) {
            number = number << 8 | bytes[at + i] & 0xFF;
        }
        at += length;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift <= MOST_SHIFT; shift += 7) {
            if (at == end) {
                throw malformed();
            }
            byte b = bytes[at++];
            value |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw malformed();
    }

    private void expect(int wanted) {
        if (type != wanted) {
            throw malformed();
        }
    }

    private static MalformedReportException malformed() {
        return new MalformedReportException(List.of("body: not the protobuf message that this address takes"));
    }
}
