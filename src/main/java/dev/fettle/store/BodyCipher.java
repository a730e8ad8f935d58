package dev.fettle.store;

import dev.fettle.store.sql.StoreException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
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

    private final SecretKey key;
    private final SecureRandom random = new SecureRandom();

    BodyCipher(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a key has " + KEY_BYTES + " bytes");
        }
        this.key = new SecretKeySpec(key, "AES");
    }

    byte[] encrypt(String deliveryId, byte[] body) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, deliveryId);
            byte[] sealed = cipher.doFinal(Packing.pack(body));
            return ByteBuffer.allocate(nonce.length + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM cannot do " + ALGORITHM, e);
        }
    }

    byte[] decrypt(String deliveryId, byte[] stored) {
        byte[] nonce = Arrays.copyOf(stored, NONCE_BYTES);
        try {
            return Packing.unpack(cipher(Cipher.DECRYPT_MODE, nonce, deliveryId)
                    .doFinal(stored, NONCE_BYTES, stored.length - NONCE_BYTES));
        } catch (GeneralSecurityException e) {
            throw new StoreException(
                    "The body of delivery " + deliveryId
                            + " cannot be read: it was changed, or delivery.key is not the key"
                            + " that it was stored with.",
                    e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String deliveryId) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(ALGORITHM);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(deliveryId.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
