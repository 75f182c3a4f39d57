package io.pinelink.mcp;

import io.pinelink.DocumentIndex;
import io.pinelink.Index;
import io.pinelink.RecordIndex;
import io.pinelink.documents.Document;
import io.pinelink.documents.DocumentFields;
import io.pinelink.documents.DocumentUpdate;
import io.pinelink.documents.UpdateDocumentsRequest;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.DenseValues;
import io.pinelink.model.Metadata;
import io.pinelink.model.Response;
import io.pinelink.model.SparseValues;
import io.pinelink.model.UpdateRequest;
import io.pinelink.model.Vector;
import io.pinelink.records.TextRecord;
import io.pinelink.routing.IndexFamily;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tools that write. They exist only if the policy allows writing. */
final class WriteTools {
  private static final String[] OF_VECTORS = {"values", "sparseValues", "metadata"};
  private static final List<String> MEMBERS =
      List.of("id", "values", "sparseValues", "metadata", "fields");

  private final ToolDefinitions definitions;
  private final AccessPolicy policy;
  private final IndexDirectory directory;

  WriteTools(ToolDefinitions definitions, AccessPolicy policy, IndexDirectory directory) {
    this.definitions = definitions;
    this.policy = policy;
    this.directory = directory;
  }

  List<Tool> all() {
    return List.of(upsert(), update(), delete());
  }

  private Tool upsert() {
    return definitions.tool(
        "upsert",
        (arguments, answer) -> {
          SelectedIndex selected = directory.find(arguments.text("index"));
          List<ToolArguments> records =
              arguments.objects("records", MEMBERS, "id", policy.limits().topK());
          String namespace = selected.writable(arguments.optionalText("namespace"));
          Response response = upsert(selected, namespace, records, arguments, answer);
          answer
              .from(response.info())
              .put("namespace", AccessPolicy.shown(namespace))
              .put("upserted", records.size());
        });
  }

  private static Response upsert(
      SelectedIndex selected,
      String namespace,
      List<ToolArguments> records,
      ToolArguments arguments,
      Answer answer) {
    if (selected.isDocuments(arguments.optionalText("holds"))) {
      DocumentIndex index = selected.documents();
      answer.over(index.route());
      List<Document> documents = records.stream().map(WriteTools::document).toList();
      return index.namespace(namespace).upsert(documents);
    }
    if (holdsRecords(selected, arguments)) {
      RecordIndex index = selected.records();
      answer.over(index.route());
      List<TextRecord> texts = records.stream().map(WriteTools::record).toList();
      return index.namespace(namespace).upsert(texts);
    }
    Index index = selected.vectors();
    answer.over(index.route());
    List<Vector> vectors = records.stream().map(WriteTools::vector).toList();
    return index.namespace(namespace).upsert(vectors);
  }

  private static boolean holdsRecords(SelectedIndex selected, ToolArguments arguments) {
    return selected
        .family()
        .or(() -> arguments.optionalText("holds").map(IndexFamily::new))
        .filter(IndexFamily.RECORDS::equals)
        .isPresent();
  }

  private static Vector vector(ToolArguments record) {
    return ToolArguments.checked(
        "records",
        () -> {
          record.refuse("a vector has values, sparseValues and metadata", "fields");
          Vector.Builder vector = Vector.builder(record.text("id"));
          if (record.has("values")) {
            vector.values(record.floats("values"));
          }
          record.sparse("sparseValues").ifPresent(vector::sparseValues);
          record.object("metadata").map(Metadata::copyOf).ifPresent(vector::metadata);
          return vector.build();
        });
  }

  private static TextRecord record(ToolArguments record) {
    record.refuse("a record has fields", OF_VECTORS);
    return ToolArguments.checked(
        "records",
        () ->
            new TextRecord(
                record.text("id"),
                record
                    .fields("fields")
                    .orElseThrow(() -> ToolFailure.invalid("a record has no fields"))));
  }

  private static Document document(ToolArguments record) {
    record.refuse("a document has fields", OF_VECTORS);
    return ToolArguments.checked(
        "records",
        () ->
            new Document(
                record.text("id"),
                fields(
                    record
                        .object("fields")
                        .orElseThrow(() -> ToolFailure.invalid("a document has no fields")))));
  }

