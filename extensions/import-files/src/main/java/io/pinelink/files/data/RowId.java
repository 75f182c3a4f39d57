package io.pinelink.files.data;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The id of a row. */
final class RowId {
  private RowId() {}

  /**
   * Removes the first of two members that is present.
   *
   * @throws IllegalArgumentException if there is none, or it is no string
   */
  static String take(Map<String, @Nullable Object> members, String name, String otherName) {
    String present = members.get(name) != null ? name : otherName;
    Object id = members.remove(present);
    if (id == null) {
      throw new IllegalArgumentException(
          "there is no id, expected a string as '" + name + "' or '" + otherName + "'");
    }
    if (!(id instanceof String text)) {
      throw new IllegalArgumentException("'" + present + "' is no string");
    }
    return text;
  }
}
