package io.pinelink.contract;

import static io.pinelink.contract.Property.LIMITS;
import static io.pinelink.contract.Property.PRESENCE;
import static io.pinelink.contract.Property.ROUND_TRIP;
import static io.pinelink.spi.DataOperations.CREATE_NAMESPACE;
import static io.pinelink.spi.DataOperations.DELETE_NAMESPACE;
import static io.pinelink.spi.DataOperations.DESCRIBE_NAMESPACE;
import static io.pinelink.spi.DataOperations.FETCH_BY_METADATA;
import static io.pinelink.spi.DataOperations.LIST_NAMESPACES;
import static io.pinelink.spi.DataOperations.QUERY;
import static io.pinelink.spi.DataOperations.UPSERT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pinelink.error.AlreadyExistsException;
import io.pinelink.error.NotFoundException;
import io.pinelink.error.ServiceException;
import io.pinelink.model.FetchByMetadataRequest;
import io.pinelink.model.FetchByMetadataResponse;
import io.pinelink.model.Filter;
import io.pinelink.model.Match;
import io.pinelink.model.Metadata;
import io.pinelink.model.MetadataSchema;
import io.pinelink.model.Metric;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.UpsertRequest;
import io.pinelink.model.Vector;
import io.pinelink.namespaces.CreateNamespaceRequest;
import io.pinelink.namespaces.ListNamespacesRequest;
import io.pinelink.namespaces.ListNamespacesResponse;
import io.pinelink.namespaces.NamespaceDescription;
import io.pinelink.spi.request.ByName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** The rows of namespaces and of fetching by metadata. */
final class NamespaceRows {
  /** Names that a path must escape, including {@code ..}, which would be resolved as the parent. */
  static final List<String> AWKWARD =
      List.of("..", ".", "a/b", "a b+c", "%2F", "?x=1#y", "\"\\", "\u0001\u007f", "{a}");

  private NamespaceRows() {}

  static Section section() {
    Section section = new Section();
    create(section);
    describe(section);
    list(section);
    delete(section);
    fetchByMetadata(section);
    return section;
  }

  private static IndexCalls index(Calls calls) {
    return calls.newIndex(2, Metric.COSINE);
  }

  private static NamespaceDescription make(IndexCalls index, String name) {
    return index.call(CREATE_NAMESPACE, CreateNamespaceRequest.named(name));
  }

  private static void put(IndexCalls index, String id, Metadata metadata) {
    index.call(
        UPSERT,
        UpsertRequest.of(List.of(Vector.builder(id).values(1, 2).metadata(metadata).build())));
  }

  private static void create(Section section) {
    section.sample(CREATE_NAMESPACE, CreateNamespaceRequest.named("en"));
    section.row(
        CREATE_NAMESPACE,
        ROUND_TRIP,
        "with a schema, only whose fields can be filtered",
        calls -> {
          IndexCalls index = index(calls);
          MetadataSchema schema = MetadataSchema.of("lang", "õ");
          NamespaceDescription made =
              index.call(
                  CREATE_NAMESPACE, CreateNamespaceRequest.builder("en").schema(schema).build());

          assertEquals("en", made.name());
          assertEquals(0, made.recordCount());
          assertEquals(Optional.of(schema), made.schema());
          assertTrue(made.info().requestId().isPresent());
          put(index.in("en"), "a", Metadata.builder().put("lang", "et").put("year", 1).build());
          QueryRequest query = QueryRequest.nearest(1, 2);
          assertEquals(
              List.of("a"),
              index
                  .in("en")
                  .call(QUERY, query.toBuilder().filter(Filter.eq("lang", "et")).build())
                  .matches()
                  .stream()
                  .map(Match::id)
                  .toList());
          assertEquals(
              List.of(),
              index
                  .in("en")
                  .call(QUERY, query.toBuilder().filter(Filter.eq("year", 1)).build())
                  .matches());
        });
    section.row(
        CREATE_NAMESPACE,
        PRESENCE,
        "without a schema, none is returned",
        calls -> assertEquals(Optional.empty(), make(index(calls), "en").schema()));
    section.row(
        CREATE_NAMESPACE,
        LIMITS,
        "the longest name; a taken name and the default namespace are refused",
        calls -> {
          IndexCalls index = index(calls);
          String longest = "n".repeat(512);
          assertEquals(longest, make(index, longest).name());
          assertThrows(AlreadyExistsException.class, () -> make(index, longest));
          assertThrows(ServiceException.class, () -> make(index, "__default__"));
        });
  }

