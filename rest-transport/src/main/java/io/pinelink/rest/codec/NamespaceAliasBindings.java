package io.pinelink.rest.codec;

import static io.pinelink.rest.codec.RestRequest.segment;
import static io.pinelink.spi.AliasOperations.CREATE_NAMESPACE_ALIAS;
import static io.pinelink.spi.AliasOperations.DELETE_NAMESPACE_ALIAS;
import static io.pinelink.spi.AliasOperations.DESCRIBE_NAMESPACE_ALIAS;
import static io.pinelink.spi.AliasOperations.LIST_NAMESPACE_ALIASES;
import static io.pinelink.spi.AliasOperations.REPOINT_NAMESPACE_ALIAS;

import io.pinelink.model.ListNamespaceAliasesRequest;
import org.jspecify.annotations.Nullable;

/** The rows of namespace aliases at an index's host. */
final class NamespaceAliasBindings {
  private NamespaceAliasBindings() {}

  static @Nullable RestBinding<?, ?> row(String operation) {
    return switch (operation) {
      case "createNamespaceAlias" ->
          new RestBinding<>(
              CREATE_NAMESPACE_ALIAS,
              r -> RestRequest.post("/namespace-aliases", NamespaceAliasToJson.create(r)),
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
              r -> RestRequest.patch(path(r.name()), NamespaceAliasToJson.repoint(r)),
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
}
