package io.pinelink.internal.response;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Match;
import io.pinelink.model.MetadataSchema;
import io.pinelink.model.ResponseInfo;
import io.pinelink.namespaces.ListNamespaceAliasesResponse;
import io.pinelink.namespaces.ListNamespacesResponse;
import io.pinelink.namespaces.NamespaceAlias;
import io.pinelink.namespaces.NamespaceDescription;
import io.pinelink.namespaces.QueryNamespacesResponse;
import io.pinelink.namespaces.QueryNamespacesResponse.NamespaceMatch;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The records behind the responses about namespaces and aliases. */
public final class NamespaceResponses {
  private NamespaceResponses() {}

  /** A {@link NamespaceDescription}. */
  public record NamespaceResult(
      String name,
      long recordCount,
      Optional<MetadataSchema> schema,
      List<String> indexedFields,
      OptionalLong sizeBytes,
      ResponseInfo info)
      implements NamespaceDescription {
    /** Copies the content. */
    public NamespaceResult {
      indexedFields = Check.copy("indexedFields", indexedFields);
      sizeBytes = sizeBytes.orElse(0) == 0 ? OptionalLong.empty() : sizeBytes;
    }
  }

  /** A {@link ListNamespacesResponse}. */
  public record ListNamespacesResult(
      List<NamespaceDescription> items,
      Optional<String> nextToken,
      OptionalLong totalCount,
      ResponseInfo info)
      implements ListNamespacesResponse {
    /** Copies the content. */
    public ListNamespacesResult {
      items = Check.copy("items", items);
      nextToken = nextToken.filter(token -> !token.isEmpty());
    }
  }

  /** A {@link NamespaceAlias}. */
  public record NamespaceAliasResult(
      String name,
      String targetNamespace,
      Optional<Instant> createdAt,
      Optional<Instant> updatedAt,
      ResponseInfo info)
      implements NamespaceAlias {}

  /** A {@link ListNamespaceAliasesResponse}. */
  public record ListNamespaceAliasesResult(
      List<NamespaceAlias> items,
      Optional<String> nextToken,
      OptionalLong totalCount,
      ResponseInfo info)
      implements ListNamespaceAliasesResponse {
    /** Copies the content. */
    public ListNamespaceAliasesResult {
      items = Check.copy("items", items);
      nextToken = nextToken.filter(token -> !token.isEmpty());
    }
  }

  /** A {@link QueryNamespacesResponse}. */
  public record QueryNamespacesResult(
      List<NamespaceMatch> matches,
      OptionalLong readUnits,
      OptionalLong egressBytes,
      Map<String, ResponseInfo> infos)
      implements QueryNamespacesResponse {
    /** Copies the content. */
    public QueryNamespacesResult {
      matches = Check.copy("matches", matches);
      infos = Check.copy("infos", infos);
    }
  }

  /** A {@link NamespaceMatch}. */
  public record NamespaceMatchResult(String namespace, Match match) implements NamespaceMatch {}
}