  private static void describe(Section section) {
    section.sample(DESCRIBE_NAMESPACE, ByName.ofNamespace("__default__"));
    section.row(
        DESCRIBE_NAMESPACE,
        ROUND_TRIP,
        "its name and its count",
        calls -> {
          IndexCalls index = index(calls);
          put(index.in("en"), "a", Metadata.empty());
          NamespaceDescription found = index.call(DESCRIBE_NAMESPACE, ByName.ofNamespace("en"));

          assertEquals("en", found.name());
          assertEquals(1, found.recordCount());
        });
    section.row(
        DESCRIBE_NAMESPACE,
        PRESENCE,
        "the default namespace always exists; another missing one is not found",
        calls -> {
          IndexCalls index = index(calls);
          NamespaceDescription found =
              index.call(DESCRIBE_NAMESPACE, ByName.ofNamespace("__default__"));

          assertEquals("__default__", found.name());
          assertEquals(0, found.recordCount());
          assertEquals(Optional.empty(), found.schema());
          assertThrows(
              NotFoundException.class,
              () -> index.call(DESCRIBE_NAMESPACE, ByName.ofNamespace("en")));
        });
    section.row(
        DESCRIBE_NAMESPACE,
        LIMITS,
        "names that a path must escape",
        calls -> {
          IndexCalls index = index(calls);
          for (String name : AWKWARD) {
            make(index, name);
            assertEquals(name, index.call(DESCRIBE_NAMESPACE, ByName.ofNamespace(name)).name());
          }
        });
  }

  private static void list(Section section) {
    section.sample(LIST_NAMESPACES, ListNamespacesRequest.all());
    section.row(
        LIST_NAMESPACES,
        ROUND_TRIP,
        "names with a prefix in byte order, page by page, and their number",
        calls -> {
          IndexCalls index = index(calls);
          List.of("t-2", "t-1", "t-10", "u").forEach(name -> make(index, name));
          ListNamespacesRequest request =
              ListNamespacesRequest.builder().prefix("t-").limit(2).build();
          ListNamespacesResponse first = index.call(LIST_NAMESPACES, request);
          ListNamespacesResponse second =
              index.call(
                  LIST_NAMESPACES,
                  request.toBuilder().paginationToken(first.nextToken().orElseThrow()).build());

          assertEquals(List.of("t-1", "t-10"), names(first));
          assertEquals(List.of("t-2"), names(second));
          assertEquals(Optional.empty(), second.nextToken());
          assertEquals(OptionalLong.of(3), first.totalCount());
          assertEquals(first.info(), first.items().get(0).info());
        });
    section.row(
        LIST_NAMESPACES,
        PRESENCE,
        "no name has the prefix",
        calls -> {
          ListNamespacesResponse none =
              index(calls).call(LIST_NAMESPACES, ListNamespacesRequest.withPrefix("none"));

          assertEquals(List.of(), none.items());
          assertEquals(OptionalLong.of(0), none.totalCount());
          assertEquals(Optional.empty(), none.nextToken());
        });
    section.row(
        LIST_NAMESPACES,
        LIMITS,
        "100 names per page; prefixes with every allowed character; a bad token is refused",
        calls -> {
          IndexCalls index = index(calls);
          IntStream.range(0, 101).forEach(i -> make(index, "& %+/?#=" + i));
          ListNamespacesResponse page =
              index.call(LIST_NAMESPACES, ListNamespacesRequest.withPrefix("& %+/?#="));

          assertEquals(100, page.items().size());
          assertEquals(OptionalLong.of(101), page.totalCount());
          assertTrue(page.nextToken().isPresent());
          assertThrows(
              ServiceException.class,
              () ->
                  index.call(
                      LIST_NAMESPACES,
                      ListNamespacesRequest.builder().paginationToken("none").build()));
        });
  }

  private static List<String> names(ListNamespacesResponse page) {
    return page.items().stream().map(NamespaceDescription::name).toList();
  }

