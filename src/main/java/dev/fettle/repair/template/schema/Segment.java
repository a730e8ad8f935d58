package dev.fettle.repair.template.schema;

/**
 * Which variant a stretch of generated text belongs to.
 *
 * @param from first offset
 * @param to offset after the last
 * @param draft the variant's id
 */
record Segment(int from, int to, int draft) {}
