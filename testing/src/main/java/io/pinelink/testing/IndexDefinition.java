package io.pinelink.testing;

/**
 * What a create request asks for.
 *
 * @param settings how it begins
 */
record IndexDefinition(String name, IndexShape shape, ServedIndex.Settings settings) {}
