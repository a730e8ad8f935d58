package dev.fettle.repair.template.source;

import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import dev.fettle.repair.template.source.Surroundings.Foreign;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import org.jspecify.annotations.Nullable;

/** Static methods of one parameter of other classes that a file knows of: checks and normal forms that others wrote already. Found once. */
final class ForeignCalls {
    private final JavaModel model;
    private final SourceFile file;
    private final Surroundings around;
    private final Map<TypeElement, List<Foreign>> ofRelatives = new HashMap<>();
    private final Map<String, TypeElement> relatives = new TreeMap<>();
    private final Map<String, Foreign> called = new LinkedHashMap<>();
    private boolean scanned;

    ForeignCalls(JavaModel model, SourceFile file, Surroundings around) {
        this.model = model;
        this.file = file;
        this.around = around;
    }

    /** Those that the file calls somewhere, as it writes them. */
    List<Foreign> called() {
        scan();
        return List.copyOf(called.values());
    }

    /** Those of the project's classes (as far as their packages tell) that the file names, in the order of their names; not of those that it declares. */
    List<Foreign> ofRelatives(TypeElement from) {
        scan();
        return ofRelatives.computeIfAbsent(from, key -> {
            List<Foreign> found = new ArrayList<>();
            for (TypeElement relative : relatives.values()) {
                String name = around.nameOf(relative.asType());
                for (Callable method : name == null ? List.<Callable>of() : model.methods(relative.asType(), from)) {
                    if (takesOneValue(method)) {
                        found.add(new Foreign(name + "." + method.name(), method));
                    }
                }
            }
            return List.copyOf(found);
        });
    }

    private static boolean takesOneValue(Callable method) {
        return method.isStatic() && !method.generic() && method.parameters().size() == 1;
    }

    private void scan() {
        if (scanned) {
            return;
        }
        scanned = true;
        new TreePathScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitIdentifier(IdentifierTree node, @Nullable Void ignored) {
                if (model.trees().getElement(getCurrentPath()) instanceof TypeElement type && isRelative(type)) {
                    relatives.put(type.getQualifiedName().toString(), type);
                }
                return super.visitIdentifier(node, null);
            }

            @Override
            public @Nullable Void visitMethodInvocation(MethodInvocationTree node, @Nullable Void ignored) {
                if (model.trees().getElement(getCurrentPath()) instanceof ExecutableElement element
                        && element.getModifiers().contains(Modifier.STATIC)
                        && element.getEnclosingElement() instanceof TypeElement owner
                        && owner.asType() instanceof DeclaredType type
                        && isForeign(owner)) {
                    Callable method = Callable.of(model, type, element);
                    String call = file.text(node.getMethodSelect());
                    if (takesOneValue(method)) {
                        called.putIfAbsent(call, new Foreign(call, method));
                    }
                }
                return super.visitMethodInvocation(node, null);
            }
        }.scan(file.unit(), null);
    }

    private boolean isRelative(TypeElement type) {
        String qualified = type.getQualifiedName().toString();
        String own = file.unit().getPackageName() == null
                ? ""
                : file.unit().getPackageName().toString();
        String[] parts = own.split("\\.", -1);
        String family =
                parts.length < 3 ? own : String.join(".", Arrays.asList(parts).subList(0, 3));
        boolean inFamily = family.isEmpty() ? !qualified.contains(".") : qualified.startsWith(family + ".");
        return inFamily && isForeign(type);
    }

    private boolean isForeign(TypeElement type) {
        TreePath here = model.trees().getPath(type);
        return here == null || here.getCompilationUnit() != file.unit();
    }
}
