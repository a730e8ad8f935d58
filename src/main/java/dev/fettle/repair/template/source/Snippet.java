package dev.fettle.repair.template.source;

import javax.lang.model.type.TypeMirror;

/**
 * An expression that may be written at a place.
 *
 * @param text as written
 * @param type of its value
 * @param precedence how strongly it binds
 * @param nearness 0 to 1: how close to the place its parts stand and how simple it is
 */
public record Snippet(String text, TypeMirror type, Precedence precedence, double nearness) {
    /** Written so that it can stand where {@code least} is wanted. */
    public String in(Precedence least) {
        return precedence.compareTo(least) >= 0 ? text : "(" + text + ")";
    }

    /** The same, less near. */
    public Snippet farther(double factor) {
        return new Snippet(text, type, precedence, nearness * factor);
    }
}
