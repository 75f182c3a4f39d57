package io.pinelink.endtoend;

import io.pinelink.Index;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.FetchByMetadataRequest;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.ListIdsRequest;
import io.pinelink.model.MetadataSchema;
import io.pinelink.model.Page;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.StatsRequest;
import io.pinelink.model.UpdateRequest;
import io.pinelink.model.UpsertRequest;
import io.pinelink.model.Vector;
import io.pinelink.namespaces.CreateNamespaceRequest;
import io.pinelink.namespaces.ListNamespaceAliasesRequest;
import io.pinelink.namespaces.ListNamespacesRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;

/** A generator of commands for an index, which accepts most of them and refuses some. */
final class RandomCommands {
  /** The kind of an index; most commands are valid for it. */
  enum Kind {
    DENSE,
    HYBRID,
    SPARSE
  }

  static final int DIMENSION = 5;

  private final RandomData data;
  private final Kind kind;

  RandomCommands(SplittableRandom random, Kind kind) {
    this.data = new RandomData(random);
    this.kind = kind;
  }

  /** A call, by name and function. */
  record Command(String name, Function<Index, Object> call) {
    Object run(Index index) {
      return call.apply(index);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  Command next() {
    return data.drawn(
        this::upsert,
        this::upsert,
        this::upsert,
        this::update,
        this::updateMatching,
        this::delete,
        this::fetch,
        this::query,
        this::query,
        this::query,
        this::list,
        this::fetchByMetadata,
        this::namespaces,
        this::aliases,
        this::aliases,
        this::aliases,
        this::stats);
  }

  private Command upsert() {
    UpsertRequest request = UpsertRequest.of(data.some(1, 6, this::vector));
    return in(writtenNamespace(), "upsert " + request, index -> index.upsert(request));
  }

  /** Returns a namespace, seldom with the name of an alias, which no alias can have afterwards. */
  private String writtenNamespace() {
    return data.oneIn(40) ? data.alias() : data.namespace();
  }

  private Vector vector() {
    Vector.Builder vector = Vector.builder(data.id()).metadata(data.metadata());
    if (kind != Kind.SPARSE || data.oneIn(30)) {
      vector.values(dense());
    }
    if (kind == Kind.SPARSE || data.oneIn(kind == Kind.HYBRID ? 2 : 30)) {
      vector.sparseValues(data.sparse());
    }
    return vector.build();
  }

  /** Returns dense values that are mostly valid. */
  private float[] dense() {
    return data.oneIn(30)
        ? data.oneOf(List.of(data.dense(DIMENSION + 1), new float[DIMENSION]))
        : data.dense(DIMENSION);
  }

  /** Returns valid vectors that the index returns unchanged: positions are in order. */
  List<Vector> fittingVectors() {
    return data.some(
        1,
        20,
        () -> {
          Vector.Builder vector = Vector.builder(data.id()).metadata(data.metadata());
          if (kind != Kind.SPARSE) {
            vector.values(data.dense(DIMENSION));
          }
          if (kind == Kind.SPARSE || (kind == Kind.HYBRID && data.oneIn(2))) {
            vector.sparseValues(data.sparseInOrder());
          }
          return vector.build();
        });
  }

  private Command update() {
    UpdateRequest.Builder update = UpdateRequest.builder(data.id()).metadata(data.metadata(1));
    if (kind != Kind.SPARSE && data.oneIn(2)) {
      update.values(dense());
    }
    if (kind != Kind.DENSE && data.oneIn(2)) {
      update.sparseValues(data.sparse());
    }
    UpdateRequest request = update.build();
    return in(data.namespaceOrAlias(), request.toString(), index -> index.update(request));
  }

  private Command updateMatching() {
    UpdateRequest request =
        data.oneIn(2)
            ? UpdateRequest.dryRun(data.filter())
            : UpdateRequest.matching(data.filter(), data.metadata(1));
    return in(data.namespaceOrAlias(), request.toString(), index -> index.update(request));
  }

  private Command delete() {
    DeleteRequest request =
        data.oneIn(8)
            ? DeleteRequest.all()
            : data.oneIn(2)
                ? DeleteRequest.matching(data.filter())
                : DeleteRequest.byIds(data.ids());
    return in(data.namespaceOrAlias(), request.toString(), index -> index.delete(request));
  }

  private Command fetch() {
    FetchRequest request = FetchRequest.byIds(data.ids());
    return in(data.namespaceOrAlias(), request.toString(), index -> index.fetch(request));
  }

  private Command query() {
    QueryRequest.Builder query = nearest().topK(data.between(1, 20));
    data.setSome(query, "vector", "sparseVector", "id", "topK", "after", "valuesInto");
    QueryRequest request = query.build();
    return in(data.namespaceOrAlias(), request.toString(), index -> index.query(request));
  }

  private QueryRequest.Builder nearest() {
    if (data.oneIn(4)) {
      return QueryRequest.builder().id(data.id());
    }
    return switch (data.oneIn(30) ? data.oneOf(List.of(Kind.values())) : kind) {
      case DENSE -> QueryRequest.builder().vector(dense());
      case HYBRID -> QueryRequest.builder().vector(dense()).sparseVector(data.sparse());
      case SPARSE -> QueryRequest.builder().sparseVector(data.sparse());
    };
  }

  private Command list() {
    ListIdsRequest.Builder list = ListIdsRequest.builder();
    if (data.oneIn(2)) {
      list.prefix(data.prefix());
    }
    if (data.oneIn(2)) {
      list.limit(data.between(1, 4));
    }
    if (data.oneIn(10)) {
      list.paginationToken(data.wrongToken());
    }
    ListIdsRequest request = list.build();
    return in(
        data.namespaceOrAlias(),
        request.toString(),
        index ->
            pages(
                index.listIds(request),
                token -> index.listIds(request.toBuilder().paginationToken(token).build())));
  }

  private Command fetchByMetadata() {
    FetchByMetadataRequest.Builder fetch = FetchByMetadataRequest.builder(data.filter());
    if (data.oneIn(2)) {
      fetch.limit(data.between(1, 4));
    }
    if (data.oneIn(10)) {
      fetch.paginationToken(data.wrongToken());
    }
    FetchByMetadataRequest request = fetch.build();
    return in(
        data.namespaceOrAlias(),
        request.toString(),
        index ->
            pages(
                index.fetchByMetadata(request),
                token ->
                    index.fetchByMetadata(request.toBuilder().paginationToken(token).build())));
  }

  private Command namespaces() {
    String drawn = data.namespaceOrAlias();
    String named = drawn.isEmpty() ? "new-" + data.between(1, 3) : drawn;
    String written = writtenNamespace();
    String created = written.isEmpty() ? "new-" + data.between(1, 3) : written;
    return data.drawn(
        () ->
            new Command(
                "createNamespace " + created,
                index -> index.namespaces().create(CreateNamespaceRequest.named(created))),
        () -> {
          MetadataSchema schema = MetadataSchema.of("kind", "õ 漢😀", "a.b");
          return new Command(
              "createNamespace " + created + " with a schema",
              index ->
                  index
                      .namespaces()
                      .create(CreateNamespaceRequest.builder(created).schema(schema).build()));
        },
        () ->
            new Command("describeNamespace " + named, index -> index.namespaces().describe(named)),
        () ->
            new Command(
                "deleteNamespace " + named, index -> gone(() -> index.namespaces().delete(named))),
        this::listNamespaces);
  }

  private static String gone(Runnable delete) {
    delete.run();
    return "gone";
  }

  private Command listNamespaces() {
    ListNamespacesRequest.Builder list = ListNamespacesRequest.builder();
    if (data.oneIn(2)) {
      list.prefix(data.prefix());
    }
    if (data.oneIn(2)) {
      list.limit(data.between(1, 2));
    }
    if (data.oneIn(10)) {
      list.paginationToken(data.wrongToken());
    }
    ListNamespacesRequest request = list.build();
    return new Command(
        request.toString(),
        index ->
            pages(
                index.namespaces().list(request),
                token ->
                    index.namespaces().list(request.toBuilder().paginationToken(token).build())));
  }

  /** Returns a command that manages aliases; most of their targets exist. */
  private Command aliases() {
    String name = data.alias();
    String drawn = data.namespaceOrAlias();
    String target = drawn.isEmpty() ? "__default__" : drawn;
    return data.drawn(
        () ->
            new Command(
                "createNamespaceAlias " + name + " to " + target,
                index -> index.namespaces().createAlias(name, target)),
        () ->
            new Command(
                "createNamespaceAlias " + name + " to __default__",
                index -> index.namespaces().createAlias(name, "__default__")),
        () ->
            new Command(
                "repointNamespaceAlias " + name + " to " + target,
                index -> index.namespaces().repointAlias(name, target)),
        () ->
            new Command(
                "describeNamespaceAlias " + name, index -> index.namespaces().describeAlias(name)),
        () ->
            new Command(
                "deleteNamespaceAlias " + name,
                index -> gone(() -> index.namespaces().deleteAlias(name))),
        this::listAliases);
  }

  private Command listAliases() {
    ListNamespaceAliasesRequest.Builder list = ListNamespaceAliasesRequest.builder();
    if (data.oneIn(3)) {
      list.prefix(data.oneOf(List.of("", "l", "live", "~!", "none")));
    }
    if (data.oneIn(3)) {
      list.targetNamespace(data.oneOf(List.of("__default__", "a", "ab", "none")));
    }
    if (data.oneIn(2)) {
      list.limit(data.between(1, 2));
    }
    if (data.oneIn(10)) {
      list.paginationToken(data.wrongToken());
    }
    ListNamespaceAliasesRequest request = list.build();
    return new Command(
        request.toString(),
        index ->
            pages(
                index.namespaces().listAliases(request),
                token ->
                    index
                        .namespaces()
                        .listAliases(request.toBuilder().paginationToken(token).build())));
  }

  private Command stats() {
    StatsRequest request =
        data.oneIn(4) ? StatsRequest.matching(data.filter()) : StatsRequest.all();
    return new Command("describeStats", index -> index.describeIndexStats(request));
  }

  private static Command in(String namespace, String name, Function<Index, Object> call) {
    return new Command(
        name + " in '" + namespace + "'", index -> call.apply(index.namespace(namespace)));
  }

  /** Returns a page and all following pages. */
  private static <P extends Page<?>> List<P> pages(P first, Function<String, P> at) {
    List<P> pages = new ArrayList<>(List.of(first));
    for (Optional<String> token = first.nextToken(); token.isPresent(); ) {
      P page = at.apply(token.get());
      pages.add(page);
      token = page.nextToken();
    }
    return pages;
  }
}
