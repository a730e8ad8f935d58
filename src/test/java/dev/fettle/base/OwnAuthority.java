package dev.fettle.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate for {@code localhost} that only its operator knows, made by the JDK's own tool.
 *
 * @param store PKCS12, with the key
 * @param bundle the certificate alone, PEM
 */
public record OwnAuthority(Path store, Path bundle) {
    public static final String PASSWORD = "changeit";

    public static OwnAuthority in(Path folder) throws IOException, InterruptedException {
        return in(folder, "localhost");
    }

    /** The same, for another name. */
    public static OwnAuthority in(Path folder, String name) throws IOException, InterruptedException {
        OwnAuthority made = new OwnAuthority(folder.resolve("server.p12"), folder.resolve("ca.pem"));
        made.keytool("-genkeypair", "-dname", "CN=forge", "-keyalg", "EC", "-ext", "san=ip:127.0.0.1,dns:" + name);
        made.keytool("-exportcert", "-rfc", "-file", made.bundle.toString());
        return made;
    }

    /** The server's side. */
    public SSLContext server() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    private void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", store.toString(), "-alias", "forge", "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
