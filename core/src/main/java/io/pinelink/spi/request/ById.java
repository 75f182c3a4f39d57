package io.pinelink.spi.request;

import io.pinelink.internal.validation.Check;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request about one resource of the service, such as a backup or a project, that has only its id.
 *
 * @param id the id, not empty
 */
public record ById(String id) {
  private static final int MAX_IMPORT_ID = 1_000;

  /** Checks the length; the factories check the form. */
  public ById {
    Objects.requireNonNull(id, "id is null");
    if (id.isEmpty()) {
      throw new IllegalArgumentException("id is empty");
    }
  }

  /** Returns a request about a backup, a backup schedule or a job. */
  public static ById of(String id) {
    return new ById(Check.notBlank("id", id));
  }

  /**
   * Returns a request about a resource whose id becomes a segment of a path.
   *
   * @param field the name of the id in messages, such as {@code projectId}
   * @param id the id; null is refused under the name of the field
   */
  public static ById of(String field, @Nullable String id) {
    Objects.requireNonNull(field, "field is null");
    return new ById(Check.segment(field, Check.notNull(id, field)));
  }

  /** Returns a request about an import, whose id has 1 to 1,000 characters. */
  public static ById ofImport(String id) {
    Objects.requireNonNull(id, "id is null");
    Check.range("length of import id", id.length(), 1, MAX_IMPORT_ID);
    return new ById(id);
  }
}
