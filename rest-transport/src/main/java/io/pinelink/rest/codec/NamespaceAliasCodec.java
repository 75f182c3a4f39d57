package io.pinelink.rest.codec;

import static io.pinelink.rest.json.JsonReader.required;

import io.pinelink.model.ListNamespaceAliasesResponse;
import io.pinelink.model.NamespaceAlias;
import io.pinelink.model.ResponseInfo;
import io.pinelink.rest.json.JsonReader;
import io.pinelink.spi.response.VectorResponses;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The decoding of namespace aliases from JSON, API version 2026-07. One pure function for each
 * body, as lenient as {@link VectorFromJson}.
 */
final class NamespaceAliasCodec {
  private NamespaceAliasCodec() {}

  static ListNamespaceAliasesResponse list(JsonReader json, ResponseInfo info) throws IOException {
    List<NamespaceAlias> aliases = new ArrayList<>();
    Integer totalCount = null;
    PageToken next = new PageToken();
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "namespace_aliases", "namespaceAliases" -> {
            if (json.enterArray()) {
              while (json.nextElement()) {
                aliases.add(alias(json, info));
              }
            }
          }
          case "total_count", "totalCount" -> totalCount = json.integer();
          case "pagination" -> next.read(json);
          default -> json.skip();
        }
      }
    }
    return VectorResponses.listNamespaceAliases(
        aliases,
        Optional.of(next.token()),
        totalCount == null ? OptionalLong.empty() : OptionalLong.of(totalCount),
        info);
  }

  static NamespaceAlias alias(JsonReader json, ResponseInfo info) throws IOException {
    String name = null;
    String target = null;
    Instant createdAt = null;
    Instant updatedAt = null;
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "name" -> name = json.text();
          case "target_namespace", "targetNamespace" -> target = json.text();
          case "created_at", "createdAt" -> createdAt = json.instant();
          case "updated_at", "updatedAt" -> updatedAt = json.instant();
          default -> json.skip();
        }
      }
    }
    return VectorResponses.namespaceAlias(
        required("name", name),
        required("target_namespace", target),
        Optional.ofNullable(createdAt),
        Optional.ofNullable(updatedAt),
        info);
  }
}
