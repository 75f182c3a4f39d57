package io.pinelink.server.internal.seed;

import io.pinelink.server.internal.control.IndexDefinition;
import io.pinelink.server.internal.control.IndexResource;
import io.pinelink.server.internal.inference.EmbedSettings;
import io.pinelink.server.internal.schema.DocumentSchema;
import io.pinelink.server.internal.store.IndexShape;
import org.jspecify.annotations.Nullable;

/**
 * The properties of an index that determine the form of its records.
 *
 * @param schema the declared fields of a document index; null for any other index
 * @param embed the integrated embedding; null if there is none
 */
public record SeedTarget(
    IndexShape shape, @Nullable DocumentSchema schema, @Nullable EmbedSettings embed) {
  public static SeedTarget of(IndexDefinition definition) {
    return new SeedTarget(definition.shape(), definition.schema(), definition.embed());
  }

  public static SeedTarget of(IndexResource index) {
    return new SeedTarget(
        index.data().shape(), index.schema().orElse(null), index.embed().orElse(null));
  }
}
