package io.pinelink.routing;

import java.util.Locale;

/**
 * The API that an index speaks at its host. It is fixed when the index is created; the service
 * refuses the operations of another family.
 *
 * <p>Source: "Choose an API" and the errors of the data plane, API version 2026-07.
 */
public enum IndexFamily {
  /** Vectors with metadata: {@link io.pinelink.Index}, over gRPC and REST. */
  VECTORS,
  /** Texts that the index embeds: {@link io.pinelink.RecordIndex}, over REST. */
  RECORDS,
  /** Documents with the fields of a schema: {@link io.pinelink.DocumentIndex}, over REST. */
  DOCUMENTS;

  /** Returns the family as a host book has it, such as {@code documents}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
