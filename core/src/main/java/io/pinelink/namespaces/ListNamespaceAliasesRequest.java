package io.pinelink.namespaces;

import io.pinelink.internal.validation.AliasRules;
import io.pinelink.model.PaginatedRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request for one page of namespace aliases, by name in byte order.
 *
 * <p>Immutable and thread-safe. Source: listNamespaceAliases, API version 2026-07.
 */
public final class ListNamespaceAliasesRequest
    extends PaginatedRequest<ListNamespaceAliasesRequest, ListNamespaceAliasesRequest.Builder> {
  private static final ListNamespaceAliasesRequest ALL = builder().build();

  private ListNamespaceAliasesRequest(Builder builder) {
    super(builder);
  }

  /** Returns a request for every alias, in pages of the service's default size, 100. */
  public static ListNamespaceAliasesRequest all() {
    return ALL;
  }

  /** Returns a request for the aliases whose names begin with a text. */
  public static ListNamespaceAliasesRequest withPrefix(String prefix) {
    return builder().prefix(prefix).build();
  }

  /** Returns a request for the aliases that point to a namespace. */
  public static ListNamespaceAliasesRequest ofTarget(String namespace) {
    return builder().targetNamespace(namespace).build();
  }

  /** Creates a request builder. */
  public static Builder builder() {
    return new Builder();
  }

  public Optional<String> prefix() {
    return Optional.ofNullable(settings.prefix);
  }

  public Optional<String> targetNamespace() {
    return Optional.ofNullable(settings.targetNamespace);
  }

  @Override
  public String toString() {
    return "ListNamespaceAliasesRequest[prefix %s, targetNamespace %s, %s]"
        .formatted(settings.prefix, settings.targetNamespace, limitText());
  }

  /** Builds a {@link ListNamespaceAliasesRequest}. */
  public static final class Builder
      extends PaginatedRequest.Builder<ListNamespaceAliasesRequest, Builder> {
    private @Nullable String prefix;
    private @Nullable String targetNamespace;

    private Builder() {
      super(100);
    }

    /** Sets the prefix of the names, at most 512 ASCII characters. Default: all names. */
    public Builder prefix(String prefix) {
      this.prefix = AliasRules.prefix(prefix);
      return this;
    }

    /**
     * Sets the namespace that the aliases point to; {@code __default__} for the default one.
     * Default: any namespace.
     */
    public Builder targetNamespace(String targetNamespace) {
      this.targetNamespace = AliasRules.target(targetNamespace);
      return this;
    }

    /** Builds the request. */
    @Override
    public ListNamespaceAliasesRequest build() {
      return new ListNamespaceAliasesRequest(this);
    }

    @Override
    protected List<?> parameters() {
      return Arrays.asList(prefix, targetNamespace);
    }
  }
}
