package dev.fettle.probe.crash;

import java.io.StringWriter;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.net.URI;
import java.util.Arrays;
import java.util.Collections;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Which members the JDK had in the release that the project is written for: what came later cannot be named in its tests. All of them where that is the running
 * release, or where the compiler does not tell.
 */
final class PastJdk {
    /** Whatever is running. */
    static final PastJdk ANY = new PastJdk(null, null);

    private final @Nullable Elements elements;
    private final @Nullable Types types;

    private PastJdk(@Nullable Elements elements, @Nullable Types types) {
        this.elements = elements;
        this.types = types;
    }

    /** Costly: it starts a compiler. */
    static PastJdk of(int release) {
        String running = System.getProperty("java.specification.version", "");
        boolean isAsked = release >= Recheck.OLDEST_FOR_SURE && !running.equals(Integer.toString(release));
        JavaCompiler compiler = isAsked && !running.startsWith("1.") ? ToolProvider.getSystemJavaCompiler() : null;
        if (compiler == null) {
            return ANY;
        }
        try {
            Object task = compiler.getTask(
                    new StringWriter(),
                    null,
                    diagnostic -> {},
                    Arrays.asList("-proc:none", "--release", Integer.toString(release)),
                    null,
                    Collections.singletonList(new Any()));
            Class<?> type = Class.forName("com.sun.source.util.JavacTask");
            type.getMethod("analyze").invoke(task);
            return new PastJdk((Elements) type.getMethod("getElements").invoke(task), (Types)
                    type.getMethod("getTypes").invoke(task));
        } catch (ReflectiveOperationException | RuntimeException silent) {
            // A release that this compiler no longer knows, or another compiler: what is found is compiled in the end.
            return ANY;
        }
    }

    /** Something has to be compiled before the compiler tells of types. */
    private static final class Any extends SimpleJavaFileObject {
        Any() {
            super(URI.create("string:///Any.java"), JavaFileObject.Kind.SOURCE);
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return "class Any {}";
        }
    }

    /** Whether a member of the JDK was there; true for everybody else's. */
    boolean had(java.lang.reflect.Member member) {
        Class<?> owner = member.getDeclaringClass();
        if (elements == null || !Names.isJdk(owner.getName())) {
            return true;
        }
        String name = owner.getCanonicalName();
        TypeElement type = name == null ? null : elements.getTypeElement(name);
        return type != null && type.getEnclosedElements().stream().anyMatch(each -> isSame(each, member));
    }

    private boolean isSame(Element element, java.lang.reflect.Member member) {
        if (member instanceof Field) {
            return element instanceof VariableElement && element.getSimpleName().contentEquals(member.getName());
        }
        boolean isMethod = member instanceof java.lang.reflect.Method;
        return element instanceof ExecutableElement
                && (isMethod
                        ? element.getSimpleName().contentEquals(member.getName())
                        : element.getKind() == ElementKind.CONSTRUCTOR)
                && takesTheSame((ExecutableElement) element, ((Executable) member).getParameterTypes());
    }

    private boolean takesTheSame(ExecutableElement element, Class<?>[] wanted) {
        if (types == null || element.getParameters().size() != wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            String erased =
                    types.erasure(element.getParameters().get(i).asType()).toString();
            if (!erased.equals(wanted[i].getCanonicalName())) {
                return false;
            }
        }
        return true;
    }
}
