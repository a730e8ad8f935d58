package dev.fettle.repair.template.schema;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Class files that hold variants.
 *
 * @param classes by binary name
 * @param variants ids of the drafts inside
 * @param alone ids of drafts that sit in initialisers, so that a shared loader would hide them
 * @param rejected what javac said of drafts that do not compile, by id
 */
public record CompiledBatch(
        Map<String, byte[]> classes, List<Integer> variants, Set<Integer> alone, Map<Integer, String> rejected) {}
