package dev.fettle;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static dev.fettle.House.CLASSES;
import static dev.fettle.House.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who may know whom: the floors of the house, and the room of each library. */
class HouseTest {

    /** A library, by its packages, and the only places that may name it. */
    private record Confined(List<String> packages, List<String> places, String because) {}

    private static final List<Confined> LIBRARIES = List.of(
            new Confined(
                    List.of("io.javalin..", "jakarta.servlet..", "org.eclipse.jetty..", "gg.jte.."),
                    List.of("web"),
                    "everything reached over HTTP is one room, so that what guards it is in one place"),
            new Confined(
                    List.of(
                            "java.sql..",
                            "javax.sql..",
                            "org.jdbi..",
                            "org.flywaydb..",
                            "org.sqlite..",
                            "org.postgresql..",
                            "com.zaxxer.."),
                    List.of("store"),
                    "SQL stays behind the storage ports: inbox, ticket and work change in one transaction"),
            new Confined(
                    List.of("io.micrometer..", "io.prometheus.."),
                    List.of("web"),
                    "other rooms tell numbers as values; what makes them a page for Prometheus can be exchanged"),
            new Confined(
                    List.of("io.opentelemetry.."),
                    List.of("app.telemetry"),
                    "rooms know nothing of traces: what stands around their ports sees enough"),
            new Confined(
                    List.of("com.github.kagkarlsson.."),
                    List.of("store"),
                    "the queue is a port in `work`; what drives it can be exchanged"),
            new Confined(
                    List.of("org.eclipse.jgit.."),
                    List.of("workspace"),
                    "git is dangerous on foreign trees, so one room knows how to use it safely"),
            new Confined(
                    List.of("org.kohsuke..", "io.jsonwebtoken.."),
                    List.of("forge.github"),
                    "GitHub's names end where our port begins"),
            new Confined(
                    List.of("okhttp3..", "okio.."),
                    List.of("forge.github"),
                    "outgoing HTTP has few, named doors; a model's or a doctor's adapter adds its name here"),
            new Confined(
                    List.of("java.net.http.."),
                    List.of("app"),
                    "the JDK's client serves only the demo, which plays GitHub towards our own server"),
            new Confined(
                    List.of("org.apache.maven..", "org.eclipse.aether.."),
                    List.of("build.maven"),
                    "Maven is one build tool of several"),
            new Confined(
                    List.of("com.sun.source..", "com.sun.tools..", "javax.tools.."),
                    List.of("repair", "gate", "build", "probe"),
                    "only who reads or changes Java source needs a compiler"),
            new Confined(
                    List.of("org.objectweb.asm..", "org.jacoco..", "org.junit.."),
                    List.of("repair", "gate", "build", "probe"),
                    "only who runs or measures foreign tests looks into class files"),
            new Confined(
                    List.of("org.pitest.."),
                    List.of("gate.mutation"),
                    "mutants are one way to ask whether tests notice anything; who makes them can be exchanged"),
            new Confined(
                    List.of("org.commonmark..", "org.owasp.."),
                    List.of("propose", "web"),
                    "what a person reads is composed and escaped in two rooms"),
            new Confined(
                    List.of("io.modelcontextprotocol..", "reactor.."),
                    List.of("gate.mcp", "web.mcp"),
                    "MCP servers are foreign code, and so are its clients: one part speaks to each, and knows what not to believe"),
            new Confined(
                    List.of("com.networknt.."),
                    List.of("gate.mcp", "web.api"),
                    "only who takes JSON from strangers needs to check it against a schema"),
            new Confined(
                    List.of("com.google.i18n.."), List.of("base"), "private data is recognised by the redactor alone"),
            new Confined(List.of("picocli.."), List.of("app"), "the command line is one way in, not the house"),
            new Confined(
                    List.of("ch.qos.logback.."), List.of("app"), "rooms log through SLF4J; only app configures it"));

    @TestFactory
    Stream<DynamicTest> aRoomImportsLowerFloorsOnly() {
        return House.rooms().stream()
                .filter(room -> !House.closedTo(room).isEmpty())
                .map(room -> dynamicTest(
                        room,
                        () -> noClasses()
                                .that()
                                .resideInAPackage(in(room))
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(in(House.closedTo(room)))
                                .because(
                                        "data travels one way only: a step may use the values of an earlier one, never of a later")
                                .allowEmptyShould(true)
                                .check(CLASSES)));
    }

    @Test
    void everyPackageIsInARoom() {
        TreeSet<String> rooms = new TreeSet<>();
        CLASSES.forEach(type -> rooms.add(type.getPackageName().split("\\.", 4)[2]));
        rooms.remove("probe"); // not a room: it runs in foreign JVMs
        assertThat(House.rooms())
                .as("a new room needs a floor, or no rule holds for it")
                .containsAll(rooms);
    }

    @Test
    void roomsMakeNoCycles() {
        slices().matching("dev.fettle.(*)..")
                .should()
                .beFreeOfCycles()
                .because("rooms that need each other are one room")
                .check(CLASSES);
    }

    @Test
    void partsOfARoomMakeNoCycles() {
        slices().matching("dev.fettle.(**)")
                .should()
                .beFreeOfCycles()
                .because("a package that needs its own technology back has no edge")
                .check(CLASSES);
    }

