package dev.fettle;

import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.STATIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.fettle.House.CLASSES;
import static dev.fettle.House.in;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCall;
import dev.fettle.base.Secret;
import dev.fettle.forge.Forge;
import dev.fettle.repair.Proof;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What no class of the house does, wherever it lives. */
class HabitsTest {

    /** The rooms that meet the machine; everyone else is handed what they need. */
    private static final String[] MEETS_THE_MACHINE = {in("app"), in("base"), in("probe")};

    private static final Set<String> READS_THE_CLOCK = Set.of(
            "java.lang.System.currentTimeMillis",
            "java.time.Instant.now",
            "java.time.LocalDate.now",
            "java.time.LocalDateTime.now",
            "java.time.OffsetDateTime.now",
            "java.time.ZonedDateTime.now",
            "java.time.Clock.systemUTC",
            "java.time.Clock.systemDefaultZone",
            "java.time.InstantSource.system",
            "java.util.Date.<init>");

    private static final Set<String> SLEEPS = Set.of("java.lang.Thread.sleep", "java.util.concurrent.TimeUnit.sleep");

    private static final Set<String> ASKS_THE_ENVIRONMENT = Set.of("java.lang.System.getenv");

    @Test
    void timeIsHandedIn() {
        noClasses()
                .that()
                .resideOutsideOfPackages(MEETS_THE_MACHINE)
                .should()
                .callCodeUnitWhere(calls(READS_THE_CLOCK))
                .because("tests set the clock: inject java.time.InstantSource")
                .check(CLASSES);
    }

    @Test
    void nobodySleeps() {
        noClasses()
                .that()
                .resideOutsideOfPackages(MEETS_THE_MACHINE)
                .should()
                .callCodeUnitWhere(calls(SLEEPS))
                .because("what waits is work for the queue, with a time on it")
                .check(CLASSES);
    }

    @Test
    void theEnvironmentIsReadByConfigurationAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackages(MEETS_THE_MACHINE)
                .should()
                .callCodeUnitWhere(calls(ASKS_THE_ENVIRONMENT))
                .because("`fettle config explain` must know where every value comes from")
                .check(CLASSES);
    }

    @Test
    void standardOutputBelongsToTheCommands() {
        noClasses()
                .that()
                .resideOutsideOfPackages(MEETS_THE_MACHINE)
                .should()
                .accessFieldWhere(DescribedPredicate.describe(
                        "System.out or System.err",
                        access -> Set.of("java.lang.System.out", "java.lang.System.err")
                                .contains(access.getTarget().getFullName())))
                .because("others log, or return what is to be shown")
                .check(CLASSES);
    }

    @Test
    void nothingMutableIsStatic() {
        fields().that()
                .areDeclaredInClassesThat()
                .resideOutsideOfPackages(MEETS_THE_MACHINE)
                .and()
                .haveModifier(STATIC)
                .should()
                .haveModifier(FINAL)
                .because("shared state that nobody hands on is a second way through the house")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void namesSayWhatAClassIs() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Helpers")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameStartingWith("Abstract")
                .because("such a name tells how a class was made, not what it is for")
                .check(CLASSES);
    }

    @Test
    void secretsAreRevealedAtFourDoorsOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        in("base"), // the redactor must know what to look for
                        in("web"), // the HMAC check of a delivery
                        in("forge.github"), // JWT signing, authentication to the forge
                        in("workspace"), // authentication of clone and push
                        in("store")) // encryption of stored delivery bodies
                .should()
                .callMethod(Secret.class, "reveal")
                .because("each further caller is one more place that can leak")
                .check(CLASSES);
    }

    /** How long {@code equals} takes tells how much of a signature was right. */
    @Test
    void signaturesAreComparedInConstantTime() {
        classes()
                .that()
                .haveSimpleName("WebhookSignature")
                .should()
                .callMethod(MessageDigest.class, "isEqual", byte[].class, byte[].class)
                .check(CLASSES);
        noClasses()
                .that()
                .haveSimpleName("WebhookSignature")
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "a comparison that ends at the first difference",
                        call -> Set.of("equals", "equalsIgnoreCase", "compareTo", "contentEquals", "mismatch")
                                .contains(call.getTarget().getName())))
                .check(CLASSES);
    }

    /** Our own patterns are written with care; who writes a pattern into a repository is not. */
    @Test
    void patternsOfStrangersTakeLinearTime() {
        noClasses()
                .that()
                .haveSimpleName("AllowList")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.regex")
                .because("the allow list of a repository holds patterns of its own: RE2/J only")
                .check(CLASSES);
    }

    @Test
    void aProofIsMadeByWhoSawIt() {
        noClasses()
                .that()
                .resideOutsideOfPackage(in("repair"))
                .should()
                .callConstructorWhere(DescribedPredicate.describe(
                        "the constructor of a Proof",
                        call -> call.getTargetOwner().isAssignableTo(Proof.class)))
                .because("a proof that others can write down proves nothing")
                .check(CLASSES);
    }

    @Test
    void theForgeIsWrittenToByTheLoopOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages(in("improve"), in("forge"))
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "a verb of Forge that writes",
                        call -> call.getTargetOwner().isAssignableTo(Forge.class)
                                && writes(call.getTarget().getName())))
                .because("then a dry run is one decorator, and nothing is written without the outbox")
                .check(CLASSES);
    }

    private static boolean writes(String verb) {
        boolean known = Arrays.stream(Forge.class.getMethods())
                .anyMatch(method -> method.getName().equals(verb));
        return known && (verb.startsWith("ensure") || verb.equals("merge"));
    }

    private static DescribedPredicate<JavaCall<?>> calls(Set<String> names) {
        return DescribedPredicate.describe("any of " + names, call -> names.contains(fullName(call)));
    }

    private static String fullName(JavaAccess<?> access) {
        return access.getTargetOwner().getFullName() + "." + access.getTarget().getName();
    }
}
