package dev.fettle.gate.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.base.SecretShapes;
import dev.fettle.gate.Judged;
import dev.fettle.gate.Verdict;
import dev.fettle.gate.Verdict.Finding;
import dev.fettle.gate.Verdict.Outcome;
import dev.fettle.workspace.Change;
import dev.fettle.workspace.Changes;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Secret-like files, what {@code .gitignore} keeps out, and data of persons. */
class HygieneTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "deploy/prod.tfvars",
                "terraform.tfstate",
                "config/master.key",
                "service-account.json",
                "secrets.yml",
                "vpn/office.ovpn",
                ".pgpass",
                "app/.htpasswd"
            })
    void aNewFileThatHoldsSecretsIsStopped(String path) {
        assertThat(kinds(Changes.added(path, "password: x1y2z\n"))).containsExactly("secret-file");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            .npmrc            | save-exact=true
            .npmrc            | //registry.example.org/:_authToken=${NPM_TOKEN}
            .env.development  | API_URL=http://localhost:8080
            .env.test         | DB_PASSWORD=
            dev.tfvars        | region = "eu-central-1"
            secrets.yml       | token: <fill in>
            """)
    void settingsWithoutASecretAreNone(String path, String line) {
        assertThat(kinds(Changes.added(path, line + "\n"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            .env              | PORT=3000
            .env.local        | PORT=3000
            .npmrc            | _auth=dXNlcjpnZWhlaW0=
            .env.development  | DB_PASSWORD=tango17
            dev.tfvars        | db_password = "tango17"
            .env.ci           | DB=postgres://shop:tango17@db/shop
            """)
    void thoseWithOneAndAMachinesOwnAre(String path, String line) {
        assertThat(kinds(Changes.added(path, line + "\n"))).contains("secret-file");
    }

    @Test
    void aStoreOfTrustIsNoneAndOneOfKeysAmongTheTestsIsPointedOut() {
        assertThat(kinds(Changes.added("src/test/resources/truststore.jks", "\0\1")))
                .isEmpty();
        assertThat(kinds(Changes.added("src/main/resources/server.jks", "\0\1")))
                .containsExactly("secret-file");
        Change ofTests = Changes.added("src/test/resources/server.jks", "\0\1");
        assertThat(kinds(ofTests)).containsExactly("key-store-of-tests");
        assertThat(new SecretScanGate(SecretShapes.bundled())
                        .judge(Judged.persons(ofTests))
                        .outcome())
                .isEqualTo(Outcome.WARN);
    }

    @Test
    void aCertificateOrATemplateIsNone() {
        String certificate = "-".repeat(5) + "BEGIN CERTIFICATE" + "-".repeat(5) + "\nMIIB\n";
        assertThat(kinds(Changes.added("ca.pem", certificate))).isEmpty();
        assertThat(kinds(Changes.added("chart/templates/secrets.yaml", "a: {{ .Values.a }}\n")))
                .isEmpty();
        assertThat(kinds(Changes.added("secrets.yml", "kind: SealedSecret\n"))).isEmpty();
    }

    @Test
    void aSecretFileThatWasThereIsPointedOut() {
        Verdict verdict = judge(Changes.modified(".env", "A=1\n", "A=2\n"), Map.of());
        assertThat(verdict.outcome()).isEqualTo(Outcome.WARN);
        assertThat(verdict.findings()).extracting(Finding::kind).containsExactly("tracked-secret-file");
    }

    @Test
    void whatIsNoLongerIgnoredIsPointedOut() {
        Change change = Changes.modified(".gitignore", "target/\n.env*\n*.pem\n", "target/\n*.pem\n!server.pem\n");
        assertThat(judge(change, Map.of()).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo("no-longer-ignored");
            assertThat(finding.message()).contains(".env, .env.local, server.pem");
        });
        assertThat(kinds(Changes.modified(".gitignore", ".env\n", "/.env\nbuild/\n")))
                .as("ignored in other words")
                .isEmpty();
    }

    @Test
    void aSampleWantsTheRealOneIgnored() {
        Change change = Changes.added("app/.env.example", "DB=\n");
        assertThat(judge(change, Map.of(".gitignore", "target/\n")).findings())
                .extracting(Finding::kind)
                .containsExactly("not-ignored");
        assertThat(judge(change, Map.of(".gitignore", "**/.env\n")).findings()).isEmpty();
        assertThat(judge(change, Map.of("app/.gitignore", ".env\n")).findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "people.csv | name,iban | Marta,DE44500105175407324931 | private-data",
                "people.csv | name,card | Marta,4929123456789015 | private-data",
                "seed.sql | -- | insert into p values ('529.982.247-25'); | private-data",
                "people.csv | name,mail | Marta,marta.k@gmx-post.de | possible-private-data",
                "src/A.java | class A { | String iban = \"DE44500105175407324931\"; | possible-private-data",
            })
    void dataOfPersonsIsFoundByItsKind(String path, String before, String line, String kind) {
        Verdict verdict = judge(Changes.modified(path, before + "\n", before + "\n" + line + "\n"), Map.of());
        assertThat(verdict.findings())
                .extracting(Finding::kind, Finding::line)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(kind, 2));
        assertThat(verdict.toString()).doesNotContain("DE44", "4929", "529.982", "marta.k");
    }

    @Test
    void manyAddressesInAFileOfDataAreAListOfPeople() {
        StringBuilder rows = new StringBuilder("name,mail\n");
        for (String name : new String[] {"marta", "jonas", "aylin", "pedro", "ingrid"}) {
            rows.append(name).append(',').append(name).append(".k@gmx-post.de\n");
        }
        assertThat(judge(Changes.added("customers.csv", rows.toString()), Map.of())
                        .outcome())
                .isEqualTo(Outcome.FAIL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pom.xml", "LICENSE", "AUTHORS.txt", "package.json", "docs/CONTRIBUTING.md", ".mailmap"})
    void whereNamesBelongTheyMayStand(String path) {
        assertThat(kinds(Changes.added(path, "Marta Kowalczyk <marta.k@gmx-post.de>\n")))
                .isEmpty();
    }

    @Test
    void aLongNumberIsNoCardByChance() {
        assertThat(kinds(Changes.added("ids.json", "{\"id\": 4929123456789015}\n")))
                .isEmpty();
    }

    private static java.util.List<String> kinds(Change change) {
        return judge(change, Map.of()).findings().stream().map(Finding::kind).toList();
    }

    private static Verdict judge(Change change, Map<String, String> tree) {
        return new SecretScanGate(SecretShapes.bundled(), path -> Optional.ofNullable(tree.get(path)))
                .judge(Judged.persons(change));
    }
}
