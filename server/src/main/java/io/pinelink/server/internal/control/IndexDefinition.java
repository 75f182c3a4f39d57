package io.pinelink.server.internal.control;

import io.pinelink.server.internal.store.IndexShape;

/**
 * What a create request asks for.
 *
 * @param settings how it begins
 */
record IndexDefinition(String name, IndexShape shape, IndexResource.Settings settings) {}
