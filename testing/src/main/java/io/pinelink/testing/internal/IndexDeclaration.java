package io.pinelink.testing.internal;

import io.pinelink.ControlPlane;
import io.pinelink.control.CreateDocumentIndexRequest;
import io.pinelink.control.CreateIndexForModelRequest;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.SchemaField;
import io.pinelink.error.AlreadyExistsException;
import io.pinelink.model.VectorType;
import io.pinelink.routing.IndexFamily;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** An index that a test declares. Two declarations are equal if they request the same index. */
public sealed interface IndexDeclaration {
  /** Returns the name under which tests know the index. */
  String name();

  /** Returns the API that the index speaks. */
  IndexFamily family();

  /** Returns the field whose text the index embeds; empty if it embeds none. */
  Optional<String> embeddedField();

  /**
   * Creates the index.
   *
   * @throws AlreadyExistsException if an index has its name
   */
  void create(ControlPlane control);

  /** Creates the index, unless it exists, and waits until it is ready. */
  void ensure(ControlPlane control, Duration timeout);

  /** Returns the same index with another name, and without deletion protection. */
  IndexDeclaration renamed(String name);

  /** An index of vectors. */
  record Vectors(CreateIndexRequest request) implements IndexDeclaration {
    @Override
    public String name() {
      return request.name();
    }

    @Override
    public IndexFamily family() {
      return IndexFamily.VECTORS;
    }

    @Override
    public Optional<String> embeddedField() {
      return Optional.empty();
    }

    @Override
    public void create(ControlPlane control) {
      control.createIndex(request);
    }

    @Override
    public void ensure(ControlPlane control, Duration timeout) {
      control.ensureIndex(request, timeout);
    }

    @Override
    public IndexDeclaration renamed(String name) {
      CreateIndexRequest.Builder builder =
          CreateIndexRequest.builder(name, request.spec()).metric(request.metric());
      request.dimension().ifPresent(builder::dimension);
      if (request.vectorType().equals(VectorType.SPARSE)) {
        builder.sparseVectors();
      }
      request.tags().forEach(builder::tag);
      return new Vectors(builder.build());
    }
  }

  /** An index of records, whose texts it embeds. */
  record Records(CreateIndexForModelRequest request) implements IndexDeclaration {
    @Override
    public String name() {
      return request.name();
    }

    @Override
    public IndexFamily family() {
      return IndexFamily.RECORDS;
    }

    @Override
    public Optional<String> embeddedField() {
      return Optional.of(request.textField());
    }

    @Override
    public void create(ControlPlane control) {
      control.createIndexForModel(request);
    }

    @Override
    public void ensure(ControlPlane control, Duration timeout) {
      control.ensureIndex(request, timeout);
    }

    @Override
    public IndexDeclaration renamed(String name) {
      CreateIndexForModelRequest.Builder builder =
          CreateIndexForModelRequest.builder(
                  name, request.cloud(), request.region(), request.model(), request.textField())
              .readParameters(request.readParameters())
              .writeParameters(request.writeParameters());
      request.metric().ifPresent(builder::metric);
      request.dimension().ifPresent(builder::dimension);
      request.schema().ifPresent(builder::schema);
      request.readCapacity().ifPresent(builder::readCapacity);
      request.tags().forEach(builder::tag);
      return new Records(builder.build());
    }
  }

  /** An index of documents. */
  record Documents(CreateDocumentIndexRequest request) implements IndexDeclaration {
    @Override
    public String name() {
      return request.name();
    }

    @Override
    public IndexFamily family() {
      return request.schema().family();
    }

    @Override
    public Optional<String> embeddedField() {
      return request.schema().fields().entrySet().stream()
          .filter(field -> field.getValue() instanceof SchemaField.SemanticText)
          .map(Map.Entry::getKey)
          .findFirst();
    }

    @Override
    public void create(ControlPlane control) {
      control.createDocumentIndex(request);
    }

    @Override
    public void ensure(ControlPlane control, Duration timeout) {
      try {
        create(control);
      } catch (AlreadyExistsException e) {
        // The server was started with data, or the index was created for an earlier test.
      }
      control.awaitIndexReady(request.name(), timeout);
    }

    @Override
    public IndexDeclaration renamed(String name) {
      CreateDocumentIndexRequest.Builder builder =
          CreateDocumentIndexRequest.builder(name, request.schema(), request.spec());
      request.cmekId().ifPresent(builder::cmekId);
      request.tags().forEach(builder::tag);
      return new Documents(builder.build());
    }
  }
}
