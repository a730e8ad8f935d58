package dev.fettle.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatternRedactorTest {
    private static final SecretShapes SHAPES = SecretShapes.bundled();
    private static final String OWN = "Sw0rd/fish+and=more chips";

    private final PatternRedactor redactor = new PatternRedactor(SHAPES, () -> List.of(Secret.of(OWN)));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mail to jane.doe+x@mail.example.org now | mail to <email#1> now",
                "a@b.de, c@d.fr and a@b.de | <email#1>, <email#2> and <email#1>",
                "from 203.0.113.7:443 | from <ip#1>:443",
                "peer [2001:db8::8a2e:370:7334] | peer [<ip#1>]",
                "hw 00:1B:44:11:3A:B7 | hw <mac#1>",
                "card 4111 1111 1111 1111 ok | card <card#1> ok",
                "to GB82 WEST 1234 5698 7654 32. | to <iban#1>.",
                "ssn 078-05-1120 | ssn <ssn#1>",
                "call +49 30 901820 today | call <phone#1> today",
                "ring (212) 555-2368 | ring <phone#1>",
                "/home/jane/repo/src/main/java/App.java | /home/<user#1>/repo/src/main/java/App.java",
                "C:\\Users\\Jane\\repo\\pom.xml | C:\\Users\\<user#1>\\repo\\pom.xml",
                "https://bob:hunter@host/p?token=abc&x=1#frag | https://<secret#1>@host/p?token=<secret#2>&x=<value#1>#<fragment#1>",
                "GET /find?q=jane+doe HTTP/1.1 | GET /find?q=<value#1> HTTP/1.1",
                "select * from person where name = 'Jane' and age > 41 | select * from person where name = '<sql#1>' and age > <sql#2>",
                "Key (email)=(jane) already exists | Key (email)=(<sql#1>) already exists",
                "Duplicate entry 'jane' for key 'PRIMARY' | Duplicate entry '<sql#1>' for key 'PRIMARY'",
                "db.password=correct-horse | db.password=<secret#1>",
                "\"api_key\": \"abc\" | \"api_key\": \"<secret#1>\"",
                "Authorization: Bearer abc def | Authorization: <secret#1>",
                "mvn deploy --password s3cret -B | mvn deploy --password <secret#1> -B",
                "firstName=Rosa, lastName=Diaz | firstName=<personal#1>, lastName=<personal#2>",
                "\"date_of_birth\": \"1985-03-12\" | \"date_of_birth\": \"<personal#1>\"",
                "no account for username: rosadiaz | no account for username: <personal#1>",
                "SSN: 536904399 | SSN: <personal#1>",
                "CPF 529.982.247-25 unknown | CPF <national-id#1> unknown",
                "pesel 44051401359 | <national-id#1>",
                "write to rosa dot diaz at firma dot de | write to <email#1>",
                "NHS number 943 476 5919 | <national-id#1>",
                "Personnummer 811228-9874 | Personnummer <national-id#1>",
                "AHV 756.9217.0769.85 | AHV <national-id#1>",
                "SIN 046 454 286 invalid | <national-id#1> invalid",
                "Rijksregister 85.07.30-033.28 | Rijksregister <national-id#1>",
                "geboren am 12.03.1984 in Graz | geboren am <personal#1> in Graz",
                "lat=52.520008, lon=13.404954 | lat=<personal#1>, lon=<personal#2>",
                "\"address\":\"Lindenweg 5, Graz\" | \"address\":\"<personal#1>\"",
                "passport number: C01X00T47 | passport number: <personal#1>",
                "customer.name='Rosa Diaz' | customer.name='<personal#1>'",
                "Person[first=Rosa, last=Bjørnstad, age=41] | Person[first=<name#1>, age=41]",
                "email=b2xhLm5vcmRtYW5uQGZpcm1hLmV4YW1wbGUubm8= bounced | email=<email#1> bounced",
                "moved from 10.20.30.40 to 10.20.30.41 | moved from <ip#1> to <ip#2>",
                "upgraded websocket to 84.112.33.9 | upgraded websocket to <ip#1>",
                "write to rosa.diaz (at) firma.de or rosa [at] firma [dot] de | write to <email#1> or <email#2>",
            })
    void privateDataBecomesAPlaceholder(String text, String expected) {
        assertThat(redactor.redact(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "firstName: must not be blank",
                "username=null",
                "String username = request.getParameter(name);",
                "maxTokens=4096",
                "because \"user.firstName\" is null",
                "phone: expected a number",
                "took 1234567 ns for 12345678 rows at 0x00007f8b2c",
                "java.lang.NullPointerException: Cannot invoke \"String.length()\" because \"<local1>\" is null",
                "\tat com.acme.TokenService.parse(TokenService.java:12)",
                "\tat java.base@17.0.1/java.lang.Thread.run(Thread.java:833)",
                "[ERROR] PasswordTest.rejectsEmpty:42 expected: <3> but was: <4>",
                "[ERROR] /work/src/main/java/acme/TokenTest.java:[12,5] cannot find symbol",
                "Tests run: 12, Failures: 1, Errors: 0, Skipped: 0, Time elapsed: 0.123 s",
                "org.acme:lib:jar:1.2.3.4 and driver-10.20.30.40.jar, version 1.2.3.4, v9.8.7.6",
                "2026-11-22T10:15:30.123456789Z took 1234567890 ns, 1700000000000 ms",
                "commit 6113728f27ae82c7b1a177c8d03f9e96e0adf246 at 127.0.0.1:8080, [::1]",
                "src/main/java/dev/acme/App.java",
                "com.acme.App$$Lambda$14/0x0000000800c03000@1b6d3586",
                "if (token == null) { token = lexer.next(); }",
                "Chrome/120.0.0.0 Safari/537.36",
                "upgraded jackson-databind from 2.15.3 to 2.17.0.1 and it broke",
                "bumped pool to 2.9.0.1, section 4.3.2.1 of the manual",
                "dotnet runtime 8.0.0.1 is missing",
                "Range[first=Monday, last=Friday]",
                "git clone git@example.org:owner/name.git",
                "IllegalStateException: Token::parse",
                "password: null",
                "address already in use: bind",
                "remote address: /127.0.0.1:5432",
                "latency: 12.3456 ms, long: 1.23456789",
                "Bearer token missing",
                "WWW-Authenticate: Bearer realm=\"x\"",
                "nightly build 20240115-1830",
                "look at index 5 dot product",
            })
    void whatARepairNeedsStays(String text) {
        assertThat(redactor.redact(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @MethodSource("writings")
    void ourOwnSecretsGoInEveryWriting(String written) {
        String redacted = redactor.redact("before " + written + " after");

        assertThat(redacted).startsWith("before ").endsWith(" after").contains("#1>");
        assertThat(redacted).doesNotContain(written);
    }

    static List<String> writings() {
        byte[] bytes = OWN.getBytes(StandardCharsets.UTF_8);
        String inLonger =
                Base64.getEncoder().encodeToString(("x-access-token:" + OWN).getBytes(StandardCharsets.UTF_8));
        return List.of(
                OWN,
                OWN.substring(0, 9) + "\n    " + OWN.substring(9),
                OWN.substring(0, 9) + "\\n" + OWN.substring(9),
                URLEncoder.encode(OWN, StandardCharsets.UTF_8),
                "Sw0rd%2ffish%2band%3dmore%20chips",
                HexFormat.of().formatHex(bytes),
                HexFormat.of().withUpperCase().formatHex(bytes),
                Base64.getEncoder().encodeToString(bytes),
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                Base64.getMimeEncoder(20, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(bytes),
                inLonger);
    }

    @Test
    void eachLineOfOurPrivateKeyIsASecret() {
        String line = "MIIEpAIBAAKCAQEA0Z3VS5JJcds3xfn";
        PatternRedactor ours = new PatternRedactor(
                SHAPES,
                () -> List.of(Secret.of(
                        "-----BEGIN RSA PRIVATE KEY-----\n" + line + "\nabcd\n-----END RSA PRIVATE KEY-----\n")));

        assertThat(ours.redact("saw " + line + "!")).isEqualTo("saw <own-secret#1>!");
    }

    @Test
    void aNewSecretIsKnownAtOnce() {
        List<Secret> secrets = new java.util.ArrayList<>();
        PatternRedactor changing = new PatternRedactor(SHAPES, () -> secrets);
        assertThat(changing.redact("tell turnip")).isEqualTo("tell turnip");

        secrets.add(Secret.of("turnip"));

        assertThat(changing.redact("tell turnip")).isEqualTo("tell <own-secret#1>");
    }

    @Test
    void textsOfOneMatterShareTheirPlaceholders() {
        Redactor matter = redactor.together();

        assertThat(matter.redact("from ann@acme.io")).isEqualTo("from <email#1>");
        assertThat(matter.redact("to bob@acme.io, not ann@acme.io")).isEqualTo("to <email#2>, not <email#1>");
        assertThat(redactor.redact("to bob@acme.io")).isEqualTo("to <email#1>");
    }

    @Test
    void aPlaceholderOfAnEarlierRedactionIsNotGivenToAnotherValue() {
        Redactor matter = redactor.together();

        assertThat(matter.redact("<email#1> is not ann@acme.io")).isEqualTo("<email#1> is not <email#2>");
    }

    @Test
    void aPlaceholderWrittenByAnOutsiderHidesNothing() {
        assertThat(redactor.redact("password=abc<x#1>def"))
                .doesNotContain("abc")
                .doesNotContain("def");
    }

    @Test
    void numbersGoOnWhereAnEarlierRedactionStopped() {
        assertThat(redactor.redact("<email#3> and new@mail.org")).isEqualTo("<email#3> and <email#4>");
    }

    @Test
    void redactingTwiceChangesNothing() {
        List<String> parts = List.of(
                "jane@mail.org",
                "password=",
                "'",
                "\"",
                "token: ",
                "https://",
                "bob:pw@host/",
                "?a=b",
                "&c=d",
                "#f",
                " ",
                "\n",
                "select x from y where z='",
                "203.0.113.9",
                "4111111111111111",
                "+49 30 901820",
                "<email#1>",
                "<",
                "secret#1>",
                "ghp_" + "a1B2".repeat(9),
                "-----BEGIN PRIVATE KEY-----",
                "-----END PRIVATE KEY-----",
                "/home/eve/",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.abc",
                "Cookie: ",
                "--password ",
                ";",
                ":",
                "=",
                "AKIA");
        Random random = new Random(11);
        for (int round = 0; round < 3000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(12); i >= 0; i--) {
                text.append(parts.get(random.nextInt(parts.size())));
            }
            String once = redactor.redact(text.toString());

            assertThat(redactor.redact(once)).as("of %s", text).isEqualTo(once);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "@",
                "1",
                ":",
                "://",
                "?a=",
                "token=",
                "-----BEGIN ",
                "aws ",
                "'",
                "select ",
                "<a#1>",
                "0.0.0.",
                "+1 ",
                "/home/",
                "eyJ",
                "\\n",
                "A1",
                "http://a?b=c#d",
                "-----BEGIN PRIVATE KEY-----",
                "https://",
                "name: A ",
                "Dr. Ab-",
                "passport 1 ",
                "~a/",
                "a.(at)"
            })
    void hostileTextTakesNoLongerThanItsLength(String part) {
        String text = part.repeat(100_000 / part.length());

        assertTimeout(Duration.ofSeconds(10), () -> redactor.redact(text));
    }
}
