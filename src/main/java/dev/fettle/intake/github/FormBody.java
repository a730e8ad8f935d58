package dev.fettle.intake.github;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Webhooks may come as a form with the JSON in its field {@code payload}; the signature covers the form as it came. */
public final class FormBody {
    private static final String FIELD = "payload=";

    private FormBody() {}

    /** The bytes of the JSON in a form, or empty when there is no such field or it is not well encoded. */
    public static Optional<byte[]> json(byte[] form) {
        int start = fieldStart(form);
        if (start < 0) {
            return Optional.empty();
        }
        ByteArrayOutputStream json = new ByteArrayOutputStream(form.length - start);
        int at = start;
        while (at < form.length && form[at] != '&') {
            byte b = form[at];
            if (b == '+') {
                json.write(' ');
                at++;
            } else if (b != '%') {
                json.write(b);
                at++;
            } else {
                int high = at + 2 < form.length ? Character.digit(form[at + 1], 16) : -1;
                int low = at + 2 < form.length ? Character.digit(form[at + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    return Optional.empty();
                }
                json.write(high * 16 + low);
                at += 3;
            }
        }
        return Optional.of(json.toByteArray());
    }

    private static int fieldStart(byte[] form) {
        byte[] field = FIELD.getBytes(StandardCharsets.US_ASCII);
        for (int at = 0; at + field.length <= form.length; at++) {
            boolean fresh = at == 0 || form[at - 1] == '&';
            if (fresh && java.util.Arrays.equals(form, at, at + field.length, field, 0, field.length)) {
                return at + field.length;
            }
        }
        return -1;
    }
}
