package dev.fettle.gate.mutation;

/**
 * A small change to one line, in the class file that it makes.
 *
 * @param path of the source, relative to the root of the tree
 * @param line 1-based
 * @param type binary name of the class
 * @param words what is otherwise, a clause
 * @param edge whether only the edge of a comparison moves: many of these change nothing that anybody could see
 * @param bytes the class file
 */
record Mutant(String path, int line, String type, String words, boolean edge, byte[] bytes) {}
