package dev.fettle.probe;

import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The JUnit Platform with whatever engines the project has, through the launcher of its own version. */
final class Platform implements Framework {
    private static final String LAUNCHER = "org.junit.platform.launcher.";

    private final ClassLoader libraries;
    private final Class<?> listenerType;
    private final Class<?> builderType;
    private final Method create;
    private final Method execute;
    private final Method selectClass;
    private final Method selectMethod;
    private final Method request;
    private final Method selectors;
    private final Method build;
    private final Method parameter;
    private final Method sourceOf;
    private final Method displayName;
    private final Method legacyName;
    private final Method isTest;
    private final Method status;
    private final Method thrown;
    private final Class<?> methodSource;
    private final Class<?> classSource;
    private final boolean keepLauncher;
    private @Nullable Object launcher;

    private Platform(ClassLoader libraries, boolean keepLauncher) throws ClassNotFoundException {
        this.libraries = libraries;
        this.keepLauncher = keepLauncher;
        Class<?> launcherType = Class.forName(LAUNCHER + "Launcher", false, libraries);
        Class<?> identifier = Class.forName(LAUNCHER + "TestIdentifier", false, libraries);
        Class<?> requestType = Class.forName(LAUNCHER + "LauncherDiscoveryRequest", false, libraries);
        Class<?> factory = Class.forName(LAUNCHER + "core.LauncherFactory", false, libraries);
        Class<?> discovery = Class.forName("org.junit.platform.engine.discovery.DiscoverySelectors", false, libraries);
        Class<?> result = Class.forName("org.junit.platform.engine.TestExecutionResult", false, libraries);
        listenerType = Class.forName(LAUNCHER + "TestExecutionListener", false, libraries);
        builderType = Class.forName(LAUNCHER + "core.LauncherDiscoveryRequestBuilder", false, libraries);
        methodSource = Class.forName("org.junit.platform.engine.support.descriptor.MethodSource", false, libraries);
        classSource = Class.forName("org.junit.platform.engine.support.descriptor.ClassSource", false, libraries);
        create = Library.method(factory, "create");
        Class<?> listeners = Array.newInstance(listenerType, 0).getClass();
        execute = Library.method(launcherType, "execute", requestType, listeners);
        selectClass = Library.method(discovery, "selectClass", Class.class);
        selectMethod = Library.method(discovery, "selectMethod", Class.class, Method.class);
        request = Library.method(builderType, "request");
        selectors = Library.method(builderType, "selectors", List.class);
        build = Library.method(builderType, "build");
        parameter = Library.method(builderType, "configurationParameter", String.class, String.class);
        sourceOf = Library.method(identifier, "getSource");
        displayName = Library.method(identifier, "getDisplayName");
        legacyName = Library.method(identifier, "getLegacyReportingName");
        isTest = Library.method(identifier, "isTest");
        status = Library.method(result, "getStatus");
        thrown = Library.method(result, "getThrowable");
    }

    /**
     * Null when the project has no engine or there is no launcher.
     *
     * @param keepLauncher whether one launcher may serve all loaders: when the project's own classes register nothing with it
     */
    static @Nullable Platform of(ClassLoader libraries, boolean keepLauncher) {
        try {
            return new Platform(libraries, keepLauncher);
        } catch (ClassNotFoundException | LinkageError | Library.Broken none) {
            return null;
        }
    }

    /** Which classes hold tests is for its engines to say. */
    @Override
    public boolean takes(Class<?> testClass) {
        return true;
    }

    @Override
    public void run(Class<?> testClass, Set<String> methods, TestListener listener) throws Throwable {
        Object builder = Library.get(request, null);
        Library.call(selectors, builder, select(testClass, methods));
        Library.call(
                parameter,
                builder,
                "junit.jupiter.execution.parallel.enabled",
                "false"); // one budget, one test at a time
        Object events =
                Proxy.newProxyInstance(libraries, new Class<?>[] {listenerType}, new Events(testClass, listener)::on);
        Object listeners = Array.newInstance(listenerType, 1);
        Array.set(listeners, 0, events);
        Library.call(execute, launcher(), Library.get(build, builder), listeners);
    }

    private Object launcher() {
        if (!keepLauncher) {
            return Library.get(create, null);
        }
        Object kept = launcher;
        if (kept == null) {
            kept = ofSession();
            launcher = kept;
        }
        return kept;
    }

    /** The launcher of a session that lasts: one that the factory creates looks for engines and listeners in all jars, for every request anew. */
    private Object ofSession() {
        Class<?> session = Library.find(libraries, LAUNCHER + "LauncherSession");
        if (session == null) {
            return Library.get(create, null); // before 1.8
        }
        Object open = Library.get(Library.method(create.getDeclaringClass(), "openSession"), null);
        return Library.get(Library.method(session, "getLauncher"), open);
    }

