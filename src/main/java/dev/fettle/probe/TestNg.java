package dev.fettle.probe;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** TestNG, one class at a time. */
final class TestNg implements Framework {
    private final Class<?> testNg;
    private final Class<?> testAnnotation;
    private final Class<?> listenerType;
    private final Class<?> methodListenerType;
    private final Class<?> resultType;
    private final Class<?> xmlSuite;
    private final Class<?> xmlTest;
    private final Class<?> xmlClass;
    private final Class<?> xmlInclude;
    /** Until it is seen to refuse them. */
    private boolean takesIncludes = true;

    private TestNg(ClassLoader libraries) throws ClassNotFoundException {
        testNg = Class.forName("org.testng.TestNG", false, libraries);
        testAnnotation = Class.forName("org.testng.annotations.Test", false, libraries);
        listenerType = Class.forName("org.testng.ITestListener", false, libraries);
        methodListenerType = Class.forName("org.testng.IConfigurationListener", false, libraries);
        resultType = Class.forName("org.testng.ITestResult", false, libraries);
        xmlSuite = Class.forName("org.testng.xml.XmlSuite", false, libraries);
        xmlTest = Class.forName("org.testng.xml.XmlTest", false, libraries);
        xmlClass = Class.forName("org.testng.xml.XmlClass", false, libraries);
        xmlInclude = Class.forName("org.testng.xml.XmlInclude", false, libraries);
    }

