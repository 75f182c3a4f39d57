package io.pinelink.contract;

import static io.pinelink.contract.Property.LIMITS;
import static io.pinelink.contract.Property.PRESENCE;
import static io.pinelink.contract.Property.ROUND_TRIP;
import static io.pinelink.spi.AliasOperations.CREATE_NAMESPACE_ALIAS;
import static io.pinelink.spi.AliasOperations.DELETE_NAMESPACE_ALIAS;
import static io.pinelink.spi.AliasOperations.DESCRIBE_NAMESPACE_ALIAS;
import static io.pinelink.spi.AliasOperations.LIST_NAMESPACE_ALIASES;
import static io.pinelink.spi.AliasOperations.REPOINT_NAMESPACE_ALIAS;
import static io.pinelink.spi.DataOperations.DELETE;
import static io.pinelink.spi.DataOperations.DELETE_NAMESPACE;
import static io.pinelink.spi.DataOperations.DESCRIBE_INDEX_STATS;
import static io.pinelink.spi.DataOperations.FETCH;
import static io.pinelink.spi.DataOperations.FETCH_BY_METADATA;
import static io.pinelink.spi.DataOperations.LIST_IDS;
import static io.pinelink.spi.DataOperations.LIST_NAMESPACES;
import static io.pinelink.spi.DataOperations.QUERY;
import static io.pinelink.spi.DataOperations.SEARCH_RECORDS;
import static io.pinelink.spi.DataOperations.UPSERT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pinelink.error.AlreadyExistsException;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.NotFoundException;
import io.pinelink.error.ServiceException;
import io.pinelink.internal.response.NamespaceResponses;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.FetchByMetadataRequest;
import io.pinelink.model.FetchByMetadataResponse;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.FetchResponse;
import io.pinelink.model.Filter;
import io.pinelink.model.ListIdsRequest;
import io.pinelink.model.ListIdsResponse;
import io.pinelink.model.Match;
import io.pinelink.model.Metadata;
import io.pinelink.model.Metric;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.QueryResponse;
import io.pinelink.model.StatsRequest;
import io.pinelink.model.UpsertRequest;
import io.pinelink.model.Vector;
import io.pinelink.namespaces.ListNamespaceAliasesRequest;
import io.pinelink.namespaces.ListNamespaceAliasesResponse;
import io.pinelink.namespaces.ListNamespacesRequest;
import io.pinelink.namespaces.NamespaceAlias;
import io.pinelink.namespaces.NamespaceDescription;
import io.pinelink.records.RecordHit;
import io.pinelink.records.SearchRecordsRequest;
import io.pinelink.records.SearchRecordsResponse;
import io.pinelink.spi.request.AliasTarget;
import io.pinelink.spi.request.ByName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.function.Executable;

/** The rows of namespace aliases, and of reads and writes that address one. */
final class NamespaceAliasRows {
  /** A name with every character that an alias may have besides letters and digits. */
  private static final String PUNCTUATED = "~!\"$'()*,-.:<>@[]^_`{|}";

  private NamespaceAliasRows() {}

  static Section section() {
    Section section = new Section();
    create(section);
    describe(section);
    list(section);
    repoint(section);
    delete(section);
    reads(section);
    writes(section);
    return section;
  }

  /** Creates an index with the namespaces v1 and v2, which have one vector each, named after it. */
  private static IndexCalls index(Calls calls) {
    IndexCalls index = calls.newIndex(2, Metric.COSINE);
    List.of("v1", "v2")
        .forEach(
            namespace ->
                index
                    .in(namespace)
                    .call(
                        UPSERT,
                        UpsertRequest.of(
                            List.of(
                                Vector.builder("in-" + namespace)
                                    .values(1, 2)
                                    .metadata(Metadata.of("lang", "et"))
                                    .build()))));
    return index;
  }

  private static NamespaceAlias make(IndexCalls index, String name, String target) {
    return index.call(CREATE_NAMESPACE_ALIAS, new AliasTarget(name, target));
  }

  private static NamespaceAlias find(IndexCalls index, String name) {
    return index.call(DESCRIBE_NAMESPACE_ALIAS, ByName.ofAlias(name));
  }