    private List<Object> select(Class<?> testClass, Set<String> methods) {
        List<Object> selected = new ArrayList<>();
        if (methods.isEmpty()) {
            selected.add(Library.get(selectClass, null, testClass));
            return selected;
        }
        Set<Method> found = new LinkedHashSet<>();
        for (Class<?> type = testClass; type != null && type != Object.class; type = type.getSuperclass()) {
            find(type, methods, found);
        }
        for (Class<?> type : testClass.getInterfaces()) {
            find(type, methods, found);
        }
        for (Method method : found) {
            selected.add(Library.get(selectMethod, null, testClass, method));
        }
        if (selected.isEmpty()) {
            selected.add(Library.get(selectClass, null, testClass)); // not Java methods: an engine of its own kind
        }
        return selected;
    }

    private static void find(Class<?> type, Set<String> methods, Set<Method> found) {
        Method[] declared = type.getDeclaredMethods();
        Arrays.sort(declared, (a, b) -> a.toString().compareTo(b.toString()));
        for (Method method : declared) {
            if (!method.isSynthetic() && methods.contains(method.getName()) && method.getAnnotations().length > 0) {
                boolean overridden = false;
                for (Method other : found) {
                    overridden |= other.getName().equals(method.getName())
                            && Arrays.equals(other.getParameterTypes(), method.getParameterTypes());
                }
                if (!overridden) {
                    found.add(method);
                }
            }
        }
    }

    private final class Events {
        private final Class<?> testClass;
        private final TestListener listener;

        Events(Class<?> testClass, TestListener listener) {
            this.testClass = testClass;
            this.listener = listener;
        }

        @Nullable
        Object on(Object proxy, Method method, @Nullable Object @Nullable [] arguments) {
            if (method.getDeclaringClass() == Object.class) {
                return method.getName().equals("hashCode")
                        ? (Object) System.identityHashCode(proxy)
                        : method.getName().equals("equals")
                                ? (Object) (arguments != null && proxy == arguments[0])
                                : "fettle";
            }
            if (arguments == null || arguments.length == 0 || arguments[0] == null) {
                return null;
            }
            Object identifier = arguments[0];
            switch (method.getName()) {
                case "executionStarted":
                    if (leaf(identifier)) {
                        listener.started(classOf(identifier), nameOf(identifier));
                    }
                    break;
                case "executionSkipped":
                    listener.skipped(classOf(identifier), nameOf(identifier));
                    break;
                case "executionFinished":
                    finished(identifier, arguments[1]);
                    break;
                default:
                    break; // the other events say nothing that a report holds
            }
            return null;
        }

        private void finished(Object identifier, @Nullable Object result) {
            String how = String.valueOf(Library.call(status, result));
            Optional<?> problem = (Optional<?>) Library.get(thrown, result);
            Throwable failure = how.equals("SUCCESSFUL")
                    ? null
                    : problem.isPresent() ? (Throwable) problem.get() : new AssertionError(how);
            if (leaf(identifier)) {
                if (how.equals("ABORTED")) {
                    listener.skipped(classOf(identifier), nameOf(identifier));
                } else {
                    listener.ended(classOf(identifier), nameOf(identifier), failure);
                }
            } else if (failure != null && how.equals("FAILED")) {
                String name = nameOf(identifier);
                if (name.isEmpty()) {
                    listener.classFailed(classOf(identifier), failure);
                } else {
                    listener.ended(classOf(identifier), name, failure); // a template whose arguments cannot be made
                }
            } else if (how.equals("ABORTED")) {
                listener.skipped(classOf(identifier), nameOf(identifier));
            }
        }

        private boolean leaf(Object identifier) {
            return (Boolean) Library.get(isTest, identifier);
        }

        private String classOf(Object identifier) {
            Object source = ((Optional<?>) Library.get(sourceOf, identifier)).orElse(null);
            if (methodSource.isInstance(source) || classSource.isInstance(source)) {
                return (String) Library.get(Library.method(source.getClass(), "getClassName"), source);
            }
            return testClass.getName();
        }

        /** As Surefire names it: the plain name, with types for a method that has parameters, with an index for an invocation. */
        private String nameOf(Object identifier) {
            Object source = ((Optional<?>) Library.get(sourceOf, identifier)).orElse(null);
            if (classSource.isInstance(source) || source == null && !leaf(identifier)) {
                return "";
            }
            if (!methodSource.isInstance(source)) {
                return (String) Library.get(displayName, identifier);
            }
            String method = (String) Library.get(Library.method(methodSource, "getMethodName"), source);
            String types = (String) Library.get(Library.method(methodSource, "getMethodParameterTypes"), source);
            String legacy = (String) Library.get(legacyName, identifier);
            boolean invocation = legacy.endsWith("]") && legacy.lastIndexOf('[') > 0;
            return (types.isEmpty() && !invocation) || !legacy.startsWith(method) ? method : legacy;
        }
    }
}
