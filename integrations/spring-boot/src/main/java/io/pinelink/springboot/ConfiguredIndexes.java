package io.pinelink.springboot;

import io.pinelink.CallOptions;
import io.pinelink.DocumentIndex;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.RecordIndex;
import io.pinelink.doctor.watch.RouteWatch;
import io.pinelink.error.DeadlineExceededException;
import io.pinelink.error.PinelinkException;
import io.pinelink.error.TransportException;
import io.pinelink.model.IndexStats;
import io.pinelink.routing.HostBook;
import io.pinelink.routing.IndexHosts;
import io.pinelink.routing.Route;
import io.pinelink.routing.Verdict;
import io.pinelink.springboot.PinelinkProperties.ConfiguredIndex;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;

/** Opens the indexes that the properties declare, and knows which are open. */
class ConfiguredIndexes {
  private static final System.Logger LOG = System.getLogger(ConfiguredIndexes.class.getName());

  private final Environment environment;
  private final ObjectProvider<Pinelink> client;
  private final Map<String, Opened> open = new ConcurrentHashMap<>();

  /** The watched hosts of the indexes. */
  private final Map<String, String> watched = new HashMap<>();

  private volatile @Nullable RouteWatch watch;

  /**
   * An open index, as the health indicator and the endpoint use it.
   *
   * @param index the bean
   * @param declared its properties when it was opened
   */
  private record Opened(
      Object index,
      ConfiguredIndex declared,
      Supplier<Route> route,
      Function<Duration, Verdict> probe,
      Function<Duration, IndexStats> stats) {}

  ConfiguredIndexes(Environment environment, ObjectProvider<Pinelink> client) {
    this.environment = environment;
    this.client = client;
  }

  /**
   * The methods that open and use the beans of one type.
   *
   * @param probe checks whether calls are answered, which costs a read unit
   * @param stats sends a call that costs nothing
   */
  private record Facade<T>(
      Class<T> type,
      BiFunction<Pinelink, String, T> byName,
      BiFunction<Pinelink, String, T> byHost,
      BiFunction<T, String, T> inNamespace,
      Function<T, Route> route,
      BiFunction<T, CallOptions, Verdict> probe,
      BiFunction<T, CallOptions, IndexStats> stats) {}

  /** Opens an index for vectors; called by the container. */
  Index openIndex(String key) {
    return open(
        key,
        new Facade<>(
            Index.class,
            Pinelink::index,
            Pinelink::indexAt,
            (index, namespace) -> index.namespace(namespace),
            Index::route,
            (index, options) -> index.with(options).probe(),
            (index, options) -> index.with(options).describeIndexStats()));
  }

  /** Opens an index for records; called by the container. */
  RecordIndex openRecords(String key) {
    return open(
        key,
        new Facade<>(
            RecordIndex.class,
            Pinelink::records,
            Pinelink::recordsAt,
            (index, namespace) -> index.namespace(namespace),
            RecordIndex::route,
            (index, options) -> index.with(options).index().probe(),
            (index, options) -> index.with(options).index().describeIndexStats()));
  }

  /** Opens a document index; called by the container. */
  DocumentIndex openDocuments(String key) {
    return open(
        key,
        new Facade<>(
            DocumentIndex.class,
            Pinelink::documents,
            Pinelink::documentsAt,
            (index, namespace) -> index.namespace(namespace),
            DocumentIndex::route,
            (index, options) -> index.with(options).probe(),
            (index, options) -> index.with(options).describeIndexStats()));
  }

  private <T> T open(String key, Facade<T> facade) {
    ConfiguredIndex declared = declared(key);
    String host = declared.givenHost();
    T index =
        opened(
            facade.type(),
            key,
            declared,
            () -> {
              Pinelink pinelink = client.getObject();
              T opened =
                  host == null
                      ? facade.byName().apply(pinelink, declared.nameOr(key))
                      : facade.byHost().apply(pinelink, host);
              String namespace = declared.namespace();
              return namespace == null ? opened : facade.inNamespace().apply(opened, namespace);
            });
    open.put(
        key,
        new Opened(
            index,
            declared,
            () -> facade.route().apply(index),
            t -> facade.probe().apply(index, CallOptions.defaults().timeout(t)),
            t -> facade.stats().apply(index, CallOptions.defaults().timeout(t))));
    watch(key);
    return index;
  }

