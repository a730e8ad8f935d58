package dev.fettle.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import org.junit.jupiter.api.Test;

/** The jar that goes into foreign JVMs must run on old ones and must not meet a library of theirs. */
class ProbeJarTest {

    private static final int JAVA_8 = 52;

    @Test
    void everyClassRunsOnJava8AndLivesUnderOurOwnName() throws IOException {
        Map<String, Integer> versions = classFileVersions();

        assertThat(versions).isNotEmpty();
        assertThat(versions.keySet()).allMatch(name -> name.startsWith("dev/fettle/probe/"));
        assertThat(versions.values()).allMatch(version -> version <= JAVA_8);
    }

    @Test
    void asmAndJacocoAreInIt() throws IOException {
        assertThat(classFileVersions())
                .containsKey("dev/fettle/probe/shaded/asm/ClassReader.class")
                .containsKey("dev/fettle/probe/shaded/asm/tree/ClassNode.class")
                .containsKey("dev/fettle/probe/shaded/jacoco/core/instr/Instrumenter.class");
    }

    private static Map<String, Integer> classFileVersions() throws IOException {
        TreeMap<String, Integer> versions = new TreeMap<>();
        try (InputStream in = ProbeJarTest.class.getResourceAsStream("/META-INF/fettle/probe.jar");
                JarInputStream jar = new JarInputStream(in)) {
            for (JarEntry entry = jar.getNextJarEntry(); entry != null; entry = jar.getNextJarEntry()) {
                if (entry.getName().endsWith(".class")) {
                    DataInputStream header = new DataInputStream(jar);
                    header.readInt(); // magic
                    header.readUnsignedShort(); // minor version
                    versions.put(entry.getName(), header.readUnsignedShort());
                }
            }
        }
        return versions;
    }
}
