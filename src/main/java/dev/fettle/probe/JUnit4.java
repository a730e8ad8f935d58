package dev.fettle.probe;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** JUnit 4, and JUnit 3 tests by way of it. */
final class JUnit4 implements Framework {
    private static final String DESCRIPTION = "Lorg/junit/runner/Description;";
    private static final String FAILURE = "Lorg/junit/runner/notification/Failure;";

    private final Class<?> notifierType;
    private final Class<?> listenerType;
    private final Class<?> filterType;
    private final @Nullable Class<?> testCase;
    private final Class<?> runWith;
    private final Class<?> testAnnotation;
    private final Method aClass;
    private final Method getRunner;
    private final Method run;
    private final Method addListener;
    private final Method pleaseStop;
    private final Method applyFilter;
    private final Method displayName;
    private final Method children;
    private final Method failureOf;
    private final Method descriptionOf;

    private JUnit4(ClassLoader libraries) throws ClassNotFoundException {
        Class<?> description = Class.forName("org.junit.runner.Description", false, libraries);
        Class<?> failure = Class.forName("org.junit.runner.notification.Failure", false, libraries);
        Class<?> request = Class.forName("org.junit.runner.Request", false, libraries);
        Class<?> runner = Class.forName("org.junit.runner.Runner", false, libraries);
        notifierType = Class.forName("org.junit.runner.notification.RunNotifier", false, libraries);
        listenerType = Class.forName("org.junit.runner.notification.RunListener", false, libraries);
        filterType = Class.forName("org.junit.runner.manipulation.Filter", false, libraries);
        runWith = Class.forName("org.junit.runner.RunWith", false, libraries);
        testAnnotation = Class.forName("org.junit.Test", false, libraries);
        testCase = Library.find(libraries, "junit.framework.TestCase");
        aClass = Library.method(request, "aClass", Class.class);
        getRunner = Library.method(request, "getRunner");
        run = Library.method(runner, "run", notifierType);
        addListener = Library.method(notifierType, "addListener", listenerType);
        pleaseStop = Library.method(notifierType, "pleaseStop");
        applyFilter = Library.method(filterType, "apply", Object.class);
        displayName = Library.method(description, "getDisplayName");
        children = Library.method(description, "getChildren");
        failureOf = Library.method(failure, "getException");
        descriptionOf = Library.method(failure, "getDescription");
    }

    /** Null when the project has no JUnit 4. */
    static @Nullable JUnit4 of(ClassLoader libraries) {
        try {
            return new JUnit4(libraries);
        } catch (ClassNotFoundException | LinkageError | Library.Broken none) {
            return null;
        }
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"})
    public boolean takes(Class<?> testClass) {
        if (Modifier.isAbstract(testClass.getModifiers())) {
            return false;
        }
        if (testCase != null && testCase.isAssignableFrom(testClass)
                || testClass.isAnnotationPresent((Class) runWith)) {
            return true;
        }
        for (Method method : testClass.getMethods()) {
            if (method.isAnnotationPresent((Class) testAnnotation)
                    || method.getName().equals("suite") && Modifier.isStatic(method.getModifiers())) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void run(Class<?> testClass, Set<String> methods, TestListener listener) throws Throwable {
        Object runner = Library.get(getRunner, Library.get(aClass, null, testClass));
        if (!methods.isEmpty()) {
            try {
                Library.call(applyFilter, filter(methods), runner);
            } catch (Exception e) {
                if (e.getClass().getSimpleName().equals("NoTestsRemainException")) {
                    return;
                }
                throw e;
            }
        }
        Object notifier = notifierType.getConstructor().newInstance();
        Library.call(addListener, notifier, new Events(testClass, notifier, listener).asRunListener());
        try {
            Library.call(run, runner, notifier);
        } catch (RuntimeException e) {
            if (!e.getClass().getSimpleName().equals("StoppedByUserException")) {
                throw e;
            }
        }
    }

    private Object filter(Set<String> methods) {
        return Bridge.extend(
                filterType,
                (name, description) -> name.equals("describe") ? "chosen" : (Object) wanted(description, methods),
                "shouldRun(" + DESCRIPTION + ")Z",
                "describe()Ljava/lang/String;");
    }

    private boolean wanted(@Nullable Object description, Set<String> methods) {
        List<?> below = (List<?>) Library.get(children, description);
        if (below.isEmpty()) {
            return methods.contains(plain(methodOf(description)));
        }
        for (Object child : below) {
            if (wanted(child, methods)) {
                return true;
            }
        }
        return false;
    }

    /** A display name is {@code method(class)} in every version. */
    private String methodOf(@Nullable Object description) {
        String name = (String) Library.get(displayName, description);
        int open = name.lastIndexOf('(');
        return open > 0 && name.endsWith(")") ? name.substring(0, open) : "";
    }

    private String classOf(@Nullable Object description, Class<?> testClass) {
        String name = (String) Library.get(displayName, description);
        int open = name.lastIndexOf('(');
        return open > 0 && name.endsWith(")") ? name.substring(open + 1, name.length() - 1) : testClass.getName();
    }

    /** The method's name without what follows it for parameters. */
    static String plain(String method) {
        int end = 0;
        while (end < method.length() && Character.isJavaIdentifierPart(method.charAt(end))) {
            end++;
        }
        return method.substring(0, end);
    }

    private final class Events {
        private final Class<?> testClass;
        private final Object notifier;
        private final TestListener listener;
        private @Nullable Throwable failure;
        private boolean assumptionFailed;

        Events(Class<?> testClass, Object notifier, TestListener listener) {
            this.testClass = testClass;
            this.notifier = notifier;
            this.listener = listener;
        }

        Object asRunListener() {
            return Bridge.extend(
                    listenerType,
                    (name, argument) -> {
                        on(name, argument);
                        return null;
                    },
                    "testStarted(" + DESCRIPTION + ")V",
                    "testFinished(" + DESCRIPTION + ")V",
                    "testFailure(" + FAILURE + ")V",
                    "testAssumptionFailure(" + FAILURE + ")V",
                    "testIgnored(" + DESCRIPTION + ")V");
        }

        private boolean running;

        private void on(String event, @Nullable Object argument) {
            switch (event) {
                case "testStarted":
                    running = true;
                    failure = null;
                    assumptionFailed = false;
                    listener.started(classOf(argument, testClass), methodOf(argument));
                    break;
                case "testFinished":
                    running = false;
                    if (assumptionFailed && failure == null) {
                        listener.skipped(classOf(argument, testClass), methodOf(argument));
                    } else {
                        listener.ended(classOf(argument, testClass), methodOf(argument), failure);
                    }
                    stopIfAsked();
                    break;
                case "testFailure":
                    failed(argument);
                    break;
                case "testAssumptionFailure":
                    assumptionFailed = true;
                    if (!running) {
                        listener.skipped(testClass.getName(), "");
                    }
                    break;
                default:
                    listener.skipped(classOf(argument, testClass), methodOf(argument));
            }
        }

        private void failed(@Nullable Object argument) {
            Throwable thrown = (Throwable) Library.get(failureOf, argument);
            if (running) {
                if (failure == null) {
                    failure = thrown;
                }
            } else {
                String method = methodOf(Library.get(descriptionOf, argument));
                if (method.isEmpty() || method.equals("initializationError")) {
                    listener.classFailed(testClass.getName(), thrown);
                } else {
                    listener.ended(testClass.getName(), method, thrown);
                }
                stopIfAsked();
            }
        }

        private void stopIfAsked() {
            if (listener.stopped()) {
                Library.call(pleaseStop, notifier);
            }
        }
    }
}
