package io.pinelink.console;

import io.pinelink.Pinelink;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.IndexSpec;
import io.pinelink.model.IndexStats;
import io.pinelink.model.Metric;
import io.pinelink.routing.HostBook;
import io.pinelink.routing.IndexFamily;
import io.pinelink.routing.IndexHosts;
import io.pinelink.routing.Route;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The indexes that the page offers: one host that the user named, or those that the control plane
 * and the host book list. The page works without a control plane, and then says why it lists only
 * the host book.
 */
final class IndexCatalog {
  private final Pinelink client;
  private final @Nullable String host;
  private final IndexFamily hostFamily;
  private final Map<String, IndexPages> opened = new ConcurrentHashMap<>();

  /**
   * @param host the only index to show; null for all of the project
   * @param hostFamily what that index stores, which its host does not show
   */
  IndexCatalog(Pinelink client, @Nullable String host, IndexFamily hostFamily) {
    this.client = client;
    this.host = host;
    this.hostFamily = hostFamily;
  }

  /** Returns the namespace of a request as the client names it. */
  static String namespace(ConsoleRequest request) {
    String name = request.text("namespace").orElse("");
    return name.equals(IndexPages.DEFAULT_NAMESPACE) ? "" : name;
  }

  /** Returns the number of vectors in a namespace. */
  static long count(IndexStats stats, String namespace) {
    return stats.namespaces().entrySet().stream()
        .filter(entry -> CallJson.namespace(entry.getKey()).equals(CallJson.namespace(namespace)))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Returns all indexes, with the reason if the control plane did not list them. */
  Map<String, @Nullable Object> list() {
    List<Map<String, @Nullable Object>> indexes = new ArrayList<>();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("indexes", indexes);
    json.put("problem", null);
    if (host != null) {
      indexes.add(hosted(host, host, hostFamily.value(), null));
      return json;
    }
    try {
      client.controlPlane().listIndexes().items().forEach(index -> indexes.add(facts(index)));
    } catch (RuntimeException e) {
      json.put("problem", ApiFailure.text(e));
    }
    for (HostBook.Entry entry : client.hostBook().entries()) {
      boolean listed =
          indexes.stream().anyMatch(index -> Objects.equals(index.get("name"), entry.name()));
      if (!listed && json.get("problem") != null) {
        indexes.add(
            hosted(
                entry.name(),
                entry.host(),
                entry.family().map(IndexFamily::value).orElse(IndexFamily.VECTORS.value()),
                entry.privateHost().orElse(null)));
      }
    }
    return json;
  }

  private static Map<String, @Nullable Object> hosted(
      String name, String host, String family, @Nullable String privateHost) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("name", name);
    json.put("family", family);
    json.put("host", host);
    json.put("privateHost", privateHost);
    json.put("described", false);
    json.put("ready", true);
    return json;
  }