    @TestFactory
    Stream<DynamicTest> aLibraryStaysInItsRoom() {
        return LIBRARIES.stream()
                .map(library -> dynamicTest(
                        String.join(", ", library.packages()),
                        () -> noClasses()
                                .that()
                                .resideOutsideOfPackages(in(library.places()))
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(library.packages().toArray(String[]::new))
                                .because(library.because())
                                .allowEmptyShould(true)
                                .check(CLASSES)));
    }

    @Test
    void onlyTheSandboxStartsProcesses() {
        noClasses()
                .that()
                .resideOutsideOfPackage(in("sandbox"))
                .and()
                .doNotHaveFullyQualifiedName(
                        "dev.fettle.app.bench.Program") // starts Fettle itself, to kill it, and peers
                .should()
                .callCodeUnitWhere(DescribedPredicate.describe("start a process", HouseTest::startsAProcess))
                .because("a process that is not sandboxed runs foreign code with our rights")
                .check(CLASSES);
    }

    @Test
    void theGroundStandsOnTheJdk() {
        classes()
                .that()
                .resideInAPackage(in("base"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        in("base"),
                        "java..",
                        "javax.crypto..",
                        "javax.net.ssl..",
                        "com.google.re2j..",
                        "com.google.i18n..",
                        "org.jspecify..",
                        "com.google.errorprone.annotations..")
                .because("every room stands on base, so whatever base needs, all need")
                .check(CLASSES);
    }

    @Test
    void theProbeKnowsTheJdkAsmAndJacocoOnly() {
        classes()
                .that()
                .resideInAPackage(in("probe"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        in("probe"),
                        "java..",
                        "javax..",
                        "com.sun.source..",
                        "org.objectweb.asm..",
                        "org.jacoco..",
                        "org.jspecify..",
                        "com.google.errorprone.annotations..")
                .because("it runs beside foreign code, in JVMs that hold nothing else of ours")
                .check(CLASSES);
    }

    @TestFactory
    Stream<DynamicTest> aPartOfARoomIsNamedByItsNeighboursAndApp() {
        return House.rooms().stream()
                .filter(room -> !Set.of("base", "app").contains(room))
                .map(room -> dynamicTest(
                        room,
                        () -> classes()
                                .that()
                                .resideInAPackage(in(room))
                                .should(beNamedByAppOrOtherParts(room))
                                .because(
                                        "a port does not know what stands behind it, and other rooms know the port only: what is"
                                                + " behind it is exchanged in app.Wiring")
                                .allowEmptyShould(true)
                                .check(CLASSES)));
    }

    @TestFactory
    Stream<DynamicTest> technologiesBehindOnePortDoNotKnowEachOther() {
        return Stream.of(
                        List.of("sandbox.bubblewrap", "sandbox.container"),
                        List.of("forge.github", "forge.local"),
                        List.of("build.maven", "build.gradle", "build.pytest", "build.node"),
                        List.of(
                                "intake.github",
                                "intake.direct",
                                "intake.sentry",
                                "intake.otlp",
                                "intake.alert",
                                "intake.feedback",
                                "intake.analysis"))
                .flatMap(peers -> peers.stream()
                        .map(part -> dynamicTest(
                                part,
                                () -> noClasses()
                                        .that()
                                        .resideInAPackage(in(part))
                                        .should()
                                        .dependOnClassesThat()
                                        .resideInAnyPackage(in(peers.stream()
                                                .filter(peer -> !peer.equals(part))
                                                .toList()))
                                        .because("one of them can be taken out without a look at the others")
                                        .allowEmptyShould(true)
                                        .check(CLASSES))));
    }

    @Test
    void nobodyReachesTheStoreOrTheWebButApp() {
        noClasses()
                .that()
                .resideOutsideOfPackages(in("store"), in("web"), in("app"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(in("store"), in("web"))
                .because("both are edges of the house: the loop knows ports only")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void theWebAsksTheLoopAndNeverTheForge() {
        noClasses()
                .that()
                .resideInAPackage(in("web"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(in("forge"))
                .because("what a request may do to the forge is decided in one place, the loop")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    /** {@code dev.fettle.ROOM.PART} is used inside its room, though not by the room's ports, and by app. */
    private static ArchCondition<JavaClass> beNamedByAppOrOtherParts(String room) {
        String parts = "dev.fettle." + room + ".";
        boolean edge = Set.of("store", "web").contains(room); // their face is no port, but what app constructs
        return new ArchCondition<>("be named by app or by other parts only") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getPackageName().startsWith(parts)) {
                    return;
                }
                type.getDirectDependenciesToSelf().stream()
                        .filter(use -> !use.getOriginClass().getPackageName().startsWith(parts))
                        .filter(use -> !use.getOriginClass().getPackageName().startsWith("dev.fettle.app"))
                        .filter(use -> !(edge && (use.getOriginClass().getPackageName() + ".").equals(parts)))
                        .forEach(use -> events.add(SimpleConditionEvent.violated(type, use.getDescription())));
            }
        };
    }

    private static boolean startsAProcess(JavaCall<?> call) {
        String owner = call.getTargetOwner().getFullName();
        String name = call.getTarget().getName();
        return owner.equals("java.lang.ProcessBuilder")
                        && Set.of("<init>", "start").contains(name)
                || owner.equals("java.lang.Runtime") && name.equals("exec");
    }
}
