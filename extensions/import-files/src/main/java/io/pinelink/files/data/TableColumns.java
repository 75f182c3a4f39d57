package io.pinelink.files.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The purposes of the columns of a table.
 *
 * @param id the position of the column of ids
 * @param values the position of the column of dense values; -1 if there is none
 * @param single the positions of the columns of single dense values, in order
 */
record TableColumns(int id, int values, List<Integer> single) {
  private static final List<String> VALUES = List.of("values", "vector", "embedding");
  private static final List<String> PREFIXES =
      List.of("values_", "values.", "v", "dim_", "embedding_", "vector_", "");

  /**
   * Finds the columns of a file by their names.
   *
   * @param file the name of the file, for messages
   * @throws IllegalArgumentException if a column is missing or given twice
   */
  static TableColumns of(
      String file, List<String> names, RowShape<?> shape, DataReadOptions options) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!name.isEmpty() && !seen.add(name)) {
        throw new IllegalArgumentException(
            file + " has two columns '" + name + "', expected different names");
      }
    }
    int id = id(file, names, options);
    checkOther(file, names, id, shape.hasValueColumns() ? "id" : "_id");
    if (!shape.hasValueColumns()) {
      return new TableColumns(id, -1, List.of());
    }
    int values = values(names, options);
    checkOther(file, names, values, VectorShape.VALUES);
    List<Integer> single = values >= 0 ? List.of() : single(names, options);
    boolean hasSparse =
        names.contains(VectorShape.SPARSE_VALUES)
            || names.contains(VectorShape.SPARSE_VALUES_OF_REST);
    if (values < 0 && single.isEmpty() && (!hasSparse || options.valuesColumn().isPresent())) {
      throw new IllegalArgumentException(
          ("%s has no column '%s'; its columns are %s; name the column of values, or"
                  + " the beginning of the names of several")
              .formatted(file, options.valuesColumn().orElse(VectorShape.VALUES), shown(names)));
    }
    return new TableColumns(id, values, single);
  }

  /** Checks that no other column has the name that a column gets. */
  private static void checkOther(String file, List<String> names, int column, String name) {
    int other = names.indexOf(name);
    if (column >= 0 && other >= 0 && other != column) {
      throw new IllegalArgumentException(
          "%s has a column '%s' besides '%s', which is read in its place; rename it"
              .formatted(file, name, names.get(column)));
    }
  }

  private static int id(String file, List<String> names, DataReadOptions options) {
    Optional<String> given = options.idColumn();
    int id = given.map(names::indexOf).orElseGet(() -> Math.max(names.indexOf("id"), -1));
    if (id < 0 && given.isEmpty()) {
      id = names.indexOf("_id");
    }
    if (id < 0) {
      throw new IllegalArgumentException(
          "%s has no column '%s'; its columns are %s; name the column of ids"
              .formatted(file, given.orElse("id"), shown(names)));
    }
    return id;
  }

  private static int values(List<String> names, DataReadOptions options) {
    if (options.valuesColumn().isPresent()) {
      return names.indexOf(options.valuesColumn().get());
    }
    return VALUES.stream().mapToInt(names::indexOf).filter(i -> i >= 0).findFirst().orElse(-1);
  }

  private static List<Integer> single(List<String> names, DataReadOptions options) {
    List<String> prefixes = options.valuesColumn().map(List::of).orElse(PREFIXES);
    for (String prefix : prefixes) {
      for (int first = 0; first <= 1; first++) {
        List<Integer> positions = counted(names, prefix, first);
        // One column with a number may be anything.
        if (positions.size() > 1) {
          return positions;
        }
      }
    }
    return List.of();
  }

  private static List<Integer> counted(List<String> names, String prefix, int first) {
    List<Integer> positions = new ArrayList<>();
    int position = names.indexOf(prefix + first);
    while (position >= 0) {
      positions.add(position);
      position = names.indexOf(prefix + (first + positions.size()));
    }
    return positions;
  }

  private static String shown(List<String> names) {
    return names.size() <= 12
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, 12)) + ", …";
  }
}
