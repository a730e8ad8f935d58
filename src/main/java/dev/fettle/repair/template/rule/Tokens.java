package dev.fettle.repair.template.rule;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.Tree;
import dev.fettle.repair.template.source.SourceFile;

/** Finds tokens that the tree has no offset for. */
final class Tokens {
    private Tokens() {}

    /** Offset of a token between two others, comments skipped; -1 when it is not there. */
    static int find(SourceFile file, int from, int to, String token) {
        String text = file.text();
        int at = from;
        while (at < to) {
            if (text.startsWith("//", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? to : end;
            } else if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at);
                at = end < 0 ? to : end + 2;
            } else if (text.startsWith(token, at)) {
                return at;
            } else {
                at++;
            }
        }
        return -1;
    }

    /** Offset of a binary expression's operator, -1 when not found. */
    static int operator(SourceFile file, BinaryTree tree, String operator) {
        return find(file, file.end(tree.getLeftOperand()), file.start(tree.getRightOperand()), operator);
    }

    /** How a binary operator, or the operator of a compound assignment without its equals sign, is written; "" for what is none. */
    static String symbol(Tree.Kind kind) {
        return switch (kind) {
            case LESS_THAN -> "<";
            case LESS_THAN_EQUAL -> "<=";
            case GREATER_THAN -> ">";
            case GREATER_THAN_EQUAL -> ">=";
            case EQUAL_TO -> "==";
            case NOT_EQUAL_TO -> "!=";
            case PLUS, PLUS_ASSIGNMENT -> "+";
            case MINUS, MINUS_ASSIGNMENT -> "-";
            case MULTIPLY, MULTIPLY_ASSIGNMENT -> "*";
            case DIVIDE, DIVIDE_ASSIGNMENT -> "/";
            case REMAINDER, REMAINDER_ASSIGNMENT -> "%";
            case CONDITIONAL_AND -> "&&";
            case CONDITIONAL_OR -> "||";
            case AND, AND_ASSIGNMENT -> "&";
            case OR, OR_ASSIGNMENT -> "|";
            case XOR, XOR_ASSIGNMENT -> "^";
            case LEFT_SHIFT, LEFT_SHIFT_ASSIGNMENT -> "<<";
            case RIGHT_SHIFT, RIGHT_SHIFT_ASSIGNMENT -> ">>";
            case UNSIGNED_RIGHT_SHIFT, UNSIGNED_RIGHT_SHIFT_ASSIGNMENT -> ">>>";
            default -> "";
        };
    }
}
