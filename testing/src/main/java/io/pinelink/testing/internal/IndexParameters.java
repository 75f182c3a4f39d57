package io.pinelink.testing.internal;

import io.pinelink.AsyncDocumentIndex;
import io.pinelink.AsyncIndex;
import io.pinelink.AsyncRecordIndex;
import io.pinelink.AsyncTypedDocumentIndex;
import io.pinelink.DocumentIndex;
import io.pinelink.Index;
import io.pinelink.RecordIndex;
import io.pinelink.TypedDocumentIndex;
import io.pinelink.routing.IndexFamily;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** The parameters that are indexes: which index each means, and how it is opened. */
final class IndexParameters {
  private static final Map<Class<?>, IndexFamily> FAMILIES =
      Map.of(
          Index.class, IndexFamily.VECTORS,
          AsyncIndex.class, IndexFamily.VECTORS,
          RecordIndex.class, IndexFamily.RECORDS,
          AsyncRecordIndex.class, IndexFamily.RECORDS,
          DocumentIndex.class, IndexFamily.DOCUMENTS,
          AsyncDocumentIndex.class, IndexFamily.DOCUMENTS,
          TypedDocumentIndex.class, IndexFamily.DOCUMENTS,
          AsyncTypedDocumentIndex.class, IndexFamily.DOCUMENTS);

  private IndexParameters() {}

  static boolean isIndex(Class<?> type) {
    return FAMILIES.containsKey(type);
  }

  static Object resolve(ParameterContext parameter, Scope scope, Declarations declarations) {
    Optional<IndexDeclaration> declared = declarations.on(parameter.getParameter());
    declared.ifPresent(scope::ensure);
    Class<?> type = parameter.getParameter().getType();
    String name =
        declared
            .map(IndexDeclaration::name)
            .or(() -> declarations.indexName(parameter.getParameter()))
            .orElseGet(() -> onlyIndex(type, scope.indexes().values()));
    OpenedIndexes opened = scope.opened();
    if (type == Index.class || type == AsyncIndex.class) {
      Index index = opened.vectors(name);
      return type == Index.class ? index : index.async();
    }
    if (type == RecordIndex.class || type == AsyncRecordIndex.class) {
      RecordIndex index = opened.records(name);
      return type == RecordIndex.class ? index : index.async();
    }
    DocumentIndex documents = opened.documents(name);
    if (type == DocumentIndex.class) {
      return documents;
    }
    if (type == AsyncDocumentIndex.class) {
      return documents.async();
    }
    TypedDocumentIndex<?> typed =
        documents.as(
            recordClass(parameter.getParameter())
                .orElseThrow(
                    () ->
                        new ParameterResolutionException(
                            parameter.getParameter() + " has no record class as its type")));
    return type == TypedDocumentIndex.class ? typed : typed.async();
  }

  /** Returns the record class of a parameter of typed documents; empty for other parameters. */
  static Optional<Class<? extends Record>> recordClass(Parameter parameter) {
    boolean typed =
        parameter.getType() == TypedDocumentIndex.class
            || parameter.getType() == AsyncTypedDocumentIndex.class;
    if (typed && parameter.getParameterizedType() instanceof ParameterizedType type) {
      Type argument = type.getActualTypeArguments()[0];
      if (argument instanceof Class<?> recordClass && recordClass.isRecord()) {
        return Optional.of(recordClass.asSubclass(Record.class));
      }
    }
    return Optional.empty();
  }

  /** Returns the name of the index of a family, or of any family if it has none. */
  private static String onlyIndex(Class<?> type, Collection<IndexDeclaration> all) {
    IndexFamily family = Objects.requireNonNull(FAMILIES.get(type));
    List<String> suitable =
        all.stream()
            .filter(index -> index.family().equals(family))
            .map(IndexDeclaration::name)
            .toList();
    List<String> names =
        suitable.isEmpty() ? all.stream().map(IndexDeclaration::name).toList() : suitable;
    if (names.isEmpty()) {
      throw new ParameterResolutionException(
          "the test has no index: declare one with @PineconeIndex, for example on the parameter");
    }
    if (names.size() > 1) {
      throw new ParameterResolutionException(
          "the test has the indexes " + new TreeSet<>(names) + ": name one with @IndexName");
    }
    return names.get(0);
  }
}
