package dev.fettle.store;

import dev.fettle.store.sql.StoreException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Packs delivery bodies and encrypts them with AES-256-GCM; the delivery's id is bound to its body, so that bodies cannot change places. */
final class BodyCipher {
    /** Bytes of a key. */
    static final int KEY_BYTES = 32;

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String ALGORITHM = "AES/GCM/NoPadding";

    /** Nonces that are drawn at once: many small draws cost as much as the encryption. */
    private static final int DRAWN = 64;
    /** As many bodies as are usually worked on at once. */
    private static final int SPARE = 8;

    private final SecretKey key;
    private final SecureRandom random = new SecureRandom();
    private final byte[] drawn = new byte[NONCE_BYTES * DRAWN];
    private int next = drawn.length;
    private final BlockingQueue<Tools> spare = new ArrayBlockingQueue<>(SPARE);

    /** What one body at a time is packed and encrypted with. To find it anew for each costs more than to use it. */
    private record Tools(Cipher cipher, Packing packing) {}

    BodyCipher(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a key has " + KEY_BYTES + " bytes");
        }
        this.key = new SecretKeySpec(key, "AES");
    }

    byte[] encrypt(String deliveryId, byte[] body) {
        byte[] nonce = nonce();
        Tools tools = tools();
        boolean kept = false;
        try {
            Cipher cipher = tools.cipher();
            begin(cipher, Cipher.ENCRYPT_MODE, nonce, deliveryId);
            byte[] packed = tools.packing().pack(body);
            byte[] sealed = Arrays.copyOf(nonce, NONCE_BYTES + packed.length + TAG_BITS / 8);
            int length = cipher.doFinal(packed, 0, packed.length, sealed, NONCE_BYTES);
            if (length != sealed.length - NONCE_BYTES) {
                throw new IllegalStateException(length + " bytes from " + packed.length + " by " + ALGORITHM);
            }
            kept = spare.offer(tools);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM cannot do " + ALGORITHM, e);
        } finally {
            if (!kept) {
                tools.packing().close();
            }
        }
    }

    /** Never the same twice, by chance: 96 bits. */
    private synchronized byte[] nonce() {
        if (next == drawn.length) {
            random.nextBytes(drawn);
            next = 0;
        }
        next += NONCE_BYTES;
        return Arrays.copyOfRange(drawn, next - NONCE_BYTES, next);
    }

    private Tools tools() {
        Tools kept = spare.poll();
        if (kept != null) {
            return kept;
        }
        try {
            return new Tools(Cipher.getInstance(ALGORITHM), new Packing());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM cannot do " + ALGORITHM, e);
        }
    }

    byte[] decrypt(String deliveryId, byte[] stored) {
        byte[] nonce = Arrays.copyOf(stored, NONCE_BYTES);
        try {
            Cipher cipher = Cipher.getInstance(ALGORITHM);
            begin(cipher, Cipher.DECRYPT_MODE, nonce, deliveryId);
            return Packing.unpack(cipher.doFinal(stored, NONCE_BYTES, stored.length - NONCE_BYTES));
        } catch (GeneralSecurityException e) {
            throw new StoreException(
                    "The body of delivery " + deliveryId
                            + " cannot be read: it was changed, or delivery.key is not the key"
                            + " that it was stored with.",
                    e);
        }
    }

    private void begin(Cipher cipher, int mode, byte[] nonce, String deliveryId) throws GeneralSecurityException {
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(deliveryId.getBytes(StandardCharsets.UTF_8));
    }
}
