package io.pinelink.testing.internal;

import io.pinelink.control.CreateDocumentIndexRequest;
import io.pinelink.control.CreateIndexForModelRequest;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSchema;
import io.pinelink.control.IndexSpec;
import io.pinelink.model.Metric;
import io.pinelink.model.VectorType;
import io.pinelink.routing.Cloud;
import io.pinelink.testing.internal.Annotations.DeclaredIndex;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A reader of the declarations on a class, a method and its parameters. */
final class Declarations {
  private final Annotations annotations;

  Declarations(Annotations annotations) {
    this.annotations = annotations;
  }

  /** The indexes of a test and their data, in the order in which they are created. */
  record Declared(List<IndexDeclaration> indexes, List<SeedData> data) {
    static final Declared NOTHING = new Declared(List.of(), List.of());

    Declared and(Declared more) {
      return new Declared(joined(indexes, more.indexes), joined(data, more.data));
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
      return Stream.concat(first.stream(), second.stream()).distinct().toList();
    }
  }

  /** Returns what the annotations of a context and of all contexts around it declare. */
  Declared of(ExtensionContext context) {
    Declared around = context.getParent().map(this::of).orElse(Declared.NOTHING);
    return context.getElement().map(element -> around.and(on(element, context))).orElse(around);
  }

  private Declared on(AnnotatedElement element, ExtensionContext context) {
    List<IndexDeclaration> indexes = new ArrayList<>();
    List<SeedData> data = new ArrayList<>();
    annotations
        .indexes(element)
        .forEach(index -> indexes.add(declaration(index, element.toString())));
    annotations
        .data(element)
        .forEach(seed -> data.add(new SeedData(seed, context.getRequiredTestClass())));
    if (element instanceof Class<?> type) {
      Stream.of(type.getDeclaredConstructors())
          .forEach(constructor -> addParameters(constructor, indexes));
    } else if (element instanceof Executable method) {
      addParameters(method, indexes);
    }
    return new Declared(indexes, data);
  }

  private void addParameters(Executable executable, List<IndexDeclaration> indexes) {
    for (Parameter parameter : executable.getParameters()) {
      on(parameter).ifPresent(indexes::add);
    }
  }

  /** Returns the name of the index that a parameter asks for. */
  Optional<String> indexName(Parameter parameter) {
    return annotations.indexName(parameter);
  }

  /** Returns the index that a parameter declares. */
  Optional<IndexDeclaration> on(Parameter parameter) {
    List<DeclaredIndex> declared = annotations.indexes(parameter);
    if (declared.isEmpty()) {
      return Optional.empty();
    }
    if (declared.size() > 1) {
      throw new ExtensionConfigurationException(
          place(parameter) + " has several @PineconeIndex, expected one");
    }
    DeclaredIndex index = declared.get(0);
    return Optional.of(
        kinds(index) == 0
            ? IndexParameters.recordClass(parameter)
                .map(type -> documents(index, type))
                .orElseGet(() -> declaration(index, place(parameter)))
            : declaration(index, place(parameter)));
  }

  private static String place(Parameter parameter) {
    return "parameter " + parameter + " of " + parameter.getDeclaringExecutable();
  }

  private static IndexDeclaration declaration(DeclaredIndex index, String place) {
    try {
      if (kinds(index) != 1) {
        throw new IllegalArgumentException(
            "it needs exactly one of dimension, vectorType = \"sparse\", model and schema");
      }
      if (!index.model().isEmpty()) {
        return records(index);
      }
      return index.schema() == Record.class ? vectors(index) : documents(index, index.schema());
    } catch (IllegalArgumentException e) {
      throw new ExtensionConfigurationException(
          "@PineconeIndex(name = \"%s\") on %s is invalid: %s"
              .formatted(index.name(), place, e.getMessage()),
          e);
    }
  }

  private static int kinds(DeclaredIndex index) {
    return (index.dimension() == 0 && !isSparse(index) ? 0 : 1)
        + (index.model().isEmpty() ? 0 : 1)
        + (index.schema() == Record.class ? 0 : 1);
  }

  private static boolean isSparse(DeclaredIndex index) {
    return index.vectorType().equals(VectorType.SPARSE.value());
  }

  private static IndexSpec spec(DeclaredIndex index) {
    return IndexSpec.serverless(new Cloud(index.cloud()), index.region());
  }

  private static IndexDeclaration vectors(DeclaredIndex index) {
    CreateIndexRequest.Builder builder = CreateIndexRequest.builder(index.name(), spec(index));
    if (isSparse(index)) {
      builder.sparseVectors();
    } else if (!index.vectorType().equals(VectorType.DENSE.value())) {
      throw new IllegalArgumentException(
          "vectorType is '" + index.vectorType() + "', expected dense or sparse");
    }
    if (index.dimension() != 0) {
      builder.dimension(index.dimension());
    }
    if (!index.metric().isEmpty()) {
      builder.metric(new Metric(index.metric()));
    }
    return new IndexDeclaration.Vectors(builder.build());
  }

  private static IndexDeclaration records(DeclaredIndex index) {
    CreateIndexForModelRequest.Builder builder =
        CreateIndexForModelRequest.builder(
            index.name(),
            new Cloud(index.cloud()),
            index.region(),
            index.model(),
            index.textField());
    if (!index.metric().isEmpty()) {
      builder.metric(new Metric(index.metric()));
    }
    return new IndexDeclaration.Records(builder.build());
  }

  private static IndexDeclaration documents(
      DeclaredIndex index, Class<? extends Record> recordClass) {
    return new IndexDeclaration.Documents(
        CreateDocumentIndexRequest.builder(index.name(), IndexSchema.of(recordClass), spec(index))
            .build());
  }
}
