package io.pinelink.routing;

import io.pinelink.internal.validation.Check;
import java.util.Objects;

/**
 * The API that an index speaks at its host. It is fixed when the index is created; the service
 * refuses the operations of another family. Open: a family that this client does not know keeps its
 * name.
 *
 * <p>Source: "Choose an API" and the errors of the data plane, API version 2026-07.
 *
 * @param value the name of the family, as a host book has it
 */
public record IndexFamily(String value) {
  /** Vectors with metadata: {@code Index}, over gRPC and REST. */
  public static final IndexFamily VECTORS = new IndexFamily("vectors");

  /** Texts that the index embeds: {@code RecordIndex}, over REST. */
  public static final IndexFamily RECORDS = new IndexFamily("records");

  /** Documents with the fields of a schema: {@code DocumentIndex}, over REST. */
  public static final IndexFamily DOCUMENTS = new IndexFamily("documents");

  /** Checks that the name is not blank. */
  public IndexFamily {
    Objects.requireNonNull(value, "value is null");
    Check.notBlank("family", value);
  }

  /** Returns whether this is one of the three families above. */
  public boolean isKnown() {
    return equals(VECTORS) || equals(RECORDS) || equals(DOCUMENTS);
  }

  @Override
  public String toString() {
    return value;
  }
}
