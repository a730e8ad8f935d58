package dev.fettle.repair.template.source;

import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;

/**
 * A variable that may be read at a place.
 *
 * @param text how it is written there
 * @param type of its value
 * @param element its declaration
 * @param kind what it is
 * @param distance 0 for the nearest declaration, then counting up
 * @param assignable whether it may also be assigned there
 */
public record Variable(
        String text, TypeMirror type, VariableElement element, Kind kind, int distance, boolean assignable) {
    /** What it is. */
    public enum Kind {
        LOCAL,
        PARAMETER,
        FIELD,
        INHERITED,
        /** {@code static final}. */
        CONSTANT
    }

    public boolean isLocal() {
        return kind == Kind.LOCAL || kind == Kind.PARAMETER;
    }
}