    static @Nullable TestNg of(ClassLoader libraries) {
        try {
            return new TestNg(libraries);
        } catch (ClassNotFoundException | LinkageError none) {
            return null;
        }
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"})
    public boolean takes(Class<?> testClass) {
        if (testClass.isAnnotationPresent((Class) testAnnotation)) {
            return true;
        }
        for (Method method : testClass.getMethods()) {
            if (method.isAnnotationPresent((Class) testAnnotation)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void run(Class<?> testClass, Set<String> methods, TestListener listener) throws Throwable {
        Events events = new Events(testClass, listener);
        try {
            run(testClass, takesIncludes ? methods : Collections.<String>emptySet(), methods, events);
        } catch (RuntimeException refused) {
            if (methods.isEmpty() || !takesIncludes || events.any || !isOfAClassNotFound(refused)) {
                throw refused;
            }
            takesIncludes = false;
            run(testClass, Collections.<String>emptySet(), methods, events);
        }
    }

    /** Releases up to 6.8 look up the class of an included method by TestNG's own loader, which does not know the project's. */
    private static boolean isOfAClassNotFound(Throwable thrown) {
        return thrown.getCause() instanceof ClassNotFoundException;
    }

    private void run(Class<?> testClass, Set<String> included, Set<String> wanted, Events events) throws Throwable {
        Object suite = xmlSuite.getConstructor().newInstance();
        Object test = xmlTest.getConstructor(xmlSuite).newInstance(suite);
        Object chosen = xmlClass.getConstructor(Class.class).newInstance(testClass);
        if (!included.isEmpty()) {
            List<Object> includes = new ArrayList<>();
            for (String method : included) {
                includes.add(xmlInclude.getConstructor(String.class).newInstance(method));
            }
            Library.call(Library.method(xmlClass, "setIncludedMethods", List.class), chosen, includes);
        }
        Library.call(
                Library.method(xmlTest, "setXmlClasses", List.class),
                test,
                new ArrayList<>(Collections.singletonList(chosen)));
        Object runner = testNg.getConstructor(boolean.class).newInstance(false);
        Library.call(Library.method(testNg, "setUseDefaultListeners", boolean.class), runner, false);
        Library.call(Library.method(testNg, "setVerbose", int.class), runner, 0);
        Library.call(
                Library.method(testNg, "setXmlSuites", List.class),
                runner,
                new ArrayList<>(Collections.singletonList(suite)));
        addListener(
                runner,
                Proxy.newProxyInstance(
                        listenerType.getClassLoader(), new Class<?>[] {listenerType, methodListenerType}, events::on));
        if (included.isEmpty() && !wanted.isEmpty()) {
            addListener(runner, interceptor(wanted));
        }
        Library.call(Library.method(testNg, "run"), runner);
    }

    /** Leaves the wanted methods of those that would run. What they depend on runs unasked. */
    private Object interceptor(Set<String> wanted) throws ClassNotFoundException {
        ClassLoader loader = listenerType.getClassLoader();
        Class<?> type = Class.forName("org.testng.IMethodInterceptor", false, loader);
        Method method = Library.method(Class.forName("org.testng.IMethodInstance", false, loader), "getMethod");
        Method name = Library.method(Class.forName("org.testng.ITestNGMethod", false, loader), "getMethodName");
        return Proxy.newProxyInstance(loader, new Class<?>[] {type}, (proxy, called, arguments) -> {
            if (!called.getName().equals("intercept")) {
                return ofAnyObject(proxy, called, arguments);
            }
            List<Object> kept = new ArrayList<>();
            for (Object instance : (List<?>) arguments[0]) {
                if (wanted.contains(Library.get(name, Library.get(method, instance)))) {
                    kept.add(instance);
                }
            }
            return kept;
        });
    }

    /** What every object answers. */
    private static @Nullable Object ofAnyObject(Object proxy, Method method, @Nullable Object @Nullable [] arguments) {
        switch (method.getName()) {
            case "hashCode":
                return System.identityHashCode(proxy);
            case "equals":
                return arguments != null && proxy == arguments[0];
            default:
                return ofAnyListener(method);
        }
    }

    /** From 7.7 on a listener is asked whether it is enabled. */
    private static @Nullable Object ofAnyListener(Method method) {
        if (method.getReturnType() == boolean.class) {
            return Boolean.TRUE;
        }
        return method.getReturnType() == String.class ? "fettle" : null;
    }

    /** Overloaded differently from version to version. */
    private void addListener(Object runner, Object events) {
        for (Method method : testNg.getMethods()) {
            if (method.getName().equals("addListener")
                    && method.getParameterCount() == 1
                    && method.getParameterTypes()[0].isInstance(events)) {
                Library.call(method, runner, events);
                return;
            }
        }
        throw new Library.Broken("TestNG takes no listener", null);
    }

    private final class Events {
        private final Class<?> testClass;
        private final TestListener listener;
        private boolean any;

        Events(Class<?> testClass, TestListener listener) {
            this.testClass = testClass;
            this.listener = listener;
        }

        @Nullable
        Object on(Object proxy, Method method, @Nullable Object @Nullable [] arguments) {
            if (method.getDeclaringClass() == Object.class) {
                return ofAnyObject(proxy, method, arguments);
            }
            if (arguments == null || arguments.length == 0 || !resultType.isInstance(arguments[0])) {
                return ofAnyListener(method);
            }
            any = true;
            Object result = arguments[0];
            String name = (String) Library.get(Library.method(resultType, "getName"), result);
            switch (method.getName()) {
                case "onTestStart":
                    listener.started(testClass.getName(), name);
                    break;
                case "onTestSuccess":
                    listener.ended(testClass.getName(), name, null);
                    break;
                case "onTestFailure":
                case "onTestFailedButWithinSuccessPercentage":
                case "onTestFailedWithTimeout":
                    listener.ended(testClass.getName(), name, thrownBy(result));
                    break;
                case "onTestSkipped":
                    listener.skipped(testClass.getName(), name);
                    break;
                case "onConfigurationFailure":
                    listener.classFailed(testClass.getName(), thrownBy(result));
                    break;
                default:
                    break; // the rest says nothing that a report holds
            }
            return null;
        }

        private Throwable thrownBy(Object result) {
            Object thrown = Library.call(Library.method(resultType, "getThrowable"), result);
            return thrown == null ? new AssertionError("failed without saying why") : (Throwable) thrown;
        }
    }
}
