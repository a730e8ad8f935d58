package dev.fettle.repair.template.source;

import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Writes types as a file would. */
final class TypeNames {
    private TypeNames() {}

    static @Nullable String write(JavaModel model, Surroundings file, TypeMirror type) {
        return switch (type.getKind()) {
            case BOOLEAN, BYTE, SHORT, INT, LONG, CHAR, FLOAT, DOUBLE ->
                type.getKind().name().toLowerCase(java.util.Locale.ROOT);
            case ARRAY -> {
                String component = write(model, file, ((ArrayType) type).getComponentType());
                yield component == null ? null : component + "[]";
            }
            case TYPEVAR -> {
                String name = model.types().asElement(type).getSimpleName().toString();
                yield name.contains("capture") ? null : name;
            }
            case DECLARED -> declared(model, file, (DeclaredType) type);
            default -> null;
        };
    }

    private static @Nullable String declared(JavaModel model, Surroundings file, DeclaredType type) {
        TypeElement element = (TypeElement) type.asElement();
        String qualified = element.getQualifiedName().toString();
        if (qualified.isEmpty()) {
            return null;
        }
        String raw;
        if (JavaModel.ownerOf(element).getKind() == ElementKind.PACKAGE) {
            raw = file.nameOf(qualified);
        } else {
            TypeElement top = element;
            while (top.getEnclosingElement() instanceof TypeElement outer) {
                top = outer;
            }
            String outer = top.getQualifiedName().toString();
            String within = qualified.substring(outer.length());
            raw = file.isAllOf(top) ? within.substring(1) : file.nameOf(outer) + within;
        }
        List<String> arguments = new ArrayList<>();
        for (TypeMirror argument : type.getTypeArguments()) {
            String name = write(model, file, argument);
            if (name == null) {
                return raw;
            }
            arguments.add(name);
        }
        return arguments.isEmpty() ? raw : raw + "<" + String.join(", ", arguments) + ">";
    }
}
