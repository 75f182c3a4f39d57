package io.pinelink.rest.codec;

import static io.pinelink.rest.codec.RestRequest.segment;
import static io.pinelink.spi.DataOperations.CREATE_NAMESPACE;
import static io.pinelink.spi.DataOperations.DELETE_NAMESPACE;
import static io.pinelink.spi.DataOperations.DESCRIBE_NAMESPACE;
import static io.pinelink.spi.DataOperations.LIST_NAMESPACES;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pinelink.internal.response.NamespaceResponses;
import io.pinelink.model.MetadataSchema;
import io.pinelink.model.ResponseInfo;
import io.pinelink.namespaces.CreateNamespaceRequest;
import io.pinelink.namespaces.ListNamespacesRequest;
import io.pinelink.namespaces.ListNamespacesResponse;
import io.pinelink.namespaces.NamespaceDescription;
import io.pinelink.rest.json.JsonObject;
import io.pinelink.rest.json.JsonObject.Member;
import io.pinelink.rest.json.JsonObject.NumberMember;
import io.pinelink.rest.json.JsonReader;
import io.pinelink.rest.json.JsonWriter;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Namespaces over REST. */
final class NamespaceCodec {
  private NamespaceCodec() {}

  static @Nullable RestBinding<?, ?> row(String operation) {
    return switch (operation) {
      case "createNamespace" ->
          new RestBinding<>(
              CREATE_NAMESPACE,
              r -> RestRequest.postObject("/namespaces", createNamespace(r)),
              NamespaceCodec::namespace);
      case "describeNamespace" ->
          new RestBinding<>(
              DESCRIBE_NAMESPACE,
              r -> RestRequest.get("/namespaces/" + segment(r.name())),
              NamespaceCodec::namespace);
      case "listNamespaces" ->
          new RestBinding<>(
              LIST_NAMESPACES, r -> RestRequest.get(listPath(r)), NamespaceCodec::listNamespaces);
      case "deleteNamespace" ->
          new RestBinding<>(
              DELETE_NAMESPACE,
              r -> RestRequest.delete("/namespaces/" + segment(r.name())),
              RestBinding::empty);
      default -> null;
    };
  }

  private static String listPath(ListNamespacesRequest request) {
    UrlQuery query = new UrlQuery("/namespaces");
    request.prefix().ifPresent(prefix -> query.add("prefix", prefix));
    return query.page(request).path();
  }

  static JsonWriter createNamespace(CreateNamespaceRequest request) {
    return json -> {
      json.writeStringField("name", request.name());
      if (request.schema().isPresent()) {
        schema(json, request.schema().get());
      }
    };
  }

  static ListNamespacesResponse listNamespaces(JsonReader json, ResponseInfo info)
      throws IOException {
    JsonObject page = json.object();
    Member<List<NamespaceDescription>> namespaces =
        page.list("namespaces", value -> namespace(value, info));
    NumberMember<Integer> totalCount = page.integer("total_count").or("totalCount");
    Member<String> next = page.object("pagination").text("next");
    page.read();
    return new NamespaceResponses.ListNamespacesResult(
        namespaces.orElse(List.of()), next.optional(), totalCount.optionalLong(), info);
  }

  static NamespaceDescription namespace(JsonReader json, ResponseInfo info) throws IOException {
    JsonObject namespace = json.object();
    Member<String> name = namespace.text("name");
    NumberMember<Long> recordCount = namespace.longInteger("record_count").or("recordCount");
    NumberMember<Long> sizeBytes = namespace.longInteger("size_bytes").or("sizeBytes");
    Member<MetadataSchema> schema = namespace.member("schema", NamespaceCodec::schema);
    Member<List<String>> indexedFields =
        namespace.member("indexed_fields", NamespaceCodec::indexedFields).or("indexedFields");
    namespace.read();
    return new NamespaceResponses.NamespaceResult(
        name.required(),
        recordCount.orElse(0L),
        schema.optional(),
        indexedFields.orElse(List.of()),
        sizeBytes.optionalLong(),
        info);
  }

  private static List<String> indexedFields(JsonReader json) throws IOException {
    JsonObject object = json.object();
    Member<List<String>> fields = object.list("fields", JsonReader::textOrEmpty);
    object.read();
    return fields.orElse(List.of());
  }

  static void schema(JsonGenerator json, MetadataSchema schema) throws IOException {
    json.writeObjectFieldStart("schema");
    json.writeObjectFieldStart("fields");
    for (String field : schema.filterable()) {
      json.writeObjectFieldStart(field);
      json.writeBooleanField("filterable", true);
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  /** Decodes the member; null if it is null. */
  static @Nullable MetadataSchema schema(JsonReader json) throws IOException {
    JsonObject schema = json.object();
    Member<Set<String>> filterable = schema.member("fields", NamespaceCodec::filterable);
    return schema.read() ? new MetadataSchema(filterable.orElse(Set.of())) : null;
  }

  private static Set<String> filterable(JsonReader json) throws IOException {
    Set<String> names = new LinkedHashSet<>();
    if (json.enterObject()) {
      for (String name = json.nextMember(); name != null; name = json.nextMember()) {
        JsonObject field = json.object();
        Member<Boolean> filterable = field.bool("filterable");
        field.read();
        if (filterable.orElse(false)) {
          names.add(name);
        }
      }
    }
    return names;
  }
}
