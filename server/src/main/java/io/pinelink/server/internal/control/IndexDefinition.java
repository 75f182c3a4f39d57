package io.pinelink.server.internal.control;

import io.pinelink.server.internal.inference.EmbedSettings;
import io.pinelink.server.internal.schema.DocumentSchema;
import io.pinelink.server.internal.store.IndexShape;
import org.jspecify.annotations.Nullable;

/**
 * The index that a create request defines.
 *
 * @param schema the declared fields of a document index; null for any other index
 * @param cmekId the id of the key that encrypts the index, which is only reported; null for none
 * @param settings the initial settings
 */
public record IndexDefinition(
    String name,
    IndexShape shape,
    @Nullable DocumentSchema schema,
    @Nullable String cmekId,
    IndexResource.Settings settings) {

  /** Returns the integrated embedding of the initial settings; null if there is none. */
  public @Nullable EmbedSettings embed() {
    return settings.embed();
  }

  /** Creates the definition of an index for vectors or records. */
  IndexDefinition(String name, IndexShape shape, IndexResource.Settings settings) {
    this(name, shape, null, null, settings);
  }
}
