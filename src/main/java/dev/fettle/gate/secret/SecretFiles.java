package dev.fettle.gate.secret;

import dev.fettle.gate.HeadFiles;
import dev.fettle.gate.Verdict.Finding;
import dev.fettle.gate.integrity.TestSources;
import dev.fettle.workspace.Change;
import dev.fettle.workspace.FileChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Files whose names say that they hold secrets: none is added, those that are there are pointed out, and {@code .gitignore} goes on to keep them out. */
final class SecretFiles {
    /** A new file of such a name stops a change. */
    static final String ADDED = "secret-file";

    /** One that was there before is for the owner to see. */
    static final String TRACKED = "tracked-secret-file";

    /** A store of keys among the data of tests, which nobody can read here. */
    static final String OF_TESTS = "key-store-of-tests";

    static final String NO_LONGER_IGNORED = "no-longer-ignored";
    static final String NOT_IGNORED = "not-ignored";

    private static final Pattern SECRET_FILE = Pattern.compile("(?i)(?:^|/)(?:"
            + "\\.env(?:\\.[\\w-]+)?|[\\w-]+\\.env|id_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)?|.*\\.(?:pem|p12|pfx|p8|jks|jceks|keystore|kdbx?|ppk|ovpn|asc\\.key|agekey)"
            + "|(?:private|server|client|tls|ssl|host)[\\w.-]*\\.key|credentials(?:\\.(?:json|csv|xml|ya?ml|ini))?|client_secret[\\w.-]*\\.json|service[-_]?account[\\w.-]*\\.json"
            + "|secrets?\\.(?:ya?ml|json|toml|properties|env)|\\.npmrc|\\.pypirc|\\.netrc|_netrc|\\.pgpass|\\.my\\.cnf|\\.htpasswd|\\.dockercfg|\\.docker/config\\.json"
            + "|\\.git-credentials|\\.aws/credentials|\\.kube/config|kubeconfig|terraform\\.tfstate(?:\\.backup)?|.*\\.tfvars|wp-config\\.php|master\\.key|\\.vault-token"
            + "|\\.bash_history|\\.zsh_history|\\.psql_history|\\.ssh/config)$");
    private static final Pattern SAMPLE_FILE = Pattern.compile(
            "(?i).*(?:\\.(?:example|sample|template|dist|tmpl|defaults?|md)|[._-](?:example|sample|template)\\.\\w+)$"
                    + "|(?i)(?:.*/)?(?:example|sample)s?\\.env$");
    /** Public by their content: certificates are not keys. */
    private static final Pattern CERTIFICATE = Pattern.compile("-----BEGIN (?:TRUSTED )?(?:CERTIFICATE|PUBLIC KEY)");

    /** A store of whom to trust holds certificates. */
    private static final Pattern TRUSTED = Pattern.compile("(?i)(?:^|/)(?:[^/]*trust[-_]?(?:store|ed)?[^/]*|cacerts)$");

    private static final Pattern STORE = Pattern.compile("(?i).*\\.(?:jks|jceks|keystore|p12|pfx)");

    private static final Pattern ENV_SAMPLE = Pattern.compile("(?:^|.*/)\\.env\\.(?:example|sample|template|dist)$");
    /** What a repository usually keeps out, by a name that a rule for it matches. */
    private static final List<String> USUAL = List.of(
            ".env",
            ".env.local",
            "id_rsa",
            "server.pem",
            "private.key",
            "keystore.jks",
            "cert.p12",
            "credentials.json",
            "secrets.yml",
            "terraform.tfstate",
            "prod.tfvars",
            ".npmrc",
            ".netrc");

    private SecretFiles() {}

    static boolean holdsSecrets(String path) {
        return SECRET_FILE.matcher(path).find() && !SAMPLE_FILE.matcher(path).matches();
    }

