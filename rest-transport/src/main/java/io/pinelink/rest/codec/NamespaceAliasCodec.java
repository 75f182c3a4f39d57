package io.pinelink.rest.codec;

import static io.pinelink.rest.codec.RestRequest.segment;
import static io.pinelink.rest.json.JsonReader.required;
import static io.pinelink.spi.AliasOperations.CREATE_NAMESPACE_ALIAS;
import static io.pinelink.spi.AliasOperations.DELETE_NAMESPACE_ALIAS;
import static io.pinelink.spi.AliasOperations.DESCRIBE_NAMESPACE_ALIAS;
import static io.pinelink.spi.AliasOperations.LIST_NAMESPACE_ALIASES;
import static io.pinelink.spi.AliasOperations.REPOINT_NAMESPACE_ALIAS;

import io.pinelink.model.ResponseInfo;
import io.pinelink.namespaces.CreateNamespaceAliasRequest;
import io.pinelink.namespaces.ListNamespaceAliasesRequest;
import io.pinelink.namespaces.ListNamespaceAliasesResponse;
import io.pinelink.namespaces.NamespaceAlias;
import io.pinelink.namespaces.RepointNamespaceAliasRequest;
import io.pinelink.rest.json.JsonReader;
import io.pinelink.rest.json.JsonWriter;
import io.pinelink.spi.response.NamespaceResponses;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Namespace aliases over REST. */
final class NamespaceAliasCodec {
  private NamespaceAliasCodec() {}

  static @Nullable RestBinding<?, ?> row(String operation) {
    return switch (operation) {
      case "createNamespaceAlias" ->
          new RestBinding<>(
              CREATE_NAMESPACE_ALIAS,
              r -> RestRequest.post("/namespace-aliases", create(r)),
              NamespaceAliasCodec::alias);
      case "describeNamespaceAlias" ->
          new RestBinding<>(
              DESCRIBE_NAMESPACE_ALIAS,
              r -> RestRequest.get(path(r.name())),
              NamespaceAliasCodec::alias);
      case "listNamespaceAliases" ->
          new RestBinding<>(
              LIST_NAMESPACE_ALIASES, r -> RestRequest.get(listPath(r)), NamespaceAliasCodec::list);
      case "repointNamespaceAlias" ->
          new RestBinding<>(
              REPOINT_NAMESPACE_ALIAS,
              r -> RestRequest.patch(path(r.name()), repoint(r)),
              NamespaceAliasCodec::alias);
      case "deleteNamespaceAlias" ->
          new RestBinding<>(
              DELETE_NAMESPACE_ALIAS, r -> RestRequest.delete(path(r.name())), RestBinding::empty);
      default -> null;
    };
  }

  private static String path(String alias) {
    return "/namespace-aliases/" + segment(alias);
  }

  /** The service spells the token in camel case and the target in snake case. */
  private static String listPath(ListNamespaceAliasesRequest request) {
    UrlQuery query = new UrlQuery("/namespace-aliases");
    request.prefix().ifPresent(prefix -> query.add("prefix", prefix));
    request.targetNamespace().ifPresent(target -> query.add("target_namespace", target));
    return query.page(request).path();
  }

  static JsonWriter create(CreateNamespaceAliasRequest request) {
    return json -> {
      json.writeStartObject();
      json.writeStringField("name", request.name());
      json.writeStringField("target_namespace", request.targetNamespace());
      json.writeEndObject();
    };
  }

  static JsonWriter repoint(RepointNamespaceAliasRequest request) {
    return json -> {
      json.writeStartObject();
      json.writeStringField("target_namespace", request.targetNamespace());
      json.writeEndObject();
    };
  }

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
    return NamespaceResponses.listAliases(
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
    return NamespaceResponses.alias(
        required("name", name),
        required("target_namespace", target),
        Optional.ofNullable(createdAt),
        Optional.ofNullable(updatedAt),
        info);
  }
}