  private static void assertReason(ErrorCode code, String reason, Executable call) {
    ServiceException refused = assertThrows(ServiceException.class, call, reason);
    assertEquals(Optional.of(reason), refused.reason());
    assertEquals(code, refused.code(), reason);
    assertTrue(refused.info().isPresent(), "info");
  }

  private static void create(Section section) {
    section.sample(CREATE_NAMESPACE_ALIAS, new AliasTarget("live", "__default__"));
    section.row(
        CREATE_NAMESPACE_ALIAS,
        ROUND_TRIP,
        "its names and times",
        calls -> {
          NamespaceAlias made = make(index(calls), "live", "v1");

          assertEquals("live", made.name());
          assertEquals("v1", made.targetNamespace());
          assertEquals(Optional.of(calls.now()), made.createdAt());
          assertEquals(made.createdAt(), made.updatedAt());
          assertTrue(made.info().requestId().isPresent());
        });
    section.row(
        CREATE_NAMESPACE_ALIAS,
        PRESENCE,
        "the default namespace can be a target, a missing one cannot",
        calls -> {
          IndexCalls index = index(calls);

          assertEquals("__default__", make(index, "live", "__default__").targetNamespace());
          assertReason(
              ErrorCode.INVALID_ARGUMENT,
              "TARGET_NAMESPACE_NOT_FOUND",
              () -> make(index, "other", "none"));
          assertReason(
              ErrorCode.INVALID_ARGUMENT, "TARGET_IS_ALIAS", () -> make(index, "other", "live"));
        });
    section.row(
        CREATE_NAMESPACE_ALIAS,
        LIMITS,
        "the longest name and every character; a taken name is refused with its target",
        calls -> {
          IndexCalls index = index(calls);
          String longest = "n".repeat(512);

          assertEquals(longest, make(index, longest, "v1").name());
          assertEquals(PUNCTUATED, make(index, PUNCTUATED, "v1").name());
          AlreadyExistsException taken =
              assertThrows(AlreadyExistsException.class, () -> make(index, longest, "v2"));
          assertEquals(Optional.of("ALIAS_ALREADY_EXISTS"), taken.reason());
          assertEquals(Map.of("target_namespace", "v1"), taken.reasonMetadata());
          assertReason(
              ErrorCode.ALREADY_EXISTS, "NAME_IN_USE_BY_NAMESPACE", () -> make(index, "v2", "v1"));
        });
  }

  private static void describe(Section section) {
    section.sample(DESCRIBE_NAMESPACE_ALIAS, ByName.ofAlias("live"));
    section.row(
        DESCRIBE_NAMESPACE_ALIAS,
        ROUND_TRIP,
        "equal to the response of its creation",
        calls -> {
          IndexCalls index = index(calls);
          NamespaceAlias made = make(index, "live", "v1");
          NamespaceAlias found = find(index, "live");

          assertEquals(
              made,
              new NamespaceResponses.NamespaceAliasResult(
                  found.name(),
                  found.targetNamespace(),
                  found.createdAt(),
                  found.updatedAt(),
                  made.info()));
        });
    section.row(
        DESCRIBE_NAMESPACE_ALIAS,
        PRESENCE,
        "a missing one is not found, nor is a namespace",
        calls -> {
          IndexCalls index = index(calls);
          assertThrows(NotFoundException.class, () -> find(index, "live"));
          assertThrows(NotFoundException.class, () -> find(index, "v1"));
        });
    section.row(
        DESCRIBE_NAMESPACE_ALIAS,
        LIMITS,
        "a name with every character",
        calls -> {
          IndexCalls index = index(calls);
          make(index, PUNCTUATED, "v1");
          assertEquals(PUNCTUATED, find(index, PUNCTUATED).name());
        });
  }