  private static Map<String, @Nullable Object> facts(IndexDescription index) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("name", index.name());
    json.put("family", family(index).value());
    json.put("host", index.host().orElse(null));
    json.put("privateHost", index.privateHost().orElse(null));
    json.put("described", true);
    json.put("ready", index.status().ready());
    json.put("state", index.status().state());
    json.put("metric", index.metric().map(Metric::value).orElse(null));
    json.put("dimension", index.dimension().isPresent() ? index.dimension().getAsInt() : null);
    json.put("vectorType", index.vectorType().map(type -> type.toString()).orElse(null));
    json.put("model", index.embed().map(embed -> embed.model()).orElse(null));
    json.put("textField", index.embed().flatMap(embed -> embed.textField()).orElse(null));
    json.put("deletionProtection", index.deletionProtection());
    json.put("deployment", deployment(index.spec()));
    json.put("tags", index.tags());
    index
        .schema()
        .ifPresent(
            schema -> {
              json.put("schema", SchemaFields.json(schema));
              if (family(index).equals(IndexFamily.DOCUMENTS)) {
                SchemaFields fields = SchemaFields.of(schema);
                json.put("denseFields", List.copyOf(fields.dense().keySet()));
                json.put("sparseFields", fields.sparse());
                json.put("textFields", fields.fullText());
                json.put(
                    "embeddedFields",
                    Stream.of(fields.embedded(), fields.sparselyEmbedded())
                        .flatMap(List::stream)
                        .distinct()
                        .toList());
              }
            });
    return json;
  }

  private static String deployment(IndexSpec spec) {
    if (spec instanceof IndexSpec.Serverless serverless) {
      return "serverless, " + serverless.cloud() + " " + serverless.region();
    }
    if (spec instanceof IndexSpec.Pod pod) {
      return "pods, " + pod.environment();
    }
    return spec instanceof IndexSpec.Byoc byoc ? "BYOC, " + byoc.environment() : "";
  }

  private static IndexFamily family(IndexDescription index) {
    return index.family().orElse(IndexFamily.DOCUMENTS);
  }

  /** Returns an index with its namespaces and the route of its calls. */
  Map<String, @Nullable Object> describe(String name) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    if (host != null) {
      json.putAll(hosted(host, host, hostFamily.value(), null));
    } else {
      description(name)
          .ifPresentOrElse(
              index -> json.putAll(facts(index)),
              () ->
                  client
                      .hostBook()
                      .find(name)
                      .ifPresent(
                          entry ->
                              json.putAll(
                                  hosted(
                                      name,
                                      entry.host(),
                                      family(entry).value(),
                                      entry.privateHost().orElse(null)))));
    }
    IndexPages pages = open(name);
    long start = System.nanoTime();
    IndexStats stats = pages.stats();
    json.put("total", stats.totalVectorCount());
    if (stats.dimension().isPresent()) {
      json.putIfAbsent("dimension", stats.dimension().getAsInt());
    }
    stats.metric().ifPresent(metric -> json.putIfAbsent("metric", metric.value()));
    List<Map<String, @Nullable Object>> namespaces = new ArrayList<>();
    stats
        .namespaces()
        .forEach(
            (namespace, count) -> {
              Map<String, @Nullable Object> each = new LinkedHashMap<>();
              each.put("name", CallJson.namespace(namespace));
              each.put("count", count);
              namespaces.add(each);
            });
    namespaces.sort(
        (a, b) -> String.valueOf(a.get("name")).compareTo(String.valueOf(b.get("name"))));
    json.put("namespaces", namespaces);
    json.put("route", CallJson.of(pages.route()));
    json.put("call", CallJson.of(start, stats));
    return json;
  }

  private static IndexFamily family(HostBook.Entry entry) {
    return entry.family().orElse(IndexFamily.VECTORS);
  }

  /** Describes an index; empty if the control plane does not respond and the host book has it. */
  private Optional<IndexDescription> description(String name) {
    try {
      return Optional.of(client.controlPlane().describeIndex(name));
    } catch (RuntimeException e) {
      if (client.hostBook().find(name).isPresent()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Opens an index, whose kind is found out once. The control plane is called outside of the map,
   * so that an index that does not answer delays no other one.
   */
  IndexPages open(String name) {
    IndexPages pages = opened.get(name);
    if (pages == null) {
      pages = opening(name);
      opened.put(name, pages);
    }
    return pages;
  }

  private IndexPages opening(String name) {
    if (host != null) {
      if (!name.equals(host)) {
        throw new ApiFailure(404, "this console shows one index only");
      }
      return byHost(host);
    }
    Optional<IndexDescription> description = description(name);
    IndexFamily family =
        description.isPresent()
            ? family(description.get())
            : client.hostBook().find(name).map(IndexCatalog::family).orElse(IndexFamily.VECTORS);
    if (family.equals(IndexFamily.DOCUMENTS)) {
      SchemaFields schema =
          description
              .flatMap(IndexDescription::schema)
              .map(SchemaFields::of)
              .orElse(SchemaFields.UNKNOWN);
      return new DocumentPages(client.documents(name), schema);
    }
    return new VectorPages(
        client.index(name), family.equals(IndexFamily.RECORDS) ? client.records(name) : null);
  }

  private IndexPages byHost(String host) {
    if (hostFamily.equals(IndexFamily.DOCUMENTS)) {
      return new DocumentPages(client.documentsAt(host), SchemaFields.UNKNOWN);
    }
    return new VectorPages(
        client.indexAt(host),
        hostFamily.equals(IndexFamily.RECORDS) ? client.recordsAt(host) : null);
  }

  /** Returns the hosts of an index as the doctor checks them. */
  IndexHosts hosts(String name) {
    if (host != null) {
      return IndexHosts.given(host);
    }
    Optional<HostBook.Entry> entry = client.hostBook().find(name);
    if (entry.isEmpty()) {
      open(name);
      entry = client.hostBook().find(name);
    }
    return entry
        .map(e -> new IndexHosts(e.host(), e.privateHost(), Route.Source.HOST_BOOK))
        .orElseThrow(() -> new ApiFailure(404, "the host of the index is not known"));
  }

  /** Forgets which kinds of indexes there are, after one was recreated. */
  void refresh() {
    opened.clear();
  }
}
