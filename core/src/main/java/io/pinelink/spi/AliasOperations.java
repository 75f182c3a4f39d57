package io.pinelink.spi;

import io.pinelink.model.EmptyResponse;
import io.pinelink.model.Protocol;
import io.pinelink.namespaces.ListNamespaceAliasesRequest;
import io.pinelink.namespaces.ListNamespaceAliasesResponse;
import io.pinelink.namespaces.NamespaceAlias;
import io.pinelink.spi.request.AliasTarget;
import io.pinelink.spi.request.ByName;
import org.jspecify.annotations.Nullable;

/**
 * The operations on namespace aliases at an index's host. The service's documentation says that
 * they need REST, while its protocol buffers define them for gRPC, too. Clients therefore prefer
 * REST.
 */
public final class AliasOperations {
  static final OperationArea AREA =
      new OperationArea(Plane.DATA, Operation.BOTH, AliasOperations::facts).onServerlessOnly();

  /**
   * Creates an alias. Not idempotent: a second attempt finds the name taken. The client retries it
   * nevertheless, since the error of the second attempt contains the target of the alias.
   */
  public static final Operation<AliasTarget, NamespaceAlias> CREATE_NAMESPACE_ALIAS =
      AREA.once("2026-07", "createNamespaceAlias", AliasTarget.class, NamespaceAlias.class)
          .preferring(Protocol.REST);

  /** Describes an alias. */
  public static final Operation<ByName, NamespaceAlias> DESCRIBE_NAMESPACE_ALIAS =
      AREA.read("2026-07", "describeNamespaceAlias", ByName.class, NamespaceAlias.class)
          .preferring(Protocol.REST);

  /** Lists aliases, a page at a time. */
  public static final Operation<ListNamespaceAliasesRequest, ListNamespaceAliasesResponse>
      LIST_NAMESPACE_ALIASES =
          AREA.read(
                  "2026-07",
                  "listNamespaceAliases",
                  ListNamespaceAliasesRequest.class,
                  ListNamespaceAliasesResponse.class)
              .preferring(Protocol.REST);

  /** Points an alias to another namespace. */
  public static final Operation<AliasTarget, NamespaceAlias> REPOINT_NAMESPACE_ALIAS =
      AREA.idempotent("2026-07", "repointNamespaceAlias", AliasTarget.class, NamespaceAlias.class)
          .preferring(Protocol.REST);

  /**
   * Deletes an alias. Not idempotent: a second attempt finds it gone. The client retries it
   * nevertheless, and treats an alias that a retry finds gone as deleted.
   */
  public static final Operation<ByName, EmptyResponse> DELETE_NAMESPACE_ALIAS =
      AREA.once("2026-07", "deleteNamespaceAlias", ByName.class, EmptyResponse.class)
          .preferring(Protocol.REST);

  private AliasOperations() {}

  private static @Nullable OperationFacts<?, ?> facts(String operation) {
    return switch (operation) {
      case "createNamespaceAlias" ->
          OperationFacts.of(CREATE_NAMESPACE_ALIAS)
              .name("namespace alias", AliasTarget::name, NamespaceAlias::name);
      case "describeNamespaceAlias" ->
          OperationFacts.of(DESCRIBE_NAMESPACE_ALIAS)
              .name("namespace alias", ByName::name, NamespaceAlias::name);
      case "repointNamespaceAlias" ->
          OperationFacts.of(REPOINT_NAMESPACE_ALIAS)
              .name("namespace alias", AliasTarget::name, NamespaceAlias::name);
      default -> null;
    };
  }
}
