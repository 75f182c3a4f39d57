package io.pinelink.kafkaconnect;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of a value that are written, by the names under which they are stored. */
final class SelectedFields {
  private final boolean others;
  private final List<FieldPath> paths;
  private final Set<String> named;

  /**
   * Creates a selection.
   *
   * @param paths paths of fields; {@code *} for all fields at the top that are not named
   * @param named the fields at the top that other options name
   * @throws IllegalArgumentException if a path is invalid
   */
  SelectedFields(List<String> paths, Set<String> named) {
    this.others = paths.contains(RecordOptions.OTHERS);
    this.paths =
        paths.stream()
            .filter(path -> !path.equals(RecordOptions.OTHERS))
            .map(FieldPath::parse)
            .toList();
    this.named = named;
  }

  /** Returns the selected fields, which may be null; a path that does not exist is left out. */
  Map<String, @Nullable Object> of(Object value) {
    Map<String, @Nullable Object> selected =
        others ? PlainValue.fields("value", value) : new LinkedHashMap<>();
    selected.keySet().removeAll(named);
    for (FieldPath path : paths) {
      Object field = path.in(value);
      if (field != null) {
        selected.put(path.last(), field);
      }
    }
    return selected;
  }
}
