package io.pinelink.rest.codec;

import static io.pinelink.rest.codec.RestRequest.segment;
import static io.pinelink.spi.AliasOperations.CREATE_NAMESPACE_ALIAS;
import static io.pinelink.spi.AliasOperations.DELETE_NAMESPACE_ALIAS;
import static io.pinelink.spi.AliasOperations.DESCRIBE_NAMESPACE_ALIAS;
import static io.pinelink.spi.AliasOperations.LIST_NAMESPACE_ALIASES;
import static io.pinelink.spi.AliasOperations.REPOINT_NAMESPACE_ALIAS;

import io.pinelink.internal.response.NamespaceResponses;
import io.pinelink.model.ResponseInfo;
import io.pinelink.namespaces.ListNamespaceAliasesRequest;
import io.pinelink.namespaces.ListNamespaceAliasesResponse;
import io.pinelink.namespaces.NamespaceAlias;
import io.pinelink.rest.json.JsonObject;
import io.pinelink.rest.json.JsonObject.Member;
import io.pinelink.rest.json.JsonObject.NumberMember;
import io.pinelink.rest.json.JsonReader;
import io.pinelink.rest.json.JsonWriter;
import io.pinelink.spi.request.AliasTarget;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Namespace aliases over REST. */
final class NamespaceAliasCodec {
  private NamespaceAliasCodec() {}

  static @Nullable RestBinding<?, ?> row(String operation) {
    return switch (operation) {
      case "createNamespaceAlias" ->
          new RestBinding<>(
              CREATE_NAMESPACE_ALIAS,
              r -> RestRequest.postObject("/namespace-aliases", create(r)),
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
              r -> RestRequest.patchObject(path(r.name()), repoint(r)),
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

  static JsonWriter create(AliasTarget request) {
    return json -> {
      json.writeStringField("name", request.name());
      json.writeStringField("target_namespace", request.targetNamespace());
    };
  }

  static JsonWriter repoint(AliasTarget request) {
    return json -> {
      json.writeStringField("target_namespace", request.targetNamespace());
    };
  }

  static ListNamespaceAliasesResponse list(JsonReader json, ResponseInfo info) throws IOException {
    JsonObject page = json.object();
    Member<List<NamespaceAlias>> aliases =
        page.list("namespace_aliases", value -> alias(value, info)).or("namespaceAliases");
    NumberMember<Integer> totalCount = page.integer("total_count").or("totalCount");
    Member<String> next = page.object("pagination").text("next");
    page.read();
    return new NamespaceResponses.ListNamespaceAliasesResult(
        aliases.orElse(List.of()), next.optional(), totalCount.optionalLong(), info);
  }

  static NamespaceAlias alias(JsonReader json, ResponseInfo info) throws IOException {
    JsonObject alias = json.object();
    Member<String> name = alias.text("name");
    Member<String> target = alias.text("target_namespace").or("targetNamespace");
    Member<Instant> createdAt = alias.instant("created_at").or("createdAt");
    Member<Instant> updatedAt = alias.instant("updated_at").or("updatedAt");
    alias.read();
    return new NamespaceResponses.NamespaceAliasResult(
        name.required(), target.required(), createdAt.optional(), updatedAt.optional(), info);
  }
}