  /** Returns the declared indexes by the name of their qualifier. */
  Map<String, ConfiguredIndex> declared() {
    return PinelinkProperties.of(environment).indexes();
  }

  /** Returns the hosts of an index; empty if it is not declared or its host is not known yet. */
  Optional<IndexHosts> hosts(String key) {
    ConfiguredIndex index = declared().get(key);
    if (index == null) {
      return Optional.empty();
    }
    if (index.givenHost() != null) {
      return Optional.of(IndexHosts.given(index.givenHost()));
    }
    Optional<IndexHosts> known =
        client.getObject().hostBook().find(index.nameOr(key)).map(ConfiguredIndexes::hostsOf);
    return known.isPresent() ? known : route(key).map(Route::host).map(IndexHosts::given);
  }

  private static IndexHosts hostsOf(HostBook.Entry entry) {
    return new IndexHosts(entry.host(), entry.privateHost(), Route.Source.HOST_BOOK);
  }

  /** Lets the hosts of each declared index be watched, now or as soon as the index is opened. */
  void watchedBy(RouteWatch newWatch) {
    watch = newWatch;
    declared().keySet().forEach(this::watch);
  }

  /** Watches the host of an index, and no longer the one that the index had before a refresh. */
  private void watch(String key) {
    RouteWatch current = watch;
    IndexHosts hosts = current == null ? null : hosts(key).orElse(null);
    if (current == null || hosts == null) {
      return;
    }
    synchronized (watched) {
      String now = current.add(hosts);
      String before = watched.put(key, now);
      if (before != null && !watched.containsValue(before)) {
        current.remove(before);
      }
    }
  }

  /** Returns the current route of an index; empty if it was not opened yet. */
  Optional<Route> route(String key) {
    return Optional.ofNullable(open.get(key)).map(opened -> opened.route().get());
  }

  /**
   * Checks whether calls to an index are answered, which costs a read unit; empty if it was not
   * opened yet.
   */
  Optional<Verdict> probe(String key, Duration timeout) {
    return Optional.ofNullable(open.get(key)).map(opened -> opened.probe().apply(timeout));
  }

  /** Sends a call that costs nothing to an index; empty if it was not opened yet. */
  Optional<IndexStats> stats(String key, Duration timeout) {
    return Optional.ofNullable(open.get(key)).map(opened -> opened.stats().apply(timeout));
  }

  private ConfiguredIndex declared(String key) {
    ConfiguredIndex index = declared().get(key);
    if (index == null) {
      throw new IllegalStateException("pinelink.indexes." + key + " has been removed");
    }
    return index;
  }

  /**
   * Opens an index. If that fails after a refresh because the control plane cannot be reached, the
   * index that was opened before is kept: it uses the refreshed client too.
   */
  private <T> T opened(Class<T> type, String key, ConfiguredIndex index, Supplier<T> opening) {
    try {
      return opening.get();
    } catch (IllegalArgumentException e) {
      String property = index.givenHost() == null ? "" : ".host";
      throw PinelinkPropertyException.refused("indexes." + key + property, e);
    } catch (PinelinkException e) {
      Opened before = open.get(key);
      boolean isUnreachable =
          e instanceof TransportException || e instanceof DeadlineExceededException;
      if (before != null && isUnreachable && before.declared().equals(index)) {
        LOG.log(
            Level.WARNING,
            "The control plane cannot be reached, so the hosts of the index '%s' are kept"
                .formatted(index.nameOr(key)),
            e);
        return type.cast(before.index());
      }
      throw new IndexNotOpenedException(key, index, e);
    }
  }
}
