package io.pinelink.rest.codec;

import static io.pinelink.rest.json.JsonReader.required;

import io.pinelink.model.ListNamespacesResponse;
import io.pinelink.model.MetadataSchema;
import io.pinelink.model.NamespaceDescription;
import io.pinelink.model.ResponseInfo;
import io.pinelink.rest.json.JsonReader;
import io.pinelink.spi.response.VectorResponses;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The decoding of namespaces from JSON, API version 2026-07. One pure function for each body, as
 * lenient as {@link VectorFromJson}.
 */
final class NamespaceCodec {
  private NamespaceCodec() {}

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
    return VectorResponses.listNamespaces(
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
          case "schema" -> schema = SchemaFromJson.schema(json);
          case "indexed_fields", "indexedFields" -> indexedFields = indexedFields(json);
          default -> json.skip();
        }
      }
    }
    return VectorResponses.namespace(
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
}