  private static DocumentFields fields(Map<String, Object> values) {
    DocumentFields.Builder fields = DocumentFields.builder();
    values.forEach((name, value) -> put(fields, name, value));
    return fields.build();
  }

  private static void put(DocumentFields.Builder fields, String name, Object value) {
    if (value instanceof String text) {
      fields.put(name, text);
    } else if (value instanceof Boolean flag) {
      fields.put(name, flag);
    } else if (value instanceof Number number) {
      fields.put(name, number.doubleValue());
    } else if (value instanceof Map<?, ?>) {
      fields.put(name, sparse(name, value));
    } else if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
      fields.put(name, list.stream().map(String.class::cast).toList());
    } else if (value instanceof List<?>) {
      fields.put(name, DenseValues.of(one(name, value).floats(name)));
    } else {
      throw ToolFailure.invalid("the field '" + name + "' has a value of an unknown kind");
    }
  }

  private static SparseValues sparse(String name, Object value) {
    return one(name, value).sparse(name).orElseThrow();
  }

  private static ToolArguments one(String name, Object value) {
    return ToolArguments.of(List.of(name), List.of(name), Map.of(name, value));
  }

  private Tool update() {
    return definitions.tool(
        "update",
        (arguments, answer) -> {
          SelectedIndex selected = directory.find(arguments.text("index"));
          String namespace = selected.writable(arguments.optionalText("namespace"));
          Response response;
          if (selected.isDocuments(arguments.optionalText("holds"))) {
            DocumentIndex index = selected.documents();
            answer.over(index.route());
            response = index.namespace(namespace).update(documentUpdate(arguments));
          } else {
            Index index = selected.vectors();
            answer.over(index.route());
            response = index.namespace(namespace).update(vectorUpdate(arguments));
          }
          answer
              .from(response.info())
              .put("namespace", AccessPolicy.shown(namespace))
              .put("id", arguments.text("id"));
        });
  }

  private static UpdateRequest vectorUpdate(ToolArguments arguments) {
    arguments.refuse("a vector has values, sparseValues and metadata", "fields");
    return ToolArguments.checked(
        "id, values or metadata",
        () -> {
          UpdateRequest.Builder update = UpdateRequest.builder(arguments.text("id"));
          if (arguments.has("values")) {
            update.values(arguments.floats("values"));
          }
          arguments.sparse("sparseValues").ifPresent(update::sparseValues);
          arguments.object("metadata").map(Metadata::copyOf).ifPresent(update::metadata);
          return update.build();
        });
  }

  private static UpdateDocumentsRequest documentUpdate(ToolArguments arguments) {
    arguments.refuse("a document has fields", OF_VECTORS);
    return ToolArguments.checked(
        "id or fields",
        () ->
            UpdateDocumentsRequest.of(
                new DocumentUpdate(
                    arguments.text("id"),
                    fields(
                        arguments
                            .object("fields")
                            .orElseThrow(
                                () -> ToolFailure.invalid("the argument 'fields' is missing"))),
                    Set.of())));
  }

  private Tool delete() {
    return definitions.tool(
        "delete",
        (arguments, answer) -> {
          SelectedIndex selected = directory.find(arguments.text("index"));
          List<String> ids = arguments.texts("ids", policy.limits().topK());
          String namespace = selected.writable(arguments.optionalText("namespace"));
          Response response;
          if (selected.isDocuments(arguments.optionalText("holds"))) {
            DocumentIndex index = selected.documents();
            answer.over(index.route());
            response =
                index
                    .namespace(namespace)
                    .delete(ToolArguments.checked("ids", () -> DeleteRequest.byIds(ids)));
          } else {
            Index index = selected.vectors();
            answer.over(index.route());
            response =
                index
                    .namespace(namespace)
                    .delete(ToolArguments.checked("ids", () -> DeleteRequest.byIds(ids)));
          }
          answer
              .from(response.info())
              .put("namespace", AccessPolicy.shown(namespace))
              .putItems("ids", ids);
        });
  }
}
