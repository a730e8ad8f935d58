package dev.fettle.repair.template.source;

import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.ElementKind;
import javax.lang.model.type.TypeMirror;

/** Calls of the methods of the classes around a place, with arguments that are at hand. */
final class OwnCalls {
    private static final int MOST = 60;

    private OwnCalls() {}

    /** Calls whose result fits. */
    static List<Snippet> of(Ingredients in, TypeMirror wanted) {
        JavaModel model = in.model();
        List<Snippet> found = new ArrayList<>();
        for (Visible.Around around : in.place().visible().classes()) {
            for (Callable method : model.methods(around.type().asType(), around.type())) {
                if ((method.isStatic() || around.instance())
                        && !method.generic()
                        && method.parameters().size() <= 3
                        && model.fits(method.returns(), wanted)
                        && !method.throwsUnhandled(in.place())
                        && !Names.isIdle(method.name())
                        && JavaModel.ownerOf(method.element()).getKind() != ElementKind.ANNOTATION_TYPE) {
                    double base = Names.isMutator(method.name()) ? 0.3 : 0.5;
                    if (!around.type().equals(method.element().getEnclosingElement())) {
                        base *= 0.5;
                    }
                    if (in.place().surroundings().uncalled().contains(method.name())) {
                        base = 1; // written to be called, and called nowhere
                    }
                    for (Arguments.Filled filled : Arguments.fill(in, method, 6)) {
                        found.add(new Snippet(
                                method.name() + "(" + filled.text() + ")",
                                method.returns(),
                                Precedence.PRIMARY,
                                base * filled.nearness()));
                        if (found.size() >= MOST) {
                            return found;
                        }
                    }
                }
            }
        }
        return found;
    }
}
