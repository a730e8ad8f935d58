package dev.fettle.forge.github;

import java.io.ByteArrayOutputStream;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** A key of an App, made for this run, in both forms. */
final class TestKeys {
    static final String PKCS8;
    static final String PKCS1;

    static {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair pair = generator.generateKeyPair();
            byte[] pkcs8 = pair.getPrivate().getEncoded();
            PKCS8 = pem("PRIVATE KEY", pkcs8);
            // a sequence's header of 4 bytes, a version of 3, an algorithm of 15, an octet string's header of 4: then
            // PKCS#1
            PKCS1 = pem("RSA PRIVATE KEY", Arrays.copyOfRange(pkcs8, 26, pkcs8.length));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private TestKeys() {}

    private static String pem(String kind, byte[] der) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(("-----BEGIN " + kind + "-----\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        out.writeBytes(Base64.getMimeEncoder(64, new byte[] {'\n'}).encode(der));
        out.writeBytes(("\n-----END " + kind + "-----\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        return out.toString(java.nio.charset.StandardCharsets.US_ASCII);
    }
}
