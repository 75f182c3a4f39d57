package io.pinelink.springboot;

import io.pinelink.CallOptions;
import io.pinelink.DocumentIndex;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.error.DeadlineExceededException;
import io.pinelink.error.PinelinkException;
import io.pinelink.error.TransportException;
import io.pinelink.model.IndexStats;
import io.pinelink.routing.Route;
import io.pinelink.springboot.PinelinkProperties.ConfiguredIndex;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;

/** Opens the indexes that the properties declare, and knows which are open. */
class ConfiguredIndexes {
  private static final System.Logger LOG = System.getLogger(ConfiguredIndexes.class.getName());

  private final Environment environment;
  private final ObjectProvider<Pinelink> client;
  private final Map<String, Opened> open = new ConcurrentHashMap<>();

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
      Function<Duration, IndexStats> stats) {}

  ConfiguredIndexes(Environment environment, ObjectProvider<Pinelink> client) {
    this.environment = environment;
    this.client = client;
  }

  /** Opens a vector index; called by the container. */
  Index openIndex(String key) {
    ConfiguredIndex declared = declared(key);
    String host = declared.givenHost();
    Index index =
        opened(
            Index.class,
            key,
            declared,
            () -> {
              Pinelink pinelink = client.getObject();
              Index opened =
                  host == null ? pinelink.index(declared.nameOr(key)) : pinelink.indexAt(host);
              String namespace = declared.namespace();
              return namespace == null ? opened : opened.namespace(namespace);
            });
    open.put(
        key,
        new Opened(
            index,
            declared,
            index::route,
            t -> index.with(CallOptions.defaults().timeout(t)).describeIndexStats()));
    return index;
  }

  /** Opens a document index; called by the container. */
  DocumentIndex openDocuments(String key) {
    ConfiguredIndex declared = declared(key);
    String host = declared.givenHost();
    DocumentIndex index =
        opened(
            DocumentIndex.class,
            key,
            declared,
            () -> {
              Pinelink pinelink = client.getObject();
              DocumentIndex opened =
                  host == null
                      ? pinelink.documents(declared.nameOr(key))
                      : pinelink.documentsAt(host);
              String namespace = declared.namespace();
              return namespace == null ? opened : opened.namespace(namespace);
            });
    open.put(
        key,
        new Opened(
            index,
            declared,
            index::route,
            t -> index.with(CallOptions.defaults().timeout(t)).describeIndexStats()));
    return index;
  }

  /** Returns the declared indexes by the name of their qualifier. */
  Map<String, ConfiguredIndex> declared() {
    return PinelinkProperties.of(environment).indexes();
  }

  /** Returns the current route of an index; empty if it was not opened yet. */
  Optional<Route> route(String key) {
    return Optional.ofNullable(open.get(key)).map(opened -> opened.route().get());
  }

  /** Sends a small call to an index; empty if it was not opened yet. */
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
            "The control plane cannot be reached, so the hosts of the index '"
                + index.nameOr(key)
                + "' are kept",
            e);
        return type.cast(before.index());
      }
      throw new IndexNotOpenedException(key, index, e);
    }
  }
}
