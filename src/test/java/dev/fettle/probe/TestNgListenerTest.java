package dev.fettle.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TestNG since 7.7 asks its listeners something. Its own jar is not among what tests are given: this is as much of it as the probe calls. */
class TestNgListenerTest {
    private static final Map<String, String> LIBRARY = Map.of(
            "annotations/Test",
            """
                    @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME) public @interface Test {}""",
            "ITestNGListener",
            "public interface ITestNGListener { default boolean isEnabled() { return true; } }",
            "ITestListener",
            """
                    public interface ITestListener extends ITestNGListener {
                        default void onTestStart(ITestResult r) {}
                        default void onTestSuccess(ITestResult r) {}
                    }""",
            "IConfigurationListener",
            "public interface IConfigurationListener extends ITestNGListener {}",
            "ITestResult",
            "public interface ITestResult { String getName(); Throwable getThrowable(); }",
            "IMethodInterceptor",
            """
                    public interface IMethodInterceptor extends ITestNGListener {
                        java.util.List<?> intercept(java.util.List<?> methods, Object context);
                    }""",
            "TestNG",
            """
                    import java.lang.reflect.Method;
                    import java.util.List;
                    import org.testng.xml.*;
                    public class TestNG {
                        private ITestListener listener;
                        private XmlSuite suite;
                        public TestNG(boolean defaults) {}
                        public void setUseDefaultListeners(boolean use) {}
                        public void setVerbose(int level) {}
                        public void setXmlSuites(List<XmlSuite> suites) { suite = suites.get(0); }
                        public void addListener(ITestNGListener added) {
                            if (added.isEnabled() && added instanceof ITestListener) { listener = (ITestListener) added; }
                        }
                        public void run() {
                            for (Method method : suite.test.classes.get(0).type.getMethods()) {
                                if (method.isAnnotationPresent(org.testng.annotations.Test.class)) {
                                    ITestResult result = new ITestResult() {
                                        public String getName() { return method.getName(); }
                                        public Throwable getThrowable() { return null; }
                                    };
                                    listener.onTestStart(result);
                                    listener.onTestSuccess(result);
                                }
                            }
                        }
                    }""");

    private static final Map<String, String> MODEL = Map.of(
            "XmlSuite", "public class XmlSuite { public XmlTest test; }",
            "XmlTest",
                    "public class XmlTest { public java.util.List<XmlClass> classes; public XmlTest(XmlSuite s) { s.test = this; }"
                            + " public void setXmlClasses(java.util.List<XmlClass> c) { classes = c; } }",
            "XmlClass",
                    "public class XmlClass { public final Class<?> type; public XmlClass(Class<?> c) { type = c; } }",
            "XmlInclude", "public class XmlInclude { public XmlInclude(String name) {} }");

    @TempDir
    private Path folder;

    private final List<String> heard = new ArrayList<>();

    @BeforeEach
    void compile() throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d", folder.toString()));
        for (Map.Entry<String, String> type : LIBRARY.entrySet()) {
            int slash = type.getKey().indexOf('/');
            String pack = "org.testng" + (slash < 0 ? "" : "." + type.getKey().substring(0, slash));
            arguments.add(source(pack, type.getKey().substring(slash + 1), type.getValue()));
        }
        for (Map.Entry<String, String> type : MODEL.entrySet()) {
            arguments.add(source("org.testng.xml", type.getKey(), type.getValue()));
        }
        arguments.add(source(
                "shop", "CartTest", "public class CartTest { @org.testng.annotations.Test public void adds() {} }"));
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
    }

    private String source(String pack, String name, String text) throws IOException {
        Path file = folder.resolve("src").resolve(pack.replace('.', '/')).resolve(name + ".java");
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "package " + pack + ";\n" + text).toString();
    }

    @Test
    void aListenerThatIsAskedWhetherItIsEnabledSaysYes() throws Throwable {
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            TestNg runner = TestNg.of(loader);
            assertThat(runner).isNotNull();
            runner.run(loader.loadClass("shop.CartTest"), Set.of(), new Heard());
        }
        assertThat(heard).containsExactly("started adds", "ended adds");
    }

    private final class Heard implements TestListener {
        @Override
        public void started(String className, String method) {
            heard.add("started " + method);
        }

        @Override
        public void ended(String className, String method, @Nullable Throwable failure) {
            heard.add("ended " + method);
        }

        @Override
        public void skipped(String className, String method) {
            heard.add("skipped " + method);
        }

        @Override
        public void classFailed(String className, Throwable failure) {
            heard.add("failed " + failure);
        }

        @Override
        public boolean stopped() {
            return false;
        }
    }
}