  private static void list(Section section) {
    section.sample(LIST_NAMESPACE_ALIASES, ListNamespaceAliasesRequest.all());
    section.row(
        LIST_NAMESPACE_ALIASES,
        ROUND_TRIP,
        "by name with a prefix and a target, page by page, and their number",
        calls -> {
          IndexCalls index = index(calls);
          List.of("t-2", "t-1", "t-10", "u").forEach(name -> make(index, name, "v1"));
          make(index, "t-3", "v2");
          ListNamespaceAliasesRequest request =
              ListNamespaceAliasesRequest.builder()
                  .prefix("t-")
                  .targetNamespace("v1")
                  .limit(2)
                  .build();
          ListNamespaceAliasesResponse first = index.call(LIST_NAMESPACE_ALIASES, request);
          String token = first.nextToken().orElseThrow();
          ListNamespaceAliasesResponse second =
              index.call(
                  LIST_NAMESPACE_ALIASES, request.toBuilder().paginationToken(token).build());
          ListNamespaceAliasesResponse same =
              index.call(
                  LIST_NAMESPACE_ALIASES,
                  ListNamespaceAliasesRequest.builder().paginationToken(token).build());

          assertEquals(List.of("t-1", "t-10"), names(first));
          assertEquals(List.of("t-2"), names(second));
          assertEquals(List.of("t-2"), names(same));
          assertEquals(Optional.empty(), second.nextToken());
          assertEquals(OptionalLong.of(3), first.totalCount());
          assertEquals(first.info(), first.items().get(0).info());
        });
    section.row(
        LIST_NAMESPACE_ALIASES,
        PRESENCE,
        "none",
        calls -> {
          ListNamespaceAliasesResponse none =
              index(calls).call(LIST_NAMESPACE_ALIASES, ListNamespaceAliasesRequest.all());

          assertEquals(List.of(), none.items());
          assertEquals(OptionalLong.of(0), none.totalCount());
          assertEquals(Optional.empty(), none.nextToken());
        });
    section.row(
        LIST_NAMESPACE_ALIASES,
        LIMITS,
        "100 aliases per page; a bad token and a token of another listing are refused",
        calls -> {
          IndexCalls index = index(calls);
          IntStream.range(0, 101).forEach(i -> make(index, "a-" + i, "v1"));
          ListNamespaceAliasesResponse page =
              index.call(LIST_NAMESPACE_ALIASES, ListNamespaceAliasesRequest.ofTarget("v1"));

          assertEquals(100, page.items().size());
          assertEquals(OptionalLong.of(101), page.totalCount());
          assertReason(
              ErrorCode.INVALID_ARGUMENT,
              "INVALID_PAGINATION_TOKEN",
              () ->
                  index.call(
                      LIST_NAMESPACE_ALIASES,
                      ListNamespaceAliasesRequest.builder().paginationToken("none").build()));
          assertReason(
              ErrorCode.INVALID_ARGUMENT,
              "LIST_INVALID_TOKEN_WITH_NEW_TARGET",
              () ->
                  index.call(
                      LIST_NAMESPACE_ALIASES,
                      ListNamespaceAliasesRequest.builder()
                          .targetNamespace("v2")
                          .paginationToken(page.nextToken().orElseThrow())
                          .build()));
        });
  }

  private static List<String> names(ListNamespaceAliasesResponse page) {
    return page.items().stream().map(NamespaceAlias::name).toList();
  }

