package dev.fettle.probe;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Enumeration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** JUnit 3.8 where there is no JUnit 4. */
final class JUnit3 implements Framework {
    private final Class<?> testCase;
    private final Class<?> suiteType;
    private final Class<?> test;
    private final Class<?> resultType;
    private final Class<?> listenerType;

    private JUnit3(ClassLoader libraries) throws ClassNotFoundException {
        testCase = Class.forName("junit.framework.TestCase", false, libraries);
        suiteType = Class.forName("junit.framework.TestSuite", false, libraries);
        test = Class.forName("junit.framework.Test", false, libraries);
        resultType = Class.forName("junit.framework.TestResult", false, libraries);
        listenerType = Class.forName("junit.framework.TestListener", false, libraries);
    }

    static @Nullable JUnit3 of(ClassLoader libraries) {
        try {
            return new JUnit3(libraries);
        } catch (ClassNotFoundException | LinkageError none) {
            return null;
        }
    }

    @Override
    public boolean takes(Class<?> testClass) {
        return !Modifier.isAbstract(testClass.getModifiers()) && testCase.isAssignableFrom(testClass);
    }

    @Override
    public void run(Class<?> testClass, Set<String> methods, TestListener listener) throws Throwable {
        Object result = resultType.getConstructor().newInstance();
        Object events = Proxy.newProxyInstance(
                listenerType.getClassLoader(), new Class<?>[] {listenerType}, new Events(listener)::on);
        Library.call(Library.method(resultType, "addListener", listenerType), result, events);
        runAll(suiteOf(testClass), methods, result, listener);
    }

    private Object suiteOf(Class<?> testClass) throws ReflectiveOperationException {
        try {
            return Library.get(testClass.getMethod("suite"), null);
        } catch (NoSuchMethodException usual) {
            return suiteType.getConstructor(Class.class).newInstance(testClass);
        }
    }

    private void runAll(Object suite, Set<String> methods, Object result, TestListener listener) {
        Enumeration<?> tests = (Enumeration<?>) Library.get(Library.method(suiteType, "tests"), suite);
        while (tests.hasMoreElements() && !listener.stopped()) {
            Object next = tests.nextElement();
            if (suiteType.isInstance(next)) {
                runAll(next, methods, result, listener);
            } else if (methods.isEmpty() || methods.contains(nameOf(next))) {
                Library.call(Library.method(test, "run", resultType), next, result);
            }
        }
    }

    private String nameOf(Object next) {
        return testCase.isInstance(next)
                ? String.valueOf(Library.call(Library.method(testCase, "getName"), next))
                : next.toString();
    }

    private final class Events {
        private final TestListener listener;
        private @Nullable Throwable failure;

        Events(TestListener listener) {
            this.listener = listener;
        }

        @Nullable
        Object on(Object proxy, Method method, @Nullable Object @Nullable [] arguments) {
            if (arguments == null || arguments.length == 0 || method.getDeclaringClass() == Object.class) {
                return method.getName().equals("hashCode") ? (Object) System.identityHashCode(proxy) : null;
            }
            Object subject = arguments[0];
            if (subject == null) {
                return null;
            }
            switch (method.getName()) {
                case "startTest":
                    failure = null;
                    listener.started(subject.getClass().getName(), nameOf(subject));
                    break;
                case "endTest":
                    listener.ended(subject.getClass().getName(), nameOf(subject), failure);
                    break;
                default:
                    failure = (Throwable) arguments[1];
            }
            return null;
        }
    }
}
