package dev.fettle.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What words and labels say of a person goes; what only looks like it stays. */
class PersonalWordsTest {
    private final Redactor redactor = new PatternRedactor(SecretShapes.bundled(), List::of);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "mail ruth.meier＠post.ch, please | mail <email#1>, please",
                "ruth DOT meier AT post DOT ch | <email#1>",
                "ruth_meier{at}post.ch wrote | <email#1> wrote",
                "ruth.meier <at> post.ch | <email#1>",
                "rcpt ruth.meier&#64;post.ch refused | rcpt <email#1> refused",
                "rcpt ruth.meier&commat;post.ch refused | rcpt <email#1> refused",
                "`rcpt ruth.meier\\u0040post.ch refused` | rcpt <email#1> refused",
                "user \"ruth meier\"@post.ch unknown | user <email#1> unknown",
                "my number is 044 668 18 42 | my number is <phone#1>",
                "тел. 8 (495) 765-43-21 | тел. <phone#1>",
                "dial 1-415-867-2309 | dial <phone#1>",
                "account ch9300762011623852957 closed | account <iban#1> closed",
                "account CH93-0076-2011-6238-5295-7 closed | account <iban#1> closed",
                "cvv=387 | cvv=<card#1>",
                "pan=4532.0151.1283.0366 | pan=<card#1>",
                "social security number: 536 22 8714 | social security number: <ssn#1>",
                "passport K7731902P expired | passport <personal#1> expired",
                "Reisepass-Nr. C4J0FH3M2 | Reisepass-Nr. <personal#1>",
                "driver's license: D1234-56789-01234 | driver's license: <personal#1>",
                "Kennzeichen HH-AB 1234 gesperrt | Kennzeichen <personal#1> gesperrt",
                "license plate 7ABC123 not found | license plate <personal#1> not found",
                "VAT DE136695976 of the shop | VAT <personal#1> of the shop",
                "Steuer-ID 86095742719 | Steuer-ID <personal#1>",
                "NINO QQ 12 34 56 C rejected | NINO <personal#1> rejected",
                "居民身份证 11010519491231002X | 居民身份证 <national-id#1>",
                "codice fiscale rssmra85t10a562s | codice fiscale <national-id#1>",
                "P<CHEMEIER<<RUTH<ANNA<<<<<<<<<<<<<<<<<<<<<< | <personal#1>",
                "lives at 17B Station Road, Leeds | lives at <personal#1>, Leeds",
                "an der Lindenallee 12a in Bonn | an der <personal#1> in Bonn",
                "12 rue de la Paix, Paris | <personal#1>, Paris",
                "to PO Box 1234 | to <personal#1>",
                "PLZ: 80331 | PLZ: <personal#1>",
                "geo: 52.520008, 13.404954 | geo: <personal#1>",
                "at 52°31'12.0\"N 13°24'17.8\"E now | at <personal#1> now",
                "date de naissance : 12/03/1984 | date de naissance : <personal#1>",
                "birthday 1984-03-12 | birthday <personal#1>",
                "on ruths-macbook-pro.local | on <host#1>",
                "host DESKTOP-7HK2LQ9 refused | host <host#1> refused",
                "ip-10-3-44-201.ec2.internal | ip-<ip#1>.ec2.internal",
                "port of 3c22.fb8a.019e | port of <mac#1>",
                "/var/mail/rmeier is full | /var/mail/<user#1> is full",
                "~rmeier/public_html/index.php | ~<user#1>/public_html/index.php",
                "`\\\\files\\home$\\rmeier\\x` | `\\\\files\\home$\\<user#1>\\x`",
                "PHPSESSID=9k3jd02mska81nfa | PHPSESSID=<secret#1>",
                "session id: 7f9c24e8a3b14d2f90 | session id: <secret#1>",
                "GET https://api.shop.io/users/ruth.meier/cart | GET https://api.shop.io/users/<user#1>/cart",
                "https://social.io/@ruthmeier84 | https://social.io/@<user#1>",
                "Dear Mrs. O'Hara, your order | Dear Mrs. <name#1>, your order",
                "Dr. Ruth van der Meer called | Dr. <name#1> called",
                "my name is Ruth Meier and | my name is <name#1> and",
                "full_name: Ruth Meier | full_name: <name#1>",
                "Patient: Ruth Meier | Patient: <name#1>",
                "Customer[id=7, name=Ruth Meier] | Customer[id=7, name=<name#1>]",
                "Signed-off-by: Ruth Meier <rm@post.ch> | Signed-off-by: <name#1> <<email#1>>",
                "no such user 'rmeier' | no such user '<user#1>'",
                "login=rmeier failed | login=<user#1> failed",
                "exp 12/26 4539148803436467 | exp 12/26 <card#1>",
                "Führerschein Nr. B072RRE2I55 | Führerschein Nr. <personal#1>",
                "membership no. 7782-1190 | membership no. <personal#1>",
                "vehicle registration AB12CDE | vehicle registration <personal#1>",
                "nacida el 5 de mayo de 1990 | nacida el <personal#1>",
                "`c:\\users\\ruth\\x` | `c:\\users\\<user#1>\\x`",
                "GET /users/ruth.meier/orders 500 | GET /users/<user#1>/orders 500",
                "{\"name\":\"Ruth Meier\",\"email\":\"x\"} | {\"name\":\"<name#1>\",\"email\":\"x\"}",
                "wallet 1BoatSLRHtKNngkdXEeobR76b53LETtpyT | wallet <secret#1>",
            })
    void whatIsSaidOfAPersonGoes(String text, String expected) {
        assertThat(redactor.redact(text)).isEqualTo(expected);
        assertThat(redactor.redact(expected)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Cache Miss Ratio 0.4321, MS Word 2019",
                "Hello World, from Main",
                "user 'postgres' authenticated, user 'root' not",
                "login: must not be blank",
                "user: not found",
                "ein 12345 und nie 123456",
                "CREATE TABLE account (account_number VARCHAR(34), passport VARCHAR(20))",
                "the account number is missing",
                "password policy violated: policy 1",
                "matrix at 0.123456, 1.234567 is singular",
                "location: src/main/java/shop/Cart.java:17",
                "at https://app.io/src/users/components/List.tsx:12:7",
                "https://github.com/acme/shop/blob/main/src/users/api/Find.java#<fragment#1>",
                "GET https://api.shop.io/users/me/orders and /users/42",
                "~/.m2/repository, ~1.2/ and a~b/c",
                "hash d3ad.beef and version 2024.1105.1234",
                "iphone build failed, macbook too",
                "the drive /dev/sda1 and the court of 3 Street",
                "thread-1-2-3-4 in pool-10-20-30-40.jar",
                "INCOMING.FIN.D170630.T160630",
                "expected 10:15, was 3 at dot (dot)",
                "Dear ImGui 1.89 renders",
                "from: Unit Tests <ci>",
                "client: HttpClient Builder, sender: Actor System",
                "GET /users/search 200, GET /api/users 200",
                "Cheers,\nSteps to see it: run it",
                "public void total(@Param(\"user\") User user)",
            })
    void whatOnlyLooksLikeItStays(String text) {
        assertThat(redactor.redact(text)).isEqualTo(text);
    }
}