  private static void repoint(Section section) {
    section.sample(REPOINT_NAMESPACE_ALIAS, new AliasTarget("live", "__default__"));
    section.row(
        REPOINT_NAMESPACE_ALIAS,
        ROUND_TRIP,
        "its target and the time, even for the same target",
        calls -> {
          IndexCalls index = index(calls);
          Instant made = make(index, "live", "v1").createdAt().orElseThrow();
          calls.pass(Duration.ofSeconds(1));
          NamespaceAlias repointed =
              index.call(REPOINT_NAMESPACE_ALIAS, new AliasTarget("live", "v2"));
          calls.pass(Duration.ofSeconds(1));
          NamespaceAlias again = index.call(REPOINT_NAMESPACE_ALIAS, new AliasTarget("live", "v2"));

          assertEquals("v2", repointed.targetNamespace());
          assertEquals(Optional.of(made), repointed.createdAt());
          assertEquals(Optional.of(made.plusSeconds(1)), repointed.updatedAt());
          assertEquals("v2", again.targetNamespace());
          assertEquals(Optional.of(made.plusSeconds(2)), again.updatedAt());
        });
    section.row(
        REPOINT_NAMESPACE_ALIAS,
        PRESENCE,
        "a missing alias is not found; a missing target is refused",
        calls -> {
          IndexCalls index = index(calls);
          assertThrows(
              NotFoundException.class,
              () -> index.call(REPOINT_NAMESPACE_ALIAS, new AliasTarget("live", "v2")));
          make(index, "live", "v1");
          assertReason(
              ErrorCode.INVALID_ARGUMENT,
              "TARGET_NAMESPACE_NOT_FOUND",
              () -> index.call(REPOINT_NAMESPACE_ALIAS, new AliasTarget("live", "none")));
          assertEquals("v1", find(index, "live").targetNamespace());
        });
    section.row(
        REPOINT_NAMESPACE_ALIAS,
        LIMITS,
        "a name with every character",
        calls -> {
          IndexCalls index = index(calls);
          make(index, PUNCTUATED, "v1");
          assertEquals(
              "v2",
              index
                  .call(REPOINT_NAMESPACE_ALIAS, new AliasTarget(PUNCTUATED, "v2"))
                  .targetNamespace());
        });
  }

  private static void delete(Section section) {
    section
        .sample(DELETE_NAMESPACE_ALIAS, ByName.ofAlias("live"))
        .noBodyOverRest(DELETE_NAMESPACE_ALIAS);
    section.row(
        DELETE_NAMESPACE_ALIAS,
        ROUND_TRIP,
        "it reads like a namespace that does not exist; its target remains",
        calls -> {
          IndexCalls index = index(calls);
          make(index, "live", "v1");
          assertTrue(
              index
                  .call(DELETE_NAMESPACE_ALIAS, ByName.ofAlias("live"))
                  .info()
                  .requestId()
                  .isPresent());

          assertThrows(NotFoundException.class, () -> find(index, "live"));
          assertEquals(List.of(), query(index.in("live")).matches());
          assertEquals(1, query(index.in("v1")).matches().size());
        });
    section.row(
        DELETE_NAMESPACE_ALIAS,
        PRESENCE,
        "a missing one is not found",
        calls ->
            assertThrows(
                NotFoundException.class,
                () -> index(calls).call(DELETE_NAMESPACE_ALIAS, ByName.ofAlias("live"))));
    section.row(
        DELETE_NAMESPACE_ALIAS,
        LIMITS,
        "a name with every character",
        calls -> {
          IndexCalls index = index(calls);
          make(index, PUNCTUATED, "v1");
          index.call(DELETE_NAMESPACE_ALIAS, ByName.ofAlias(PUNCTUATED));
          assertEquals(
              List.of(),
              names(index.call(LIST_NAMESPACE_ALIASES, ListNamespaceAliasesRequest.all())));
        });
  }

  private static QueryResponse query(IndexCalls index) {
    return index.call(QUERY, QueryRequest.builder().vector(1, 2).topK(9).build());
  }

