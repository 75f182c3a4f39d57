package io.pinelink.rest.codec;

import static io.pinelink.rest.codec.RestRequest.segment;
import static io.pinelink.rest.json.JsonReader.required;
import static io.pinelink.spi.DataOperations.CREATE_NAMESPACE;
import static io.pinelink.spi.DataOperations.DELETE_NAMESPACE;
import static io.pinelink.spi.DataOperations.DESCRIBE_NAMESPACE;
import static io.pinelink.spi.DataOperations.LIST_NAMESPACES;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pinelink.model.MetadataSchema;
import io.pinelink.model.ResponseInfo;
import io.pinelink.namespaces.CreateNamespaceRequest;
import io.pinelink.namespaces.ListNamespacesRequest;
import io.pinelink.namespaces.ListNamespacesResponse;
import io.pinelink.namespaces.NamespaceDescription;
import io.pinelink.rest.json.JsonReader;
import io.pinelink.rest.json.JsonWriter;
import io.pinelink.spi.response.NamespaceResponses;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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
              r -> RestRequest.post("/namespaces", createNamespace(r)),
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
      json.writeStartObject();
      json.writeStringField("name", request.name());
      if (request.schema().isPresent()) {
        schema(json, request.schema().get());
      }
      json.writeEndObject();
    };
  }

  static ListNamespacesResponse listNamespaces(JsonReader json, ResponseInfo info)
      throws IOException {
    List<NamespaceDescription> namespaces = new ArrayList<>();
    Integer totalCount = null;
    PageToken next = new PageToken();
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "namespaces" -> {
            if (json.enterArray()) {
              while (json.nextElement()) {
                namespaces.add(namespace(json, info));
              }
            }
          }
          case "total_count", "totalCount" -> totalCount = json.integer();
          case "pagination" -> next.read(json);
          default -> json.skip();
        }
      }
    }
    return NamespaceResponses.list(
        namespaces,
        Optional.of(next.token()),
        totalCount == null ? OptionalLong.empty() : OptionalLong.of(totalCount),
        info);
  }

  static NamespaceDescription namespace(JsonReader json, ResponseInfo info) throws IOException {
    String name = null;
    long recordCount = 0;
    Long sizeBytes = null;
    MetadataSchema schema = null;
    List<String> indexedFields = List.of();
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "name" -> name = json.text();
          case "record_count", "recordCount" -> recordCount = json.count();
          case "size_bytes", "sizeBytes" -> sizeBytes = json.longInteger();
          case "schema" -> schema = schema(json);
          case "indexed_fields", "indexedFields" -> indexedFields = indexedFields(json);
          default -> json.skip();
        }
      }
    }
    return NamespaceResponses.namespace(
        required("name", name),
        recordCount,
        Optional.ofNullable(schema),
        indexedFields,
        sizeBytes == null ? OptionalLong.empty() : OptionalLong.of(sizeBytes),
        info);
  }

  private static List<String> indexedFields(JsonReader json) throws IOException {
    List<String> fields = new ArrayList<>();
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        if (!member.equals("fields")) {
          json.skip();
        } else if (json.enterArray()) {
          while (json.nextElement()) {
            fields.add(json.textOrEmpty());
          }
        }
      }
    }
    return fields;
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
    if (!json.enterObject()) {
      return null;
    }
    Set<String> filterable = new LinkedHashSet<>();
    for (String member = json.nextMember(); member != null; member = json.nextMember()) {
      if (member.equals("fields")) {
        filterable(json, filterable);
      } else {
        json.skip();
      }
    }
    return new MetadataSchema(filterable);
  }

  private static void filterable(JsonReader json, Set<String> into) throws IOException {
    if (json.enterObject()) {
      for (String field = json.nextMember(); field != null; field = json.nextMember()) {
        if (isFilterable(json)) {
          into.add(field);
        }
      }
    }
  }

  private static boolean isFilterable(JsonReader json) throws IOException {
    Boolean filterable = null;
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        if (member.equals("filterable")) {
          filterable = json.bool();
        } else {
          json.skip();
        }
      }
    }
    return Boolean.TRUE.equals(filterable);
  }
}
