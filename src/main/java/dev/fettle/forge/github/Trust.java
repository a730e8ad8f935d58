package dev.fettle.forge.github;

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
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Trusts an operator's certificates beside those that Java trusts. */
final class Trust {
    private Trust() {}

    /**
     * Adds the certificates of a bundle.
     *
     * @throws IllegalArgumentException when the file cannot be read or holds no certificate in PEM
     */
    static void add(OkHttpClient.Builder builder, Path bundle) {
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
            X509TrustManager manager = managerOf(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {manager}, null);
            builder.sslSocketFactory(context.getSocketFactory(), manager);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("the CA bundle " + bundle + " cannot be used: " + e.getMessage(), e);
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