  private static void delete(Section section) {
    section.sample(DELETE_NAMESPACE, ByName.ofNamespace("en")).noBodyOverRest(DELETE_NAMESPACE);
    section.row(
        DELETE_NAMESPACE,
        ROUND_TRIP,
        "it is gone with its contents",
        calls -> {
          IndexCalls index = index(calls);
          put(index.in("en"), "a", Metadata.empty());
          assertTrue(
              index
                  .call(DELETE_NAMESPACE, ByName.ofNamespace("en"))
                  .info()
                  .requestId()
                  .isPresent());

          assertThrows(
              NotFoundException.class,
              () -> index.call(DESCRIBE_NAMESPACE, ByName.ofNamespace("en")));
          assertEquals(List.of(), index.in("en").call(QUERY, QueryRequest.nearest(1, 2)).matches());
        });
    section.row(
        DELETE_NAMESPACE,
        PRESENCE,
        "a missing one is not found",
        calls ->
            assertThrows(
                NotFoundException.class,
                () -> index(calls).call(DELETE_NAMESPACE, ByName.ofNamespace("en"))));
    section.row(
        DELETE_NAMESPACE,
        LIMITS,
        "names that a path must escape",
        calls -> {
          IndexCalls index = index(calls);
          for (String name : AWKWARD) {
            make(index, name);
            index.call(DELETE_NAMESPACE, ByName.ofNamespace(name));
          }
          assertEquals(
              List.of("__default__"),
              names(index.call(LIST_NAMESPACES, ListNamespacesRequest.all())));
        });
  }

  private static void fetchByMetadata(Section section) {
    section.sample(FETCH_BY_METADATA, FetchByMetadataRequest.matching(Filter.eq("lang", "et")));
    section.row(
        FETCH_BY_METADATA,
        ROUND_TRIP,
        "all matches, page by page, with values and metadata",
        calls -> {
          IndexCalls index = index(calls).in("ns");
          Metadata et = Metadata.of("lang", "et");
          List.of("c", "a", "b").forEach(id -> put(index, id, et));
          put(index, "d", Metadata.of("lang", "en"));
          FetchByMetadataRequest request =
              FetchByMetadataRequest.builder(Filter.eq("lang", "et")).limit(2).build();
          FetchByMetadataResponse first = index.call(FETCH_BY_METADATA, request);
          FetchByMetadataResponse second =
              index.call(
                  FETCH_BY_METADATA,
                  request.toBuilder().paginationToken(first.nextToken().orElseThrow()).build());

          Vector.Builder a = Vector.builder("a").values(1, 2).metadata(et);
          assertEquals(
              List.of(a.build(), Vector.builder("b").values(1, 2).metadata(et).build()),
              first.items());
          assertEquals(List.of("c"), second.items().stream().map(Vector::id).toList());
          assertEquals(Optional.empty(), second.nextToken());
          assertEquals("ns", first.namespace());
          assertEquals(OptionalLong.of(1), first.readUnits());
          assertTrue(first.info().requestId().isPresent());
        });
    section.row(
        FETCH_BY_METADATA,
        PRESENCE,
        "no match is one empty page",
        calls -> {
          FetchByMetadataResponse none =
              index(calls)
                  .call(
                      FETCH_BY_METADATA, FetchByMetadataRequest.matching(Filter.eq("lang", "et")));

          assertEquals(List.of(), none.items());
          assertEquals(Optional.empty(), none.nextToken());
        });
    section.row(
        FETCH_BY_METADATA,
        LIMITS,
        "100 vectors per page by default; a token of another filter is refused",
        calls -> {
          IndexCalls index = index(calls);
          Metadata et = Metadata.of("lang", "õ😀");
          index.call(
              UPSERT,
              UpsertRequest.of(
                  IntStream.range(0, 101)
                      .mapToObj(i -> Vector.builder("v-" + i).values(1, 2).metadata(et).build())
                      .toList()));
          FetchByMetadataRequest request =
              FetchByMetadataRequest.matching(Filter.eq("lang", "õ😀"));
          FetchByMetadataResponse page = index.call(FETCH_BY_METADATA, request);

          assertEquals(100, page.items().size());
          assertEquals(
              101,
              index
                  .call(FETCH_BY_METADATA, request.toBuilder().limit(10_000).build())
                  .items()
                  .size());
          assertThrows(
              ServiceException.class,
              () ->
                  index.call(
                      FETCH_BY_METADATA,
                      FetchByMetadataRequest.builder(Filter.eq("lang", "en"))
                          .paginationToken(page.nextToken().orElseThrow())
                          .build()));
        });
  }
}
