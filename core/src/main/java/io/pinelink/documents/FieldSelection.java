package io.pinelink.documents;

import io.pinelink.internal.validation.Check;
import java.util.List;

/**
 * The fields that the documents of a response have: all, or the listed ones. The id is always
 * included, and so is the score of a match.
 *
 * <p>The service's own defaults differ: a search returns no fields, a fetch all of them. Through
 * this client both return all fields unless a request selects some.
 *
 * @param isAll whether all fields are included
 * @param names the names of the included fields, unless all are included
 */
public record FieldSelection(boolean isAll, List<String> names) {
  private static final FieldSelection ALL = new FieldSelection(true, List.of());
  private static final FieldSelection NONE = new FieldSelection(false, List.of());

  /**
   * Copies the names.
   *
   * @throws IllegalArgumentException if a name is blank, or all fields are included and names are
   *     given
   */
  public FieldSelection {
    names = Check.copy("names", names);
    names.forEach(name -> Check.notBlank("name of an included field", name));
    if (isAll && !names.isEmpty()) {
      throw new IllegalArgumentException(
          "all fields are included and the names " + names + " are given, expected one of these");
    }
  }

  /** Returns the selection of all fields. */
  public static FieldSelection all() {
    return ALL;
  }

  /**
   * Returns the selection of no fields, only of ids and scores; a fetch cannot do without fields.
   */
  public static FieldSelection none() {
    return NONE;
  }

  /** Returns the selection of these fields, at least one. */
  public static FieldSelection of(String... names) {
    if (names.length == 0) {
      throw new IllegalArgumentException(
          "fields are empty, expected at least one name; FieldSelection has all() and none()");
    }
    return new FieldSelection(false, List.of(names));
  }
}
