package dev.fettle.repair.template.source;

import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * A method or constructor as seen through a receiver's type, its type arguments filled in.
 *
 * @param name of the method; the class's simple name for a constructor
 * @param element the declaration
 * @param parameters their types
 * @param returns the result's type; the class for a constructor
 * @param generic whether it has type parameters of its own, so that its types are not final
 */
public record Callable(
        String name, ExecutableElement element, List<TypeMirror> parameters, TypeMirror returns, boolean generic) {
    static Callable of(JavaModel model, DeclaredType receiver, ExecutableElement element) {
        ExecutableType type;
        try {
            type = (ExecutableType) model.types().asMemberOf(receiver, element);
        } catch (IllegalArgumentException notAMember) {
            type = (ExecutableType) element.asType();
        }
        boolean constructor = element.getSimpleName().contentEquals("<init>");
        return new Callable(
                constructor
                        ? receiver.asElement().getSimpleName().toString()
                        : element.getSimpleName().toString(),
                element,
                List.copyOf(type.getParameterTypes()),
                constructor ? receiver : type.getReturnType(),
                !element.getTypeParameters().isEmpty());
    }

    public boolean isStatic() {
        return element.getModifiers().contains(Modifier.STATIC);
    }

    public boolean returnsNothing() {
        return returns.getKind() == TypeKind.VOID;
    }

    /** Whether it can be called with arguments of these types. False for generic methods whose parameters mention their own type variables and do not fit. */
    public boolean accepts(JavaModel model, List<? extends @Nullable TypeMirror> arguments) {
        if (arguments.size() != parameters.size()) {
            return false;
        }
        for (int i = 0; i < arguments.size(); i++) {
            TypeMirror wanted = generic ? model.types().erasure(parameters.get(i)) : parameters.get(i);
            if (!model.fits(arguments.get(i), wanted)) {
                return false;
            }
        }
        return true;
    }

    /** Whether it declares an exception that must be handled and would not be at this place. */
    public boolean throwsUnhandled(Place place) {
        return element.getThrownTypes().stream().anyMatch(type -> !place.handles(type));
    }
}
