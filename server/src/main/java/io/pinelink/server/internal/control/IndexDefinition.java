package io.pinelink.server.internal.control;

import io.pinelink.server.internal.store.IndexShape;

/**
 * The index that a create request defines.
 *
 * @param settings the initial settings
 */
record IndexDefinition(String name, IndexShape shape, IndexResource.Settings settings) {}
