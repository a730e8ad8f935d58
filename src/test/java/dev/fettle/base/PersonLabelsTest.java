package dev.fettle.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the name of a field says of a person goes, and so does who is known by a given name; words about the field, things and code stay. */
class PersonLabelsTest {
    private final Redactor redactor = new PatternRedactor(SecretShapes.bundled(), List::of);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Payment ok for Ruth Meier (gold) | Payment ok for <name#1> (gold)",
                "asked by RUTH MEIER | asked by <name#1>",
                "\"Meier, Ruth\" <x> | \"<name#1>\" <x>",
                "письмо от Иванова Анна Петровна | письмо от <name#1>",
                "ФИО: Петров Олег | ФИО: <name#1>",
                "氏名：田中花子 | 氏名：<name#1>",
                "<given>Ruth</given><surname>Meier</surname> | <given><name#1></given><surname><name#2></surname>",
                "holder_name=\"R. MEIER\" | holder_name=\"<name#1>\"",
                "lastName[0]=Meier | lastName[0]=<name#1>",
                "assignee = \"Xu-Fei Bo\" | assignee = \"<name#1>\"",
                "Dr. R. Meier called | Dr. <name#1> called",
                "sid:s%3Ak2j4h6g8 | sid:<personal#1>",
                "Kedves Szabina, | Kedves <name#1>,",
                "nationality=Swiss | nationality=<personal#1>",
                "diagnosis: type 1 diabetes | diagnosis: <personal#1>",
                "salary: 91,000 CHF | salary: <personal#1>",
                "birth_year=1971 | birth_year=<personal#1>",
                "android_id=77c3a19b02fe41d0 | android_id=<personal#1>",
                "computer name: RUTH-PC | computer name: <host#1>",
                "acct no 8812004517 closed | acct no <personal#1> closed",
                "personnummer: 19710203-1234 | personnummer: <personal#1>",
                "session 3b1c7f2a-0000-4f2e-8a3c-5d2e9f0a7b61 ended | session <personal#1> ended",
                "Passnummer K7731902 | Passnummer <personal#1>",
                "Ordered-By: R. Meier | Ordered-By: <name#1>",
                "Gruß, Ruth | Gruß, <name#1>",
                "asked J. R. Meier | asked <name#1>",
                "someone called Ru Mei | someone called <name#1>",
                "PIN 7302 refused | PIN <secret#1> refused",
                "719204 is your login code | <secret#1> is your login code",
                "password for ruth is Winter1971 | password for ruth is <secret#1>",
                "https://t.me/ruth_meier_71 | https://t.me/<user#1>",
                "telegram handle @ruth_meier71 | telegram handle @<user#1>",
                "session opened for user rmeier | session opened for user <user#1>",
                "ruth@box:~/shop$ mvn test | <user#1>@box:~/shop$ mvn test",
                "`C:\\Users\\Ruth Meier\\x` | `C:\\Users\\<user#1>\\x`",
                "u: ruth%2540post.ch | u: <email#1>",
                "ruth.meier @ post.ch | <email#1>",
                "tlf 22 41 50 61 | tlf <phone#1>",
                "Av. Brasil, 2210 | <personal#1>",
                "東京都港区芝公園4-2-8 | <personal#1>",
                "Austin, TX 73301 | <personal#1>",
                "from EC1V 9HQ | from <personal#1>",
                "S1234567D | <national-id#1>",
                "11010519491231002X | <national-id#1>",
                "ec2-54-93-12-201.compute.amazonaws.com | ec2-<ip#1>.compute.amazonaws.com",
            })
    void whatAFieldOrANameGivesAwayGoes(String text, String expected) {
        String written = text.startsWith("`") ? text.substring(1, text.length() - 1) : text;
        String wanted = expected.startsWith("`") ? expected.substring(1, expected.length() - 1) : expected;
        assertThat(redactor.redact(written)).isEqualTo(wanted);
        assertThat(redactor.redact(wanted)).isEqualTo(wanted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "city: must not be blank, gender: enum, religion is optional",
                "Employee employee: Employee, sender: Actor System",
                "name: String, order number 2024000117, line number 1234567",
                "private final String firstName; address.getStreet();",
                "Inet6Address addr = (Inet6Address) find(host);",
                "private static final long serialVersionUID = 4711471147114711L;",
                "Session.java:12, Device.parses:12345",
                "for user input, by user request, opened for users, failed: user model",
                "support @JsonSetter.nulls on fields, foo @ main.js:12",
                "Felix Framework started, Roman Numerals, Robin Hood hashing",
                "Best Practice\nfirst",
                "serial port busy, device not found, pin 4 of J2",
                "session timeout is 1800 seconds",
                "Martin.parse(Fowler) failed",
                "M1 8GB of memory, A1 2GB",
                "port 5432, code 500, build 20240117",
                "owner: root, group: wheel, from: HEAD~3 to: HEAD",
                "pattern: [a-z], type: string, id: null",
                "at com.acme.Session.open(Session.java:123456)",
            })
    void whatIsAboutTheFieldOrAThingStays(String text) {
        assertThat(redactor.redact(text)).isEqualTo(text);
    }
}
