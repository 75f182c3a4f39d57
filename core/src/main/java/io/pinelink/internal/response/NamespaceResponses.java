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

  public record NamespaceResult(
      String name,
      long recordCount,
      Optional<MetadataSchema> schema,
      List<String> indexedFields,
      OptionalLong sizeBytes,
      ResponseInfo info)
      implements NamespaceDescription {
    public NamespaceResult {
      indexedFields = Check.copy("indexedFields", indexedFields);
      sizeBytes = sizeBytes.orElse(0) == 0 ? OptionalLong.empty() : sizeBytes;
    }
  }

  public record ListNamespacesResult(
      List<NamespaceDescription> items,
      Optional<String> nextToken,
      OptionalLong totalCount,
      ResponseInfo info)
      implements ListNamespacesResponse {
    public ListNamespacesResult {
      items = Check.copy("items", items);
      nextToken = nextToken.filter(token -> !token.isEmpty());
    }
  }

  public record NamespaceAliasResult(
      String name,
      String targetNamespace,
      Optional<Instant> createdAt,
      Optional<Instant> updatedAt,
      ResponseInfo info)
      implements NamespaceAlias {}

  public record ListNamespaceAliasesResult(
      List<NamespaceAlias> items,
      Optional<String> nextToken,
      OptionalLong totalCount,
      ResponseInfo info)
      implements ListNamespaceAliasesResponse {
    public ListNamespaceAliasesResult {
      items = Check.copy("items", items);
      nextToken = nextToken.filter(token -> !token.isEmpty());
    }
  }

  public record QueryNamespacesResult(
      List<NamespaceMatch> matches,
      OptionalLong readUnits,
      OptionalLong egressBytes,
      Map<String, ResponseInfo> infos)
      implements QueryNamespacesResponse {
    public QueryNamespacesResult {
      matches = Check.copy("matches", matches);
      infos = Check.copy("infos", infos);
    }
  }

  public record NamespaceMatchResult(String namespace, Match match) implements NamespaceMatch {}
}
