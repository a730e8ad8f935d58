package dev.fettle.base;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The certificates of an operator's authorities, trusted beside those that Java trusts.
 *
 * @param manager trusts both
 */
public record Certificates(X509TrustManager manager) {
    /**
     * Reads a bundle.
     *
     * @throws IllegalArgumentException when the file cannot be read or holds no certificate in PEM
     */
    public static Certificates read(Path bundle) {
        try (InputStream in = Files.newInputStream(bundle)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int count = 0;
            for (X509Certificate known : managerOf(null).getAcceptedIssuers()) {
                store.setCertificateEntry("known-" + count++, known);
            }
            int before = count;
            for (Certificate added : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("added-" + count++, added);
            }
            if (count == before) {
                throw new IllegalArgumentException("the CA bundle " + bundle + " holds no certificate");
            }
            return new Certificates(managerOf(store));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("the CA bundle " + bundle + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** A context for connections that trust them. */
    public SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {manager}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java speaks no TLS", e);
        }
    }

    private static X509TrustManager managerOf(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager found) {
                return found;
            }
        }
        throw new GeneralSecurityException("Java has no trust manager for X.509");
    }
}