    static void look(Change change, HeadFiles head, List<Finding> findings) {
        for (FileChange file : change.files()) {
            String after = file.after();
            boolean harmless = after == null
                    ? TRUSTED.matcher(file.path()).find()
                    : certificate(after) || template(file.path(), after) || SettingsFile.harmless(file.path(), after);
            boolean keysOfTests = after == null
                    && !harmless
                    && TestSources.isTest(file.path())
                    && STORE.matcher(file.path()).matches();
            if (keysOfTests && file.kind() == FileChange.Kind.ADDED) {
                findings.add(new Finding(
                        file.path(), 0, OF_TESTS, "A store of keys among the tests: is it made for them alone?"));
            } else if (file.kind() != FileChange.Kind.DELETED && holdsSecrets(file.path()) && !harmless) {
                findings.add(
                        file.kind() == FileChange.Kind.ADDED
                                ? new Finding(
                                        file.path(),
                                        0,
                                        ADDED,
                                        "A file of this name usually holds a secret; it should be ignored.")
                                : new Finding(
                                        file.path(),
                                        0,
                                        TRACKED,
                                        "A file of this name usually holds a secret, and git tracks it."));
            }
            if (name(file.path()).equals(".gitignore")) {
                ignored(file, findings);
            }
            if (file.kind() == FileChange.Kind.ADDED
                    && ENV_SAMPLE.matcher(file.path()).matches()) {
                environment(file, change, head, findings);
            }
        }
    }

    /** Paths of new files that stop a change. */
    static List<String> added(Change change) {
        List<Finding> findings = new ArrayList<>();
        look(change, HeadFiles.NONE, findings);
        return findings.stream()
                .filter(finding -> finding.kind().equals(ADDED))
                .map(Finding::path)
                .toList();
    }

    private static boolean certificate(String text) {
        return CERTIFICATE.matcher(text).find()
                && !text.toUpperCase(Locale.ROOT).contains("PRIVATE");
    }

    /** What a deployment fills in, or what is encrypted where it lies. */
    private static boolean template(String path, String text) {
        return path.contains("templates/")
                || text.contains("{{")
                || text.contains("ENC[")
                || text.contains("kind: SealedSecret")
                || text.contains("kind: ExternalSecret")
                || text.startsWith("$ANSIBLE_VAULT");
    }

    private static void ignored(FileChange file, List<Finding> findings) {
        IgnoreRules before = IgnoreRules.of(Optional.ofNullable(file.before()).orElse(""));
        IgnoreRules after = IgnoreRules.of(Optional.ofNullable(file.after()).orElse(""));
        List<String> lost = new ArrayList<>();
        for (String usual : USUAL) {
            if (before.ignores(usual) && !after.ignores(usual)) {
                lost.add(usual);
            }
        }
        if (!lost.isEmpty()) {
            int line =
                    file.addedLines().isEmpty() ? 0 : file.addedLines().get(0).number();
            findings.add(new Finding(
                    file.path(),
                    line,
                    NO_LONGER_IGNORED,
                    "No longer ignored: " + String.join(", ", lost) + ". Such files hold secrets."));
        }
    }

    /** Who writes a sample of an environment file expects the real one beside it. */
    private static void environment(FileChange sample, Change change, HeadFiles head, List<Finding> findings) {
        String folder = sample.path().substring(0, sample.path().lastIndexOf('/') + 1);
        boolean known = false;
        boolean ignored = false;
        for (String at : folder.isEmpty() ? List.of("") : List.of("", folder)) {
            Optional<String> rules = textAt(at + ".gitignore", change, head);
            known |= rules.isPresent();
            ignored |= rules.filter(text -> IgnoreRules.of(text).ignores(at.isEmpty() ? folder + ".env" : ".env"))
                    .isPresent();
        }
        boolean treeAtHand = known || head != HeadFiles.NONE;
        if (treeAtHand && !ignored) {
            findings.add(new Finding(
                    sample.path(),
                    0,
                    NOT_IGNORED,
                    "The file that this is a sample of, .env, is not ignored: .gitignore should have it."));
        }
    }

    private static Optional<String> textAt(String path, Change change, HeadFiles head) {
        return change.files().stream()
                .filter(file -> file.path().equals(path))
                .findFirst()
                .map(file -> Optional.ofNullable(file.after()))
                .orElseGet(() -> head.read(path));
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