  private static void reads(Section section) {
    section.row(
        QUERY,
        ROUND_TRIP,
        "through an alias, from the namespace that it points to",
        calls -> {
          IndexCalls index = index(calls);
          make(index, "live", "v1");
          QueryResponse before = query(index.in("live"));
          index.call(REPOINT_NAMESPACE_ALIAS, new AliasTarget("live", "v2"));
          QueryResponse after = query(index.in("live"));

          assertEquals("v1", before.namespace());
          assertEquals(List.of("in-v1"), before.matches().stream().map(Match::id).toList());
          assertEquals("v2", after.namespace());
          assertEquals(List.of("in-v2"), after.matches().stream().map(Match::id).toList());
          assertEquals(query(index.in("v2")).info().readLsn(), after.info().readLsn());
        });
    section.row(
        FETCH,
        ROUND_TRIP,
        "through an alias, from the namespace that it points to",
        calls -> {
          IndexCalls index = index(calls);
          make(index, "live", "v1");
          FetchResponse found = index.in("live").call(FETCH, FetchRequest.byIds("in-v1", "in-v2"));

          assertEquals("v1", found.namespace());
          assertEquals(Set.of("in-v1"), found.vectors().keySet());
        });
    section.row(
        FETCH_BY_METADATA,
        ROUND_TRIP,
        "through an alias, from the namespace that it points to",
        calls -> {
          IndexCalls index = index(calls);
          make(index, "live", "v1");
          FetchByMetadataResponse found =
              index
                  .in("live")
                  .call(
                      FETCH_BY_METADATA, FetchByMetadataRequest.matching(Filter.eq("lang", "et")));

          assertEquals("v1", found.namespace());
          assertEquals(List.of("in-v1"), found.items().stream().map(Vector::id).toList());
        });
    section.row(
        LIST_IDS,
        ROUND_TRIP,
        "through an alias, of the namespace that it points to",
        calls -> {
          IndexCalls index = index(calls);
          make(index, "live", "v1");
          ListIdsResponse found = index.in("live").call(LIST_IDS, ListIdsRequest.all());

          assertEquals("v1", found.namespace());
          assertEquals(List.of("in-v1"), found.items());
        });
    section.row(
        SEARCH_RECORDS,
        ROUND_TRIP,
        "through an alias, from the namespace that it points to",
        calls -> {
          IndexCalls index = index(calls);
          make(index, "live", "v1");
          SearchRecordsResponse found =
              index
                  .in("live")
                  .call(
                      SEARCH_RECORDS, SearchRecordsRequest.builder().vector(1, 2).topK(9).build());

          assertEquals("v1", found.namespace());
          assertEquals(List.of("in-v1"), found.hits().stream().map(RecordHit::id).toList());
        });
    section.row(
        DESCRIBE_INDEX_STATS,
        PRESENCE,
        "aliases do not count as namespaces",
        calls -> {
          IndexCalls index = index(calls);
          make(index, "live", "v1");

          assertEquals(
              Set.of("v1", "v2"),
              index.call(DESCRIBE_INDEX_STATS, StatsRequest.all()).namespaces().keySet());
        });
    section.row(
        LIST_NAMESPACES,
        PRESENCE,
        "aliases are not listed as namespaces",
        calls -> {
          IndexCalls index = index(calls);
          make(index, "live", "v1");

          assertEquals(
              List.of("__default__", "v1", "v2"),
              index.call(LIST_NAMESPACES, ListNamespacesRequest.all()).items().stream()
                  .map(NamespaceDescription::name)
                  .toList());
        });
  }

  private static void writes(Section section) {
    section.row(
        UPSERT,
        LIMITS,
        "an alias is refused",
        calls -> {
          IndexCalls index = index(calls);
          make(index, "live", "v1");
          assertReason(
              ErrorCode.ALREADY_EXISTS,
              "NAME_IN_USE_BY_ALIAS",
              () ->
                  index
                      .in("live")
                      .call(
                          UPSERT,
                          UpsertRequest.of(List.of(Vector.builder("a").values(1, 2).build()))));
        });
    section.row(
        DELETE,
        LIMITS,
        "an alias is refused",
        calls -> {
          IndexCalls index = index(calls);
          make(index, "live", "v1");
          assertReason(
              ErrorCode.INVALID_ARGUMENT,
              "WRITE_TO_ALIAS",
              () -> index.in("live").call(DELETE, DeleteRequest.all()));
          assertEquals(1, query(index.in("live")).matches().size());
        });
    section.row(
        DELETE_NAMESPACE,
        LIMITS,
        "an alias and its target are refused",
        calls -> {
          IndexCalls index = index(calls);
          make(index, "live", "v1");
          assertReason(
              ErrorCode.INVALID_ARGUMENT,
              "NAMESPACE_OPERATION_ON_ALIAS",
              () -> index.call(DELETE_NAMESPACE, ByName.ofNamespace("live")));
          assertReason(
              ErrorCode.INVALID_ARGUMENT,
              "NAMESPACE_TARGETED_BY_ALIAS",
              () -> index.call(DELETE_NAMESPACE, ByName.ofNamespace("v1")));
        });
  }
}
