package io.pinelink.testing.internal;

import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.Optional;

/**
 * The annotations of tests, whose types this package does not know: they register the extension.
 */
public interface Annotations {
  /** Returns the indexes that an element declares. */
  List<DeclaredIndex> indexes(AnnotatedElement element);

  /** Returns the data that an element declares. */
  List<DeclaredData> data(AnnotatedElement element);

  /** Returns the name of the index that a parameter asks for. */
  Optional<String> indexName(AnnotatedElement parameter);

  /** The members of an annotation that declares an index; empty or 0 if they are not set. */
  record DeclaredIndex(
      String name,
      int dimension,
      String metric,
      String vectorType,
      String model,
      String textField,
      Class<? extends Record> schema,
      String cloud,
      String region) {}

  /** The members of an annotation that declares data; the index is empty if it is not set. */
  record DeclaredData(String file, String index, String namespace) {}
}
