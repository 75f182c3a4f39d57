package io.pinelink.testing;

/** What a create request asks for. */
record IndexDefinition(
    String name, IndexShape shape, String cloud, String region, ServedIndex.Settings settings) {}
